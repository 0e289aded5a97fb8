"""Adding up the parts of a number as they are read, and refusing those that cannot belong to it."""

from dataclasses import dataclass
from math import inf

TANWIN = "\u064b"  # «ألفاً» is one thousand in the accusative, «ألفا» two thousand before its noun
_THOUSAND = 1000.0

# Places of a group below a thousand; a part may follow only one of a higher place.
FREE, _HUNDREDS, _UPPER, _LOWER, _FULL = 4, 3, 2, 1, 0


@dataclass(frozen=True, slots=True)
class NumberWord:
    """One reading of a word as (part of) a number."""

    role: str
    value: float
    mark: str  # "?": only in company, "!": never by itself
    prefix: str
    joined: bool = False  # carries the word for "and"
    definite: bool = False
    led: bool = False  # carries a preposition: it opens a number and continues none


@dataclass(frozen=True, slots=True)
class Order:
    """How a language puts its numbers together."""

    units_first: bool  # five and twenty
    must_join: bool  # parts that do not multiply need the word for "and"


class Sum:
    """One number while it is read: closed groups, each times its scale, and the group below a thousand that is open."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self.total = 0.0
        self.scale = inf
        self.group: float | None = None
        self.place = FREE
        self.unit: float | None = None  # the last part, when it is a unit
        self.fractional = False  # whether it begins with, or holds, a fraction
        self.ranked = False  # whether its last part is a rank, which multiplies nothing: «أول ألفين» is early in 2000

    @property
    def value(self) -> float:
        """What has been read so far."""
        return self.total + (self.group or 0.0)

    def _put(self, value: float, place: int, *, unit: bool = False) -> None:
        self.group = (self.group or 0.0) + value
        self.place = place
        self.unit = value if unit else None

    def _close(self, scale: float) -> None:
        self.total += (1.0 if self.group is None else self.group) * scale
        self.group, self.place, self.unit, self.scale = None, FREE, None, scale

    def add(self, part: NumberWord, *, joined: bool, raw: str) -> bool:
        """Add `part`, `raw` as written; False, with nothing changed, when it cannot belong to this number."""
        first = self.group is None and self.scale is inf
        loose = first or joined or not self._order.must_join
        role, value = part.role, part.value
        self.fractional = self.fractional or role == "fraction"
        if role in ("unit", "ordinal", "teen", "ten"):
            return self._add_small(role, value, loose=loose)
        if role == "teen-suffix" and self.unit and not joined:
            self._put(10, _FULL)
        elif role == "hundred":
            return self._add_hundred(loose=loose, joined=joined)
        elif role == "hundreds" and self.place == FREE and (loose or self.scale == _THOUSAND):
            self._put(value, _HUNDREDS)
        elif role in ("scale", "scales"):
            return self._add_scale(part, joined=joined, first=first, raw=raw)
        elif (first and role in ("digits", "fraction", "share")) or (
            role == "digits" and joined and self.group is None and value < self.scale
        ):
            self._put(value, _FULL)
        elif role == "thousands" and self.group is None and self.scale > _THOUSAND and (first or joined):
            self.group = value / _THOUSAND
            self._close(_THOUSAND)
        elif role == "fraction" and joined:
            self._add_fraction(value)
        elif role == "part" and not joined and self.unit and self.group == self.unit:
            self.group *= value
            self.place = _FULL
        elif role == "couple" and (first or (self.unit and not joined)):
            self.group = (self.group or 1.0) * value
            self.place, self.unit = _FULL, None
        else:
            return False
        return True

    def _add_fraction(self, value: float) -> None:
        """ "one and a half", which may go on ("million"), and «مليون ونص», where it is half of the scale."""
        if self.group is None:
            self.total += value * (self.scale if self.scale is not inf else 1)
            self.place = _FULL
        else:
            self._put(value, _FULL)

    def _add_small(self, role: str, value: float, *, loose: bool) -> bool:
        ranked = role == "ordinal"
        if ranked:
            role = "unit" if value < 10 else "teen" if value < 20 else "ten"
        upper, lower = ("unit", "ten") if self._order.units_first else ("ten", "unit")
        if role in ("teen", upper):
            fits, place = self.place > _UPPER, _FULL if role == "teen" else _UPPER
        else:
            fits, place = self.place > _LOWER, _LOWER
        if not fits or not loose or (role == lower == "ten" and self.unit == 0):
            return False
        self._put(value, place, unit=role == "unit" and (self._order.units_first or not ranked))
        self.ranked = ranked
        return True

    def _add_hundred(self, *, loose: bool, joined: bool) -> bool:
        if self.ranked:
            return False
        if self.group is not None and self.group < 100 and not joined and (self.unit or self.place == _FULL):
            self.group *= 100
            self.place, self.unit = _HUNDREDS, None
            return True
        if self.place != FREE or not (loose or self.scale == _THOUSAND):
            return False
        self._put(100, _HUNDREDS)
        return True

    def _add_year(self, part: NumberWord) -> bool:
        """The thousands behind the years of a century, smallest first: «خمسة وألفين»."""
        if part.role != "scales" or part.value != 2 * _THOUSAND or self.total or not 0 < self.value < 100:
            return False
        self.total, self.group = part.value + self.value, None
        self.place, self.unit, self.scale = _FULL, None, 1.0
        return True

    def _add_scale(self, part: NumberWord, *, joined: bool, first: bool, raw: str) -> bool:
        scale = part.value / 2 if part.role == "scales" else part.value
        if scale == self.scale and self.group is None and self.place == _FULL and not joined:
            self.place = _LOWER  # «مليون ونصف المليون»: what the half is of, said once more
            return True
        halved = part.role == "scales" and 0 < self.value < 1  # «نص الألفين وعشرة» is the middle of 2010
        if scale >= self.scale or self.ranked or halved:
            return False
        if self.group is not None:
            if joined:
                return self._add_year(part)
            self._close(scale)
            return True
        if not (first or joined):
            return False
        if part.role == "scales" and TANWIN not in raw:
            self.group = 2.0
        self._close(scale)
        return True
