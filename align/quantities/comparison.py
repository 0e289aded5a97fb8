"""Whether two amounts, times or dates agree."""

from math import inf

from align.language.agreement import Agreement

from .hijri import days_covered
from .quantity import HALF_DAY, PartialDate, Quantity

APPROXIMATE_TOLERANCE = 0.15  # share of the value that "about" forgives
UNIT_TOLERANCE = 0.08  # share lost between units: four weeks are "a month", fifteen days "two weeks"
CLOCK_TOLERANCE = 20.0  # minutes that "about" forgives


def compare(a: Quantity, b: Quantity) -> Agreement:
    """Whether `a` and `b` can both be true of the same thing. Symmetric."""
    if a.date is not None and b.date is not None:
        return _compare_dates(a, b, a.date, b.date)
    if a.kind != b.kind:
        return _compare_kinds(a, b)
    if a.kind == "clock":
        return _compare_clocks(a, b)
    if a.kind == "score":
        return Agreement.SAME if _same_range(a, b) else Agreement.DIFFERENT
    same_unit = a.unit == b.unit
    if not same_unit and a.kind in ("money", "measure") and not same_currency(a.unit, b.unit):
        return Agreement.UNRELATED
    if a.kind in ("number", "ordinal") and not same_noun(a, b):
        return Agreement.UNRELATED
    return _compare_ranges(a, b, 0.0 if same_unit else UNIT_TOLERANCE)


def _compare_kinds(a: Quantity, b: Quantity) -> Agreement:
    kinds = {a.kind, b.kind}
    if kinds == {"date", "number"}:
        return _compare_year(a, b) if a.date is not None else _compare_year(b, a)
    if kinds == {"ordinal", "number"} and _same_range(a, b) and same_noun(a, b):
        return Agreement.COMPATIBLE
    return Agreement.UNRELATED


def same_currency(one: str | None, other: str | None) -> bool:
    """Whether two units are one, as far as they were named: "lira" is any country's, "lira.syria" its own."""
    return one == other or f"{one}.".startswith(f"{other}.") or f"{other}.".startswith(f"{one}.")


def _same_range(a: Quantity, b: Quantity) -> bool:
    return a.low == b.low and a.high == b.high


def same_noun(a: Quantity, b: Quantity) -> bool:
    """Whether both count the same thing, as far as it was said."""
    return not a.counted or not b.counted or not set(a.counted).isdisjoint(b.counted)


def _compare_ranges(a: Quantity, b: Quantity, tolerance: float) -> Agreement:
    if _same_range(a, b):
        return Agreement.SAME if a.approximate == b.approximate else Agreement.COMPATIBLE
    if a.approximate or b.approximate:
        tolerance = max(tolerance, APPROXIMATE_TOLERANCE)
    if _apart(a, b) or _apart(b, a):
        return Agreement.DIFFERENT
    if max(a.low, b.low) <= min(a.high, b.high):
        return Agreement.COMPATIBLE
    upper = max(a.low, b.low)  # where the higher range begins, however far it goes
    gap = upper - min(a.high, b.high)
    return Agreement.COMPATIBLE if gap <= tolerance * upper else Agreement.DIFFERENT


def _apart(over: Quantity, under: Quantity) -> bool:
    """Whether the one is "more than" what the other is "less than", or than more."""
    return over.high == inf and under.low == -inf and over.low >= under.high


def _compare_clocks(a: Quantity, b: Quantity) -> Agreement:
    period = HALF_DAY if a.unit is None or b.unit is None else 2 * HALF_DAY
    apart = (a.low - b.low) % period
    apart = min(apart, period - apart)
    if apart == 0:
        return Agreement.SAME if a.unit == b.unit and a.approximate == b.approximate else Agreement.COMPATIBLE
    forgiven = CLOCK_TOLERANCE if a.approximate or b.approximate else 0.0
    return Agreement.COMPATIBLE if apart <= forgiven else Agreement.DIFFERENT


def _compare_dates(a: Quantity, b: Quantity, mine: PartialDate, theirs: PartialDate) -> Agreement:
    """Parts that both name must agree; parts that one leaves open cannot conflict."""
    if mine.era is not theirs.era:
        days, others = days_covered(mine), days_covered(theirs)
        if days is None or others is None:
            return Agreement.UNRELATED
        return Agreement.COMPATIBLE if max(days[0], others[0]) <= min(days[1], others[1]) else Agreement.DIFFERENT
    shared = False
    parts = (mine.year, theirs.year), (mine.month, theirs.month), (mine.day, theirs.day), (mine.weekday, theirs.weekday)
    for ours, other in parts:
        if ours is None or other is None:
            continue
        if ours != other:
            return Agreement.DIFFERENT
        shared = True
    if a.low and b.low:
        if max(a.low, b.low) > min(a.high, b.high):
            return Agreement.DIFFERENT
        shared = True
    if not shared:
        return Agreement.UNRELATED
    return Agreement.SAME if mine == theirs and _same_range(a, b) else Agreement.COMPATIBLE


def _compare_year(date: Quantity, number: Quantity) -> Agreement:
    """A bare number beside a date: only a number that can be a year says anything."""
    if not date.low or number.counted or not 1800 <= number.low == number.high <= 2100:
        return Agreement.UNRELATED
    return Agreement.COMPATIBLE if date.low <= number.low <= date.high else Agreement.DIFFERENT
