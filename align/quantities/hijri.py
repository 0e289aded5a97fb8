"""Dates of the Islamic calendar as days of the common one.

The tabular calendar of thirty-year cycles: a sighted month may begin a day or two before or after it.
"""

import calendar as gregorian
from datetime import date

from .quantity import Era, PartialDate

YEARS = frozenset(range(1, 1501))
MONTHS = 12
SIGHTING_DAYS = 2  # that a month may begin off its table
# Rata die of the day before 1 Muharram 1 (16 July 622, Julian); Dershowitz & Reingold, Calendrical Calculations.
_EPOCH = 227_014


def hijri_ordinal(year: int, month: int, day: int) -> int:
    """The proleptic Gregorian ordinal (`date.toordinal`) of a day of the tabular Islamic calendar."""
    return _EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day


def days_covered(stated: PartialDate) -> tuple[int, int] | None:
    """The first and last day, as ordinals, that a date with a year may mean; None without one."""
    year, month, day = stated.year, stated.month, stated.day
    if year is None or (day is not None and month is None):
        return None
    if stated.era is Era.HIJRI:
        first = hijri_ordinal(year, month or 1, day or 1)
        after = (
            first + 1 if day else hijri_ordinal(*((year, month + 1) if month and month < MONTHS else (year + 1, 1)), 1)
        )
        return first - SIGHTING_DAYS, after - 1 + SIGHTING_DAYS
    last_month = month or MONTHS
    last_day = day or gregorian.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1).toordinal(), date(year, last_month, last_day).toordinal()


def gregorian_years(stated: PartialDate) -> tuple[int, int]:
    """The common years that a Hijri date with a year reaches into; (0, 0) without one."""
    covered = days_covered(stated)
    if covered is None:
        return 0, 0
    return date.fromordinal(covered[0]).year, date.fromordinal(covered[1]).year
