"""Words are placed in the recording's seconds, in order, and where speech is."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from audio import SAMPLE_RATE, Interval
from transcripts.timing import LONGEST_WORD, place_words, spread_words
from transcripts.types import Word
from transcripts.whisper import AlignedWord
from transcripts.windows import SpeechPiece, Window

DURATION = 60.0


def piece(start: float, end: float, speech_start: float, speech_end: float) -> SpeechPiece:
    samples = np.zeros(round((end - start) * SAMPLE_RATE), np.float32)
    return SpeechPiece(round(start * SAMPLE_RATE), samples, Interval(speech_start, speech_end), 0.9)


# Ten seconds of silence between the two stretches of speech are left out: the window is 2 + 3 seconds long.
WINDOW = Window(0, (piece(10.0, 12.0, 10.4, 11.6), piece(22.0, 25.0, 22.4, 24.6)))


def placed(*words: tuple[float, float], text: str = "word") -> list[tuple[float, float]]:
    heard = [AlignedWord(start, end, text, 0.5) for start, end in words]
    return [(word.start, word.end) for word in place_words(heard, WINDOW, DURATION)]


def test_times_are_those_of_the_recording() -> None:
    assert placed((0.5, 0.9), (2.5, 3.0)) == [(10.5, 10.9), (22.5, 23.0)]


def test_a_word_that_starts_in_silence_starts_where_speech_does() -> None:
    assert placed((0.0, 0.8)) == [(10.4, 10.8)]
    assert placed((0.5, 0.9), (1.9, 2.9)) == [(10.5, 10.9), (22.4, 22.9)]


def test_a_word_that_ends_in_silence_ends_where_speech_does() -> None:
    assert placed((1.2, 2.0)) == [(11.2, 11.6)]


def test_a_word_over_two_stretches_belongs_to_the_longer_part() -> None:
    near = Window(0, (piece(0.0, 2.0, 0.2, 1.5), piece(2.0, 4.0, 2.3, 3.8)))
    (word,) = place_words([AlignedWord(1.4, 2.9, "word", 0.5)], near, DURATION)
    assert (word.start, word.end) == (2.3, 2.9)


def test_a_small_overhang_is_left_alone() -> None:
    assert placed((0.35, 0.8)) == [(10.35, 10.8)]


def test_overlong_words_are_trimmed() -> None:
    ((start, end),) = placed((2.4, 4.6))
    assert (start, round(end - start, 3)) == (22.4, LONGEST_WORD)
    assert placed((2.4, 4.6), text="يستحضرونها") == [(22.4, 24.6)]


HEARD = st.lists(st.tuples(st.floats(0, 6), st.floats(0, 3)), max_size=12)


@settings(deadline=None)
@given(times=HEARD, duration=st.sampled_from([DURATION, 24.0]))
def test_any_times_come_out_in_order_and_inside(times: list[tuple[float, float]], duration: float) -> None:
    heard = [AlignedWord(start, start + length, "word", 0.5) for start, length in times]
    words = place_words(heard, WINDOW, duration)
    assert len(words) == len(heard)
    check(words, duration)


@settings(deadline=None)
@given(text=st.lists(st.sampled_from(["a", "word", "كلمة"]), max_size=9).map(" ".join))
def test_spread_words_fill_the_speech(text: str) -> None:
    words = spread_words(text, WINDOW, DURATION)
    assert [word.text for word in words] == text.split()
    check(words, DURATION)
    if words:
        assert (words[0].start, words[-1].end) == (10.4, 24.6)
        assert all(word.probability is None for word in words)


def check(words: tuple[Word, ...], duration: float) -> None:
    clock = 0.0
    for word in words:
        assert clock <= word.start <= word.end <= duration
        clock = word.end
