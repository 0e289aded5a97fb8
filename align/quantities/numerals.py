"""Numbers in words, digits, or both, as one value.

A number is read left to right as a sum of groups below a thousand, each times its scale: three hundreds and forty,
thousand, two hundreds and five. Which part may follow which, and whether "and" must join them, the table of the
language says (`numbers.tsv`: roles, values, spellings; settings `order` and `join`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from align.language.language import language
from align.language.phrases import TokenView
from align.language.tables import rows, words
from align.language.tokens import Token

from .digits import LONGEST_DIGITS, ROMAN_NUMERALS, group_end, last_place, written_value
from .number_words import NumberWords
from .sums import FREE, TANWIN, NumberWord, Order, Sum

_MINUS = ("-", "\u2212", "\ufe63", "\uff0d")  # right before digits, with nothing but space or an opening before
_ALIF = "\u0627"
_CENTURIES = range(16, 21)  # "nineteen oh five": the first half of a year


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
    of_them: bool = False  # … with its whole in a pronoun written onto it: «نصفهم»
    vague: bool = False  # "a couple"
    mark: str = ""
    prefix: str = ""
    precision: float = 0.0  # what one more in its last digit adds; 0 for "half"


class NumberedText(TokenView):
    """The tokens of a text, with the numbers read in it so far: every reader of amounts asks for the same ones."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        super().__init__(text, tokens)
        self.numerals: dict[tuple[int, bool], Numeral | None] = {}  # by first token, and whether as a fraction

    def is_signed(self, start: int) -> bool:
        """Whether a minus sign is written onto the digits at token `start`: −12, but not 10-12 or F-16."""
        at = self.tokens[start].start
        before = self.text[at - 2 : at - 1] if at > 1 else ""
        return self.text[at - 1 : at] in _MINUS and at > 0 and (not before or before.isspace() or before in '([«"')


class NumeralReader:
    """Reads the numbers of one language."""

    def __init__(self, code: str) -> None:
        settings = {row[1]: row[2] for row in rows(code, "numbers") if row[0] == "setting"}
        self._order = Order(settings.get("order") == "units-first", settings.get("join") == "required")
        self._year_pairs = settings.get("pairs") == "years"
        self._roman = settings.get("roman") == "ordinals"
        self._and, self._articles, self._points, self._of, self._minus, self._ordinal_suffixes = (
            words(code, "numbers", role) for role in ("and", "article", "point", "of", "minus", "ordinal-suffix")
        )
        self._point_led = words(code, "numbers", "point-led")
        self._is_stopword = language(code).is_stopword
        known = NumberWords(code)
        self.prefixes = known.prefixes
        self.readings = known.readings

    def read(self, view: NumberedText, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The longest number that starts at token `start`, or None.

        `as_fraction` prefers that reading of the first word: «تلت ساعة» is a third of an hour, «تلت ساعات» three.
        """
        key = (start, as_fraction)
        if key not in view.numerals:
            view.numerals[key] = self._whole(view, start, as_fraction)
        return view.numerals[key]

    def _whole(self, view: NumberedText, start: int, as_fraction: bool) -> Numeral | None:
        if view.word(start) in self._minus and view.flows(start + 1):
            return self._negative(view, start)
        if view.word(start) in self._points and view.word(start - 1) in self._point_led and view.flows(start):
            return self._as_decimal(view, Numeral(0.0, start, start))  # "a deficit of point six"
        numeral = self._read(view, start, as_fraction) or self._roman_numeral(view, start)
        if numeral is None or numeral.ordinal:
            return numeral
        if numeral.digits:
            signed = view.is_signed(start)
            return replace(numeral, value=-numeral.value) if signed else numeral
        if not view.flows(numeral.end):
            return numeral
        return self._as_decimal(view, numeral) or self._as_year_pair(view, numeral) or numeral

    def _negative(self, view: NumberedText, start: int) -> Numeral | None:
        """ "minus twelve"; behind another number "minus" takes away."""
        if view.flows(start) and self.readings(view.word(start - 1)):
            return None
        numeral = self._whole(view, start + 1, as_fraction=False)
        if numeral is None or numeral.ordinal or numeral.mark:
            return None
        return replace(numeral, value=-abs(numeral.value), start=start)

    def _roman_numeral(self, view: NumberedText, start: int) -> Numeral | None:
        """ "World War II", "Louis XIV": behind a word with a capital."""
        if not self._roman or not view.flows(start) or not view.raw(start - 1, start)[0].isupper():
            return None
        value = ROMAN_NUMERALS.get(view.raw(start, start + 1))
        return None if value is None else Numeral(float(value), start, start + 1, ordinal=True)

    def _read(self, view: NumberedText, start: int, as_fraction: bool = False) -> Numeral | None:
        first = self._first(view, start, as_fraction)
        if first is None:
            return None
        head, at, end = first
        state = Sum(self._order)
        ordinal = head.role == "ordinal"
        state.add(head, joined=False, raw=self._written(view, at) if head.role == "scales" else "")
        if head.role == "digits" and view.word(end) in self._ordinal_suffixes and view.flows(end):
            return Numeral(head.value, start, end + 1, ordinal=True, digits=True)
        safe = (state.value, end, ordinal)  # what stays when a group turns out to belong to another number
        while head.role != "share" and (step := self._continue(view, end, state)) is not None:
            part, end = step
            ordinal = ordinal or part.role == "ordinal"
            if part.role in ("scale", "scales", "fraction"):
                safe = (state.value, end, ordinal)
        if self._group_is_anothers(view, end, state):
            value, end, ordinal = safe
            return self._numeral(view, head, value, (start, end), ordinal)
        return self._numeral(view, head, state.value, (start, end), ordinal)

    def read_joined(self, view: NumberedText, start: int, *, as_fraction: bool = False) -> Numeral | None:
        """The number that the word for "and" joins to what stands before token `start`: «ونص», "and a half"."""
        if not view.flows(start):
            return None
        if view.word(start) in self._and and view.flows(start + 1):
            return self.read(view, start + 1, as_fraction=as_fraction)
        numeral = self.read(view, start, as_fraction=as_fraction)
        return numeral if numeral and "and" in self.prefixes.get(numeral.prefix, ()) else None

    def _first(self, view: NumberedText, start: int, as_fraction: bool) -> tuple[NumberWord, int, int] | None:
        """The word that a number begins with at token `start`, its own token, and the one behind it."""
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
        head = readings[0] if at == start else self._with_prefix(readings[0], word)
        end = group_end(view, at) if head.role == "digits" else at + 1
        if end > at + 1:
            head = replace(head, value=float("".join(view.words[at:end])))
        return head, at, end

    def _with_prefix(self, reading: NumberWord, prefix: str) -> NumberWord:
        """`reading` with a proclitic that was written apart, as before digits: «و 2013»."""
        traits = self.prefixes.get(prefix, frozenset())
        return replace(reading, prefix=prefix if traits else "", definite="definite" in traits)

    def _continue(self, view: NumberedText, end: int, state: Sum) -> tuple[NumberWord, int] | None:
        """Add the part that follows at token `end`: the part and the token after it, or None where the number ends."""
        gap = view.gap(end)
        lists = gap == "," and not self._order.must_join and state.place == FREE
        if gap not in ("", "-", "\u2011") and not (lists and not state.fractional):
            return None
        at, joined = end, False
        if view.word(at) in self._and and view.flows(at + 1):
            at, joined = end + 1, True
        if joined and view.word(at) in self._articles and view.flows(at + 1):
            at += 1  # "two and a half"
        elif state.value < 1:
            at = self._past_links(view, at)
        for part in self.readings(view.word(at)):
            if part.led:
                continue
            raw = self._written(view, at) if part.role == "scales" else ""
            if state.add(part, joined=joined or part.joined, raw=raw):
                return part, at + 1
        return None

    def _written(self, view: NumberedText, at: int) -> str:
        """Two of a scale as written, with a tanwin that its place alone shows: «دفع ألفا»; but «ألفا دولار»."""
        raw, after = view.raw(at, at + 1), view.word(at + 1)
        if not at or not raw.endswith(_ALIF):
            return raw
        joins = self._is_stopword(after) or any(reading.joined for reading in self.readings(after))
        return raw + TANWIN if joins or not view.flows(at + 1) else raw

    def _past_links(self, view: NumberedText, at: int) -> int:
        """The token of the scale that a fraction is of: "half a million", "a quarter of a million"; else `at`."""
        after = at
        while view.flows(after + 1) and (view.word(after) in self._of or view.word(after) in self._articles):
            after += 1
        scales = any(part.role == "scale" for part in self.readings(view.word(after)))
        return after if scales else at

    def _group_is_anothers(self, view: NumberedText, end: int, state: Sum) -> bool:
        """Whether a scale follows that the last group belongs to: «ألفين وأربعة آلاف» is 2000 and 4000."""
        if state.group is None or not state.total or not view.flows(end):
            return False
        return any(part.role == "scale" and not part.prefix for part in self.readings(view.word(end)))

    def _numeral(
        self, view: NumberedText, head: NumberWord, value: float, span: tuple[int, int], ordinal: bool
    ) -> Numeral:
        start, end = span
        single = end - start == 1
        digits = head.role == "digits"
        fraction = not digits and 0 < value < 1
        written = written_value(view.word(start)) if digits else None
        if written and written[1] and head.value:
            precision = 10.0 ** -written[1] * max(1.0, round(value / head.value))
        else:
            precision = 0.0 if fraction or ordinal else last_place(value)
        return Numeral(
            value,
            start,
            end,
            ordinal=ordinal,
            definite=head.definite,
            digits=digits,
            fraction=fraction,
            of_them=head.role == "share",
            vague=head.role == "couple" and head.value == 2,
            mark=head.mark if single else "",
            prefix=head.prefix,
            precision=precision,
        )

    def _as_decimal(self, view: NumberedText, whole: Numeral) -> Numeral | None:
        """ "two point four", «تلاتة فاصلة خمسة»: digits, one a word, or a number below a hundred; then a scale."""
        if view.word(whole.end) not in self._points or not whole.value.is_integer():
            return None
        digits, end = "", whole.end + 1
        while len(digits) < LONGEST_DIGITS and view.flows(end) and (part := self._small(view, end)):
            digits, end = digits + str(int(part.value)), part.end
        if not digits:
            return None
        scale = 1.0
        while view.flows(end) and (times := self._scale(view, end)):
            scale, end = scale * times, end + 1
        value = round(float(f"{int(whole.value)}.{digits}") * scale, 6)
        return Numeral(value, whole.start, end, prefix=whole.prefix, precision=scale * 10.0 ** -len(digits))

    def _small(self, view: NumberedText, at: int) -> Numeral | None:
        """The whole number below a hundred at token `at`, whatever scale follows; also the "oh" of "one oh five"."""
        if any(reading.role == "oh" for reading in self.readings(view.word(at))):
            return Numeral(0.0, at, at + 1)
        first = self._first(view, at, as_fraction=False)
        if first is None or first[0].role in ("ordinal", "scale", "scales", "hundred", "hundreds", "fraction"):
            return None
        head, _, end = first
        state = Sum(self._order)
        state.add(head, joined=False, raw=view.raw(at, at + 1))
        while not self._scale(view, end) and (step := self._continue(view, end, state)) is not None:
            end = step[1]
        value = state.value
        return Numeral(value, at, end) if value.is_integer() and 0 <= value < 100 else None

    def _scale(self, view: NumberedText, at: int) -> float:
        """The scale that token `at` is; 0 for none."""
        bare = (part for part in self.readings(view.word(at)) if part.role == "scale" and not part.prefix)
        return next((part.value for part in bare), 0.0)

    def _as_year_pair(self, view: NumberedText, century: Numeral) -> Numeral | None:
        """ "nineteen ninety", "twenty twenty four", "nineteen oh five": two numbers that make a year."""
        if not self._year_pairs or century.value not in _CENTURIES or view.word(century.end) in self._and:
            return None
        zero = any(reading.role == "oh" for reading in self.readings(view.word(century.end)))
        begin = century.end + 1 if zero and view.flows(century.end + 1) else century.end
        years = self._read(view, begin)
        if years is None or years.digits or years.ordinal or not years.value.is_integer():
            return None
        if not (1 <= years.value <= 9 if begin > century.end else 10 <= years.value <= 99):
            return None
        return Numeral(century.value * 100 + years.value, century.start, years.end)


def _opens(reading: NumberWord) -> bool:
    """Whether a number can begin so."""
    return reading.role not in ("teen-suffix", "part", "oh") and not (reading.role == "scale" and reading.mark == "!")


@cache
def numerals(code: str) -> NumeralReader:
    """The reader for the language `code`; without tables it reads digits only."""
    return NumeralReader(code)
