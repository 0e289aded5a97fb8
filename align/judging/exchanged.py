"""Do two things change places? "The dollar rises, gold falls" against "gold rises, the dollar falls".

Both sentences hold the same words, so that each is met; what tells them apart is which of two opposites stands by which
of two things.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from align.judging.reading import Reading
from align.language.identities import Category
from align.matching import Passage, TranscriptIndex, WordLink

SURE_PAIR = 0.75  # likeness from which a thing was said
MARGIN = 2  # words by which the one way to share out two opposites must be shorter than the other
REACH = 3  # words from an opposite within which its thing stands
MOST_OPPOSITES = 4  # of them in a passage; with more, nobody can tell which stands by which
# Whoever divorced may have married, too: of people both opposites are told, one after the other.
_PEOPLE = frozenset({Category.KIN, Category.PERSON, Category.FIGURE})


@dataclass(frozen=True, slots=True)
class _Side:
    """A word of the claim with an opposite: its term, and the keys of what means the same and the contrary."""

    term: int
    same: frozenset[str]
    contrary: frozenset[str]


def exchanged(reading: Reading, passage: Passage, talk: TranscriptIndex) -> WordLink | None:
    """A word of the claim and the token that says the opposite of the thing that the claim says it of."""
    sides = list(_sides(reading, talk))
    if len(sides) < 2:
        return None
    heard = range(passage.first, passage.last + 1)
    keys = {at: frozenset(talk.vocabulary.keys_of(at)) for at in heard}
    directed = [at for at in heard if any(not keys[at].isdisjoint(side.same | side.contrary) for side in sides)]
    if not 2 <= len(directed) <= MOST_OPPOSITES:
        return None
    things = list(_things(reading, passage, {side.term for side in sides}, directed))
    for one, other in permutations(sides, 2):
        both = not other.contrary.isdisjoint(one.same)  # the claim has both opposites, as the passage does
        if not both and (len(sides) > 2 or other.same.isdisjoint(one.same)):
            continue  # nor has it one of them twice, and no other
        for token, against in permutations(directed, 2):
            fits = not keys[token].isdisjoint(one.same) and not keys[against].isdisjoint(one.contrary)
            if fits and _change_places(one.term, other.term, token, against, things, both=both):
                return WordLink(one.term if both else other.term, against, 1.0)
    return None


def _sides(reading: Reading, talk: TranscriptIndex) -> Iterator[_Side]:
    language = talk.language
    for at, term in enumerate(reading.found.terms):
        if term.stopword or term.quantity is not None or at in reading.denied:
            continue
        contrary = language.antonyms(term.text)
        if contrary:
            concepts = frozenset(key for key in language.keys(term.text) if key.startswith("c:"))
            yield _Side(at, concepts, contrary)


def _things(reading: Reading, passage: Passage, terms: set[int], tokens: Sequence[int]) -> Iterator[WordLink]:
    """The named things of the claim that were said, people aside; none of `terms` and `tokens`."""
    for link in passage.links:
        name = reading.found.terms[link.term].name
        named = name is not None and name.category not in _PEOPLE
        if named and link.similarity >= SURE_PAIR and link.term not in terms and link.token not in tokens:
            yield link


def _change_places(one: int, other: int, token: int, against: int, things: Sequence[WordLink], *, both: bool) -> bool:
    """Whether two of `things` stand by `one` and `other` in the claim and by the opposites of these in the passage.

    Where the claim has the same word twice (not `both`), `against` must stand by its second thing.
    """
    for first, second in permutations(things, 2):
        claimed = _nearness(first.term, second.term, one, other)
        said = _nearness(first.token, second.token, token, against)
        if claimed >= MARGIN and (said <= -MARGIN if both else said >= MARGIN):
            return True
    return False


def _nearness(first: int, second: int, one: int, other: int) -> int:
    """How many words shorter it is that `one` belongs to `first` and `other` to `second` than the other way round.

    0 where they are far from each other either way.
    """
    straight, crossed = (abs(first - one), abs(second - other)), (abs(first - other), abs(second - one))
    return sum(crossed) - sum(straight) if max(min(straight, crossed, key=sum)) <= REACH else 0
