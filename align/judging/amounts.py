"""Was the claim's amount, date or time said, or another in its place?

Of the amounts said in the same statement the one in the best company decides: the clause that holds most of the claim's
other words is the one that speaks of the same thing ("Germany sent forty trucks, France sent sixty").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.judging.comparison import HALF, Comparison, Slot, in_best_company
from align.judging.denied import denied_words
from align.judging.ground import Ground
from align.judging.limits import LIMITS
from align.matching import IndexedQuantity
from align.quantities import Quantity, Relation, compare_said, same_noun
from align.types import ReasonCode

_CODES: Mapping[str | None, ReasonCode] = {
    "unit": ReasonCode.UNIT_DIFFERS,
    "date": ReasonCode.DATE_DIFFERS,
    "time": ReasonCode.TIME_DIFFERS,
}
_LEVELS = {Relation.AGREES: 0.0, Relation.OPEN: HALF, Relation.CONFLICTS: 1.0}


def compare_amounts(ground: Ground) -> list[Comparison]:
    """One comparison for each amount of the claim."""
    terms = ground.found.terms
    heard = ground.talk.quantities_in(ground.first, ground.last)
    return [_compared(at, term.quantity, heard, ground) for at, term in enumerate(terms) if term.quantity is not None]


def _compared(term: int, claimed: Quantity, heard: Sequence[IndexedQuantity], ground: Ground) -> Comparison:
    own = [other.quantity for at, other in enumerate(ground.found.terms) if other.quantity is not None and at != term]
    denied = ground.talk.once(denied_words).ruled
    said = []
    for item in heard:
        check = compare_said(claimed, item.quantity)
        level, differs = _LEVELS.get(check.relation), check.code
        if level != 0.0 and _is_same_number(claimed, item.quantity):  # "only three belong to him": of the boats before
            near = ground.matter((term,), item.first) >= LIMITS.same_matter
            level, differs = (0.0 if near else HALF), "unit"
        if level != 1.0 and any(_counts_what(other, item.quantity, claimed) for other in own):
            continue  # "seven men and eight women": seven women are no seven men
        if level == 1.0 and denied[item.first]:
            level = HALF  # "no more than two hundred"
        if level is None or (level and any(_is_said(other, item.quantity) for other in own)):
            continue  # an amount that the claim has as well stands in no other's place
        place = (item.first, item.last)
        if not level or ground.in_place((term,), place):
            code = _CODES.get(differs, ReasonCode.NUMBER_DIFFERS) if level else None
            said.append(Comparison(Slot.AMOUNT, level, (term,), place, code))
    best = in_best_company(said, ground)
    if best is None or (best.agrees and _is_of_another(best, ground)):
        return Comparison(Slot.AMOUNT, None, (term,))
    return best


def _is_same_number(claimed: Quantity, heard: Quantity) -> bool:
    """Whether a plain number heard is the one claimed: whatever both count, or with its unit left unsaid."""
    own = (claimed.low / claimed.size, claimed.high / claimed.size)
    unsaid = claimed.kind in ("money", "measure", "duration", "percent") and not heard.counted
    return heard.kind == "number" and own == (heard.low, heard.high) and (claimed.kind == "number" or unsaid)


def _is_of_another(said: Comparison, ground: Ground) -> bool:
    """Whether an amount's clause only repeats what the one before it says of what the claim means, of something else.

    "For deliveries press one, for questions press two" is no ground for "for deliveries press two".
    """
    if said.heard is None:
        return False
    talk, (first, last) = ground.talk, said.heard
    clause = talk.layout().clause_of(first)
    before = talk.layout().clause_of(max(clause.first - 1, 0))
    kept = ground.company(said.terms, first)
    if not kept or before.statement != clause.statement or not ground.company(said.terms, before.last) > kept:
        return False
    around = (at for at in range(clause.first, clause.last + 1) if not first <= at <= last)
    return sum(not talk.language.is_stopword(talk.tokens[at].text) for at in around) > len(kept)


def _counts_what(other: Quantity, heard: Quantity, claimed: Quantity) -> bool:
    """Whether what an amount heard counts is what another amount of the claim counts, and not this one."""
    both = bool(other.counted and heard.counted and claimed.counted)
    return both and same_noun(other, heard) and not same_noun(claimed, heard)


def _is_said(claimed: Quantity, heard: Quantity) -> bool:
    return compare_said(claimed, heard).relation is Relation.AGREES
