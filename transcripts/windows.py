"""Cutting a recording, while it is decoded, into the windows Whisper hears at once.

Windows depend on the sound and on the two arguments of `windows` alone, so that an interrupted transcription finds
the same ones again. Memory holds one window and one block of sound, however long the recording is. The detector's
frames lie where they lie in the whole recording, so that the edges of speech in a stretch of it are the same.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from audio import SAMPLE_RATE, Interval, SampleBlock, Seconds
from audio.speech import FRAME_SAMPLES, SpanFinder, SpeechSpan

if TYPE_CHECKING:
    from audio.types import Samples

# Silence left before and behind speech: Whisper mishears words that begin at the very edge. Of what was tried (0.2-1 s)
# this gave the fewest errors; faster-whisper leaves 0.4 s.
MARGIN: Seconds = 0.5
MARGIN_SAMPLES = round(MARGIN * SAMPLE_RATE)
# How many seconds of a window a second of pause at its end is worth: Whisper hears best what begins and ends with a
# sentence. More makes windows shorter, and thus more of them; measured in benchmarks/transcription.md.
WORTH_OF_PAUSE = 15.0
LONGEST_PAUSE: Seconds = 2 * MARGIN  # that counts: from here on both windows have their margins

Detector: TypeAlias = "Callable[[Samples], Sequence[float]]"
"""Speech probabilities for consecutive whole frames; keeps its state from call to call."""


@dataclass(frozen=True, slots=True, eq=False)
class SpeechPiece:
    """A stretch of the recording inside a window: one span of speech with its margins."""

    start: int  # samples from the start of the recording
    samples: Samples
    speech: Interval  # seconds in the recording
    certainty: float  # 0..1, how sure the detector is of it

    @property
    def end(self) -> int:
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Pieces put one behind the other, the silence between them left out."""

    index: int
    pieces: tuple[SpeechPiece, ...]

    @property
    def samples(self) -> Samples:
        import numpy as np

        return np.concatenate([piece.samples for piece in self.pieces])

    @property
    def start(self) -> Seconds:
        return self.pieces[0].start / SAMPLE_RATE

    @property
    def end(self) -> Seconds:
        return self.pieces[-1].end / SAMPLE_RATE


def windows(
    blocks: Iterable[SampleBlock], detect: Detector, longest: Seconds, everything: bool = False
) -> Iterator[Window]:
    """Windows of at most `longest` seconds of sound, of speech only or of `everything`, cut in long pauses."""
    gathered: list[SpeechPiece] = []
    index, limit = 0, int(longest * SAMPLE_RATE)
    for piece in _SpeechPieces(blocks, detect, longest, everything):
        while gathered and sum(len(one.samples) for one in (*gathered, piece)) > limit:
            count = _best_cut((*gathered, piece))
            yield Window(index, tuple(gathered[:count]))
            gathered, index = gathered[count:], index + 1
        gathered.append(piece)
    if gathered:
        yield Window(index, tuple(gathered))


def _best_cut(pieces: Sequence[SpeechPiece]) -> int:
    """How many of the pieces, but not all, to take as a window: the more sound and the longer the pause, the better."""
    best, taken = (-math.inf, 0), 0
    for count, (piece, following) in enumerate(pairwise(pieces), 1):
        taken += len(piece.samples)
        pause = min(LONGEST_PAUSE, following.speech.start - piece.speech.end)
        best = max(best, (taken / SAMPLE_RATE + WORTH_OF_PAUSE * pause, count))
    return best[1]


def holding(found: Iterable[Window], places: Sequence[Interval]) -> Iterator[Window]:
    """The windows that hold some of `places`, counted anew; nothing is heard behind the last place."""
    last = max((place.end for place in places), default=0.0)
    index = 0
    for window in found:
        if window.start > last:
            return
        if any(window.start <= place.end and place.start <= window.end for place in places):
            yield replace(window, index=index)
            index += 1


class _SpeechPieces:
    """One pass over the sound, giving the pieces with speech in order."""

    def __init__(self, blocks: Iterable[SampleBlock], detect: Detector, longest: Seconds, everything: bool) -> None:
        self._blocks = blocks
        self._detect = detect
        self._finder = SpanFinder(longest - 2 * MARGIN_SAMPLES / SAMPLE_RATE, everything)
        self._origin = 0  # samples before the frame that the first block begins in
        self._lead = 0  # samples of that frame before the block
        self._kept = 0  # index of the first sample in `_sound`, counted from the origin
        self._sound: Samples
        self._waiting: SpeechSpan | None = None  # whose right margin depends on what comes next
        self._before = 0  # where the piece before ended: pieces never overlap

    def __iter__(self) -> Iterator[SpeechPiece]:
        import numpy as np

        self._sound = np.zeros(0, np.float32)
        heard = 0  # samples the detector has had
        for place, block in enumerate(self._blocks):
            if place == 0:
                first = round(block.start * SAMPLE_RATE)
                self._lead = self._before = first % FRAME_SAMPLES
                self._origin = first - self._lead
                self._sound = np.zeros(self._lead, np.float32)
            self._sound = np.concatenate([self._sound, block.samples])
            whole = (self._kept + len(self._sound) - heard) // FRAME_SAMPLES * FRAME_SAMPLES
            yield from self._hear(self._sound[heard - self._kept :][:whole])
            heard += whole
            self._forget(heard)
        rest = self._sound[heard - self._kept :]
        yield from self._hear(np.pad(rest, (0, -len(rest) % FRAME_SAMPLES)))
        for span in self._finder.finish():
            yield from self._follow(span)
        yield from self._follow(None)

    def _hear(self, sound: Samples) -> Iterator[SpeechPiece]:
        if len(sound):
            for span in self._finder.feed(self._detect(sound)):
                yield from self._follow(span)

    def _follow(self, span: SpeechSpan | None) -> Iterator[SpeechPiece]:
        """The span that waited, now that the next one is known (None: there is none)."""
        waiting, self._waiting = self._waiting, span
        if waiting is None:
            return
        start, end = max(self._lead, waiting.start * FRAME_SAMPLES), waiting.end * FRAME_SAMPLES
        last = self._kept + len(self._sound)
        after = (span.start * FRAME_SAMPLES - end) // 2 if span else MARGIN_SAMPLES
        left = max(self._before, start - MARGIN_SAMPLES)
        right = min(last, end + min(MARGIN_SAMPLES, after))
        self._before = right
        yield SpeechPiece(
            start=self._origin + left,
            samples=self._sound[left - self._kept : right - self._kept].copy(),
            speech=Interval((self._origin + start) / SAMPLE_RATE, (self._origin + min(end, last)) / SAMPLE_RATE),
            certainty=waiting.certainty,
        )

    def _forget(self, heard: int) -> None:
        """Drop the sound that no piece to come can hold."""
        first = self._waiting.start if self._waiting else self._finder.open_since
        needed = max(self._kept, min(first * FRAME_SAMPLES, heard) - MARGIN_SAMPLES)
        self._sound = self._sound[needed - self._kept :]
        self._kept = needed
