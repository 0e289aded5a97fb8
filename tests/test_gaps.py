"""Speech that Whisper left out of a window is decoded by itself, and what stays without a word is listed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from audio import SAMPLE_RATE, Interval, open_recording
from transcripts import Segment, TranscribeOptions, Word, demo_dir, transcribe
from transcripts.filtering import WindowText
from transcripts.gaps import filled, gaps, listed_unheard
from transcripts.windows import MARGIN_SAMPLES, SpeechPiece, Window


def piece(start: float, end: float) -> SpeechPiece:
    samples = np.zeros(round((end - start) * SAMPLE_RATE), dtype=np.float32)
    return SpeechPiece(round(start * SAMPLE_RATE), samples, Interval(start, end), 0.95)


def text(*words: tuple[float, float, str]) -> WindowText:
    segments = tuple(Segment((Word(start, end, word),)) for start, end, word in words)
    return WindowText(3, 9.0, "ar", segments, ())


WINDOW = Window(3, (piece(0.0, 2.0), piece(2.4, 4.0), piece(5.0, 7.5)))


def speech(window: Window) -> list[Interval]:
    return [piece.speech for piece in window.pieces]


def test_the_stretches_behind_the_last_word_are_a_gap() -> None:
    (gap,) = gaps(WINDOW, text((0.1, 1.9, "قال"), (2.5, 3.9, "نعم")))
    assert speech(gap) == [Interval(5.0, 7.5)]
    assert gap.index == WINDOW.index


def test_a_gap_in_the_middle_of_a_stretch_is_cut_out_of_it() -> None:
    window = Window(0, (piece(10.0, 20.0),))
    (gap,) = gaps(window, text((10.1, 10.9, "قال"), (17.0, 18.0, "نعم"), (18.0, 19.5, "نعم")))
    assert speech(gap) == [Interval(11.0, 17.0)]
    (cut,) = gap.pieces
    assert (cut.start, cut.end) == (11 * SAMPLE_RATE, 17 * SAMPLE_RATE + MARGIN_SAMPLES), "words before it stay out"


def test_nothing_is_missing_where_words_reach_the_end() -> None:
    assert gaps(WINDOW, text((0.1, 1.0, "قال"), (2.5, 3.9, "قال"), (5.2, 7.4, "نعم"))) == []


def test_a_breath_at_the_end_and_an_error_of_a_words_time_are_no_gap() -> None:
    window = Window(0, (piece(0.0, 2.0), piece(2.4, 3.0)))
    assert gaps(window, text((0.1, 1.9, "قال"))) == []
    assert gaps(window, text((1.2, 2.0, "قال"), (2.4, 3.0, "نعم"))) == []


def test_a_window_that_left_no_word_is_asked_again_with_other_borders() -> None:
    first, second = gaps(WINDOW, text())
    assert speech(first) + speech(second) == speech(WINDOW)
    assert len(first.pieces) == 2, "cut in the longest pause"
    assert gaps(Window(0, (piece(0.0, 2.0),)), text()) == [], "there are no other borders"


def test_a_gaps_words_take_their_place() -> None:
    whole = filled(text((0.1, 1.0, "قال"), (8.0, 8.4, "ثم")), [text((5.2, 7.4, "نعم"))])
    assert [segment.text for segment in whole.segments] == ["قال", "نعم", "ثم"]
    assert whole.index == 3


def test_words_that_stand_beside_the_gap_are_not_said_twice() -> None:
    before = text((0.1, 1.0, "قال"), (5.0, 5.1, "تعال"), (5.2, 5.4, "غدا"))
    again = WindowText(3, 9.0, "ar", (Segment((Word(2.0, 2.5, "تعال,"), Word(2.5, 3.0, "غدا"))),), ())
    assert filled(before, [again]) == before


def test_what_stays_without_a_word_is_listed_unless_whisper_hears_silence() -> None:
    heard = text((0.1, 1.9, "قال"))
    assert listed_unheard(WINDOW, heard).unheard == (Interval(2.4, 7.5),)
    assert listed_unheard(WINDOW, replace(heard, silent=True)).unheard == ()
    assert listed_unheard(WINDOW, text()).unheard == (Interval(0.0, 7.5),)


def test_every_sentence_of_the_episode_leaves_words() -> None:
    """No stretch of three seconds of the bundled episode, which has no pauses, is without a word."""
    recording = open_recording(demo_dir() / "episode.mp3")
    transcript = transcribe(recording, TranscribeOptions(model="demo", language="ar"))
    words = list(transcript.words())
    gaps = [(a.end, b.start) for a, b in pairwise(words) if b.start - a.end > 3.0]
    assert gaps == []
