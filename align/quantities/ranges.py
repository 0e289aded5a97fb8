"""Two amounts that make a range or a score."""

from collections.abc import Sequence
from dataclasses import replace

from align.language.tables import words

from .bounds import BoundReader
from .corrections import CorrectionReader, only_year, shared
from .numerals import NumberedText, numerals
from .quantity import PartialDate
from .units import Amount

_DASHES = ("-", "\u2013", "\u2014")
_SCORE_REACH = 10  # tokens around two numbers in which «فاز» or "score" makes a score of them
_MOST_POINTS = 200  # of a side


class RangeReader:
    """Joins and bounds the amounts of one language."""

    def __init__(self, code: str) -> None:
        self._between, self._between_join, self._from_join, self._or = (
            words(code, "bounds", role) for role in ("between", "between-join", "from-join", "or")
        )
        self._score_words, self._score_join = words(code, "bounds", "score"), words(code, "bounds", "score-join")
        self._prefixes, self._readings = numerals(code).prefixes, numerals(code).readings
        self._bounds, self._corrections = BoundReader(code), CorrectionReader(code)

    def read(self, view: NumberedText, amounts: Sequence[Amount]) -> list[Amount]:
        """The amounts with ranges joined and bounds set; bare units that nothing gave a value are dropped."""
        joined: list[Amount] = []
        for amount in amounts:
            merged = self._together(view, joined[-1], amount) if joined else None
            if merged:
                joined[-1] = merged
            else:
                joined.append(amount)
        bounded = []
        last = 0
        for amount in self._corrections.restated(view, joined):
            found = self._bounds.bounded(view, amount, last)
            last = amount.end
            if not found.bare:
                bounded.append(found)
        return bounded

    def _together(self, view: NumberedText, first: Amount, second: Amount) -> Amount | None:
        return (
            self._corrections.at_once(view, first, second)
            or self._score(view, first, second)
            or self._joined(view, first, second)
        )

    def _score(self, view: NumberedText, first: Amount, second: Amount) -> Amount | None:
        """The points of two sides: "3-2", «تلاتة لاتنين» near «فاز»; 3-2 by itself, since no range falls."""
        sides = all(
            one.kind == "number" and one.low == one.high and one.low.is_integer() and 0 <= one.low <= _MOST_POINTS
            for one in (first, second)
        )
        if not sides or first.counted or second.counted or first.vague or second.vague:
            return None
        dashed = second.start == first.end and view.gap(second.start) in _DASHES
        after = second.start == first.end + 1 and view.word(first.end) in self._score_join
        leaning = second.start == first.end and view.flows(second.start) and second.prefix in self._score_join
        if not (dashed or after or leaning):
            return None
        falls = dashed and first.low >= second.low and max(first.low, second.low) < 10
        around = range(max(0, first.start - _SCORE_REACH), min(len(view), second.end + _SCORE_REACH))
        if not falls and not any(view.word(at) in self._score_words for at in around):
            return None
        return replace(first, kind="score", low=first.low, high=second.low, end=second.end, bare=False, precision=0.0)

    def _joined(self, view: NumberedText, first: Amount, second: Amount) -> Amount | None:
        if second.start > first.end + 1 or first.low != first.high or second.low != second.high:
            return None
        scale = self._lent_scale(view, first, second)
        if scale:
            first = replace(first, low=first.low * scale, high=first.low * scale, bare=False)
        first, second = shared(first, second)
        if first.kind != second.kind or first.kind == "clock" or (first.bare and second.bare):
            return None
        if first.kind == "date" and not (only_year(first) and only_year(second)):
            return None
        low, high = first.low * first.size, second.low * second.size
        rises = low < high
        link = self._link(view, first, second)
        adjacent = (
            link == ""
            and _is_step(first.low / (scale or 1.0), second.low / (scale or 1.0))
            and first.size == second.size
            and first.kind != "ordinal"
            and (scale > 0 or not first.plain)
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

    def _lent_scale(self, view: NumberedText, first: Amount, second: Amount) -> float:
        """The scale said once for two numbers, "five to ten thousand"; 0 for none."""
        if not first.plain or not first.low < second.low:
            return 0.0
        parts = (part for at in range(second.start, second.end) for part in self._readings(view.word(at)))
        scale = next((part.value for part in parts if part.role == "scale" and not part.prefix), 0.0)
        return scale if scale and first.low < second.low / scale else 0.0

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


def _is_step(low: float, high: float) -> bool:
    """Whether two numbers side by side mean "about": «تلت أربع سنين», «عشرين تلاتين»."""
    return high - low == 1 or (low >= 10 and high - low in (5, 10, 100))
