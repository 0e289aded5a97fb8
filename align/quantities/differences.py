"""What lies between two amounts: "from 140 to 190" is a raise by fifty, from four to six two hours."""

from dataclasses import replace

from .comparison import in_unit
from .quantity import HALF_DAY, PartialDate, Quantity
from .units import YEAR

_MINUTE = 60.0  # seconds
_UNRANKED = ("number", "money", "measure", "percent", "duration")


def between(first: Quantity, second: Quantity) -> Quantity | None:
    """How far two exact amounts lie apart, in the order said; None where nothing tells.

    They are of one kind, unit and noun, of which one may leave these unsaid. Of two times of day, and of two years, it
    is a duration; of a year and so many years after it, another year.
    """
    if first.low != first.high or second.low != second.high:
        return None
    if first.kind == second.kind == "clock":
        return _lasting(first, (second.low - first.low) % HALF_DAY * _MINUTE, _MINUTE)
    if _is_year(first) and _is_year(second):
        return _lasting(first, abs(first.low - second.low) * YEAR.size, YEAR.size)
    if _is_year(first) and second.kind == "duration" and second.unit == YEAR.name:
        year = first.low + second.low // YEAR.size
        return replace(first, low=year, high=year, date=PartialDate(year=int(year)))
    if first.kind == "number" and not first.counted:
        first = in_unit(first, second)
    elif second.kind == "number" and not second.counted:
        second = in_unit(second, first)
    akin = first.kind == second.kind and first.unit == second.unit and first.kind in _UNRANKED
    if not akin or (first.counted and second.counted and set(first.counted).isdisjoint(second.counted)):
        return None
    apart = abs(first.low - second.low)
    counted = first.counted or second.counted
    return replace(first, low=apart, high=apart, precision=0.0, counted=counted) if apart else None


def _is_year(amount: Quantity) -> bool:
    return amount.date == PartialDate(year=int(amount.low))


def _lasting(at: Quantity, seconds: float, size: float) -> Quantity:
    return replace(at, kind="duration", low=seconds, high=seconds, unit="minute", size=size, date=None)
