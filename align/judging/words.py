"""Was another word said in the place of one of the claim's? "A large bakery" beside "a large hospital".

It may be the same in other words, so it is no conflict: what the claim says there is not accounted for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.ground import Ground, is_of_sense
from align.judging.limits import LIMITS
from align.types import ReasonCode


def compare_words(amounts: Sequence[Comparison], ground: Ground) -> list[Comparison]:
    """For each word of the claim that was not said, between two that were, the word said between those."""
    terms = ground.found.terms
    content = [at for at, term in enumerate(terms) if is_of_sense(term, ground.talk)]
    places = {at: ground.place(at) for at in content}
    places |= {one.terms[0]: one.heard[0] for one in amounts if one.agrees and one.heard}
    own = set(places.values())
    found = []
    for before, at, behind in zip([None, *content], content, [*content[1:], None], strict=False):
        compared = terms[at].is_compared or places[at] is not None
        gap = None if compared else _gap(_place(before, places), _place(behind, places), ground)
        between = [token for token in gap or () if token not in own and _is_word(token, ground)]
        if len(between) == 1 and not _are_opposites(terms[at].text, between[0], ground):
            heard = (between[0], between[0])
            found.append(Comparison(Slot.WORD, HALF, (at,), heard, ReasonCode.NOT_SAID))
    return found


def _place(term: int | None, places: Mapping[int, int | None]) -> int | None:
    """Where a word of the claim was said; -1 where it has no such word: the claim begins or ends there."""
    return -1 if term is None else places[term]


def _gap(first: int | None, last: int | None, ground: Ground) -> range | None:
    """The tokens between two words that were said close to each other; a claim's end may be a clause's."""
    if first is None or last is None or first == last:
        return None
    layout = ground.talk.layout()
    if first == -1 and grammar(ground.talk.language.code).verb_first:
        return None  # the first word is a verb, which dialect says in another
    first = layout.clause_of(last).first - 1 if first == -1 else first
    last = layout.clause_of(first).last + 1 if last == -1 else last
    return range(first + 1, last) if 1 < last - first <= LIMITS.near else None


def _is_word(token: int, ground: Ground) -> bool:
    return not ground.talk.language.is_stopword(ground.talk.tokens[token].text)


def _are_opposites(word: str, token: int, ground: Ground) -> bool:
    """Whether they are compared as that: see `polarity.py`."""
    return not ground.talk.language.antonyms(word).isdisjoint(ground.talk.vocabulary.keys_of(token))
