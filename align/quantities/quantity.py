"""Amounts, times and dates as said."""

from dataclasses import dataclass
from enum import StrEnum
from math import inf
from typing import Literal

Kind = Literal["number", "ordinal", "duration", "money", "percent", "clock", "date", "measure", "score"]
Change = Literal["by", "to"]

WIDE = 4.0  # times its least that the most of a range may be: then it says next to nothing
HALF_DAY = 720.0  # minutes


class Bound(StrEnum):
    """How an amount's words limit it."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"  # also "more than"
    AT_MOST = "at most"  # also "less than"
    BETWEEN = "between"  # "10 to 15", the nineties
    VAGUE = "vague"  # an order of magnitude: "hundreds", "several"


class Era(StrEnum):
    """The calendar a date is given in."""

    COMMON = "common"  # Gregorian
    HIJRI = "hijri"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it was said."""

    year: int | None = None
    month: int | None = None  # 1-12
    day: int | None = None  # 1-31
    weekday: int | None = None  # 0 = Monday, as datetime.date.weekday()
    era: Era = Era.COMMON


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount in a text.

    `low`-`high` is the closed range it names: `low == high` for a plain value, infinite on the open side of "more
    than". Numbers as they are, percent in points, durations in seconds, measures in their base unit, clock in minutes
    after midnight (of either half of the day when `unit` is None), dates the Gregorian years covered (0 when no year
    was said). A score's two sides are `low` and `high`, in the order said.
    """

    kind: Kind
    low: float
    high: float
    unit: str | None  # duration: own unit ("day"); money: currency; measure: base unit; clock: "am", "pm" or None
    approximate: bool
    start: int  # code point offsets into the original text, half-open
    end: int
    text: str  # the original text of the span
    date: PartialDate | None = None
    counted: tuple[str, ...] = ()  # keys (`Language.keys`) of the noun counted or ranked, when there is one
    size: float = 1.0  # of its own unit, in the base unit
    precision: float = 0.0  # what one more in the last digit given adds, in the base unit; 0 for words like "half"
    closed: bool = False  # whether its bound is an amount that it may be: "at least 40", but not "more than 40"
    change: Change | None = None  # it rose "by" so much, or "to" so much; None where nothing is said to change
    phrase: tuple[int, int] = (0, 0)  # the span with the words that bound it: "at least 40"
    instead_of: "Quantity | None" = None  # the amount that it takes back: "five, no, six"

    @property
    def wide(self) -> bool:
        """Whether it says hardly more than an order of magnitude: "hundreds", "several"."""
        return self.low > 0 and WIDE <= self.high / self.low < inf

    @property
    def bound(self) -> Bound:
        """How its words limit it."""
        if self.kind == "score" or (self.low == self.high and not self.approximate):
            return Bound.EXACT
        if self.high == inf or self.low == -inf:
            return Bound.AT_LEAST if self.high == inf else Bound.AT_MOST
        if self.low == self.high:
            return Bound.ABOUT
        return Bound.VAGUE if self.wide and self.approximate else Bound.BETWEEN
