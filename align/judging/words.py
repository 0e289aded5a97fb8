"""Was another word said in the place of one of the claim's? "A large bakery" beside "a large hospital".

It may be the same in other words, so it is no conflict: what the claim says there is not accounted for. Where articles
are written in another variety than people speak, as in Arabic, most words are other ones, and it tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.self_repair import repaired
from align.judging.window import EvidenceWindow
from align.matching import Term
from align.types import ReasonCode

Place = tuple[int, int]  # the first and the last token that say a word or an amount


def compare_words(amounts: Sequence[Comparison], window: EvidenceWindow) -> list[Comparison]:
    """For each word of the claim that was not said, or in another clause alone, the word said in its place: between two
    that were, or behind the same preposition after one that was ("two million on the tunnel", "on the bridge")."""
    if grammar(window.talk.language.code).diglossia:
        return []
    terms = window.found.terms
    content = [at for at, _ in window.of_sense]
    places = {at: (place, place) for at in content if (place := window.place(at)) is not None}
    places |= {one.terms[0]: one.heard for one in amounts if one.agrees and one.heard}
    own = {token for first, last in places.values() for token in range(first, last + 1)}
    own.update(token for at in content for token in window.occurrences[at])
    found = []
    for before, at, behind in zip([None, *content], content, [*content[1:], None], strict=False):
        if terms[at].is_compared or (at in places and _is_beside(at, before, behind, places, window)):
            continue
        between = [token for token in _gap(before, behind, places, window) if token not in own]
        most = 1 if behind is not None else LIMITS.pair  # at an end two may name one thing: "ice plant"
        rivals = between
        if not 0 < len(between) <= most:
            near = _behind(before, at, places, window)
            rivals = [token for token in near if token not in own and window.clause_share((at,), token) >= HALF]
        if rivals and not _are_opposites(terms[at], rivals[0], window):
            heard = (rivals[0], rivals[0])
            found.append(Comparison(Slot.WORD, HALF, (at,), heard, ReasonCode.NOT_SAID))
    return found


def _is_beside(
    at: int, before: int | None, behind: int | None, places: Mapping[int, Place], window: EvidenceWindow
) -> bool:
    """Whether a word was said in the clause of one of its neighbours in the claim, or where neither was said."""
    near = [places[each][0] for each in (before, behind) if each is not None and each in places]
    clauses = [window.talk.layout().clause_of(token) for token in near]
    return not clauses or any(window.said(at, clause.first, clause.last) for clause in clauses)


def _gap(before: int | None, behind: int | None, places: Mapping[int, Place], window: EvidenceWindow) -> Iterator[int]:
    """The words of sense between two terms that were said close to each other.

    None stands for the claim's beginning or end, which may be a clause's.
    """
    layout = window.talk.layout()
    sides = [places.get(at) for at in (before, behind) if at is not None]
    known = [place for place in sides if place is not None]
    if not known or len(known) < len(sides):
        return
    first = layout.clause_of(known[0][0]).first - 1 if before is None else known[0][1]
    last = layout.clause_of(known[-1][1]).last + 1 if behind is None else known[-1][0]
    if 1 < last - first <= LIMITS.phrase:
        yield from (token for token in range(first + 1, last) if _is_word(token, window))


def _behind(before: int | None, at: int, places: Mapping[int, Place], window: EvidenceWindow) -> Iterator[int]:
    """The first word of sense behind the term `before`, or behind what stands between it and `at` in the claim."""
    if before is None or before not in places:
        return
    talk, start = window.talk, places[before][1] + 1
    end = min(talk.layout().clause_of(start - 1).last + 1, start + LIMITS.phrase)
    if at == before + 1:
        yield from (token for token in range(start, min(end, start + 1)) if _is_word(token, window))
        return
    joint = window.found.terms[before + 1].text
    said = next((token for token in range(start, min(end, start + LIMITS.pair)) if _word(token, window) == joint), end)
    yield from (token for token in range(said + 1, end) if _is_word(token, window))


def _word(token: int, window: EvidenceWindow) -> str:
    return window.talk.tokens[token].text


def _is_word(token: int, window: EvidenceWindow) -> bool:
    """Whether it says something: no function word, and no yes, and nothing that is taken back."""
    language, word = window.talk.language, window.talk.tokens[token].text
    return not (language.is_stopword(word) or word in language.affirmations or token in window.talk.once(repaired))


def _are_opposites(term: Term, token: int, window: EvidenceWindow) -> bool:
    """Whether they are compared as that: see `polarity.py`."""
    language = window.talk.language
    return not language.antonyms(term.text, term.phrases).isdisjoint(language.meanings(_word(token, window)))
