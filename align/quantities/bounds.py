"""Words that make an amount vague, bound it on one side, or say by how much, or to how much, something changed."""

from dataclasses import replace
from math import inf

from align.language.phrases import Phrasebook
from align.language.tables import rows, spellings, words

from .numerals import NumberedText
from .quantity import Change
from .units import Amount

_REACH = 8  # tokens before an amount in which a verb like «تجاوز» still bounds it, or «ارتفع» says that it changed
_LONGEST = 4  # words of a bounding phrase
_BOUNDED = ("number", "duration", "money", "percent", "measure")
_SIGNS = {">": "over", "\u2265": "least", "<": "under", "\u2264": "most", "~": "about", "\u2248": "about"}
_CHANGED = ("number", "money", "percent", "measure", "duration")


class BoundReader:
    """Bounds the amounts of one language."""

    def __init__(self, code: str) -> None:
        table = [(word, row[0]) for row in rows(code, "bounds") for word in spellings(row[1])]
        prefixes, far_prefixes = words(code, "bounds", "prefix"), words(code, "bounds", "far-prefix")
        self._before = Phrasebook((item for item in table if item[1].endswith(("-before", "-far"))), prefixes)
        self._after = Phrasebook((item for item in table if item[1].endswith("-after")), ())
        self._far, self._split = (
            Phrasebook((item for item in table if item[1].endswith(role)), far_prefixes) for role in ("-far", "-split")
        )
        self._split_join = words(code, "bounds", "split-join")
        self._verbs = Phrasebook((item for item in table if item[1] == "change-verb"), far_prefixes)
        self._by, self._to = words(code, "bounds", "change-by"), words(code, "bounds", "change-to")

    def bounded(self, view: NumberedText, amount: Amount, last: int) -> Amount:
        """Apply the words around the amount; `last` is the end of the amount before it."""
        role, start, end = self._role(view, amount, last)
        change = self._change(view, amount, start, last)
        if change or (start, end) != (amount.start, amount.end):
            share = amount.bare and amount.kind == "percent" and change is not None
            amount = replace(amount, change=change, phrase=(start, end), bare=amount.bare and not share)
        what = role.split("-")[0]
        if what == "about":
            return replace(amount, vague=True, bare=amount.bare and amount.kind == "percent")
        if what and not amount.bare and amount.kind in _BOUNDED and amount.low == amount.high:
            closed = what in ("least", "most")
            least = what in ("over", "least")
            return replace(amount, high=inf, closed=closed) if least else replace(amount, low=-inf, closed=closed)
        return amount

    def _role(self, view: NumberedText, amount: Amount, last: int) -> tuple[str, int, int]:
        """The role that bounds an amount, if any, and the tokens of the amount with its words."""
        start, end = amount.start, amount.end
        at = view.tokens[start].start
        if view.word(start)[:1].isdigit() and (sign := _SIGNS.get(view.text[max(0, at - 2) : at].strip()[-1:])):
            return sign, start, end
        for length in range(min(_LONGEST, start - last), 0, -1):
            for hit in self._before.find(view, start - length):
                if hit.end == start and view.flows(start):
                    return hit.entry, start - length, end
        far, begin = self._far_before(view, start, last)
        if far:
            return far, begin, end
        if view.gap(end).startswith("+") and view.text[view.tokens[end - 1].end] == "+":
            return "over", start, end
        if view.flows(end) and (after := self._after.find(view, end)):
            return after[0].entry, start, after[0].end
        return "", start, end

    def _far_before(self, view: NumberedText, start: int, last: int) -> tuple[str, int]:
        split = view.word(start - 1) in self._split_join  # «لم يقل العدد في رمضان عن ألف»
        book = self._split if split and view.flows(start) else self._far
        for at in range(start - 1, max(last, start - _REACH) - 1, -1):
            if not view.flows(at + 1):
                break
            if hits := book.find(view, at):
                longer = book.find(view, at - 1) if view.flows(at) else []
                # «لا يتجاوز» rather than «يتجاوز»
                return (longer[0].entry, at - 1) if longer else (hits[0].entry, at)
        return "", start

    def _change(self, view: NumberedText, amount: Amount, start: int, last: int) -> Change | None:
        """Whether something rose or fell by, or to, the amount whose words begin at token `start`."""
        if amount.kind not in _CHANGED or not view.flows(start):
            return None
        word = view.word(start - 1)
        if self._verbs.find(view, start - 1):
            return "to" if amount.prefix in self._to else "by"
        by = word in self._by or amount.prefix in self._by
        if not by and word not in self._to and amount.prefix not in self._to:
            return None
        for at in range(start - 1, max(last, start - _REACH) - 1, -1):
            if self._verbs.find(view, at):
                return "by" if by else "to"
            if not view.flows(at):
                break
        return None
