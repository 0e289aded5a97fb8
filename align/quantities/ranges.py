"""Two amounts that make a range, and words that make one vague or bound it on one side."""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

from align.language.phrases import Phrasebook
from align.language.tables import rows, spellings, words

from .amounts import Amount
from .numerals import NumberedText, numerals
from .quantity import PartialDate

_REACH = 8  # tokens before an amount in which a verb like «تجاوز» still bounds it
_LONGEST = 4  # words of a bounding phrase
_BOUNDED = ("number", "duration", "money", "percent", "measure")
_DASHES = ("-", "–", "—")


class RangeReader:
    """Joins and bounds the amounts of one language."""

    def __init__(self, code: str) -> None:
        self._between, self._between_join, self._from_join, self._or = (
            words(code, "bounds", role) for role in ("between", "between-join", "from-join", "or")
        )
        self._prefixes = numerals(code).prefixes
        table = [(word, row[0]) for row in rows(code, "bounds") for word in spellings(row[1])]
        self._before = Phrasebook(
            (item for item in table if item[1].endswith(("-before", "-far"))), ("و", "ف", "ب", "ل")
        )
        self._after = Phrasebook((item for item in table if item[1].endswith("-after")), ())
        self._far = Phrasebook((item for item in table if item[1].endswith("-far")), ("و", "ف"))

    def read(self, view: NumberedText, amounts: Sequence[Amount]) -> list[Amount]:
        """The amounts with ranges joined and bounds set; bare units that nothing gave a value are dropped."""
        joined: list[Amount] = []
        for amount in amounts:
            merged = self._joined(view, joined[-1], amount) if joined else None
            if merged:
                joined[-1] = merged
            else:
                joined.append(amount)
        bounded = []
        last = 0
        for amount in joined:
            found = self._bounded(view, amount, last)
            last = amount.end
            if not found.bare:
                bounded.append(found)
        return bounded

    def _joined(self, view: NumberedText, first: Amount, second: Amount) -> Amount | None:
        if first.low != first.high or second.low != second.high:
            return None
        first, second = _shared(first, second)
        if first.kind != second.kind or first.kind == "clock" or (first.bare and second.bare):
            return None
        if first.kind == "date" and not (_only_year(first) and _only_year(second)):
            return None
        low, high = first.low * first.size, second.low * second.size
        rises = low < high
        link = self._link(view, first, second)
        adjacent = (
            link == ""
            and _is_step(first.low, second.low)
            and first.size == second.size
            and first.kind != "ordinal"
            and not first.plain
        )
        if link == "or" and low != high:
            low, high = min(low, high), max(low, high)
        elif not (rises and (link == "to" or adjacent)) or (first.bare and first.kind != "number"):
            return None
        date = PartialDate() if first.kind == "date" else None
        size = second.size
        unplaced = replace(
            second, bare=False, date=date, prefix=first.prefix, vague=first.vague or second.vague or adjacent
        )
        return replace(unplaced, low=low / size, high=high / size, start=first.start)

    def _link(self, view: NumberedText, first: Amount, second: Amount) -> str | None:
        """How two amounts hang together: "or", "to", "" for side by side, None for not at all."""
        between = self._is_between(view, first.start)
        if second.start == first.end:
            if view.gap(second.start) in _DASHES:
                return "to"
            if not view.flows(second.start):
                return None
            if second.prefix in self._from_join or (between and "and" in self._prefixes.get(second.prefix, ())):
                return "to"
            return "" if not second.prefix else None
        if second.start != first.end + 1 or not view.flows(first.end) or not view.flows(second.start):
            return None
        word = view.word(first.end)
        if word in self._or:
            return "or"
        return "to" if word in self._from_join or (between and word in self._between_join) else None

    def _is_between(self, view: NumberedText, start: int) -> bool:
        return view.flows(start) and view.word(start - 1) in self._between

    def _bounded(self, view: NumberedText, amount: Amount, last: int) -> Amount:
        """Apply the words around the amount; `last` is the end of the amount before it."""
        role = self._role_before(view, amount, last)
        if not role and view.flows(amount.end) and (after := self._after.find(view, amount.end)):
            role = after[0].entry
        what = role.split("-")[0] if role else ""
        if what == "about":
            return replace(amount, vague=True, bare=False)
        if what and not amount.bare and amount.kind in _BOUNDED and amount.low == amount.high:
            return replace(amount, high=inf) if what == "over" else replace(amount, low=-inf)
        return amount

    def _role_before(self, view: NumberedText, amount: Amount, last: int) -> str:
        start = amount.start
        for length in range(min(_LONGEST, start - last), 0, -1):
            for hit in self._before.find(view, start - length):
                if hit.end == start and view.flows(start):
                    return hit.entry
        for at in range(start - 1, max(last, start - _REACH) - 1, -1):
            if not view.flows(at + 1):
                break
            if hits := self._far.find(view, at):
                longer = self._far.find(view, at - 1) if view.flows(at) else []
                return (longer or hits)[0].entry  # «لا يتجاوز» rather than «يتجاوز»
        return ""


def _shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Lend the unit or noun that only one of the two names to the other: «ست أو سبع سنين», «سنتين لتلاتة»."""
    unnamed = ("number", "ordinal")
    if first.kind in unnamed and first.counted is None and (second.kind not in unnamed or second.counted is not None):
        lent = replace(second, low=first.low, high=first.high, start=first.start, end=first.end, prefix=first.prefix)
        return (lent if second.kind not in ("date", "clock", "ordinal") else first), second
    if second.kind in unnamed and second.counted is None and (first.kind not in unnamed or first.counted is not None):
        lent = replace(
            first, low=second.low, high=second.high, start=second.start, end=second.end, prefix=second.prefix
        )
        return first, (replace(lent, bare=False) if first.kind not in ("date", "clock") else second)
    return first, second


def _only_year(amount: Amount) -> bool:
    return amount.date is not None and amount.date == PartialDate(year=amount.date.year)


def _is_step(low: float, high: float) -> bool:
    """Whether two numbers side by side mean "about": «تلت أربع سنين», «عشرين تلاتين»."""
    return high - low == 1 or (low >= 10 and high - low in (5, 10, 100))
