"""Was the opposite of one of the claim's words said in its place?"""

from __future__ import annotations

import numpy as np

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot, best_supported
from align.judging.denied import denied_words
from align.judging.limits import LIMITS
from align.judging.negative_verbs import is_denial
from align.judging.polarity import verb_of
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow
from align.language import Token
from align.matching import Term, TranscriptIndex, heard_phrases
from align.types import ReasonCode


def compare_opposites(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """For each word of the claim, whether its opposite was said where more of the claim was than with the word itself.

    A word that the claim has as well is no opposite of another one. What one side denies of the other's opposite
    agrees; only that one change is denied in the talk leaves it open whether the other one came.
    """
    talk, terms = window.talk, reading.found.terms
    own = {place for at in range(len(terms)) if (place := window.place(at)) is not None}
    found = []
    for at, term in enumerate(terms):
        compared = term.quantity or talk.language.is_negator(term.text)
        opposites: frozenset[str] = frozenset() if compared else talk.language.antonyms(term.text, term.phrases)
        place = window.place(at)
        said = []
        for token in _said_in(window, opposites):
            if token in own or (reading.denied.in_scope and is_denial(talk.tokens[token].text, talk.language)):
                continue
            least = LIMITS.mostly if at in reading.denied.in_scope else LIMITS.same_matter
            if window.exchange_share((at,), token) >= least:
                claim_denies = at in reading.denied.in_scope
                agrees = claim_denies != _is_denied(token, talk)
                if agrees and (claim_denies or not _may_be_neither(term, token, opposites, talk)):
                    said.append(Comparison(Slot.OPPOSITE, 0.0, (at,), (token, token)))
                elif agrees:
                    said.append(Comparison(Slot.OPPOSITE, HALF, (at,), (token, token), ReasonCode.NOT_SAID))
                elif _is_surely_opposite(at, token, opposites, window):
                    said.append(Comparison(Slot.OPPOSITE, 1.0, (at,), (token, token), ReasonCode.OPPOSITE_SAID))
        if said:
            itself = [] if place is None else [Comparison(Slot.OPPOSITE, 0.0, (at,), (place, place))]
            best = best_supported([*itself, *said], window)
            found += [] if best is None or best in itself else [best]
    return found


def _is_denied(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word stands under a negation, or right behind what may deny."""
    behind = token > 0 and denied_words(token - 1, talk).may_deny[token - 1]
    return behind or denied_words(token, talk).in_scope[token]


def _said_in(window: EvidenceWindow, meanings: frozenset[str]) -> list[int]:
    """The tokens that mean one of these before all else, or begin a set phrase that does."""
    if not meanings:
        return []
    talk, begun = window.talk, _begun(meanings, window.talk)
    vocabulary, words = talk.vocabulary, window.tokens
    types = vocabulary.type_of_token[np.asarray(words, dtype=np.intp)]
    may = np.isin(types, [t for key in meanings for t in vocabulary.having(key)])
    return [
        token
        for token, possible in zip(words, may.tolist(), strict=True)
        if (possible and not meanings.isdisjoint(talk.language.meanings(talk.tokens[token].text))) or token in begun
    ]


def _begun(meanings: frozenset[str], talk: TranscriptIndex) -> set[int]:
    """The tokens that begin a set phrase which means one of these."""
    phrases = talk.once(heard_phrases)
    return {tokens[0] for key in meanings for tokens in phrases.get(key, ())}


def _may_be_neither(term: Term, token: int, opposites: frozenset[str], talk: TranscriptIndex) -> bool:
    """Whether both words tell of a change: sales that did not go up need not have gone down."""
    language, changes = talk.language, opposites & talk.language.changes
    said = not changes.isdisjoint(language.meanings(talk.tokens[token].text)) or token in _begun(changes, talk)
    return said and not language.changes.isdisjoint(language.meanings(term.text).union(term.phrases))


def _is_surely_opposite(term: int, token: int, opposites: frozenset[str], window: EvidenceWindow) -> bool:
    """Whether a word that may mean the opposite of one of the claim's is said of the same thing, and does mean it.

    A verb has to stand among half of the claim's other words, and be what the claim says, of the same. Of any other
    word all of the claim's other words must stand beside it, or it begins a set phrase that means an opposite and is
    said of the same, or most of what it can mean is one.
    """
    talk, word = window.talk, window.found.terms[term]
    same_sort = talk.language.is_stopword(talk.tokens[token].text) == word.stopword  # «إنه» is not "he ended it"
    named = _is_named(token, talk) or (word.name is not None and not word.name.weak)
    if named or not same_sort or not window.is_stated(token):
        return False
    if grammar(talk.language.code).is_spoken_verb(word.text):
        return (
            term == verb_of(window)
            and window.clause_share((term,), token) >= HALF
            and _is_said_of_it(term, token, window)
        )
    if window.clause_share((term,), token) == 1.0:
        return True
    if token in _begun(opposites, talk):
        return _is_said_of_it(term, token, window)
    meant = [key for key in talk.language.keys(talk.tokens[token].text) if key.startswith("c:")]
    return sum(key in opposites for key in meant) >= LIMITS.mostly * len(meant)


def _is_named(token: int, talk: TranscriptIndex) -> bool:
    """Whether a word is a name: in a talk with capitals no everyday word that is written small, "prices rose"."""
    small = _as_written(talk.tokens[token], talk).islower() and talk.once(_has_capitals)
    return any(not (name.weak and small) for name in talk.names_in(token, token))


def _has_capitals(talk: TranscriptIndex) -> bool:
    """Whether any word begins with one; captions that are written small still have "I"."""
    written = (_as_written(token, talk) for token in talk.tokens)
    return any(len(word) > 1 and word.istitle() for word in written)


def _as_written(token: Token, talk: TranscriptIndex) -> str:
    return talk.text[token.start : token.end]


def _is_said_of_it(term: int, token: int, window: EvidenceWindow) -> bool:
    """Whether what the claim says a word of is said close to `token`: the word of sense before it, as a verb's subject.

    Where there is none, or verbs come first, those behind it may be as well, up to a preposition, and if no word is
    left, the one that the preposition joins to it. Amounts and dates are said of anything.
    """
    rules, terms, talk = grammar(window.talk.language.code), window.found.terms, window.talk
    words = [at for at, other in window.of_sense if other.quantity is None and at != term]
    clause = talk.layout().clause_of(token)
    first, last = max(clause.first, token - LIMITS.phrase), min(clause.last, token + LIMITS.phrase)
    before = [at for at in words if at < term][-1:]
    if before and not rules.verb_first:
        return window.said(before[0], first, token - 1)
    behind = [at for at in words if at > term]
    ends = next((at for at in range(term + 1, len(terms)) if rules.opens_phrase(terms[at].text)), len(terms))
    beside = [*before, *[at for at in behind if at < ends][: LIMITS.pair]]
    if not beside:
        return any(window.said(at, token + 1, last) for at in behind[:1])
    last = next((at - 1 for at in range(token + 1, last + 1) if rules.opens_phrase(talk.tokens[at].text)), last)
    return any(window.said(at, first, last) for at in beside)
