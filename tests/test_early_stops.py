"""Speech at the end of a window that Whisper left out is decoded by itself."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from audio import SAMPLE_RATE, Interval, open_recording
from transcripts import Segment, TranscribeOptions, Word, demo_dir, transcribe
from transcripts.early_stops import unheard_tail, with_tail
from transcripts.filtering import WindowText
from transcripts.windows import SpeechPiece, Window


def piece(start: float, end: float) -> SpeechPiece:
    samples = np.zeros(round((end - start) * SAMPLE_RATE), dtype=np.float32)
    return SpeechPiece(round(start * SAMPLE_RATE), samples, Interval(start, end), 0.95)


def text(*words: tuple[float, float, str]) -> WindowText:
    segments = tuple(Segment((Word(start, end, word),)) for start, end, word in words)
    return WindowText(3, 9.0, "ar", segments, ())


WINDOW = Window(3, (piece(0.0, 2.0), piece(2.4, 4.0), piece(5.0, 7.5)))


def test_the_stretches_behind_the_last_word_are_the_tail() -> None:
    tail = unheard_tail(WINDOW, text((0.1, 1.0, "قال"), (2.5, 3.9, "نعم")))
    assert tail is not None
    assert [p.speech for p in tail.pieces] == [Interval(5.0, 7.5)]
    assert tail.index == WINDOW.index


def test_nothing_is_missing_where_words_reach_the_end_or_nothing_was_heard() -> None:
    assert unheard_tail(WINDOW, text((0.1, 1.0, "قال"), (5.2, 7.4, "نعم"))) is None
    assert unheard_tail(WINDOW, text()) is None


def test_a_breath_at_the_end_is_no_tail() -> None:
    window = Window(0, (piece(0.0, 2.0), piece(2.4, 3.0)))
    assert unheard_tail(window, text((0.1, 1.9, "قال"))) is None


def test_the_tail_comes_behind_the_text() -> None:
    whole = with_tail(text((0.1, 1.0, "قال")), text((5.2, 7.4, "نعم")))
    assert [segment.text for segment in whole.segments] == ["قال", "نعم"]
    assert whole.index == 3


def test_every_sentence_of_the_episode_leaves_words() -> None:
    """No stretch of three seconds of the bundled episode, which has no pauses, is without a word."""
    recording = open_recording(demo_dir() / "episode.mp3")
    transcript = transcribe(recording, TranscribeOptions(model="demo", language="ar"))
    words = list(transcript.words())
    gaps = [(a.end, b.start) for a, b in pairwise(words) if b.start - a.end > 3.0]
    assert gaps == []
