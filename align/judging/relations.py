"""Is it "before" the same thing that the passage has "after" it?"""

from __future__ import annotations

from functools import cache

from align.judging.reading import Reading
from align.language.tables import rows, spellings, words
from align.matching import Passage, TranscriptIndex, WordLink

SURE_PAIR = 0.75  # likeness from which the thing was said
REACH = 2  # words within which a relation stands before its thing: «بعد ما خلصت الحرب»


def relation_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> WordLink | None:
    """A relation in the claim and the token that has the opposite of it before the same thing."""
    opposites = _opposites(talk.language.code)
    if not opposites:
        return None
    terms = reading.found.terms
    for link in passage.links:
        term = terms[link.term]
        if term.stopword or term.quantity is not None or link.similarity < SURE_PAIR:
            continue
        claimed = next((at for at in _before(link.term, 0) if terms[at].text in opposites), None)
        if claimed is None or claimed in reading.denied:
            continue
        by = claimed > 0 and terms[claimed - 1].text in words(talk.language.code, "relations", "not-after")
        if by or _has_both(link.token, terms[claimed].text, passage, talk):
            continue
        heard = [at for at in _before(link.token, talk.phrase(link.token)[0]) if talk.tokens[at].text in opposites]
        if heard and talk.tokens[heard[0]].text in opposites[terms[claimed].text]:
            return WordLink(claimed, heard[0], 1.0)
    return None


def _has_both(thing: int, claimed: str, passage: Passage, talk: TranscriptIndex) -> bool:
    """Whether the passage has the claimed relation to the thing as well: "before and after the war"."""
    types, opposites = talk.vocabulary.type_of_token, _opposites(talk.language.code)
    return any(
        talk.tokens[at].text in opposites and talk.tokens[at].text not in opposites[claimed]
        for token in range(passage.first, passage.last + 1)
        if types[token] == types[thing]
        for at in _before(token, 0, 2 * REACH)
    )


def _before(place: int, first: int, reach: int = REACH) -> range:
    """The places before `place`, the nearest first."""
    return range(place - 1, max(first, place - reach) - 1, -1)


@cache
def _opposites(code: str) -> dict[str, frozenset[str]]:
    """For each relation, with what may be written onto it, those that exclude it."""
    prefixes = ("", *words(code, "relations", "proclitic"))
    found: dict[str, frozenset[str]] = {}
    for row in rows(code, "relations"):
        if row[0] in ("proclitic", "not-after"):
            continue
        ones, others = (frozenset(p + word for word in spellings(cell) for p in prefixes) for cell in row)
        found |= dict.fromkeys(ones, others) | dict.fromkeys(others, ones)
    return found
