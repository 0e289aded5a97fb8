"""Windows hold all the speech, in order, cut in silence, and do not depend on how the sound is delivered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from audio import SAMPLE_RATE, SampleBlock, decode_blocks, open_recording
from audio.speech import FRAME_SAMPLES, SpanFinder, SpeechSpan
from transcripts.windows import MARGIN_SAMPLES, Window, windows

LONGEST = 5.0  # seconds


def spans(probabilities: Sequence[float], longest: float = LONGEST, everything: bool = False) -> list[tuple[int, int]]:
    finder = SpanFinder(longest, everything)
    return [(span.start, span.end) for span in [*finder.feed(probabilities), *finder.finish()]]


def test_speech_begins_and_ends_with_hysteresis() -> None:
    probabilities = [0.4] * 5 + [0.6] + [0.4] * 10 + [0.1] * 10
    assert spans(probabilities) == [(5, 16)]


def test_short_pauses_do_not_end_speech() -> None:
    assert spans([0.9] * 10 + [0.0] * 4 + [0.9] * 10) == [(0, 24)]
    assert spans([0.9] * 10 + [0.0] * 6 + [0.9] * 10) == [(0, 10), (16, 26)]


def test_a_click_is_no_speech() -> None:
    assert spans([0.9] * 2 + [0.0] * 10) == []


def test_speech_without_a_pause_is_cut_where_it_is_least_certain() -> None:
    probabilities = [0.9] * 300
    probabilities[120] = 0.6
    assert spans(probabilities)[:2] == [(0, 120), (120, 275)]


def test_everything_leaves_nothing_out() -> None:
    cut = spans([0.0] * 100 + [0.9] * 100 + [0.1] * 117, everything=True)
    assert cut[0][0] == 0
    assert cut[-1][1] == 317
    assert all(one[1] == other[0] for one, other in pairwise(cut))


def test_certainty_is_the_mean_of_the_span() -> None:
    finder = SpanFinder(LONGEST)
    (span,) = finder.feed([0.625, 0.875, 0.625, 0.875] + [0.0] * 6)
    assert span == SpeechSpan(0, 4, 0.75)


def delivered(sound: NDArray[np.float32], size: int, start: int = 0) -> Iterator[SampleBlock]:
    for at in range(0, len(sound), size):
        yield SampleBlock((start + at) / SAMPLE_RATE, sound[at : at + size])


def loudness(sound: NDArray[np.float32]) -> list[float]:
    """A detector that hears every loud frame as speech."""
    return [float(value) for value in np.abs(sound.reshape(-1, FRAME_SAMPLES)).max(axis=1)]


def described(found: Sequence[Window]) -> list[list[tuple[int, int]]]:
    return [[(piece.start, piece.end) for piece in window.pieces] for window in found]


STRETCHES = st.lists(st.tuples(st.sampled_from([0.0, 1.0]), st.integers(1, 5 * SAMPLE_RATE)), min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(stretches=STRETCHES, size=st.sampled_from([700, FRAME_SAMPLES, 40_000]), everything=st.booleans())
def test_windows_of_any_sound(stretches: list[tuple[float, int]], size: int, everything: bool) -> None:
    sound = np.concatenate([np.full(length, level, np.float32) for level, length in stretches])
    sound *= np.linspace(0.9, 1.0, len(sound), dtype=np.float32)
    found = list(windows(delivered(sound, size), loudness, LONGEST, everything))
    assert described(found) == described(list(windows(delivered(sound, 160_000), loudness, LONGEST, everything)))
    pieces = [piece for window in found for piece in window.pieces]
    assert [window.index for window in found] == list(range(len(found)))
    for window in found:
        assert 0 < len(window.samples) <= LONGEST * SAMPLE_RATE
    for piece in pieces:
        assert np.array_equal(piece.samples, sound[piece.start : piece.end])
        assert piece.start <= round(piece.speech.start * SAMPLE_RATE)
        assert round(piece.speech.end * SAMPLE_RATE) <= piece.end <= len(sound)
    assert all(one.end <= other.start for one, other in pairwise(pieces))
    covered = np.zeros(len(sound), bool)
    for piece in pieces:
        covered[piece.start : piece.end] = True
    uncovered_speech = np.flatnonzero(~covered & (sound > 0))
    # Only clicks may be missing: fewer than four frames.
    gaps = np.split(uncovered_speech, np.flatnonzero(np.diff(uncovered_speech) > 1) + 1)
    assert all(len(gap) < 5 * FRAME_SAMPLES for gap in gaps)
    if everything:
        assert covered.all()


def test_silence_is_left_out_but_for_its_margins() -> None:
    sound = np.zeros(20 * SAMPLE_RATE, np.float32)
    sound[2 * SAMPLE_RATE : 3 * SAMPLE_RATE] = sound[15 * SAMPLE_RATE : 16 * SAMPLE_RATE] = 1.0
    (window,) = windows(delivered(sound, 30_000), loudness, LONGEST)
    first, second = window.pieces
    assert abs(first.start - (2 * SAMPLE_RATE - MARGIN_SAMPLES)) <= FRAME_SAMPLES
    assert abs(second.end - (16 * SAMPLE_RATE + MARGIN_SAMPLES)) <= FRAME_SAMPLES
    assert len(window.samples) <= 2 * SAMPLE_RATE + 4 * (MARGIN_SAMPLES + FRAME_SAMPLES)


def spoken(*lengths: float) -> NDArray[np.float32]:
    """Sound that begins with speech; speech and silence take turns, seconds each."""
    return np.concatenate([np.full(round(n * SAMPLE_RATE), 1.0 - i % 2, np.float32) for i, n in enumerate(lengths)])


def borders(sound: NDArray[np.float32]) -> list[float]:
    """Where windows of 5 s end, to the half second."""
    return [round(window.end * 2) / 2 for window in windows(delivered(sound, 30_000), loudness, LONGEST)]


def test_windows_end_in_a_long_pause_rather_than_full() -> None:
    assert borders(spoken(2, 0.9, 1.2, 0.3, 1.2)) == [2.5, 5.5]  # not at 4.0, where the pause is short
    assert borders(spoken(2, 0.3, 1.2, 0.3, 1.5)) == [3.5, 5.5]  # all pauses the same: as full as can be
    assert borders(spoken(1, 2.0, 1.2, 1.0, 2)) == [4.5, 7.0]  # longer than both margins: no better for it


def test_silence_has_no_windows() -> None:
    assert list(windows(delivered(np.zeros(100_000, np.float32), 7000), loudness, LONGEST)) == []
    assert list(windows(iter(()), loudness, LONGEST)) == []


def test_times_count_from_the_recordings_start() -> None:
    sound = np.ones(SAMPLE_RATE, np.float32)
    (window,) = windows(delivered(sound, 4000, start=100 * SAMPLE_RATE), loudness, LONGEST)
    assert (window.pieces[0].start, window.end) == (100 * SAMPLE_RATE, 101.0)


def test_a_pass_of_the_detector_hears_what_the_library_hears() -> None:
    from faster_whisper.vad import get_vad_model

    from audio.speech.detector import _DetectorPass

    episode = Path(__file__).parent.parent / "demo" / "episode.mp3"
    if not episode.exists():
        pytest.skip("demo/episode.mp3 is not built yet")
    blocks = [block.samples for block in decode_blocks(open_recording(episode), end=20.48, block=5.12)]
    one_pass = _DetectorPass(forgets_at=0)
    streamed = [probability for samples in blocks for probability in one_pass(samples.reshape(-1, FRAME_SAMPLES))]
    at_once = get_vad_model()(np.concatenate(blocks)).reshape(-1)
    # The library overwrites the end of the last frame.
    assert np.allclose(streamed[:-1], at_once[:-1], atol=1e-3)
    assert max(streamed) > 0.9
    assert min(streamed) < 0.1
