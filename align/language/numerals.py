"""Numbers in words, digits, or both, as one value.

A number is read left to right as a sum of groups below a thousand, each times its scale: three hundreds and forty,
thousand, two hundreds and five. Which part may follow which, and whether "and" must join them, the table of the
language says (`numbers.tsv`: roles, values, spellings; settings `order` and `join`).
"""

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import inf

from .phrases import Stretch
from .tables import rows, spellings, words

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?\Z")
TANWIN = "\u064b"  # «ألفاً» is one thousand in the accusative, «ألفا» two thousand before its noun
_LONGEST_DIGITS = 15  # what a float holds exactly

# Places of a group below a thousand; a part may follow only one of a higher place.
_FREE, _HUNDREDS, _UPPER, _LOWER, _FULL = 4, 3, 2, 1, 0


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
class Numeral:
    """A number in a text: tokens `start` up to `end`, exclusive."""

    value: float
    start: int
    end: int
    ordinal: bool = False
    definite: bool = False
    digits: bool = False
    fraction: bool = False  # nothing but a fraction: «نصف», "a quarter"
    vague: bool = False  # "a couple"
    mark: str = ""
    prefix: str = ""


class _Group:
    """Running state of one number."""

    def __init__(self) -> None:
        self.total = 0.0
        self.scale = inf
        self.group: float | None = None
        self.place = _FREE
        self.unit: float | None = None  # the last part, when it is a unit

    @property
    def value(self) -> float:
        return self.total + (self.group or 0.0)

    def add(self, value: float, place: int, *, unit: bool = False) -> None:
        self.group = (self.group or 0.0) + value
        self.place = place
        self.unit = value if unit else None

    def close(self, scale: float) -> None:
        self.total += (1.0 if self.group is None else self.group) * scale
        self.group, self.place, self.unit, self.scale = None, _FREE, None, scale


class NumeralReader:
    """Reads the numbers of one language."""

    def __init__(self, code: str) -> None:
        settings = {row[1]: row[2] for row in rows(code, "numbers") if row[0] == "setting"}
        self._units_first = settings.get("order") == "units-first"
        self._must_join = settings.get("join") == "required"
        self._year_pairs = settings.get("pairs") == "years"
        self._and = words(code, "numbers", "and")
        self._articles = words(code, "numbers", "article")
        self._ordinal_suffixes = words(code, "numbers", "ordinal-suffix")
        self.prefixes: dict[str, frozenset[str]] = {}
        self._words: dict[str, list[tuple[str, float, str]]] = {}
        for role, value, cell in rows(code, "numbers"):
            for spelling in spellings(cell):
                if role == "prefix":
                    self.prefixes[spelling] = frozenset(value.split())
                elif value[0].isdigit():
                    found = self._words.setdefault(spelling.rstrip("?!"), [])
                    found.append((role, float(value), spelling[-1] if spelling[-1] in "?!" else ""))
        self.readings = lru_cache(maxsize=1 << 15)(self._readings)

    def _readings(self, word: str) -> tuple[NumberWord, ...]:
        """Readings of one word, the bare word before its splits."""
        if _DIGITS.match(word) and len(word) <= _LONGEST_DIGITS:
            return (NumberWord("digits", float(word.replace(",", ".")), "", ""),)
        found = [NumberWord(*entry, "") for entry in self._words.get(word, ())]
        for prefix, traits in self.prefixes.items():
            if word.startswith(prefix) and (entries := self._words.get(word[len(prefix) :])):
                found += [
                    NumberWord(*entry, prefix, "and" in traits, "definite" in traits, "preposition" in traits)
                    for entry in entries
                ]
        return tuple(found)

    def read(self, stretch: Stretch, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The longest number that starts at token `start`, or None.

        `as_fraction` prefers that reading of the first word: «تلت ساعة» is a third of an hour, «تلت ساعات» three.
        """
        first = self._first(stretch, start, as_fraction)
        if first is None:
            return None
        head, at = first
        state = _Group()
        ordinal = head.role == "ordinal"
        self._apply(state, head, joined=False, raw=stretch.raw(at, at + 1))
        end = at + 1
        if head.role == "digits" and stretch.word(end) in self._ordinal_suffixes and stretch.flows(end):
            return Numeral(head.value, start, end + 1, ordinal=True, digits=True)
        safe = (state.value, end, ordinal)  # what stays when a group turns out to belong to another number
        while (step := self._continue(stretch, end, state)) is not None:
            part, end = step
            ordinal = ordinal or part.role == "ordinal"
            if part.role in ("scale", "scales", "fraction"):
                safe = (state.value, end, ordinal)
        if self._group_is_anothers(stretch, end, state):
            value, end, ordinal = safe
            return self._numeral(head, value, start, end, ordinal)
        numeral = self._numeral(head, state.value, start, end, ordinal)
        return self._as_year_pair(stretch, numeral) or numeral

    def read_joined(self, stretch: Stretch, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The number that the word for "and" joins to what stands before token `start`: «ونص», "and a half"."""
        if not stretch.flows(start):
            return None
        if stretch.word(start) in self._and and stretch.flows(start + 1):
            return self.read(stretch, start + 1, as_fraction=as_fraction)
        numeral = self.read(stretch, start, as_fraction=as_fraction)
        return numeral if numeral and "and" in self.prefixes.get(numeral.prefix, ()) else None

    def _first(self, stretch: Stretch, start: int, as_fraction: bool) -> tuple[NumberWord, int] | None:
        at = start
        word = stretch.word(at)
        if (word in self._articles or word in self.prefixes) and stretch.flows(at + 1):
            at += 1  # "a hundred", «الـ 48»
            wanted = ("hundred", "scale", "couple", "fraction") if word in self._articles else ("digits",)
            readings = [reading for reading in self.readings(stretch.word(at)) if reading.role in wanted]
        else:
            readings = [reading for reading in self.readings(word) if reading.role not in ("teen-suffix", "part")]
        if as_fraction:
            readings.sort(key=lambda reading: reading.role != "fraction")
        elif stretch.word(at + 1) and any(r.role == "teen-suffix" for r in self.readings(stretch.word(at + 1))):
            readings.sort(key=lambda reading: reading.role not in ("unit", "ordinal"))
        if not readings:
            return None
        return (readings[0] if at == start else self._with_prefix(readings[0], word)), at

    def _with_prefix(self, reading: NumberWord, prefix: str) -> NumberWord:
        """`reading` with a proclitic that was written apart, as before digits: «و 2013»."""
        traits = self.prefixes.get(prefix, frozenset())
        return replace(reading, prefix=prefix if traits else "", definite="definite" in traits)

    def _continue(self, stretch: Stretch, end: int, state: _Group) -> tuple[NumberWord, int] | None:
        """Add the part that follows at token `end`: the part and the token after it, or None where the number ends."""
        gap = stretch.gap(end)
        if gap not in ("", "-", "\u2011") and not (gap == "," and not self._must_join and state.place == _FREE):
            return None
        at, joined = end, False
        if stretch.word(at) in self._and and stretch.flows(at + 1):
            at, joined = end + 1, True
            if stretch.word(at) in self._articles and stretch.flows(at + 1):
                at += 1  # "two and a half"
        for part in self.readings(stretch.word(at)):
            if part.led:
                continue
            if self._apply(state, part, joined=joined or part.joined, raw=stretch.raw(at, at + 1)):
                return part, at + 1
        return None

    def _group_is_anothers(self, stretch: Stretch, end: int, state: _Group) -> bool:
        """Whether a scale follows that the last group belongs to: «ألفين وأربعة آلاف» is 2000 and 4000."""
        if state.group is None or not state.total or not stretch.flows(end):
            return False
        return any(part.role == "scale" and not part.prefix for part in self.readings(stretch.word(end)))

    def _apply(self, state: _Group, part: NumberWord, *, joined: bool, raw: str) -> bool:
        """Add `part` to the running number; False, with nothing changed, when it cannot belong to it."""
        first = state.group is None and state.scale is inf
        loose = first or joined or not self._must_join
        role, value = part.role, part.value
        if role in ("unit", "ordinal", "teen", "ten"):
            return self._apply_small(state, role, value, loose=loose)
        if role == "teen-suffix" and state.unit and not joined:
            state.add(10, _FULL)
        elif role == "hundred":
            return self._apply_hundred(state, loose=loose, joined=joined)
        elif role == "hundreds" and state.place == _FREE and (loose or state.scale == 1000):
            state.add(value, _HUNDREDS)
        elif role in ("scale", "scales"):
            return self._apply_scale(state, part, joined=joined, first=first, raw=raw)
        elif (first and role in ("digits", "fraction")) or (
            role == "digits" and joined and state.group is None and value < state.scale
        ):
            state.add(value, _FULL)
        elif role == "fraction" and joined:
            state.total += value * (state.scale if state.group is None and state.scale is not inf else 1)
            state.place = _FULL
        elif role == "part" and not joined and state.unit and state.group == state.unit:
            state.group *= value
            state.place = _FULL
        elif role == "couple" and (first or (state.unit and not joined)):
            state.group = (state.group or 1.0) * value
            state.place, state.unit = _FULL, None
        else:
            return False
        return True

    def _apply_small(self, state: _Group, role: str, value: float, *, loose: bool) -> bool:
        if role == "ordinal":
            role = "unit" if value < 10 else "teen" if value < 20 else "ten"
        upper, lower = ("unit", "ten") if self._units_first else ("ten", "unit")
        if role in ("teen", upper):
            fits, place = state.place > _UPPER, _FULL if role == "teen" else _UPPER
        else:
            fits, place = state.place > _LOWER, _LOWER
        if not fits or not loose or (role == lower == "ten" and state.unit == 0):
            return False
        state.add(value, place, unit=role == "unit")
        return True

    @staticmethod
    def _apply_hundred(state: _Group, *, loose: bool, joined: bool) -> bool:
        if state.group is not None and state.group < 100 and not joined and (state.unit or state.place == _FULL):
            state.group *= 100
            state.place, state.unit = _HUNDREDS, None
            return True
        if state.place != _FREE or not (loose or state.scale == 1000):
            return False
        state.add(100, _HUNDREDS)
        return True

    @staticmethod
    def _apply_scale(state: _Group, part: NumberWord, *, joined: bool, first: bool, raw: str) -> bool:
        scale = part.value / 2 if part.role == "scales" else part.value
        if scale >= state.scale:
            return False
        if state.group is not None:
            if joined:
                return False
            state.close(scale)
            return True
        if not (first or joined):
            return False
        if part.role == "scales" and TANWIN not in raw:
            state.group = 2.0
        state.close(scale)
        return True

    def _numeral(self, head: NumberWord, value: float, start: int, end: int, ordinal: bool) -> Numeral:
        single = end - start == 1
        return Numeral(
            value,
            start,
            end,
            ordinal=ordinal,
            definite=head.definite,
            digits=head.role == "digits",
            fraction=head.role == "fraction" and value < 1,
            vague=head.role == "couple" and head.value == 2,
            mark=head.mark if single else "",
            prefix=head.prefix,
        )

    def _as_year_pair(self, stretch: Stretch, numeral: Numeral) -> Numeral | None:
        """ "nineteen ninety", "twenty twenty four": two numbers of two digits that make a year."""
        if not self._year_pairs or numeral.digits or numeral.value not in (18, 19, 20):
            return None
        if not stretch.flows(numeral.end) or stretch.word(numeral.end) in self._and:
            return None
        second = self.read(stretch, numeral.end)
        if second is None or second.digits or second.ordinal or not 10 <= second.value <= 99:
            return None
        return Numeral(numeral.value * 100 + second.value, numeral.start, second.end)


@cache
def numerals(code: str) -> NumeralReader:
    """The reader for the language `code`; without tables it reads digits only."""
    return NumeralReader(code)
