"""How the time of one edition of an episode runs in another."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from statistics import median

from audio import Interval, Seconds

_NEAR = 15  # matched words around a moment that tell its shift: the median forgives badly timed ones


@dataclass(frozen=True, slots=True)
class EditionPiece:
    """A stretch that both editions hold; matched words as (seconds in ours, seconds in theirs), in order."""

    words: tuple[tuple[Seconds, Seconds], ...]
    ours: Interval

    @property
    def theirs(self) -> Interval:
        start = max(0.0, self.shifted(self.ours.start))
        return Interval(start, max(start, self.shifted(self.ours.end)))

    def shifted(self, moment: Seconds) -> Seconds:
        """`moment` of ours, inside the piece, in their time."""
        at = bisect_right(self.words, (moment, float("inf")))
        low = max(0, min(at - _NEAR // 2 - 1, len(self.words) - _NEAR))
        return moment + median(theirs - ours for ours, theirs in self.words[low : low + _NEAR])


@dataclass(frozen=True, slots=True)
class TimeMap:
    """The pieces that both editions hold, in the order of ours, and what each has alone."""

    pieces: tuple[EditionPiece, ...]
    missing: tuple[Interval, ...] = ()  # speech of ours that theirs has not, in our time
    added: tuple[Interval, ...] = ()  # speech of theirs that ours has not, in their time

    def at(self, moment: Seconds) -> Seconds | None:
        """A moment of ours in their time; None where theirs has not got it."""
        at = bisect_right(self.pieces, moment, key=lambda piece: piece.ours.start) - 1
        if at < 0 or moment >= self.pieces[at].ours.end:
            return None
        return max(0.0, self.pieces[at].shifted(moment))

    def interval(self, ours: Interval) -> Interval | None:
        """A stretch of ours in their time, cut off where theirs leaves it; None where theirs lacks its beginning."""
        start = self.at(ours.start)
        if start is None:
            return None
        piece = next(piece for piece in reversed(self.pieces) if piece.ours.start <= ours.start)
        return Interval(start, max(start, piece.shifted(min(ours.end, piece.ours.end))))
