"""One person on each channel: told apart, transcribed one by one, and nobody's words twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from audio import (
    SAMPLE_RATE,
    AudioError,
    Bleed,
    Decoding,
    Interval,
    Recording,
    Voice,
    decode_blocks,
    measure_bleed,
    open_recording,
)
from audio.channels import FRAME, copies
from tests.support import audio_samples
from tests.support.stereo_samples import DEMO, apart, leaking, stereo, true_words
from transcripts import TranscribeOptions, Transcript, hear_again, transcribe, transcription
from transcripts.repetition import plain
from transcripts.whisper import Recogniser

SECONDS = 60.0
OPTIONS = TranscribeOptions(
    model="demo", device="cpu", language="ar", batch_size=2, threads=1, speakers_by_channel=True
)  # two windows a batch, so that there are several batches to be stopped between


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="module")
def leaky(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return open_recording(stereo(tmp_path_factory.mktemp("stereo") / "leaky.wav", SECONDS, -20))


@pytest.fixture(scope="module")
def uninterrupted(leaky: Recording) -> Transcript:
    return transcribe(leaky, replace(OPTIONS, cache=False))


def spoken(transcript: Transcript) -> list[tuple[str, float, str | None]]:
    return [
        (plain(word.text), word.start, segment.speaker) for segment in transcript.segments for word in segment.words
    ]


def test_each_word_is_heard_once_and_from_the_right_side(uninterrupted: Transcript) -> None:
    true = true_words(SECONDS - 1)
    heard = spoken(uninterrupted)
    right = [
        any(w.text == text and abs(w.start - at) < 0.35 and w.side == side for text, at, side in heard) for w in true
    ]
    assert sum(right) >= 0.75 * len(true)
    assert 0.9 * len(true) <= len(heard) <= 1.15 * len(true), "without the silencing each is heard twice"
    elsewhere = [
        any(w.text == text and abs(w.start - at) < 0.35 and w.side != side for text, at, side in heard) for w in true
    ]
    assert not any(elsewhere)


def test_the_conversation_is_in_the_order_spoken(uninterrupted: Transcript, leaky: Recording) -> None:
    assert all(one.start <= other.start for one, other in pairwise(uninterrupted.segments))
    assert {segment.speaker for segment in uninterrupted.segments} == {"left", "right"}
    assert (uninterrupted.duration, uninterrupted.audio_sha256) == (SECONDS, leaky.sha256)
    assert (uninterrupted.language, uninterrupted.options) == ("ar", "beam 5, by channel")


@pytest.mark.parametrize("seconds", [1.0, 15.0, 40.0])  # the left channel counts for the first half
def test_interrupted_on_either_channel_it_goes_on_to_the_same_transcript(
    leaky: Recording, uninterrupted: Transcript, seconds: float, monkeypatch: pytest.MonkeyPatch, cache: Path
) -> None:
    def interrupt(done: float, _total: float) -> None:
        if done >= seconds:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcribe(leaky, OPTIONS, interrupt)
    decoded = 0
    encode = Recogniser.encode

    def counted(self: Recogniser, sounds: Sequence[NDArray[np.float32]]) -> object:
        nonlocal decoded
        decoded += len(sounds)
        return encode(self, sounds)

    monkeypatch.setattr(Recogniser, "encode", counted)
    again: list[float] = []
    assert transcribe(leaky, OPTIONS, lambda done, _total: again.append(done)) == uninterrupted
    assert again == sorted(again)
    assert again[-1] == SECONDS
    assert 0 < decoded < len(again)
    assert len(list(cache.glob("*.json"))) == 2, "each channel has a result of its own"
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert transcribe(leaky, OPTIONS) == uninterrupted


def test_the_channels_results_are_not_those_of_the_whole(leaky: Recording) -> None:
    transcribe(leaky, OPTIONS)
    mixed = transcribe(leaky, replace(OPTIONS, speakers_by_channel=False))
    assert {segment.speaker for segment in mixed.segments} == {None}


def test_what_leaks_is_measured_once_for_both_channels_and_the_second_hearing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording = open_recording(stereo(tmp_path / "once.wav", SECONDS, -20))
    passes: list[tuple[float, float]] = []

    class Counted(Decoding):
        def __init__(self, recording: Recording, start: float, end: float, **options: Any) -> None:
            passes.append((start, end))
            super().__init__(recording, start, end, **options)

    monkeypatch.setattr("audio.channels.Decoding", Counted)
    options = replace(OPTIONS, end=20.0, hotwords=("نادر",))
    transcribe(recording, options)
    hear_again(recording, [Interval(5.0, 5.2)], options)
    assert passes == [(0.0, SECONDS), *[(0.0, 20.0)] * 4]


@pytest.mark.parametrize("decibels", [-30, -20, -8])
def test_what_leaks_is_measured_and_silenced(decibels: float, tmp_path: Path) -> None:
    clean = apart(30.0)
    recording = open_recording(audio_samples.write(tmp_path / "a.wav", leaking(clean, decibels)))
    bleed = measure_bleed(recording)
    assert [10 * np.log10(share) for share in (bleed.into_left, bleed.into_right)] == pytest.approx(
        [decibels] * 2, abs=2
    )
    for side, channel in enumerate(("left", "right")):
        heard = np.concatenate([block.samples for block in Voice(recording, channel, bleed)])
        assert len(heard) == clean.shape[1]
        assert power(heard - clean[side]) < 0.02 * power(clean[1 - side]) * 10 ** (decibels / 10) + 1e-7
        assert audio_samples.offset(heard, clean[side]) == 0


def power(sound: NDArray[np.float32]) -> float:
    return float(np.mean(sound.astype(np.float64) ** 2))


def test_both_are_kept_where_two_talk_at_once() -> None:
    sound = leaking(np.stack([audio_samples.noise(4, seed=1), audio_samples.noise(4, seed=2)]), -20)
    assert copies(sound.T, Bleed(0.01, 0.01)).mean() < 0.02


def test_what_is_in_the_middle_belongs_to_one_channel() -> None:
    middle = np.stack([audio_samples.noise(4)] * 2)
    louder = np.array([[1.0], [2.0]], np.float32)
    turned = np.array([[1.0], [-1.0]], np.float32)
    for sound, owner in ((middle, 0), (middle * louder, 1), (middle * louder[::-1], 0), (middle * turned, 0)):
        silenced = copies(sound.T, Bleed(0.01, 0.01)).mean(axis=1)
        assert silenced.tolist() == [0.0 if owner == side else 1.0 for side in (0, 1)]


def test_a_voice_does_not_depend_on_how_the_sound_is_delivered(leaky: Recording) -> None:
    bleed = measure_bleed(leaky)
    whole = np.concatenate([block.samples for block in Voice(leaky, "left", bleed, block=100.0)])
    for seconds in (0.05, 0.333, 10.0):
        blocks = list(Voice(leaky, "left", bleed, block=seconds, end=12.3))
        assert all(
            one.start + len(one.samples) / SAMPLE_RATE == pytest.approx(other.start) for one, other in pairwise(blocks)
        )
        heard = np.concatenate([block.samples for block in blocks])
        assert len(heard) == round(12.3 * SAMPLE_RATE)
        settled = len(heard) // FRAME * FRAME - 10 * FRAME  # the end is judged without what comes after it
        assert np.array_equal(heard[:settled], whole[:settled])


def test_parts_of_frames_at_the_end(tmp_path: Path) -> None:
    for samples in (1, FRAME - 1, FRAME, FRAME + 1):
        sound = np.stack([audio_samples.noise(1)[:samples]] * 2)
        recording = open_recording(audio_samples.write(tmp_path / f"{samples}.wav", sound))
        heard = [block.samples for block in Voice(recording, "right", Bleed(0.01, 0.01))]
        assert sum(map(len, heard)) == samples


def recorded(path: Path, *channels: NDArray[np.float32]) -> Recording:
    return open_recording(audio_samples.write(path, np.stack(channels)))


def test_channels_that_tell_nobody_apart(tmp_path: Path) -> None:
    one, two = audio_samples.noise(8, seed=1), audio_samples.noise(8, seed=2)
    silence = np.zeros_like(one)
    jingle = np.concatenate([one[:48_000], silence[:48_000]]), np.concatenate([silence[:48_000], two[:48_000]])
    mixed = [np.concatenate([part, 0.9 * np.tile(one, 4)]) for part in jingle]
    for channels, said in (
        ([one], "is mono"),
        ([one, one], "the same voices on both channels"),
        ([one, 0.9 * one], "the same voices on both channels"),
        (mixed, "the same voices on both channels"),
        ([silence, silence], "the same voices on both channels"),
        ([one, silence], "on the left channel only"),
        ([0.05 * one, one], "on the right channel only"),
        ([one] * 6, "has 6 channels"),
    ):
        recording = recorded(tmp_path / "sound.wav", *channels)
        with pytest.raises(AudioError, match=said):
            transcribe(recording, OPTIONS)


def test_whether_there_are_two_channels_is_asked_before_the_model(tmp_path: Path) -> None:
    recording = recorded(tmp_path / "mono.wav", audio_samples.noise(3))
    with pytest.raises(AudioError, match="is mono"):
        transcribe(recording, replace(OPTIONS, model="no-such-model"))


def test_an_mp3_in_joint_stereo(tmp_path: Path) -> None:
    path = audio_samples.write(tmp_path / "joint.mp3", leaking(apart(SECONDS), -20), b="128k")
    heard = spoken(transcribe(open_recording(path), replace(OPTIONS, cache=False)))
    true = true_words(SECONDS - 1)
    assert 0.8 * len(true) <= len(heard) <= 1.2 * len(true)
    assert {side for _, _, side in heard} == {w.side for w in true}


def test_memory_does_not_grow_with_the_recording(tmp_path: Path) -> None:
    """Blocks of sound are given out as they come: none is larger than one decoded at once and what is looked ahead."""
    recording = open_recording(audio_samples.write(tmp_path / "long.wav", np.tile(leaking(apart(30.0), -20), 4)))
    sizes = [len(block.samples) for block in Voice(recording, "right", Bleed(0.01, 0.01), block=5.0)]
    assert max(sizes) <= 5 * SAMPLE_RATE + 20 * FRAME
    assert sum(sizes) == round(120 * SAMPLE_RATE)


def test_the_bundled_episode_is_mono() -> None:
    recording = open_recording(DEMO / "episode.mp3")
    with pytest.raises(AudioError, match="is mono"):
        Voice(recording, "left", Bleed(0.01, 0.01))
    assert next(iter(decode_blocks(recording, end=1.0))).start == 0
