"""Whether an amount heard says the amount that an article claims, as a reader decides it.

Not symmetric: "at least 40" does not support 45, while 45 supports "at least 40"; 1,247 metres support "1.25
kilometres", and not the other way round.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum
from math import inf
from typing import Literal

from .hijri import days_covered
from .quantity import HALF_DAY, Bound, PartialDate, Quantity

# Shares of a value, set for this project after how newspapers round:
ROUNDED = 0.05  # that a number rounded to the digits given may be off
ROUGHLY = 0.10  # the same, where a reader would no longer call it the same number, nor another one
SAID_ROUNDED = 0.025  # that the number said may itself have been rounded by
STRETCH = 2.0  # times a bound that a number may be before "more than" it says nothing of it
FAR = 100.0  # times another that a number is never written for it: it is of something else
ABOUT = 1.5  # times its lower end, up to which a range means one value
WHOLE = 100  # per cent: a greater number is no share
APPROXIMATELY = 0.15  # that "about" forgives
BETWEEN_UNITS = 0.08  # that is lost between units: four weeks are "a month", fifteen days "two weeks"
ABOUT_OCLOCK = 20.0  # minutes that "about" forgives
YEARS = frozenset(range(1800, 2101))  # what a bare number may mean as a year

Difference = Literal["number", "unit", "date", "time", "bound", "precision", "change"]


class Relation(Enum):
    """What an amount heard does for the one claimed."""

    AGREES = "agrees"  # says it: the same, in other words or units, rounded to its digits, within its bounds
    OPEN = "open"  # of the same matter, and neither says nor excludes it
    CONFLICTS = "conflicts"
    UNRELATED = "unrelated"  # nothing to compare


@dataclass(frozen=True, slots=True)
class QuantityCheck:
    """How an amount heard stands to the one claimed."""

    relation: Relation
    code: Difference | None = None  # in what they differ, where they do


AGREES = QuantityCheck(Relation.AGREES)
UNRELATED = QuantityCheck(Relation.UNRELATED)
SCALES = (1e12, 1e9, 1e6, 1e3)  # words that multiply, from the greatest
_TAKES_UNIT = ("money", "measure", "duration", "percent")
# What a unit is said short for, each with its size in the base unit.
_SHORT_FOR: Mapping[tuple[str | None, float], tuple[tuple[str, float], ...]] = {
    ("kilo", 1.0): (("kg", 1.0), ("m", 1000.0)),
    ("m", 1.0): (("m2", 1.0), ("m3", 1.0)),
}


def compare_said(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    """Whether `heard` says `claimed`, leaves it open, or says otherwise."""
    if _is_short_year(claimed, heard):
        return AGREES
    if _is_short_year(heard, claimed):
        return _open("precision")
    if claimed.date is not None and heard.date is not None:
        return _check_dates(claimed, heard, claimed.date, heard.date)
    if claimed.kind != heard.kind:
        return _check_kinds(claimed, heard)
    if claimed.kind == "clock":
        return _check_clocks(claimed, heard)
    if claimed.kind == "score":
        return _check_scores(claimed, heard)
    if claimed.kind == "measure" and _is_short_for(heard, claimed):
        heard = in_unit(replace(heard, low=heard.low / heard.size, high=heard.high / heard.size), claimed)
    if claimed.kind in ("money", "measure") and not same_currency(claimed.unit, heard.unit):
        return _conflict("unit") if _own(claimed) == _own(heard) else UNRELATED
    is_number = claimed.kind in ("number", "ordinal")
    if is_number and not same_noun(claimed, heard):
        return UNRELATED
    named = not is_number or (claimed.counted and heard.counted)
    plain = _is_about_one(claimed) and _is_about_one(heard) and _own(claimed) != _own(heard)
    if (plain or not named) and not _is_within_reach(claimed, heard):
        return UNRELATED
    return _check_values(claimed, heard)


def _is_short_year(claimed: Quantity, heard: Quantity) -> bool:
    """Whether a number heard is the year claimed without its century: "the strike came, eighty-four"."""
    if heard.kind != "number" or heard.counted or not 10 <= heard.low == heard.high < 100:
        return False
    whole = claimed.date is None or (claimed.date.month, claimed.date.day) == (None, None)
    year = claimed.low if claimed.kind in ("number", "date") and claimed.low == claimed.high and whole else 0
    return is_year_short(year, heard.low)


def is_year_short(year: float, short: float) -> bool:
    """Whether `short` is the `year` without its century: 82 for 1982."""
    return year in YEARS and year % 100 == short


def _is_about_one(quantity: Quantity) -> bool:
    """Whether one value is meant, if only about: no bound, and no "hundreds"."""
    return abs(quantity.high) <= ABOUT * abs(quantity.low)


def _is_within_reach(one: Quantity, other: Quantity) -> bool:
    """Whether one number may be written for the other, if only by a slip of its scale."""
    small, great = (one, other) if abs(one.low) <= abs(other.low) else (other, one)
    least, most = abs(great.low), abs(small.high)
    return not most or least == inf or least < FAR * most or least / most in SCALES


def same_currency(one: str | None, other: str | None) -> bool:
    """Whether two units are one, as far as they were named: "lira" is any country's, "lira.syria" its own."""
    return one == other or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def same_noun(one: Quantity, other: Quantity) -> bool:
    """Whether both count the same thing, as far as it was said."""
    return not one.counted or not other.counted or not set(one.counted).isdisjoint(other.counted)


def _conflict(code: Difference) -> QuantityCheck:
    return QuantityCheck(Relation.CONFLICTS, code)


def _open(code: Difference) -> QuantityCheck:
    return QuantityCheck(Relation.OPEN, code)


def _own(quantity: Quantity) -> tuple[float, float]:
    """The range in the quantity's own unit."""
    return quantity.low / quantity.size, quantity.high / quantity.size


def _check_kinds(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    """A bare number may be a year, a rank, or an amount whose unit was not said."""
    kinds = {claimed.kind, heard.kind}
    bare = claimed if claimed.kind == "number" else heard
    if kinds == {"date", "number"}:
        dated = heard if bare is claimed else claimed
        if bare.counted or not dated.low or bare.low != bare.high or bare.low not in YEARS:
            return UNRELATED
        within = dated.low <= bare.low <= dated.high
        return AGREES if within else _conflict("date")
    if kinds == {"ordinal", "number"}:
        same = _own(claimed) == _own(heard) and same_noun(claimed, heard)
        return AGREES if same else UNRELATED
    if "number" not in kinds or bare.counted or kinds.isdisjoint(_TAKES_UNIT):
        return UNRELATED
    named = heard if bare is claimed else claimed
    if "percent" in kinds and (bare.low > WHOLE or _own(bare) != _own(named)):
        return UNRELATED  # "three" is no share
    lent = in_unit(bare, named)
    if named.kind == "duration" and not _is_within_reach(lent, named):
        return UNRELATED  # a year, perhaps
    found = _check_values(lent, heard) if bare is claimed else _check_values(claimed, lent)
    if found.relation is Relation.AGREES and bare is heard:
        return _open("unit")
    return found


def in_unit(bare: Quantity, named: Quantity) -> Quantity:
    """The number `bare` as so many of the unit of `named`."""
    size = named.size
    low, high, precision = bare.low * size, bare.high * size, bare.precision * size
    return replace(bare, kind=named.kind, unit=named.unit, size=size, low=low, high=high, precision=precision)


def _is_short_for(short: Quantity, full: Quantity) -> bool:
    """Whether the unit of `short` is how people also say that of `full`: "kilo" a kilometre, "metre" a square one."""
    return (full.unit, full.size) in _SHORT_FOR.get((short.unit, short.size), ())


def _check_scores(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    if (claimed.low, claimed.high) == (heard.low, heard.high):
        return AGREES
    # Told from the other side, a match won 3-2 is one lost 2-3.
    turned = (claimed.low, claimed.high) == (heard.high, heard.low)
    return _open("number") if turned else _conflict("number")


def _check_clocks(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    period = HALF_DAY if claimed.unit is None or heard.unit is None else 2 * HALF_DAY
    apart = (claimed.low - heard.low) % period
    apart = min(apart, period - apart)
    if apart == 0 or (claimed.approximate and apart <= ABOUT_OCLOCK):
        return AGREES
    return _open("precision") if heard.approximate and apart <= ABOUT_OCLOCK else _conflict("time")


def _check_values(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    """Two ranges of one unit."""
    fractions = _is_fraction(claimed) and _is_fraction(heard)
    # to fall by half is to fall to half
    halves = fractions and bool(heard.change) and claimed.low == heard.low == WHOLE / 2
    changes = claimed.change != heard.change if heard.change else _is_fraction(claimed)
    if claimed.change and changes and not halves:
        return _open("change")  # "fell to a third": what is a third of it, that does not say
    if fractions and abs(claimed.low - heard.low) > ROUNDED * claimed.low:
        return _conflict("number")
    if claimed.bound is heard.bound and claimed.bound in (Bound.AT_LEAST, Bound.AT_MOST, Bound.BETWEEN):
        return _check_same_bounds(claimed, heard)
    opposed = {claimed.bound, heard.bound} == {Bound.AT_LEAST, Bound.AT_MOST}
    if opposed and max(claimed.low, heard.low) >= min(claimed.high, heard.high):
        return _conflict("bound")
    lost = BETWEEN_UNITS if claimed.unit != heard.unit else 0.0
    low, high = _meant(claimed, ROUNDED, lost)
    if low <= heard.low and heard.high <= high:
        return _open("bound") if _hardly_bounds(claimed, heard) else AGREES
    ours, theirs = _meant(claimed, ROUGHLY, lost), _meant(heard, SAID_ROUNDED, lost)
    if max(ours[0], theirs[0]) <= min(ours[1], theirs[1]):
        bounded = {claimed.bound, heard.bound} & {Bound.AT_LEAST, Bound.AT_MOST}
        return _open("bound" if bounded else "precision")
    return _conflict("unit" if claimed.size != heard.size and _own(claimed) == _own(heard) else "number")


def _is_fraction(share: Quantity) -> bool:
    """Whether a share is said as a fraction: "a third" is loose for a number, and never for "half"."""
    return share.kind == "percent" and share.low == share.high and not share.precision


def _check_same_bounds(claimed: Quantity, heard: Quantity) -> QuantityCheck:
    """Two ranges, or two bounds of one side: their ends must be the same."""
    ends = [
        (mine, other)
        for mine, other in ((claimed.low, heard.low), (claimed.high, heard.high))
        if abs(mine) != inf and abs(other) != inf
    ]
    off = max(abs(mine - other) / (max(abs(mine), abs(other)) or 1.0) for mine, other in ends)
    if off <= (BETWEEN_UNITS if claimed.unit != heard.unit else SAID_ROUNDED):
        return AGREES
    loose = claimed.approximate or heard.approximate
    meet = max(claimed.low, heard.low) <= min(claimed.high, heard.high)
    return _open("precision") if off <= ROUNDED or (loose and meet) else _conflict("number")


def _hardly_bounds(claimed: Quantity, heard: Quantity) -> bool:
    """Whether a claimed "more than" is of a number that is no more, or so much more that nobody would put it so."""
    if heard.low != heard.high:
        return False
    if claimed.closed and heard.low in (claimed.low, claimed.high):
        return False
    if claimed.bound is Bound.AT_LEAST:
        return not claimed.low < heard.low <= STRETCH * abs(claimed.low)
    return claimed.bound is Bound.AT_MOST and not claimed.high > heard.high >= claimed.high / STRETCH


def _meant(quantity: Quantity, rounding: float, lost: float) -> tuple[float, float]:
    """What an amount lets pass for it: rounding by at most the share `rounding`, the share `lost` between units."""

    if quantity.bound in (Bound.VAGUE, Bound.AT_LEAST, Bound.AT_MOST):
        return quantity.low, quantity.high

    def slack(value: float) -> float:
        share = max(lost, APPROXIMATELY if quantity.approximate else 0.0) * abs(value)
        return max(share, min(quantity.precision / 2, rounding * abs(value)))

    return quantity.low - slack(quantity.low), quantity.high + slack(quantity.high)


def _check_dates(claimed: Quantity, heard: Quantity, mine: PartialDate, theirs: PartialDate) -> QuantityCheck:
    """Parts that both name must agree; of what is claimed, the day and the month must have been said."""
    if mine.era is not theirs.era:
        return _check_days(days_covered(mine), days_covered(theirs))
    parts = [(mine.month, theirs.month), (mine.day, theirs.day), (mine.weekday, theirs.weekday)]
    years = [(mine.year, theirs.year)]
    shared = [(ours, other) for ours, other in parts + years if ours is not None and other is not None]
    if any(ours != other for ours, other in shared):
        return _conflict("date")
    both_years = bool(claimed.low and heard.low)
    if both_years:
        ranges = all(one.low != one.high and one.unit != "decade" for one in (claimed, heard))
        other_ends = ranges and (claimed.low, claimed.high) != (heard.low, heard.high)
        if other_ends or max(claimed.low, heard.low) > min(claimed.high, heard.high):
            return _conflict("date")
    if not shared and not both_years:
        return UNRELATED
    said = all(ours is None or other is not None for ours, other in parts[:2])
    narrow = not both_years or heard.high - heard.low <= claimed.high - claimed.low
    return AGREES if said and narrow else _open("precision")


def _check_days(ours: tuple[int, int] | None, theirs: tuple[int, int] | None) -> QuantityCheck:
    """The days that two dates of different calendars may mean."""
    if ours is None or theirs is None:
        return UNRELATED
    if max(ours[0], theirs[0]) > min(ours[1], theirs[1]):
        return _conflict("date")
    return AGREES if ours[0] <= theirs[0] and theirs[1] <= ours[1] else _open("precision")
