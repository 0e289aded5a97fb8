"""Was the claim's amount, date or time said, or another in its place?

Of the amounts said in the same statement the one in the best company decides: the clause that holds most of the claim's
other words is the one that speaks of the same thing ("Germany sent forty trucks, France sent sixty").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.judging.comparison import HALF, Comparison, Slot, in_best_company
from align.judging.ground import Ground
from align.matching import IndexedQuantity
from align.quantities import Quantity, Relation, compare_said
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
    said = []
    for item in heard:
        check = compare_said(claimed, item.quantity)
        level = _LEVELS.get(check.relation)
        if level is None or (level and any(_is_said(other, item.quantity) for other in own)):
            continue  # an amount that the claim has as well stands in no other's place
        place = (item.first, item.last)
        if not level or ground.in_place((term,), place):
            code = _CODES.get(check.code, ReasonCode.NUMBER_DIFFERS) if level else None
            said.append(Comparison(Slot.AMOUNT, level, (term,), place, code))
    return in_best_company(said, ground) or Comparison(Slot.AMOUNT, None, (term,))


def _is_said(claimed: Quantity, heard: Quantity) -> bool:
    return compare_said(claimed, heard).relation is Relation.AGREES
