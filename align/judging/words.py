"""Was another word said in the place of one of the claim's? "A large bakery" beside "a large hospital".

It may be the same in other words, so it is no conflict: what the claim says there is not accounted for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.ground import Ground, is_of_sense
from align.judging.limits import LIMITS
from align.types import ReasonCode

COMPOUND = 2  # words of a name for one thing: "ice plant"

Place = tuple[int, int]  # the first and the last token that say a word or an amount


def compare_words(amounts: Sequence[Comparison], ground: Ground) -> list[Comparison]:
    """For each word of the claim that was not said, the word said in its place: between two that were, or behind the
    same preposition after one that was ("two million on the tunnel", "two million on the bridge")."""
    terms = ground.found.terms
    content = [at for at, term in enumerate(terms) if is_of_sense(term, ground.talk)]
    places = {at: (place, place) for at in content if (place := ground.place(at)) is not None}
    places |= {one.terms[0]: one.heard for one in amounts if one.agrees and one.heard}
    own = {token for first, last in places.values() for token in range(first, last + 1)}
    found = []
    for before, at, behind in zip([None, *content], content, [*content[1:], None], strict=False):
        if terms[at].is_compared or at in places:
            continue
        between = [token for token in _gap(before, behind, places, ground) if token not in own]
        most = 1 if behind is not None else COMPOUND
        rivals = between if 0 < len(between) <= most else list(_behind_preposition(before, at, places, ground))
        if rivals and rivals[0] not in own and not _are_opposites(terms[at].text, rivals[0], ground):
            heard = (rivals[0], rivals[0])
            found.append(Comparison(Slot.WORD, HALF, (at,), heard, ReasonCode.NOT_SAID))
    return found


def _gap(before: int | None, behind: int | None, places: Mapping[int, Place], ground: Ground) -> Iterator[int]:
    """The words of sense between two terms that were said close to each other.

    None stands for the claim's beginning or end, which may be a clause's.
    """
    layout = ground.talk.layout()
    sides = [places.get(at) for at in (before, behind) if at is not None]
    known = [place for place in sides if place is not None]
    if not known or len(known) < len(sides):
        return
    if before is None and grammar(ground.talk.language.code).verb_first:
        return  # the first word is a verb, which dialect says in another
    first = layout.clause_of(known[0][0]).first - 1 if before is None else known[0][1]
    last = layout.clause_of(known[-1][1]).last + 1 if behind is None else known[-1][0]
    if 1 < last - first <= LIMITS.near:
        yield from (token for token in range(first + 1, last) if _is_word(token, ground))


def _behind_preposition(before: int | None, at: int, places: Mapping[int, Place], ground: Ground) -> Iterator[int]:
    """The first word of sense behind what stands between the term `before` and `at` in the claim, as it was said."""
    if before is None or before not in places or at - before < 2:
        return
    talk, joint = ground.talk, ground.found.terms[before + 1].text
    start, end = places[before][1] + 1, talk.layout().clause_of(places[before][1]).last + 1
    said = next((token for token in range(start, min(end, start + 2)) if talk.tokens[token].text == joint), None)
    if said is not None:
        yield from (token for token in range(said + 1, min(end, said + LIMITS.near)) if _is_word(token, ground))


def _is_word(token: int, ground: Ground) -> bool:
    return not ground.talk.language.is_stopword(ground.talk.tokens[token].text)


def _are_opposites(word: str, token: int, ground: Ground) -> bool:
    """Whether they are compared as that: see `polarity.py`."""
    return not ground.talk.language.antonyms(word).isdisjoint(ground.talk.vocabulary.keys_of(token))
