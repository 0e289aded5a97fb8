"""Amounts, times and dates as said, and whether two of them agree."""

from dataclasses import dataclass
from enum import Enum
from typing import Literal

Kind = Literal["number", "ordinal", "duration", "money", "percent", "clock", "date", "measure"]

APPROXIMATE_TOLERANCE = 0.15  # share of the value that "about" forgives


class Agreement(Enum):
    """How two quantities relate."""

    SAME = "same"
    COMPATIBLE = "compatible"  # one is vaguer than the other, and they do not exclude each other
    DIFFERENT = "different"
    UNRELATED = "unrelated"  # not comparable: other kind, other unit, other thing counted


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

    `low`-`high` is the closed range it names, `low == high` for a plain value: numbers as they are, percent in points,
    durations in seconds, clock in minutes after midnight (12-hour reading unless `unit` says), dates 0 (see `date`).
    """

    kind: Kind
    low: float
    high: float
    unit: str | None  # duration: own unit ("day"); money: currency; measure: unit; clock: "am", "pm", "24" or None
    approximate: bool
    start: int  # code point offsets into the original text, half-open
    end: int
    text: str  # the original text of the span
    date: PartialDate | None = None
    counted: tuple[str, ...] = ()  # keys (`Language.keys`) of the noun counted, when there is one


def compare(a: Quantity, b: Quantity) -> Agreement:
    """Whether `a` and `b` can both be true of the same thing. Symmetric."""
    if a.kind != b.kind:
        return Agreement.UNRELATED
    if (a.low, a.high, a.date) == (b.low, b.high, b.date):
        return Agreement.SAME
    return Agreement.DIFFERENT
