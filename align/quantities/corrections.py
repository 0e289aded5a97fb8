"""An amount that takes back another: "five, no, six days", "… ten, no, that is the second, the first was twelve"."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from align.language.language import language
from align.language.tables import words

from .numerals import NumberedText, numerals
from .numeric_dates import YEARS
from .quantity import PartialDate
from .units import Amount

_PAUSES = ("", ",", "،", "-", "\u2013", "\u2014", "...", "\u2026", "..")  # within one breath
_STOPS = (".", "!", "?", "؟", "\n")
_LONGEST_REPAIR = 4  # words: "no wait I mean"
_LONGEST_ASIDE = 16  # words, to the amount that is right
_CENTURY = 100  # years


class CorrectionReader:
    """Finds what is taken back in one language."""

    def __init__(self, code: str) -> None:
        self._repair, self._filler, self._retract, self._pointing = (
            words(code, "bounds", role) for role in ("repair", "repair-filler", "retract", "retract-pointing")
        )
        self._and, self._readings = words(code, "numbers", "and"), numerals(code).readings
        self._language = language(code)

    def at_once(self, view: NumberedText, first: Amount, second: Amount) -> Amount | None:
        """The second, where it takes back the first: "five, no, six days", "Five. No, six"."""
        between = range(_end(first), second.start)
        if not 0 < len(between) <= _LONGEST_REPAIR:
            return None
        stops, *within = (view.gap(at) for at in (*between, second.start))
        if stops not in (*_PAUSES, ".") or any(gap not in _PAUSES for gap in within):
            return None
        said = [view.word(at) for at in between]
        if self._repair.isdisjoint(said) or not (self._repair | self._filler).issuperset(said):
            return None
        former, second = shared(first, _of_century(first, second))
        if _value(former) == _value(second):
            return None  # "fifty, no, fifty was last year"
        right = replace(second, start=former.start, prefix=former.prefix, instead_of=first)
        return right if former.kind == second.kind else None

    def restated(self, view: NumberedText, amounts: Sequence[Amount]) -> list[Amount]:
        """The amounts without those that another takes back in a clause of its own, which says nothing else."""
        found = list(amounts)
        for first in amounts:
            at = self._retraction(view, first)
            if not at:
                continue
            behind = [one for one in amounts if at <= one.start < at + _LONGEST_ASIDE]
            again = {one.start for one in behind if (one.low, one.high) == (first.low, first.high)}
            rights = (self._restated(view, (first, one), at, again) for one in behind)
            right = next((one for one in rights if one is not None), None)
            if right is not None:
                found = [right if one.start == right.start else one for one in found if one.start != first.start]
        return found

    def _retraction(self, view: NumberedText, amount: Amount) -> int:
        """The token behind the "no" that follows the phrase of an amount; 0 for none."""
        at = _end(amount)
        if view.word(at) not in self._retract or view.word(at + 1) not in self._pointing:
            at = _phrase_end(view, at)
        if view.word(at) not in self._retract or view.gap(at) not in (*_PAUSES, "."):
            return 0
        parted = view.gap(at + 1) in _PAUSES[1:] or view.word(at + 1) in self._pointing | self._repair | self._filler
        return at + 1 if parted else 0

    def _restated(
        self, view: NumberedText, pair: tuple[Amount, Amount], at: int, again: Collection[int]
    ) -> Amount | None:
        """The second of two amounts with the first, which it takes back; None where it is of something else.

        Token `at` follows the "no". Behind it stands nothing, or something that points back ("that is the second", or
        the same amount at one of the tokens `again`), and then a clause that says of the second what was said before.
        """
        first, second = pair
        begin = second.start  # `at` is no further than an aside is long
        while begin > at and view.flows(begin):
            begin -= 1
        while at < begin and view.word(at) in self._repair | self._filler and view.word(at) not in self._pointing:
            at += 1
        if at < begin and view.word(at) not in self._pointing and at not in again:
            return None
        asks = any(view.gap(token) in _STOPS[1:] for token in range(at, second.start + 1))
        if asks or begin >= second.start or self._is_joined(view.word(begin)):
            return None
        former, right = shared(first, _of_century(first, second))
        if _named(former) != _named(first) or _named(right) != _named(first) or _value(right) == _value(first):
            return None
        end = _phrase_end(view, _end(second))
        said = self._keys(view, range(self._sentence(view, first.start), begin))
        rest = [token for token in range(max(begin, at), end) if not second.start <= token < second.end]
        told = [keys for token in rest if (keys := self._keys(view, (token,)))]
        return replace(right, instead_of=first) if all(not said.isdisjoint(keys) for keys in told) else None

    def _is_joined(self, word: str) -> bool:
        return word in self._and or self._language.without_conjunction(word) != word

    def _sentence(self, view: NumberedText, start: int) -> int:
        """The first token of the sentence of token `start`, as far as an aside is long."""
        first = max(0, start - _LONGEST_ASIDE)
        return next((at for at in range(start, first, -1) if view.gap(at)[-1:] in _STOPS and view.gap(at)), first)

    def _keys(self, view: NumberedText, tokens: Sequence[int]) -> set[str]:
        """What the words of sense among `tokens` are known by."""
        of_sense = (view.word(at) for at in tokens if not self._is_light(view.word(at)))
        return {key for word in of_sense for key in self._language.keys(word)}

    def _is_light(self, word: str) -> bool:
        """Whether a word says nothing: a function word, the "one" of "this one"."""
        one = any((part.role, part.value) == ("unit", 1.0) for part in self._readings(word))
        return one or self._language.is_stopword(word)


def shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Lend the unit or noun that only one of the two names to the other: «ست أو سبع سنين», «سنتين لتلاتة»."""
    unnamed = ("number", "ordinal")
    if only_year(first) and second.plain and second.low == second.high and second.low in YEARS:
        year = PartialDate(year=int(second.low))
        return first, replace(second, kind="date", date=year, bare=False, precision=0.0)
    if first.kind in unnamed and not first.counted and (second.kind not in unnamed or second.counted):
        lent = replace(second, low=first.low, high=first.high, start=first.start, end=first.end, prefix=first.prefix)
        return (lent if second.kind not in ("date", "clock", "ordinal") else first), second
    if second.kind in unnamed and not second.counted and (first.kind not in unnamed or first.counted):
        lent = replace(
            first, low=second.low, high=second.high, start=second.start, end=second.end, prefix=second.prefix
        )
        return first, (replace(lent, bare=False) if first.kind not in ("date", "clock") else second)
    return first, second


def only_year(amount: Amount) -> bool:
    """Whether an amount is a year and no more."""
    return amount.date is not None and amount.date == PartialDate(year=amount.date.year)


def _of_century(year: Amount, second: Amount) -> Amount:
    """A number that takes back a year, with the year's century where it names none: "1926, sorry, thirty-six"."""
    short = only_year(year) and second.plain and second.low == second.high and _CENTURY // 10 <= second.low < _CENTURY
    whole = year.low // _CENTURY * _CENTURY + second.low
    return replace(second, low=whole, high=whole) if short else second


def _named(amount: Amount) -> tuple[object, ...]:
    """What an amount is of: its unit, or the parts of a date that it names."""
    date = amount.date
    parts = () if date is None else (date.year is None, date.month is None, date.day is None, date.weekday is None)
    return amount.kind, amount.unit, amount.size, parts


def _value(amount: Amount) -> tuple[object, ...]:
    return amount.low, amount.high, amount.date


def _end(amount: Amount) -> int:
    """The token behind an amount and what it counts."""
    return max(amount.end, *(at + 1 for at in amount.counted), 0)


def _phrase_end(view: NumberedText, at: int) -> int:
    """The token behind the phrase that goes on at token `at`, as far as an aside is long: some talks have no stops."""
    return next((token for token in range(at, at + _LONGEST_ASIDE) if not view.flows(token)), at + _LONGEST_ASIDE)
