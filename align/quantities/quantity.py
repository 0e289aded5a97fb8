"""Amounts, times and dates as said."""

from dataclasses import dataclass
from math import inf
from typing import Literal

Kind = Literal["number", "ordinal", "duration", "money", "percent", "clock", "date", "measure"]

WIDE = 4.0  # times its least that the most of a range may be: then it says next to nothing
HALF_DAY = 720.0  # minutes


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it was said."""

    year: int | None = None
    month: int | None = None  # 1-12
    day: int | None = None  # 1-31
    weekday: int | None = None  # 0 = Monday, as datetime.date.weekday()


@dataclass(frozen=True, slots=True)
class Quantity:
    """One amount in a text.

    `low`-`high` is the closed range it names: `low == high` for a plain value, infinite on the open side of "more
    than". Numbers as they are, percent in points, durations in seconds, measures in their base unit, clock in minutes
    after midnight (of either half of the day when `unit` is None), dates the years covered (0 when no year was said).
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

    @property
    def wide(self) -> bool:
        """Whether it says hardly more than an order of magnitude: "hundreds", "several"."""
        return self.low > 0 and WIDE <= self.high / self.low < inf
