"""Do the numbers, dates and times of a claim agree with those of the passage?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Agreement, Quantity, compare
from align.matching import Candidate, Spoken, SpokenQuantity, Term
from align.types import ReasonCode

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

    agreed: int = 0
    missing: int = 0  # nothing comparable was said there
    conflict: AmountConflict | None = None


def compare_amounts(terms: Sequence[Term], candidate: Candidate, spoken: Spoken) -> Amounts:
    """Each amount of the claim against those said in or next to the passage; the nearest different one conflicts."""
    nearby = [
        heard
        for heard in spoken.quantities()
        if candidate.first - REACH <= heard.last and heard.first <= candidate.last + REACH
    ]
    agreed = missing = 0
    conflict = None
    for index, term in enumerate(terms):
        if term.quantity is None:
            continue
        relations = [(_relation(term.quantity, heard.quantity), heard) for heard in nearby]
        kinds = {relation for relation, _ in relations}
        inside = [heard for relation, heard in relations if relation is Agreement.DIFFERENT]
        if Agreement.SAME in kinds or Agreement.COMPATIBLE in kinds:
            agreed += 1
        elif inside:
            heard = min(inside, key=lambda h: _distance(h, index, terms, candidate))
            conflict = conflict or AmountConflict(index, heard, _code(term.quantity))
        else:
            missing += 1
    return Amounts(agreed, missing, conflict)


def _relation(claimed: Quantity, heard: Quantity) -> Agreement:
    """As `compare`, but the same bare amount agrees whatever is counted: it may be named before or after it."""
    relation = compare(claimed, heard)
    plain = relation is Agreement.UNRELATED and claimed.kind == heard.kind == "number"
    return Agreement.COMPATIBLE if plain and (claimed.low, claimed.high) == (heard.low, heard.high) else relation


def _code(quantity: Quantity) -> ReasonCode:
    return _CODES.get(quantity.kind, ReasonCode.NUMBER_DIFFERS)


def _distance(heard: SpokenQuantity, term: int, terms: Sequence[Term], candidate: Candidate) -> int:
    """Tokens between an amount and the nearest word that is paired with a neighbour of the claim's amount."""
    places = [pair.token for pair in candidate.pairs if terms[pair.term].quantity is None]
    near = [pair.token for pair in candidate.pairs if 0 < abs(pair.term - term) <= 2]
    return min((abs(heard.first - place) for place in near or places), default=0)
