"""Is it "before" the same thing that the passage has "after" it?"""

from __future__ import annotations

from functools import cache

from align.judging.reading import Reading
from align.language.tables import rows, spellings, words
from align.matching import Candidate, Pair, Spoken

SURE_PAIR = 0.75  # likeness from which the thing was said
REACH = 2  # words within which a relation stands before its thing: «بعد ما خلصت الحرب»


def relation_conflict(reading: Reading, candidate: Candidate, spoken: Spoken) -> Pair | None:
    """A relation in the claim and the token that has the opposite of it before the same thing."""
    opposites = _opposites(spoken.language.code)
    if not opposites:
        return None
    terms = reading.found.terms
    for pair in candidate.pairs:
        term = terms[pair.term]
        if term.stopword or term.quantity is not None or pair.likeness < SURE_PAIR:
            continue
        claimed = next((at for at in _before(pair.term, 0) if terms[at].text in opposites), None)
        if claimed is None or claimed in reading.denied:
            continue
        by = claimed > 0 and terms[claimed - 1].text in words(spoken.language.code, "relations", "not-after")
        if by or _has_both(pair.token, terms[claimed].text, candidate, spoken):
            continue
        heard = [at for at in _before(pair.token, spoken.phrase(pair.token)[0]) if spoken.tokens[at].text in opposites]
        if heard and spoken.tokens[heard[0]].text in opposites[terms[claimed].text]:
            return Pair(claimed, heard[0], 1.0)
    return None


def _has_both(thing: int, claimed: str, candidate: Candidate, spoken: Spoken) -> bool:
    """Whether the passage has the claimed relation to the thing as well: "before and after the war"."""
    types, opposites = spoken.vocabulary.type_of_token, _opposites(spoken.language.code)
    return any(
        spoken.tokens[at].text in opposites and spoken.tokens[at].text not in opposites[claimed]
        for token in range(candidate.first, candidate.last + 1)
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
