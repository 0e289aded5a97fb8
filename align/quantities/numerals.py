"""Numbers in words, digits, or both, as one value.

A number is read left to right as a sum of groups below a thousand, each times its scale: three hundreds and forty,
thousand, two hundreds and five. Which part may follow which, and whether "and" must join them, the table of the
language says (`numbers.tsv`: roles, values, spellings; settings `order` and `join`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from align.language.phrases import TokenView
from align.language.tables import rows, spellings, words
from align.language.tokens import Token

from .sums import FREE, NumberWord, Order, Sum

_DIGITS = re.compile(r"\d+(?:[.,]\d+)?\Z")
_LONGEST_DIGITS = 15  # what a float holds exactly


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


class NumberedText(TokenView):
    """The tokens of a text, with the numbers read in it so far: every reader of amounts asks for the same ones."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        super().__init__(text, tokens)
        self.numerals: dict[tuple[int, bool], Numeral | None] = {}  # by first token, and whether as a fraction


class NumeralReader:
    """Reads the numbers of one language."""

    def __init__(self, code: str) -> None:
        settings = {row[1]: row[2] for row in rows(code, "numbers") if row[0] == "setting"}
        self._order = Order(settings.get("order") == "units-first", settings.get("join") == "required")
        self._year_pairs = settings.get("pairs") == "years"
        self._and = words(code, "numbers", "and")
        self._articles = words(code, "numbers", "article")
        self._points = words(code, "numbers", "point")
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

    def read(self, view: NumberedText, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The longest number that starts at token `start`, or None.

        `as_fraction` prefers that reading of the first word: «تلت ساعة» is a third of an hour, «تلت ساعات» three.
        """
        key = (start, as_fraction)
        if key not in view.numerals:
            view.numerals[key] = self._whole(view, start, as_fraction)
        return view.numerals[key]

    def _whole(self, view: NumberedText, start: int, as_fraction: bool) -> Numeral | None:
        numeral = self._read(view, start, as_fraction)
        if numeral is None or numeral.ordinal or numeral.digits or not view.flows(numeral.end):
            return numeral
        return self._as_decimal(view, numeral) or self._as_year_pair(view, numeral) or numeral

    def _read(self, view: NumberedText, start: int, as_fraction: bool = False) -> Numeral | None:
        first = self._first(view, start, as_fraction)
        if first is None:
            return None
        head, at = first
        state = Sum(self._order)
        ordinal = head.role == "ordinal"
        state.add(head, joined=False, raw=view.raw(at, at + 1))
        end = at + 1
        if head.role == "digits" and view.word(end) in self._ordinal_suffixes and view.flows(end):
            return Numeral(head.value, start, end + 1, ordinal=True, digits=True)
        safe = (state.value, end, ordinal)  # what stays when a group turns out to belong to another number
        while (step := self._continue(view, end, state)) is not None:
            part, end = step
            ordinal = ordinal or part.role == "ordinal"
            if part.role in ("scale", "scales", "fraction"):
                safe = (state.value, end, ordinal)
        if self._group_is_anothers(view, end, state):
            value, end, ordinal = safe
            return self._numeral(head, value, start, end, ordinal)
        return self._numeral(head, state.value, start, end, ordinal)

    def read_joined(self, view: NumberedText, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The number that the word for "and" joins to what stands before token `start`: «ونص», "and a half"."""
        if not view.flows(start):
            return None
        if view.word(start) in self._and and view.flows(start + 1):
            return self.read(view, start + 1, as_fraction=as_fraction)
        numeral = self.read(view, start, as_fraction=as_fraction)
        return numeral if numeral and "and" in self.prefixes.get(numeral.prefix, ()) else None

    def _first(self, view: NumberedText, start: int, as_fraction: bool) -> tuple[NumberWord, int] | None:
        at = start
        word = view.word(at)
        if (word in self._articles or word in self.prefixes) and view.flows(at + 1):
            at += 1  # "a hundred", «الـ 48»
            wanted = ("hundred", "scale", "couple", "fraction") if word in self._articles else ("digits",)
            readings = [reading for reading in self.readings(view.word(at)) if reading.role in wanted]
        else:
            readings = [reading for reading in self.readings(word) if _opens(reading)]
        if as_fraction:
            readings.sort(key=lambda reading: reading.role != "fraction")
        elif view.word(at + 1) and any(r.role == "teen-suffix" for r in self.readings(view.word(at + 1))):
            readings.sort(key=lambda reading: reading.role not in ("unit", "ordinal"))
        if not readings:
            return None
        return (readings[0] if at == start else self._with_prefix(readings[0], word)), at

    def _with_prefix(self, reading: NumberWord, prefix: str) -> NumberWord:
        """`reading` with a proclitic that was written apart, as before digits: «و 2013»."""
        traits = self.prefixes.get(prefix, frozenset())
        return replace(reading, prefix=prefix if traits else "", definite="definite" in traits)

    def _continue(self, view: NumberedText, end: int, state: Sum) -> tuple[NumberWord, int] | None:
        """Add the part that follows at token `end`: the part and the token after it, or None where the number ends."""
        gap = view.gap(end)
        if gap not in ("", "-", "\u2011") and not (gap == "," and not self._order.must_join and state.place == FREE):
            return None
        at, joined = end, False
        if view.word(at) in self._and and view.flows(at + 1):
            at, joined = end + 1, True
        if view.word(at) in self._articles and view.flows(at + 1) and (joined or state.value < 1):
            at += 1  # "two and a half", "half a million"
        for part in self.readings(view.word(at)):
            if part.led:
                continue
            if state.add(part, joined=joined or part.joined, raw=view.raw(at, at + 1)):
                return part, at + 1
        return None

    def _group_is_anothers(self, view: NumberedText, end: int, state: Sum) -> bool:
        """Whether a scale follows that the last group belongs to: «ألفين وأربعة آلاف» is 2000 and 4000."""
        if state.group is None or not state.total or not view.flows(end):
            return False
        return any(part.role == "scale" and not part.prefix for part in self.readings(view.word(end)))

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

    def _as_decimal(self, view: NumberedText, whole: Numeral) -> Numeral | None:
        """ "two point four", «تلاتة فاصلة خمسة»: digits, one a word, or a number below a hundred."""
        if view.word(whole.end) not in self._points or not whole.value.is_integer():
            return None
        digits, end = "", whole.end + 1
        while (
            len(digits) < _LONGEST_DIGITS
            and view.flows(end)
            and (part := self._read(view, end)) is not None
            and part.value.is_integer()
            and part.value < 100
            and not part.ordinal
        ):
            digits, end = digits + str(int(part.value)), part.end
        return Numeral(float(f"{int(whole.value)}.{digits}"), whole.start, end, prefix=whole.prefix) if digits else None

    def _as_year_pair(self, view: NumberedText, century: Numeral) -> Numeral | None:
        """ "nineteen ninety", "twenty twenty four": two numbers of two digits that make a year."""
        if not self._year_pairs or century.value not in (18, 19, 20) or view.word(century.end) in self._and:
            return None
        years = self._read(view, century.end)
        if years is None or years.digits or years.ordinal or not 10 <= years.value <= 99:
            return None
        return Numeral(century.value * 100 + years.value, century.start, years.end)


def _opens(reading: NumberWord) -> bool:
    """Whether a number can begin so."""
    return reading.role not in ("teen-suffix", "part") and not (reading.role == "scale" and reading.mark == "!")


@cache
def numerals(code: str) -> NumeralReader:
    """The reader for the language `code`; without tables it reads digits only."""
    return NumeralReader(code)
