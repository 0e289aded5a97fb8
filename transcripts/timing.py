"""Word times that hold: in the recording's own seconds, in order, and where speech is.

Whisper's attention places a word's edges well while someone speaks, and anywhere in a pause before or after it
(faster-whisper #125, stable-ts #460): the detector's edges of speech know better there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from audio import SAMPLE_RATE, Interval, Seconds
from transcripts.types import Word
from transcripts.whisper import AlignedWord
from transcripts.windows import Window

# A word that reaches this far into a pause still ends, or already begins, where the speech does: the detector's edges
# are as late as one of its frames (32 ms) and a soft consonant.
EDGE_TOLERANCE: Seconds = 0.12
# Longer than anybody draws out a word; what is over it is silence or a neighbour that Whisper left out.
LONGEST_WORD: Seconds = 1.2
LONGEST_PER_CHARACTER: Seconds = 0.22


def place_words(heard: Sequence[AlignedWord], window: Window, duration: Seconds) -> tuple[Word, ...]:
    """The window's words at the times they are spoken in the recording (seconds, to the millisecond)."""
    speech = [piece.speech for piece in window.pieces]
    clock = _Clock(window)
    placed = [_snap(clock.interval(word), speech) for word in heard]
    placed = _in_order([_shorten(interval, word.text) for interval, word in zip(placed, heard, strict=True)])
    return tuple(
        Word(
            start=round(min(interval.start, duration), 3),
            end=round(min(interval.end, duration), 3),
            text=word.text,
            probability=round(word.probability, 3),
        )
        for interval, word in zip(placed, heard, strict=True)
    )


def spread_words(text: str, window: Window, duration: Seconds) -> tuple[Word, ...]:
    """Words without times of their own, spread by their length over the speech of the window."""
    tokens = text.split()
    heard: list[AlignedWord] = []
    spoken = sum(piece.speech.duration for piece in window.pieces)
    letters = sum(map(len, tokens))
    done = 0
    for token in tokens:
        start, end = (_after_speech(spoken * count / letters, window) for count in (done, done + len(token)))
        done += len(token)
        heard.append(AlignedWord(start, end, token, 0.0))
    placed = _in_order([Interval(word.start, max(word.start, word.end)) for word in heard])
    return tuple(
        Word(round(min(interval.start, duration), 3), round(min(interval.end, duration), 3), word.text)
        for interval, word in zip(placed, heard, strict=True)
    )


def _after_speech(seconds: Seconds, window: Window) -> Seconds:
    """When in the recording so many seconds of the window's speech have passed."""
    for piece in window.pieces:
        if seconds <= piece.speech.duration:
            return piece.speech.start + seconds
        seconds -= piece.speech.duration
    return window.pieces[-1].speech.end


class _Clock:
    """From a window's own time to the recording's."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._begins: list[float] = []  # of each piece inside the window, in seconds
        samples = 0
        for piece in window.pieces:
            self._begins.append(samples / SAMPLE_RATE)
            samples += len(piece.samples)

    def interval(self, word: AlignedWord) -> Interval:
        """A word lies in one piece, that of its middle; silence left out between two is no part of it.

        One that is longer than a word lies in that of its end: Whisper counts the sound before a word as its beginning.
        """
        long = word.end - word.start > LONGEST_WORD
        inside = word.end - EDGE_TOLERANCE if long else (word.start + word.end) / 2
        place = max(0, bisect_right(self._begins, inside) - 1)
        piece = self._window.pieces[place]
        low, high = piece.start / SAMPLE_RATE, piece.end / SAMPLE_RATE
        start = min(max(low + word.start - self._begins[place], low), high)
        return Interval(start, min(max(low + word.end - self._begins[place], start), high))


def _snap(word: Interval, speech: Sequence[Interval]) -> Interval:
    """Keep of a word what is speech; where it touches two stretches, the one it has more of."""
    touched = max(speech, key=lambda stretch: (stretch.overlap(word), -_distance(stretch, word)))
    if touched.overlap(word) == 0.0:
        return word  # spoken too softly for the detector: nothing better is known
    start = touched.start if word.start < touched.start - EDGE_TOLERANCE else word.start
    end = touched.end if word.end > touched.end + EDGE_TOLERANCE else word.end
    return Interval(start, max(start, end))


def _distance(one: Interval, other: Interval) -> Seconds:
    return max(0.0, one.start - other.end, other.start - one.end)


def _shorten(word: Interval, text: str) -> Interval:
    limit = max(LONGEST_WORD, LONGEST_PER_CHARACTER * len(text))
    return Interval(word.start, min(word.end, word.start + limit))


def _in_order(words: Sequence[Interval]) -> list[Interval]:
    """No word begins before the one before it, or ends after the next begins."""
    ordered: list[Interval] = []
    for word in words:
        start = max(word.start, ordered[-1].start) if ordered else word.start
        ordered.append(Interval(start, max(start, word.end)))
    return [replace(word, end=min(word.end, following.start)) for word, following in pairwise(ordered)] + ordered[-1:]
