"""Do the numbers, dates and times of a claim agree with those of the passage?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.language import Agreement
from align.matching import IndexedQuantity, Passage, Term, TranscriptIndex
from align.quantities import Quantity, compare
from align.types import ReasonCode

NEIGHBOURS = 2  # terms of the claim that make up an amount's place
SAID = 0.75  # likeness from which a neighbour was said
FAR = 1_000  # tokens: no neighbour was met
NUMBER_TOKENS = 8  # between a number and the words that stand next to the claim's
PLACE_TOKENS = 3  # the same, where the claim's has a unit and the number none
REACH = 8  # tokens around the passage in which an amount still belongs to it

_CODES = {"date": ReasonCode.DATE_DIFFERS, "clock": ReasonCode.TIME_DIFFERS}


@dataclass(frozen=True, slots=True)
class AmountConflict:
    """An amount of the claim, and the other amount that was said in its place."""

    term: int
    heard: IndexedQuantity
    code: ReasonCode


@dataclass(frozen=True, slots=True)
class Amounts:
    """How the claim's amounts fare in one passage."""

    missing: int = 0  # nothing comparable was said there
    conflict: AmountConflict | None = None


def compare_amounts(terms: Sequence[Term], passage: Passage, talk: TranscriptIndex) -> Amounts:
    """Each amount of the claim against those said in or next to the passage; the nearest different one conflicts."""
    nearby = talk.quantities_in(passage.first - REACH, passage.last + REACH)
    missing = 0
    conflict = None
    for index, term in enumerate(terms):
        if term.quantity is None:
            continue
        relations = [(_relation(term.quantity, heard.quantity), heard) for heard in nearby]
        kinds = {relation for relation, _ in relations}
        if Agreement.SAME in kinds or Agreement.COMPATIBLE in kinds:
            continue
        # An amount that the claim has as well stands in no other's place, unless it is said once more than there.
        own = [other.quantity for other in terms if other.quantity is not None and other is not term]
        relations = [
            (relation, heard)
            for relation, heard in relations
            if _often(heard.quantity, [one.quantity for one in nearby]) > _often(heard.quantity, own)
        ]
        places = _places(index, terms, nearby, passage, talk)
        against = [
            (_distance(heard, places), heard)
            for relation, heard in relations
            if _conflicts(relation, term.quantity, heard, places)
        ]
        if against:
            _, heard = min(against, key=lambda found: found[0])
            conflict = conflict or AmountConflict(index, heard, _code(term.quantity))
        else:
            missing += 1
    return Amounts(missing, conflict)


def _relation(claimed: Quantity, heard: Quantity) -> Agreement:
    """As `compare`, but the same amount agrees whatever is counted: that may be named elsewhere, or misheard."""
    relation = compare(claimed, heard)
    bare = relation is Agreement.UNRELATED and _bare(claimed, heard)
    return Agreement.COMPATIBLE if bare and (claimed.low, claimed.high) == (heard.low, heard.high) else relation


def _often(heard: Quantity, among: Sequence[Quantity]) -> int:
    return sum(compare(other, heard) is Agreement.SAME for other in among)


def _bare(claimed: Quantity, heard: Quantity) -> bool:
    """Whether what was heard is a number that may count the claim's unit."""
    return heard.kind == "number" and claimed.kind in ("number", "money", "measure")


def _conflicts(relation: Agreement, claimed: Quantity, heard: IndexedQuantity, places: Sequence[int]) -> bool:
    """Whether an amount was said instead of the claim's. One of the same kind and unit may stand anywhere in the
    passage; a bare number only next to the words that the claim's amount stands next to."""
    if heard.quantity.kind not in ("number", "ordinal"):
        return relation is Agreement.DIFFERENT
    vague = claimed.wide or heard.quantity.wide  # "thousands" against "twelve": only of what is surely the same
    if vague and set(claimed.counted).isdisjoint(heard.quantity.counted):
        return False
    if relation is not Agreement.DIFFERENT and (claimed.kind == "number" or not _bare(claimed, heard.quantity)):
        return False
    reach = NUMBER_TOKENS if relation is Agreement.DIFFERENT else PLACE_TOKENS
    return _distance(heard, places) <= reach


def _code(quantity: Quantity) -> ReasonCode:
    return _CODES.get(quantity.kind, ReasonCode.NUMBER_DIFFERS)


def _places(
    index: int, terms: Sequence[Term], nearby: Sequence[IndexedQuantity], passage: Passage, talk: TranscriptIndex
) -> list[int]:
    """Tokens in or next to the passage at which the neighbours of the claim's amount `index` were said."""
    low, high = max(0, passage.first - REACH), min(len(talk), passage.last + REACH + 1)
    types = talk.vocabulary.type_of_token[low:high]
    places = []
    for neighbour in range(max(0, index - NEIGHBOURS), min(len(terms), index + NEIGHBOURS + 1)):
        term = terms[neighbour]
        if neighbour == index or term.stopword:
            continue
        if term.quantity is not None:
            places += [heard.first for heard in nearby if compare(term.quantity, heard.quantity) is Agreement.SAME]
        else:
            places += [low + int(at) for at in np.flatnonzero(talk.vocabulary.similarity(term.text)[types] >= SAID)]
    return places


def _distance(heard: IndexedQuantity, places: Sequence[int]) -> int:
    """Tokens between an amount and the nearest of `places`."""
    return min((abs(heard.first - place) for place in places), default=FAR)
