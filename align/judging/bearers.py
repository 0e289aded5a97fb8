"""Was the claim's name said of the same thing, or of another: "Omar's mother sewed", where the claim says Fawzi's?

A name that is said a sentence away is mostly the one meant: people are named once. It is not where each word that the
claim lays it beside ("mother", "sewed", "driven by") has another name in that very place, in a statement that does not
say the claim's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from operator import itemgetter

import numpy as np

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow
from align.language.identities import Category, Name
from align.language.tables import words
from align.matching import TranscriptIndex
from align.types import ReasonCode

_PERSONS = (Category.PERSON, Category.FIGURE)
POSSESSIVE = "'s"


class _Side(Enum):
    """Where a name stands beside a word, as if nothing turned them round: "Omar's mother", "the mother of Omar"."""

    BEFORE = -1
    BEHIND = 1


def compare_bearers(reading: Reading, window: EvidenceWindow, names: Sequence[Comparison]) -> list[Comparison]:
    """`names`, of which those that were said of another conflict, or are open where that is too little to accuse by."""
    terms, asked = window.found.terms, {term for one in names for term in one.terms}
    found = [_with_its_bearer(one, reading, window) for one in names]
    for term in range(len(terms)):  # names that are everyday words as well, and those a title or the talk shows as such
        place = None if term in asked or not _may_name(term, reading, window) else window.place(term)
        if place is not None:
            one = _with_its_bearer(Comparison(Slot.NAME, 0.0, (term,), (place, place)), reading, window)
            found += [] if one.agrees else [one]
    return found


def _may_name(term: int, reading: Reading, window: EvidenceWindow) -> bool:
    """Whether a term names a person; one that opens the claim does where the talk writes it as a name."""
    if _is_person(term, window):
        return True
    one = window.found.terms[term]
    if term or one.stopword or one.is_compared or not reading.text[one.start].isupper():
        return False
    return any(_names_person(token, window.talk) for token in window.occurrences[term])


def _with_its_bearer(one: Comparison, reading: Reading, window: EvidenceWindow) -> Comparison:
    """The comparison of a name that was said; another that has its place stands against it."""
    if not one.agrees or one.heard is None:
        return one
    low, high = _whole_name(one.terms, reading, window)
    beside = _anchor(low, high, window)
    if beside is None or not any(_names_somebody(term, window) for term in one.terms):
        return one
    anchor, side = beside
    own, known = frozenset(range(low, high + 1)), any(_is_person(term, window) for term in range(low, high + 1))
    layout, rivals = window.talk.layout(), []
    for token in window.occurrences[anchor]:
        statement, exchange = layout.statement_of(token), layout.exchange_of(token)
        first, last = min(statement.first, exchange[0]), max(statement.last, exchange[1])
        rival = _in_place(token, side, window.talk)
        if rival is not None and not known and not _is_known(rival, window.talk):
            rival = None
        if rival is None or _says(own, first, last, rival, window) or _is_one_person(own, rival, window):
            return one
        rivals.append((window.exchange_share(one.terms, token), rival))
    if not rivals:
        return one
    share, rival = max(rivals, key=itemgetter(0))
    return replace(one, level=1.0 if share >= HALF else HALF, heard=rival, code=ReasonCode.NAME_DIFFERS)


def _names_somebody(term: int, window: EvidenceWindow) -> bool:
    """Whether a term that was said names a person, or is a name of which nothing is known."""
    name = window.found.terms[term].name
    return name is None or name.category in _PERSONS


def _whole_name(terms: Sequence[int], reading: Reading, window: EvidenceWindow) -> tuple[int, int]:
    """The terms of a name with what else of it, and which titles, stand before and behind."""
    low, high = min(terms), max(terms)
    found = window.found.terms

    def names(term: int) -> bool:
        return term in reading.unlisted_names or _is_person(term, window)

    while low and not _owns(low - 1, window) and (_leads(found[low - 1].text, window.talk) or names(low - 1)):
        low -= 1
    while high + 1 < len(found) and not _owns(high, window) and names(high + 1):
        high += 1
    return low, high


def _owns(term: int, window: EvidenceWindow) -> bool:
    return window.found.terms[term].text.endswith(POSSESSIVE)


def _is_person(term: int, window: EvidenceWindow) -> bool:
    """Whether a term names a person: it is listed as a given name or a surname, or stands behind a title."""
    one, terms = window.found.terms[term], window.found.terms
    if one.stopword or one.quantity is not None or window.talk.language.is_stopword(one.text):
        return False
    if one.name is not None:
        return one.name.category in _PERSONS
    return bool(term) and _leads(terms[term - 1].text, window.talk) and not _is_verb(one.text, window.talk)


def _leads(word: str, talk: TranscriptIndex) -> bool:
    """Whether a word stands before names: a title, or that of whom somebody is the father or mother."""
    code, bare = talk.language.code, talk.language.without_conjunction(word)
    return bare in words(code, "name-affixes", "title") or word in words(code, "name-affixes", "kinship")


def _is_verb(word: str, talk: TranscriptIndex) -> bool:
    return grammar(talk.language.code).is_spoken_verb(word)


def _anchor(low: int, high: int, window: EvidenceWindow) -> tuple[int, _Side] | None:
    """The word that a name of the claim is laid beside, and on which side of it the name stands."""
    terms, code = window.found.terms, window.talk.language.code
    turning = words(code, "relations", "agent") | words(code, "relations", "possessor")

    def content(at: int) -> bool:
        return 0 <= at < len(terms) and not terms[at].stopword and terms[at].quantity is None

    while low and terms[low - 1].text in words(code, "relations", "naming"):
        low -= 1
    if grammar(code).verb_first:
        at = next((at for at in range(low - 1, max(-1, low - 1 - LIMITS.pair), -1) if content(at)), None)
        return None if at is None else (at, _Side.BEHIND)
    if low and terms[low - 1].text in turning:
        return (low - 2, _Side.BEFORE) if content(low - 2) else None
    if content(high + 1):
        return high + 1, _Side.BEFORE
    return (low - 1, _Side.BEHIND) if content(low - 1) else None


def _in_place(token: int, side: _Side, talk: TranscriptIndex) -> tuple[int, int] | None:
    """The name that stands on that side of a word of the talk."""
    code = talk.language.code
    phrase = talk.phrase(token)
    naming = words(code, "relations", "naming")
    near = range(token + 1, min(token + LIMITS.phrase, phrase[1]))
    if named := next((at for at in near if talk.tokens[at].text in naming), None):
        return _name_at(named + 1, phrase[1], talk) if side is _Side.BEHIND else None
    if grammar(code).verb_first:
        found = _name_at(token + 1, phrase[1], talk)
        relative = talk.tokens[token - 1].text in words(code, "relations", "relative")
        if found is None and token > phrase[0] and (relative or _is_verb(talk.tokens[token].text, talk)):
            found = _name_ending_at(token - 1, max(phrase[0], token - LIMITS.phrase), talk)
        return found
    turning = words(code, "relations", "agent") | words(code, "relations", "possessor")
    turned = token < phrase[1] and talk.tokens[token + 1].text in turning
    if side is _Side.BEHIND:
        return None if turned else _name_at(token + 1, phrase[1], talk)
    if turned:
        return _name_at(token + 2, phrase[1], talk)
    return _name_ending_at(token - 1, phrase[0], talk)


def _name_at(first: int, end: int, talk: TranscriptIndex) -> tuple[int, int] | None:
    """The person named from token `first` on, with a title before."""
    at = first
    while at < end and _leads(talk.tokens[at].text, talk):
        at += 1
    if at > end or not _names_person(at, talk, led=_leads(talk.tokens[at - 1].text, talk)):
        return None
    return first, at


def _name_ending_at(last: int, start: int, talk: TranscriptIndex) -> tuple[int, int] | None:
    """The person named right before a word, but for pronouns and relatives («أم فايز هي اللي»)."""
    at = last
    while at > start and talk.language.is_stopword(talk.tokens[at].text):
        at -= 1
    if at < start or (at < last and not grammar(talk.language.code).verb_first):
        return None
    led = at > start and _leads(talk.tokens[at - 1].text, talk)
    return (at - led, at) if _names_person(at, talk, led=led) else None


def _is_known(name: tuple[int, int], talk: TranscriptIndex) -> bool:
    """Whether it is surely a person's: listed as one, or with a title."""
    return name[0] < name[1] or _name_of(name[1], talk) is not None


def _names_person(token: int, talk: TranscriptIndex, *, led: bool = False) -> bool:
    word = talk.tokens[token].text
    written = talk.text[talk.tokens[token].start]
    listed = _name_of(token, talk)
    if listed is not None and listed.category not in _PERSONS:
        return False
    if talk.language.is_stopword(word) or (led and _is_verb(word, talk)):
        return False
    cased = written.lower() != written.upper()
    if listed is not None:
        return led or not listed.weak or written.isupper()
    return (cased and written.isupper() and talk.phrase(token)[0] != token) or (led and not cased)


def _says(own: frozenset[int], first: int, last: int, rival: tuple[int, int], window: EvidenceWindow) -> bool:
    """Whether a name of the claim was said among the tokens `first`..`last`; by a listed rival only if it is the same,
    not of one root as «فوزي» and «فايز» are."""
    for term in own:
        if _leads(window.found.terms[term].text, window.talk):
            continue
        tokens = [at for at in window.occurrences[term] if first <= at <= last]
        if any(at != rival[1] or not _is_another(term, at, window) for at in tokens):
            return True
    return False


def _is_another(term: int, token: int, window: EvidenceWindow) -> bool:
    """Whether a listed name was said that is surely not that of the claim."""
    talk, one = window.talk, window.found.terms[term]
    heard = _name_of(token, talk)
    if heard is None or talk.language.stem(one.text) == talk.language.stem(talk.tokens[token].text):
        return False
    return one.name is None or one.name.key != heard.key


def _name_of(token: int, talk: TranscriptIndex) -> Name | None:
    near = talk.names_in(max(0, token - LIMITS.pair), token + LIMITS.pair)
    return next((name for name in near if name.first <= token <= name.last), None)


def _is_one_person(own: frozenset[int], rival: tuple[int, int], window: EvidenceWindow) -> bool:
    """Whether the name in place is, or may be, another one of the same person: "Omar" of "Omar Haddad"."""
    talk, terms = window.talk, window.found.terms
    other = _places(talk.tokens[rival[1]].text, talk)
    names = [terms[term].text for term in own if not _leads(terms[term].text, talk)]
    return any(not other.isdisjoint((at - 1, at + 1)) for name in names for at in _places(name, talk))


def _places(word: str, talk: TranscriptIndex) -> set[int]:
    """The tokens of the whole talk that surely say a word."""
    said = talk.vocabulary.similarity(word) >= LIMITS.said
    return set(np.flatnonzero(said[talk.vocabulary.type_of_token]).tolist())
