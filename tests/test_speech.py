"""Speech is found behind music, quiet speech beside loud, and neither music nor noise is taken for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from audio import SAMPLE_RATE, SampleBlock, decode_blocks, open_recording
from audio.speech import FRAME_SAMPLES, speech_probabilities
from audio.speech.detector import PERHAPS, SpeechDetector, _DetectorPass
from audio.speech.overlooked import moves_like_speech
from tests.support.music import music
from transcripts import demo_dir

if TYPE_CHECKING:
    from audio.types import Samples

SECONDS = 40


@pytest.fixture(scope="module")
def speech() -> Samples:
    recording = open_recording(demo_dir() / "episode.mp3")
    sound: Samples = np.concatenate([block.samples for block in decode_blocks(recording, end=SECONDS)])
    return sound


def frames(sound: Samples) -> Samples:
    return sound[: len(sound) // FRAME_SAMPLES * FRAME_SAMPLES].reshape(-1, FRAME_SAMPLES)


def blocks(sound: Samples, size: int = 10 * SAMPLE_RATE) -> list[SampleBlock]:
    return [SampleBlock(at / SAMPLE_RATE, sound[at : at + size]) for at in range(0, len(sound), size)]


def found(sound: Samples) -> np.ndarray:
    return np.array(list(speech_probabilities(blocks(sound)))) >= PERHAPS


def test_speech_behind_music_is_found_as_without_it(speech: Samples) -> None:
    alone = found(speech)
    behind = found(np.concatenate([music(47.104), speech]))[-len(alone) :]  # whole frames of music
    assert alone.mean() > 0.5
    assert (alone & behind).sum() / alone.sum() > 0.97


def test_a_quiet_guest_beside_a_loud_host_is_found(speech: Samples) -> None:
    half = len(speech) // 2
    alone = found(speech)
    sound = np.concatenate([speech[:half], speech[half:] * np.float32(0.02)])
    assert (alone & found(sound)).sum() / alone.sum() > 0.95


def test_noise_and_music_are_not_taken_for_speech() -> None:
    noise = np.random.default_rng(0).standard_normal(SECONDS * SAMPLE_RATE).astype(np.float32)
    for sound in (noise * np.float32(0.01), noise * np.float32(0.0001), music(SECONDS), 0 * noise):
        assert found(sound).mean() < 0.02
        assert not moves_like_speech(frames(sound)).any()


def test_what_moves_like_speech_counts_where_silero_finds_nothing(
    speech: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A detector that is deaf: telephone speech through a bad line, say."""
    monkeypatch.setattr(_DetectorPass, "__call__", lambda self, frames: np.zeros(len(frames), np.float32))
    heard = np.array(SpeechDetector()(frames(speech).reshape(-1)))
    assert set(heard) == {0.0, PERHAPS}
    assert (heard == PERHAPS).mean() > 0.4
    assert not any(SpeechDetector()(frames(music(SECONDS)).reshape(-1)))


def test_one_probability_a_frame_however_the_sound_is_delivered(speech: Samples) -> None:
    sound = speech[: 5 * SAMPLE_RATE + 100]
    count = -(-len(sound) // FRAME_SAMPLES)
    for size in (100, 7000, len(sound)):
        assert len(list(speech_probabilities(blocks(sound, size)))) == count
    assert list(speech_probabilities([])) == []
