"""Dates in digits: 8/12/2024, 2024-12-08, 8.12.24."""

import calendar as gregorian
import re

from .calendars import Calendar
from .numerals import NumberedText
from .quantity import PartialDate
from .units import Amount

_SLASHED = re.compile(r"(\d{1,4})([/.])(\d{1,2})\2(\d{1,4})\Z")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})/(\d{1,2})\Z")
MONTHS, DAYS = 12, 31
YEARS = frozenset(range(1800, 2101))  # no range: that is searched from end to end for a float
_TURN = 50  # two digits below are of this century, the others of the last


def numeric_date(view: NumberedText, start: int, calendar: Calendar) -> Amount | None:
    """8/12/2024, 2024/12/8, 8.12.24; where the language does not put the day first, 8/12 stays open."""
    if not view.word(start)[:1].isdigit():
        return None
    match = _SLASHED.match(view.word(start))
    if match is None:
        return _day_and_month(view, start, calendar) or _hyphenated(view, start, calendar)
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return dated(start, start + 1, first, second, third)
    if len(match[4]) == 3 or len(match[4]) == 1:
        return None
    return _ordered(start, start + 1, first, second, third if third >= 100 else _century(third), calendar)


def _day_and_month(view: NumberedText, start: int, calendar: Calendar) -> Amount | None:
    """8/12 where it can only be a date: after «بـ» or a word for "day", in a language that puts the day first."""
    match = _DAY_AND_MONTH.match(view.word(start))
    if match is None or not calendar.day_first or not view.flows(start):
        return None
    led = view.word(start - 1) in calendar.pair_prefixes
    if not (led or calendar.before("date-word", view, start)):
        return None
    return dated(start, start + 1, None, int(match[2]), int(match[1]))


def _hyphenated(view: NumberedText, start: int, calendar: Calendar) -> Amount | None:
    """2024-12-08 and 8-12-2024."""
    parts = [view.word(start + step) for step in range(3)]
    if (
        not all(part.isdigit() and len(part) <= 4 for part in parts)
        or view.gap(start + 1) != "-"
        or view.gap(start + 2) != "-"
    ):
        return None
    first, second, third = (int(part) for part in parts)
    if len(parts[0]) == 4:
        return dated(start, start + 3, first, second, third)
    return _ordered(start, start + 3, first, second, third, calendar) if len(parts[2]) == 4 else None


def _ordered(start: int, end: int, first: int, second: int, year: int, calendar: Calendar) -> Amount | None:
    if second > MONTHS:
        return dated(start, end, year, first, second)
    if calendar.day_first or first > MONTHS:
        return dated(start, end, year, second, first)
    return dated(start, end, year, None, None)


def _century(short: int) -> int:
    return short + (2000 if short < _TURN else 1900)


def dated(
    start: int, end: int, year: int | None, month: int | None, day: int | None, *, prefix: str = ""
) -> Amount | None:
    """The date of the common calendar as an amount; None when there is no such day."""
    if (year is not None and year not in YEARS) or (month is not None and not 1 <= month <= MONTHS):
        return None
    longest = gregorian.monthrange(year or 2024, month)[1] if month else DAYS
    if day is not None and not 1 <= day <= longest:
        return None
    return Amount("date", year or 0, year or 0, start, end, prefix=prefix, date=PartialDate(year, month, day))
