"""Two parts of one whole: that seven of the twelve survived does not deny that five of them died."""

from __future__ import annotations

from align.judging.assess import Assessment
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.reading import Reading
from align.language.tables import words as listed
from align.matching import TranscriptIndex
from align.quantities import Quantity

_ALL = 100.0  # per cent


def tells_of_another_part(one: Assessment, reading: Reading, talk: TranscriptIndex) -> bool:
    """Whether the opposite is said of a part that leaves room, in the same whole, for the one that the claim speaks of.

    The claim's part is a share, or a number "of" a greater one that it gives; no such amount was said of the same.
    """
    turned = [each.heard for each in one.of(Slot.OPPOSITE) if each.conflicts and each.heard]
    parts = [each.terms[0] for each in one.of(Slot.AMOUNT) if not each.agrees]
    for first, last in turned:
        clause = talk.layout().clause_of(first)
        said = [item.quantity for item in talk.quantities_in(clause.first, max(clause.last, last))]
        for at in parts:
            part, whole = reading.found.terms[at].quantity, _whole(at, reading, talk)
            if part is not None and any(_leaves_room(part, other, whole) for other in said):
                return True
    return any(_makes_up_the_whole(each, one, reading, talk) for each in one.of(Slot.AMOUNT) if each.conflicts)


def _makes_up_the_whole(amount: Comparison, one: Assessment, reading: Reading, talk: TranscriptIndex) -> bool:
    """Whether the claim's part and the one said are the whole, and less than half of what the claim says of its
    part was said: "three of ten failed" beside "seven of ten passed"."""
    terms = reading.found.terms
    part, whole = terms[amount.terms[0]].quantity, _whole(amount.terms[0], reading, talk)
    said = talk.quantities_in(*amount.heard) if amount.heard else ()
    little = one.rest_said < HALF
    return little and part is not None and any(part.low + other.quantity.low == whole for other in said)


def _whole(part: int, reading: Reading, talk: TranscriptIndex) -> float:
    """How much an amount of the claim is a part of; 0 where it does not say."""
    terms = reading.found.terms
    amount, behind = terms[part].quantity, terms[part + 1 : part + 2]
    if amount is not None and amount.kind == "percent":
        return _ALL
    if not any(term.text in listed(talk.language.code, "numbers", "of") for term in behind):
        return 0.0
    amounts = (term.quantity for term in terms[part + 1 :] if term.quantity is not None)
    return next((other.high for other in amounts if other.kind == "number"), 0.0)


def _leaves_room(part: Quantity, said: Quantity, whole: float) -> bool:
    return said.kind == part.kind and part.low + said.low <= whole
