"""Do the numbers, dates and times of a claim agree with those of the passage?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Agreement, Quantity, compare
from align.matching import Candidate, Spoken, SpokenQuantity, Term
from align.types import ReasonCode

NEIGHBOURS = 2  # terms of the claim that make up an amount's place
FAR = 1_000  # tokens: no neighbour was met
NUMBER_TOKENS = 8  # between a number and the words that stand next to the claim's
PLACE_TOKENS = 3  # the same, where the claim's has a unit and the number none
REACH = 8  # tokens around the passage in which an amount still belongs to it

_CODES = {"date": ReasonCode.DATE_DIFFERS, "clock": ReasonCode.TIME_DIFFERS}


@dataclass(frozen=True, slots=True)
class AmountConflict:
    """An amount of the claim, and the other amount that was said in its place."""

    term: int
    heard: SpokenQuantity
    code: ReasonCode


@dataclass(frozen=True, slots=True)
class Amounts:
    """How the claim's amounts fare in one passage."""

    missing: int = 0  # nothing comparable was said there
    conflict: AmountConflict | None = None


def compare_amounts(terms: Sequence[Term], candidate: Candidate, spoken: Spoken) -> Amounts:
    """Each amount of the claim against those said in or next to the passage; the nearest different one conflicts."""
    nearby = spoken.quantities_in(candidate.first - REACH, candidate.last + REACH)
    missing = 0
    conflict = None
    for index, term in enumerate(terms):
        if term.quantity is None:
            continue
        relations = [(_relation(term.quantity, heard.quantity), heard) for heard in nearby]
        kinds = {relation for relation, _ in relations}
        inside = [heard for relation, heard in relations if _conflicts(relation, heard, index, terms, candidate)]
        if Agreement.SAME in kinds or Agreement.COMPATIBLE in kinds:
            continue
        if inside:
            heard = min(inside, key=lambda h: _distance(h, index, terms, candidate))
            conflict = conflict or AmountConflict(index, heard, _code(term.quantity))
        else:
            missing += 1
    return Amounts(missing, conflict)


def _relation(claimed: Quantity, heard: Quantity) -> Agreement:
    """As `compare`, but the same amount agrees whatever is counted: that may be named elsewhere, or misheard."""
    relation = compare(claimed, heard)
    bare = relation is Agreement.UNRELATED and _bare(claimed, heard)
    return Agreement.COMPATIBLE if bare and (claimed.low, claimed.high) == (heard.low, heard.high) else relation


def _bare(claimed: Quantity, heard: Quantity) -> bool:
    """Whether what was heard is a number that may count the claim's unit."""
    return heard.kind == "number" and claimed.kind in ("number", "money", "measure")


def _conflicts(
    relation: Agreement, heard: SpokenQuantity, term: int, terms: Sequence[Term], candidate: Candidate
) -> bool:
    """Whether an amount was said instead of the claim's. One of the same kind and unit may stand anywhere in the
    passage; a bare number only next to the words that the claim's amount stands next to."""
    claimed = terms[term].quantity
    if claimed is None or heard.quantity.kind not in ("number", "ordinal"):
        return relation is Agreement.DIFFERENT
    if relation is not Agreement.DIFFERENT and (claimed.kind == "number" or not _bare(claimed, heard.quantity)):
        return False
    reach = NUMBER_TOKENS if relation is Agreement.DIFFERENT else PLACE_TOKENS
    return _distance(heard, term, terms, candidate) <= reach


def _code(quantity: Quantity) -> ReasonCode:
    return _CODES.get(quantity.kind, ReasonCode.NUMBER_DIFFERS)


def _distance(heard: SpokenQuantity, term: int, terms: Sequence[Term], candidate: Candidate) -> int:
    """Tokens between an amount and the nearest word that is paired with a neighbour of the claim's amount."""
    near = [
        pair.token
        for pair in candidate.pairs
        if 0 < abs(pair.term - term) <= NEIGHBOURS and terms[pair.term].quantity is None
    ]
    return min((abs(heard.first - place) for place in near), default=FAR)
