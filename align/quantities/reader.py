"""Amounts, times and dates found in running text."""

from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache

from align.language.language import Language, language
from align.language.phrases import Proclitics
from align.language.tables import rows, spellings, words
from align.language.tokens import Token, tokenise

from .amounts import AmountReader
from .calendars import calendar
from .clocks import ClockReader
from .dates import DateReader
from .hijri_dates import HijriReader
from .number_words import number_spellings, roman_numerals
from .numerals import NumberedText, numerals
from .quantity import Quantity
from .ranges import RangeReader
from .units import Amount

# Roles of the calendar's words that a date or time can begin with; the others only stand inside or behind one.
_DATE_OPENINGS = frozenset(
    "month hijri-month weekday weekday-word month-word year-word date-word decade clock-word".split()
)
_RELATIVE_OPENINGS = frozenset(("relative-day", "last", "next"))  # the same, where a reference day is known
_LONGEST_DATE = 12  # words, from the first one of an Islamic date to its month or era
_REMEMBERED = 1 << 16  # words of which it is known whether an amount can begin with them


class QuantityReader:
    """All readers of one language; `relative` ones know a reference day."""

    def __init__(self, code: str, relative: bool) -> None:
        self._language: Language = language(code)
        self._amounts = AmountReader(code, self._is_content)
        self._clocks = ClockReader(code, calendar(code))
        self._dates = DateReader(calendar(code))
        self._hijri = HijriReader(calendar(code))
        self._ranges = RangeReader(code)
        self._openings = _openings(code, _DATE_OPENINGS | _RELATIVE_OPENINGS if relative else _DATE_OPENINGS)
        self._proclitics = Proclitics(numerals(code).prefixes)
        self._leads = words(code, "numbers", "article").union(numerals(code).prefixes)
        self._opens = lru_cache(maxsize=_REMEMBERED)(self._can_open)

    def _is_content(self, word: str) -> bool:
        known = self._language
        return len(word) > 1 and word[0].isalpha() and not known.is_stopword(word) and word not in known.hedges

    def read(self, text: str, tokens: Sequence[Token], reference: date | None) -> tuple[Quantity, ...]:
        view = NumberedText(text, tokens)
        found: list[Amount] = []
        end = 0
        named = self._hijri.names
        hijri = {at - back for at, word in enumerate(view.words) if word in named for back in range(_LONGEST_DATE)}
        for at in self._starts(view.words):
            amount = self._best(view, at, reference, at in hijri) if at >= end else None
            if amount is not None:
                found.append(amount)
                end = amount.end
        return tuple(self._quantity(view, amount) for amount in self._ranges.read(view, found))

    def _starts(self, words: Sequence[str]) -> list[int]:
        """The places at which an amount can begin: most words are told apart here.

        An article or a proclitic written apart needs the word behind it to open one: "a hundred", «و 2013».
        """
        opens = set(filter(self._opens, set(words)))
        return [
            at
            for at, (word, after) in enumerate(zip(words, [*words, ""][1:], strict=True))
            if word in opens or (word in self._leads and after in opens)
        ]

    def _can_open(self, word: str) -> bool:
        bare = [word[len(prefix) :] for prefix in self._proclitics.of(word)]
        return word[:1].isdigit() or not self._openings.isdisjoint(bare)

    def _best(self, view: NumberedText, at: int, reference: date | None, hijri: bool) -> Amount | None:
        """The longest reading at token `at`; of equal ones the date before the time before the amount."""
        amount = self._amounts.read(view, at)
        dated = self._dates.read(view, at, amount, reference)
        islamic = self._hijri.read(view, at) if hijri else None
        readings = [reading for reading in (islamic, dated, self._clocks.read(view, at), amount) if reading]
        return max(readings, key=lambda reading: reading.end, default=None)

    def _quantity(self, view: NumberedText, amount: Amount) -> Quantity:
        first, last = view.tokens[amount.start], view.tokens[amount.end - 1]
        noun = tuple(key for at in amount.counted for key in self._language.keys(view.word(at)))
        signed = amount.low < 0 and view.is_signed(amount.start)
        start = first.start - signed
        bounding = amount.phrase or (amount.start, amount.end)
        phrase = (min(start, view.tokens[bounding[0]].start), view.tokens[bounding[1] - 1].end)
        return Quantity(
            amount.kind,
            amount.low * amount.size,
            amount.high * amount.size,
            amount.unit,
            amount.vague,
            start,
            last.end,
            view.text[start : last.end],
            amount.date,
            noun,
            size=amount.size,
            precision=amount.precision * amount.size,
            closed=amount.closed,
            change=amount.change,
            phrase=phrase,
            instead_of=self._quantity(view, amount.instead_of) if amount.instead_of else None,
        )


def _openings(code: str, roles: frozenset[str]) -> frozenset[str]:
    """First words of everything the tables know that an amount can begin with; `roles` are those of the calendar."""
    units = (row for row in rows(code, "units") if row[0] != "percent")
    dates = (row for row in rows(code, "calendar") if row[0] in roles)
    tables = (units, dates, rows(code, "magnitudes"))
    cells = (cell for table in tables for row in table for cell in row[2:])
    listed = {word for cell in cells for word in spellings(cell)} | number_spellings(code)
    listed |= words(code, "numbers", "minus") | roman_numerals(code)
    listed |= words(code, "numbers", "point") if words(code, "numbers", "point-led") else frozenset()
    phrases = (word.rstrip("?!").split("+") for word in listed)
    articles = words(code, "numbers", "article")
    return frozenset(phrase[1] if phrase[0] in articles and phrase[1:] else phrase[0] for phrase in phrases)


@cache
def _reader(code: str, relative: bool) -> QuantityReader:
    return QuantityReader(code, relative)


def quantities(
    text: str, language: str, *, reference: date | None = None, tokens: Sequence[Token] | None = None
) -> tuple[Quantity, ...]:
    """Every amount, time and date in `text`, in order, without overlap.

    `language` is a language code; where it has no tables, only digits are read. `reference` is the day the text was
    spoken or written: with it, «أمس» and "last year" become dates. `tokens` are those of `text`, where they are known.
    """
    return _reader(language, reference is not None).read(text, tokenise(text) if tokens is None else tokens, reference)


def number_value(text: str, language: str) -> float | None:
    """The value of `text` when all of it is one number, in digits or words ("ألفين وأربعة وعشرين"), else None."""
    view = NumberedText(text, tokenise(text))
    numeral = numerals(language).read(view, 0) if len(view) else None
    return numeral.value if numeral and numeral.end == len(view) else None
