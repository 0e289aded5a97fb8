"""What the check of one quotation says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from audio import Interval, Seconds


class Status(StrEnum):
    EXACT = "exact"  # every word was said, in this order
    MODIFIED = "modified"  # said, with words changed, left out or added
    STITCHED = "stitched"  # two places of the recording made one sentence
    NOT_FOUND = "not_found"  # not heard in this recording; never "invented"


class Op(StrEnum):
    """What the writer did to the words heard."""

    REPLACE = "replace"
    DELETE = "delete"  # left out of the quotation
    INSERT = "insert"  # added to it


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between the quotation and the recording."""

    op: Op
    quote: str  # the words of the quotation; "" where it leaves words out
    heard: str  # the words heard in their place; "" where the quotation adds words
    start: Seconds  # when they were said, or would have been
    other_sense: bool = False  # whether it says something else: see align/quotes/senses.py
    in_place: tuple[str, str] = ("", "")  # where one side is empty: both, with the word behind them or else before


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the recording that a quotation, or one half of a stitched one, was taken from."""

    interval: Interval
    heard: str  # the words as heard
    segments: tuple[int, ...]  # indices into the transcript, consecutive
    before: str  # some words heard before it
    after: str  # and after it
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where a quotation was said and what was done to it."""

    text: str  # as given
    status: Status
    similarity: float  # 0..1, share of the quotation's weight that was heard, less what it leaves out
    places: tuple[Place, ...] = ()  # none where it was not found, two where it was stitched, in its own order
    changes: tuple[Change, ...] = ()
    variants: tuple[Change, ...] = ()  # words that sound alike: put down to the recogniser, not to the writer
    omissions: tuple[str, ...] = ()  # the words heard where the quotation marks that it leaves some out
    probability: float | None = None  # lowest of the words heard that decide (changed, numbers, names, negators)

    @property
    def interval(self) -> Interval | None:
        """Of the first place."""
        return self.places[0].interval if self.places else None

    @property
    def heard(self) -> str:
        """All the words heard, an ellipsis between two places."""
        return " … ".join(place.heard for place in self.places)

    @property
    def segments(self) -> tuple[int, ...]:
        return tuple(index for place in self.places for index in place.segments)
