"""Was the claim's name said, or another in its place?

Names and members of closed classes (languages, colours, kin …) are compared by identity, not by spelling. Of several of
one category that decides whose clause says most of the rest of the claim, as with amounts.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.judging.bearers import compare_bearers
from align.judging.comparison import HALF, Comparison, Slot, best_supported
from align.judging.denied import denied_words
from align.judging.limits import LIMITS
from align.judging.reading import ClaimedName, Reading
from align.judging.window import EvidenceWindow
from align.language import Agreement
from align.language.gazetteer import category_of
from align.language.identities import PLACES, Category, Name, compare_names, lies_in
from align.language.tables import words
from align.types import ReasonCode


def compare_all_names(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """One comparison for each name of the claim, and for each word that is written or placed as one."""
    heard = window.names()
    listed = [_compared(claimed, heard, reading, window) for claimed in reading.names]
    listed = [one for one, claimed in zip(listed, reading.names, strict=True) if one.conflicts or not claimed.name.weak]
    names = listed + [_spelt(term, window) for term in reading.unlisted_names]
    return compare_bearers(reading, window, names)


def _same_family(claimed: ClaimedName, heard: Name, window: EvidenceWindow) -> bool:
    """Whether another given name stands before the claim's own family name: then it is one, whatever else it means."""
    if not claimed.name.category is heard.category is Category.PERSON or claimed.name.key == heard.key:
        return False
    family, behind = claimed.terms[-1] + 1, heard.last + 1
    return family < len(window.found.terms) and window.said(family, behind, behind)


def _spelt(term: int, window: EvidenceWindow) -> Comparison:
    """A name that no table knows is met by its spelling; another, whose clause says more of the claim, leaves it open.

    One that is a function word as well («علي») is met only beside a neighbour in the claim.
    """
    said = []
    place = window.place(term)
    everyday = window.found.terms[term].stopword
    if place is not None and (not everyday or window.neighbour_nearby((term,), (place, place))):
        said.append(Comparison(Slot.NAME, 0.0, (term,), (place, place)))
    for token in window.tokens:
        rival = _looks_like_a_name(token, window) and token not in {link.token for link in window.passage.links}
        if rival and window.neighbour_nearby((term,), (token, token)):
            said.append(Comparison(Slot.NAME, HALF, (term,), (token, token), ReasonCode.NAME_DIFFERS))
    before = None if everyday else _spoken_of(term, window)
    return best_supported(said, window) or before or Comparison(Slot.NAME, None, (term,))


def _spoken_of(term: int, window: EvidenceWindow) -> Comparison | None:
    """A name that a statement leaves unsaid because the one before it says it: "See Hamlet. It is on at nine"."""
    before = window.said_before(term)
    return None if before is None else Comparison(Slot.NAME, 0.0, (term,), (before, before))


def _is_place(claimed: ClaimedName, window: EvidenceWindow) -> bool:
    """Whether a name is said of where something is: who was in Syria need not have been in Homs. Elsewhere a city may
    stand for its state: "Cairo signed"."""
    code, terms, low = window.talk.language.code, window.found.terms, min(claimed.terms)
    before = words(code, "name-affixes", "place-preposition")
    if low and terms[low - 1].text in before:
        return True
    word = terms[low].text
    return word[:1] in before and category_of(word[1:], code) is not None


def is_added(terms: Sequence[int], window: EvidenceWindow) -> bool:
    """Whether the claim says that something comes to others: "customers in Kuwait as well"."""
    adding = words(window.talk.language.code, "relations", "adding")
    said = [term.text for term in window.found.terms]
    behind = said[max(terms) + 1 :][: LIMITS.pair]
    before = said[max(0, min(terms) - LIMITS.pair) : min(terms)]
    if len(before) == LIMITS.pair and not window.found.terms[min(terms) - 1].stopword:
        before = before[-1:]  # none but a preposition stands between: "also in Kuwait"
    return not adding.isdisjoint((*before, *behind[:1], "+".join(behind)))


def _looks_like_a_name(token: int, window: EvidenceWindow) -> bool:
    """Whether a word is written with a capital that no sentence gives it."""
    talk = window.talk
    word = talk.text[talk.tokens[token].start : talk.tokens[token].end]
    return word[:1].isupper() and not talk.breaks(token) and not talk.language.is_stopword(talk.tokens[token].text)


def _compared(claimed: ClaimedName, heard: Sequence[Name], reading: Reading, window: EvidenceWindow) -> Comparison:
    own = [name.name for name in reading.names if name.name.key != claimed.name.key]
    said, around = [], []  # … and what it lies in
    places = [window.place(term) for term in claimed.terms]
    spelt = [place for place in places if place is not None]
    if len(spelt) == len(claimed.terms):  # however it is spelt
        said.append(Comparison(Slot.NAME, 0.0, claimed.terms, (min(spelt), max(spelt))))
    for other in heard:
        relation, place = compare_names(claimed.name, other), (other.first, other.last)
        other_given = _same_family(claimed, other, window)
        if relation is Agreement.UNRELATED and not other_given:
            continue
        if any(other.key == name.key or (relation is Agreement.DIFFERENT and lies_in(name, other)) for name in own):
            continue  # it says another name of the claim: France its Paris
        if relation is not Agreement.DIFFERENT and not other_given:
            if lies_in(claimed.name, other) and _is_place(claimed, window):
                around.append(Comparison(Slot.NAME, HALF, claimed.terms, place))
            else:
                said.append(Comparison(Slot.NAME, 0.0, claimed.terms, place))
        elif (other_given or not claimed.name.weak) and window.neighbour_nearby(
            claimed.terms, place, apart_at_and=other.category in PLACES
        ):
            denied = denied_words(other.first, window.talk).in_scope[other.first]  # "no Catholic" may be a Protestant
            open_yet = denied or is_added(claimed.terms, window)
            said.append(Comparison(Slot.NAME, HALF if open_yet else 1.0, claimed.terms, place, ReasonCode.NAME_DIFFERS))
    rest_of_it = [term for term in reading.unlisted_names if term == claimed.terms[-1] + 1]
    said += [] if any(one.agrees for one in said) else around
    best = best_supported(said, window, rest_of_it)
    return best or _spoken_of(claimed.terms[-1], window) or Comparison(Slot.NAME, None, claimed.terms)
