"""Was another name said where the claim has this one?

Names and members of closed classes (languages, colours, kin …) are compared by identity, not by spelling. Another name
of the same category conflicts only in the claim's own place: next to the words that stand next to the claim's name.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.judging.reading import ClaimedName, Reading
from align.language import Agreement
from align.language.identities import Category, Name, compare_names
from align.matching import Passage, Retrieval, TranscriptIndex

REACH = 12  # tokens around the passage in which the claim's own name clears it
NEIGHBOURS = 2  # terms of the claim that make up a name's place
SURE_PAIR = 0.75  # likeness from which the claim's own name was heard, however it is spelt
PLACE_TOKENS = 4  # how near the matching words of the passage must be


@dataclass(frozen=True, slots=True)
class NameConflict:
    """A name of the claim (its terms) and the name said in its place."""

    terms: tuple[int, ...]
    heard: Name


def name_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> NameConflict | None:
    """The first name of the claim in whose place another one was said."""
    if not reading.names:
        return None
    nearby = [n for n in talk.names() if passage.first - REACH <= n.last and n.first <= passage.last + REACH]
    for claimed in reading.names:
        # The claim's own names stand in no other's place, nor for one within them: "the Middle East, Jordan".
        own = {name.name.key for name in reading.names} - {claimed.name.key}
        relations = [(compare_names(claimed.name, other), other) for other in nearby if other.key not in own]
        if any(relation in (Agreement.SAME, Agreement.COMPATIBLE) for relation, _ in relations):
            continue
        if any(link.term in claimed.terms and link.similarity > SURE_PAIR for link in passage.links):
            continue
        for relation, other in relations:
            differs = relation is Agreement.DIFFERENT or _same_family(claimed, other, passage)
            if differs and _in_place(claimed.terms, other, reading.found, passage):
                return NameConflict(claimed.terms, other)
    return None


def _same_family(claimed: ClaimedName, heard: Name, passage: Passage) -> bool:
    """Whether another given name stands before the claim's own family name: then it is one, whatever else it means."""
    if not claimed.name.category is heard.category is Category.PERSON or claimed.name.key == heard.key:
        return False
    family = claimed.terms[-1] + 1
    return any(
        link.term == family and link.token == heard.last + 1 and link.similarity > SURE_PAIR for link in passage.links
    )


def _in_place(terms: Sequence[int], heard: Name, found: Retrieval, passage: Passage) -> bool:
    if not terms or not passage.first - PLACE_TOKENS <= heard.first <= passage.last + PLACE_TOKENS:
        return False
    low, high = terms[0] - NEIGHBOURS, terms[-1] + NEIGHBOURS
    return any(
        low <= link.term <= high
        and link.term not in terms
        and not found.terms[link.term].stopword
        and min(abs(link.token - heard.first), abs(link.token - heard.last)) <= PLACE_TOKENS
        for link in passage.links
    )
