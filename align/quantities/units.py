"""Units, and an amount while it is read: a number with its unit, on tokens."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from align.language.tables import rows, spellings

from .numerals import Numeral
from .quantity import Change, Kind, PartialDate


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A row of the table of units, in one of its forms."""

    kind: Kind
    name: str
    size: float  # in the kind's base unit
    form: str  # "singular", "plural" or "dual"


# Smaller units that go unnamed behind a greater one: "a minute and ten", «متر وعشرين». How many make the greater.
UNNAMED_PARTS = {("hour", 3600.0): 60, ("minute", 60.0): 60, ("m", 1.0): 100, ("m", 1000.0): 1000, ("kg", 1.0): 1000}
UNNAMED_PARTS[("kilo", 1.0)] = 1000
YEAR = MeasureUnit("duration", "year", 365 * 86400.0, "plural")
PERCENT = MeasureUnit("percent", "%", 1.0, "singular")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at tokens `start` to `end` (exclusive) in its own unit; `size` turns it into the kind's base unit."""

    kind: Kind
    low: float
    high: float
    start: int
    end: int
    unit: str | None = None
    size: float = 1.0
    vague: bool = False
    bare: bool = False  # a lone «شهر», "half", or «ست»: an amount only in a range, after "about", or "by" it
    prefix: str = ""  # proclitic of its first word
    counted: tuple[int, ...] = ()  # tokens of the noun counted or ranked, with the adjective before it
    date: PartialDate | None = None
    precision: float = 0.0  # what one more in its last digit adds, in its own unit
    closed: bool = False  # of a bound: whether it may be that amount itself
    change: Change | None = None
    phrase: tuple[int, int] | None = None  # tokens with the words that bound it, where there are any
    instead_of: "Amount | None" = None  # the amount that it takes back: "five, no, six"

    @property
    def plain(self) -> bool:
        """Whether it is a number with nothing that it counts."""
        return self.kind == "number" and not self.counted


def measured(unit: MeasureUnit, numeral: Numeral, end: int, *, start: int | None = None, vague: bool = False) -> Amount:
    """So many of a unit, on the tokens up to `end`."""
    return Amount(
        unit.kind,
        numeral.value,
        numeral.value,
        numeral.start if start is None else start,
        end,
        unit.name,
        unit.size,
        vague or numeral.vague,
        prefix=numeral.prefix,
        precision=numeral.precision,
    )


def unit_spellings(code: str) -> Iterator[tuple[str, MeasureUnit]]:
    """Every spelling of the units of a language."""
    for kind, name, size, *forms in rows(code, "units"):
        for form, cell in zip(("singular", "plural", "dual"), forms, strict=True):
            for spelling in spellings(cell):
                yield spelling, MeasureUnit(cast(Kind, kind), name, float(size), form)


@cache
def _periods(code: str) -> frozenset[str]:
    return frozenset(spelling.rstrip("?") for spelling, unit in unit_spellings(code) if unit.kind == "duration")


def is_period(word: str, code: str) -> bool:
    """Whether the folded `word` is a unit of time."""
    return word in _periods(code)
