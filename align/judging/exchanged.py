"""Do two things change places? "The dollar rises, gold falls" against "gold rises, the dollar falls".

Both sentences hold the same words, so that each is met; what tells them apart is which of two opposites stands by which
of two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from align.judging.reading import Reading
from align.matching import Candidate, Pair, Spoken

SURE_PAIR = 0.75  # likeness from which a thing was said
MARGIN = 2  # words by which the one way to share out two opposites must be shorter than the other
REACH = 3  # words from an opposite within which its thing stands
MOST_OPPOSITES = 4  # of them in a claim or a passage; with more, nobody can tell which stands by which


@dataclass(frozen=True, slots=True)
class _Side:
    """An opposite in the claim: its term, the keys of what means the same and of what means the contrary."""

    term: int
    same: frozenset[str]
    contrary: frozenset[str]


def exchanged(reading: Reading, candidate: Candidate, spoken: Spoken) -> Pair | None:
    """A word of the claim and the token that says it of another thing, while its opposite is said of its own."""
    sides = [side for side in _sides(reading, spoken) if side.contrary]
    if not sides:
        return None
    heard = range(candidate.first, candidate.last + 1)
    keys = {at: frozenset(spoken.vocabulary.keys[spoken.vocabulary.type_of_token[at]]) for at in heard}
    directed = {at for at in heard if any(keys[at] & (side.same | side.contrary) for side in sides)}
    if not 2 <= len(directed) <= MOST_OPPOSITES:
        return None
    taken = {side.term for side in sides}
    things = [
        pair
        for pair in candidate.pairs
        if pair.likeness >= SURE_PAIR
        and pair.term not in taken
        and pair.token not in directed
        and reading.found.terms[pair.term].name is not None
    ]
    for one, other in permutations(sides, 2) if len(sides) > 1 else ():
        for up, down in permutations(sorted(directed), 2):
            if not (keys[up] & one.same and keys[down] & one.contrary):
                continue
            agree = not other.contrary.isdisjoint(one.same)  # the claim has both, as the passage does
            alike = not agree and not other.same.isdisjoint(one.same)  # it has the one twice
            for a, b in permutations(things, 2):
                claimed = _shared_out(a.term, b.term, one.term, other.term)
                said = _shared_out(a.token, b.token, up, down)
                if claimed >= MARGIN and ((agree and said <= -MARGIN) or (alike and said >= MARGIN)):
                    return Pair(one.term if agree else other.term, down, 1.0)
    return None


def _sides(reading: Reading, spoken: Spoken) -> Iterator[_Side]:
    language = spoken.language
    for at, term in enumerate(reading.found.terms):
        if term.stopword or term.quantity is not None or at in reading.denied:
            continue
        contrary = language.antonyms(term.text)
        if contrary:
            concepts = frozenset(key for key in language.keys(term.text) if key.startswith("c:"))
            yield _Side(at, concepts, contrary)


def _shared_out(a: int, b: int, one: int, other: int) -> int:
    """How many words shorter it is that `one` belongs to `a` and `other` to `b` than the contrary; 0 where they are far."""
    straight, crossed = (abs(a - one), abs(b - other)), (abs(a - other), abs(b - one))
    return sum(crossed) - sum(straight) if max(min(straight, crossed, key=sum)) <= REACH else 0
