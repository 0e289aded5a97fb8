"""Is as much of the whole meant: all, some or none of it, or only this?

A scope word counts with the word that it stands at alone («كل المعلمين», «المعلمين كلهم», "some of the teachers"). It
conflicts where the passage says that very word with another scope, and never with the one that the claim has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np

from align.judging.reading import ClaimedName, Reading
from align.language import Agreement, Language, Token
from align.language.identities import Name, compare_names
from align.language.tables import words as listed
from align.matching import Passage, Term, TranscriptIndex

ABOUT = ("all", "some", "none")  # how much of a thing is meant; any two conflict
NOT_ALL = "not all"  # stands against "all" alone
SAME_THING = 0.75  # likeness from which the word that the scope is about was said
SAID = 0.6  # likeness from which another word of the claim was said
NEAR = 7  # tokens around that thing within which another word of the claim must have been said of it
REACH = 12  # tokens around the passage in which the claim's own scope clears it
MOST_LINKS = 3  # "all of the …"
UNSURE_REACH = 2  # words around a scope within which a negation or an approximation makes it unsure
EXCEPTION_REACH = 4  # words behind what it is about, within which an exception does: "all the teachers but two"
MOST_JOINTS = 3  # words between two names that were said together: "Damascus and then to Aleppo"


@dataclass(frozen=True, slots=True)
class ScopeConflict:
    """The claim's scope word and what it is about (its terms), and the tokens that say it of more or of less."""

    terms: tuple[int, ...]
    first: int
    last: int
    mild: bool  # the article merely says less: some, where it was all


@dataclass(frozen=True, slots=True)
class _Line:
    """Words in a row; `flows` tells of each whether nothing but a space stands before it."""

    words: Sequence[str]
    flows: Sequence[bool]


@dataclass(frozen=True, slots=True)
class _Scope:
    kind: str | None  # None: something beside it leaves it open
    at: int  # of its word


def scope_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> ScopeConflict | None:
    """The first scope of the claim that the passage differs from; None where there is none."""
    return _amount_conflict(reading, passage, talk) or _only_conflict(reading, passage, talk)


def _amount_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> ScopeConflict | None:
    terms = reading.found.terms
    claimed = _line(reading.text, terms)
    for link in passage.links:
        if link.similarity < SAME_THING or terms[link.term].stopword:
            continue
        scope = _scope(claimed, link.term, talk.language)
        if scope is None or scope.kind is None or not _told_of(link.term, link.token, reading, passage):
            continue
        heard = dict(_heard(terms[link.term].text, passage, talk))
        other = heard.pop(link.token, None)
        if other is None or not all(_excludes(scope.kind, said.kind) for said in (other, *heard.values())):
            continue
        mild = (scope.kind, other.kind) == ("some", "all")
        both = (min(scope.at, link.term), max(scope.at, link.term))
        return ScopeConflict(both, min(link.token, other.at), max(link.token, other.at), mild)
    return None


def _excludes(one: str, other: str | None) -> bool:
    """Whether not both can be so; what is left open excludes nothing."""
    return other is not None and one != other and (NOT_ALL not in (one, other) or "all" in (one, other))


def _line(text: str, words: Sequence[Term | Token]) -> _Line:
    gaps = (text[a.end : b.start] for a, b in pairwise(words))
    return _Line([word.text for word in words], [False, *(not gap.strip() for gap in gaps)])


def _told_of(term: int, token: int, reading: Reading, passage: Passage) -> bool:
    """Whether another word of the claim was said close by: the same is told of the same thing."""
    return any(
        link.term != term
        and link.similarity >= SAID
        and not reading.found.terms[link.term].stopword
        and 0 < abs(link.token - token) <= NEAR
        for link in passage.links
    )


def _heard(word: str, passage: Passage, talk: TranscriptIndex) -> Iterator[tuple[int, _Scope]]:
    """Tokens in or next to the passage that say `word`, where they have a scope; that one's `at` is a token, too."""
    low, high = max(0, passage.first - REACH), min(len(talk), passage.last + REACH + 1)
    types = talk.vocabulary.type_of_token[low:high]
    for place in np.flatnonzero(talk.vocabulary.similarity(word)[types] >= SAME_THING):
        token = low + int(place)
        if talk.quantities_in(token, token):
            continue  # "half an hour" is no part of "every hour"
        first, last = talk.phrase(token)
        start = max(first, token - MOST_LINKS - 1 - UNSURE_REACH)
        line = _line(talk.text, talk.tokens[start : min(last, token + EXCEPTION_REACH) + 1])
        scope = _scope(line, token - start, talk.language, heard=True)
        if scope is not None:
            yield token, _Scope(scope.kind, start + scope.at)


def _scope(line: _Line, at: int, language: Language, *, heard: bool = False) -> _Scope | None:
    """How much is meant of the word at `at`: by a scope word before it, or by one that may stand right behind it."""
    before = at - 1
    while before > at - 1 - MOST_LINKS and _flows(line, before + 1) and line.words[before] in _role(language, "link"):
        before -= 1
    behind = _role(language, "behind")
    if _flows(line, before + 1) and (kind := _kind(line, before, language, heard)):
        follows = line.words[before] in behind and _flows(line, before)
        if not follows or language.is_stopword(line.words[before - 1]):
            return _Scope(_told(line, kind, before, at, language), before)
    if _flows(line, at + 1) and line.words[at + 1] in behind and (kind := _kind(line, at + 1, language, heard)):
        return _Scope(_told(line, kind, at, at + 1, language), at + 1)
    return None


def _flows(line: _Line, at: int) -> bool:
    return 0 < at < len(line.words) and line.flows[at]


def _kind(line: _Line, at: int, language: Language, heard: bool) -> str | None:
    word = language.without_conjunction(line.words[at])
    word = word if word in language.scopes else line.words[at]
    if word in _role(language, "of") and not (_flows(line, at + 1) and line.words[at + 1] in _role(language, "part")):
        return None
    if word in _role(language, "heard") and not heard:
        return None
    kind = language.scopes.get(word)
    return kind if kind in ABOUT else None


def _told(line: _Line, kind: str, first: int, last: int, language: Language) -> str | None:
    """How much is meant after all by the scope and its word at `first`..`last`."""
    if not _is_open(line, kind, first, last, language):
        return kind
    before = line.words[max(0, first - UNSURE_REACH) : first]
    return NOT_ALL if kind == "all" and any(map(language.is_negator, before)) else None


def _is_open(line: _Line, kind: str, first: int, last: int, language: Language) -> bool:
    """Whether words beside the scope at `first`..`last` leave open how much is meant: "not all", "nearly all"."""
    before = line.words[max(0, first - UNSURE_REACH) : first]
    after = line.words[last + 1 : last + 1 + UNSURE_REACH]
    near = any(word in language.approximators for word in (*before, *after)) and kind != "some"
    if near or any(map(language.is_negator, before)):
        return True
    if before and before[-1] in _role(language, "not-after"):
        return True
    exceptive = listed(language.code, "negation", "exceptive")
    return any(word in exceptive for word in line.words[last + 1 : last + 1 + EXCEPTION_REACH])


def _only_conflict(reading: Reading, passage: Passage, talk: TranscriptIndex) -> ScopeConflict | None:
    """A name that the claim has alone ("only Damascus"), and another of its sort that was said together with it."""
    line = _line(reading.text, reading.found.terms)
    for claimed in reading.names:
        only = _only(line, claimed, talk.language)
        if only is None or reading.denied & {only, *claimed.terms}:
            continue
        terms = (min(only, claimed.terms[0]), max(only, claimed.terms[-1]))
        for own in talk.names():
            if passage.first <= own.first <= passage.last and compare_names(claimed.name, own) is Agreement.SAME:
                for other in _together(own, talk):
                    if all(compare_names(name.name, other) is Agreement.DIFFERENT for name in reading.names):
                        first, last = min(own.first, other.first), max(own.last, other.last)
                        return ScopeConflict(terms, first, last, mild=False)
    return None


def _only(line: _Line, claimed: ClaimedName, language: Language) -> int | None:
    """Where the claim says that it was this name alone."""
    first, behind = claimed.terms[0], claimed.terms[-1] + 1
    if any(map(language.is_negator, line.words[max(0, first - MOST_LINKS) : first])):
        return None  # "not only Damascus"
    if _flows(line, behind) and _is_only(line, behind, language) and line.words[behind] in _role(language, "behind"):
        return behind
    for before in range(first - 1, max(-1, first - 1 - MOST_LINKS), -1):
        if not _flows(line, before + 1):
            break
        if _is_only(line, before, language):
            # What begins a clause may be a mere "but".
            return before if _flows(line, before) or line.words[before] not in _role(language, "inside") else None
        if not language.is_stopword(line.words[before]):
            break
    return None


def _is_only(line: _Line, at: int, language: Language) -> bool:
    return language.scopes.get(line.words[at]) == "only"


def _together(name: Name, talk: TranscriptIndex) -> Iterator[Name]:
    """The names of the same category that are joined to `name` by an "and"."""
    first, last = talk.phrase(name.first)
    for other in talk.names():
        if other.category is name.category and first <= other.first and other.last <= last:
            left, right = (name, other) if name.first < other.first else (other, name)
            if 0 < right.first - left.last <= MOST_JOINTS + 1 and _joined(left.last, right.first, talk):
                yield other


def _joined(left: int, right: int, talk: TranscriptIndex) -> bool:
    """Whether an "and" and nothing but function words lead from the token `left` to the token `right`."""
    language = talk.language
    words = [token.text for token in talk.tokens[left + 1 : right + 1]]
    word = words[0]
    opens = word in _role(language, "and") or (word != language.without_conjunction(word) and len(word) > 1)
    plain = all(language.is_stopword(between) and not language.is_negator(between) for between in words[:-1])
    return opens and plain


@cache
def _role(language: Language, role: str) -> frozenset[str]:
    return listed(language.code, "function-words", f"scope-{role}")
