"""Does the recording deny what the claim states, or state what it denies? And was the opposite of a word said?

Speech is full of negators that have nothing to do with the claim, so only words of the claim that were said count, each
with whether it stands under a negation on the one side and on the other.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import numpy as np

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot, in_best_company
from align.judging.denied import Denied, denied_words
from align.judging.factuality import wished
from align.judging.ground import Ground, is_of_sense
from align.judging.limits import LIMITS
from align.judging.negation import is_denial, is_implicative, sets_aside
from align.judging.reading import Reading
from align.judging.sides import Sides, read_sides
from align.language import Token
from align.matching import Term, TranscriptIndex, heard_phrases
from align.types import ReasonCode


def compare_polarity(reading: Reading, ground: Ground) -> Comparison:
    """Whether the very word that one side denies is one that the other side states, of the same matter.

    What stands anywhere under a negation on both sides agrees. What the claim denies may be denied in other words:
    it is stated only where the claim is said in its own words, all but the negation.
    """
    sides = read_sides(reading, ground)
    claim = sides.claim
    claim_denies = any(_can_be_denied(reading.found.terms[at], ground.talk) for at in claim.ruled)
    all_said = all(term.is_compared or ground.place(at) is not None for at, term in _of_sense(ground))
    says_denial = any(_denies_by_meaning(term, ground) and ground.place(at) is not None for at, term in _terms(reading))
    agreed: list[tuple[int, int]] = []
    opposed: list[tuple[int, int]] = []
    for at, term in _terms(reading):
        if (place := _refusal_denied(at, sides, ground)) is not None:
            opposed.append((at, place))
        place = ground.place(at) if _can_be_denied(term, ground.talk) else None
        if place is None:
            continue
        matter, denied = ground.matter((at,), place), sides.heard(place)
        if at in claim.ruled and denied.ruled[place]:
            if at in claim.heads or denied.heads[place] or denied.by_verb[place]:
                agreed.append((at, place))
        elif at in claim.heads:
            denying = _denied_too(at, place, sides, ground)
            # Others' belief is what the claim sets aside, and what was only planned did not happen, as it says.
            fact = ground.is_stated(place) and (reading.supposes or place not in ground.talk.once(wished))
            if denying is not None:
                agreed.append((at, denying))
            elif fact and not says_denial and matter >= LIMITS.mostly and not _negators_by(place, denied, ground):
                opposed.append((at, place))
        elif not claim_denies or (at == _verb(ground) and matter >= LIMITS.mostly):
            by_negator = (
                denied.heads[place] and matter >= LIMITS.same_matter and not _stated_too(at, place, sides, ground)
            )
            by_negator = by_negator and _is_what_is_said(at, place, claim_denies, ground)
            by_verb = denied.by_verb[place] and all_said and not _says_the_denial(place, denied, ground)
            if by_negator or by_verb:
                opposed.append((at, place))
    if not opposed:
        return Comparison(Slot.POLARITY, 0.0 if agreed else None, tuple(at for at, _ in agreed))
    denies, place = max(opposed, key=lambda pair: reading.found.weights[pair[0]])
    shown = [at for at in _negators_by(place, sides.heard(place), ground) if at <= place]
    first = max(ground.talk.layout().clause_of(place).first, min([place - LIMITS.beside, *shown]))
    level = HALF if agreed else 1.0
    return Comparison(Slot.POLARITY, level, (denies,), (first, place), ReasonCode.NEGATION_DIFFERS)


def _refusal_denied(term: int, sides: Sides, ground: Ground) -> int | None:
    """Where a verb of refusing or cancelling was said itself, and the talk alone denies it: "was not cancelled"."""
    place = ground.place(term) if is_implicative(ground.found.terms[term].text, ground.talk.language) else None
    if place is None or ground.matter((term,), place) < LIMITS.mostly:
        return None
    denied = sides.heard(place).heads[place] and term not in sides.claim.heads
    stated = denied and ground.is_stated(place) and not _stated_too(term, place, sides, ground)
    return place if stated else None


def _is_what_is_said(term: int, place: int, denies: bool, ground: Ground) -> bool:
    """Whether it is what the claim says that is denied at `place`, and no mere thing or person of it.

    That is its verb, and in a claim without one any word where most of the claim was said; of other words only what is
    set aside for something else ("it was in May, not in June"), or the one that is denied of all that the claim says.
    Of a claim that denies something itself (`denies`), the verb may be denied by a clause that says no more.
    """
    talk, verb = ground.talk, _verb(ground)
    if verb is None:
        return ground.matter((term,), place) >= HALF
    if term == verb:
        alone = denies and _stands_alone(place, talk)
        return alone or bool(ground.company((term,), place)) or len(list(_of_sense(ground))) == 1
    return sets_aside(talk.tokens[place - 1].text, talk.language.code) or ground.beside((term,), place) >= HALF


def _stands_alone(place: int, talk: TranscriptIndex) -> bool:
    """Whether its clause has no other word of sense and so speaks of what was said before: "and I don't regret it"."""
    clause = talk.layout().clause_of(place)
    return all(
        at == place or talk.language.is_stopword(talk.tokens[at].text) for at in range(clause.first, clause.last + 1)
    )


def _verb(ground: Ground) -> int | None:
    """The first verb of a claim that says something."""
    rules = grammar(ground.talk.language.code)
    return next((at for at, term in _of_sense(ground) if rules.is_spoken_verb(term.text)), None)


def _stated_too(term: int, place: int, sides: Sides, ground: Ground) -> bool:
    """Whether a clause states it that has words of the claim which the denied one lacks, or, later, as many.

    "I never wanted to sell it. The mayor wanted to."
    """
    kept = ground.company((term,), place)
    for at in ground.heard[term]:
        if sides.heard(at).ruled[at] or not ground.is_stated(at):
            continue
        company = ground.company((term,), at)
        if company - kept or (at > place and ground.weight(company) >= ground.weight(kept)):
            return True
    return False


def _denied_too(term: int, place: int, sides: Sides, ground: Ground) -> int | None:
    """Where a clause that has as many of the claim's other words as that of `place` denies it: "Hala married, Samer has
    not"."""
    kept = ground.weight(ground.company((term,), place))
    places = (at for at in ground.heard[term] if sides.heard(at).heads[at] or sides.heard(at).by_verb[at])
    return next((at for at in places if ground.weight(ground.company((term,), at)) >= kept), None)


def _terms(reading: Reading) -> Iterator[tuple[int, Term]]:
    return enumerate(reading.found.terms)


def _of_sense(ground: Ground) -> Iterator[tuple[int, Term]]:
    return ((at, term) for at, term in enumerate(ground.found.terms) if is_of_sense(term, ground.talk))


def _denies_by_meaning(term: Term, ground: Ground) -> bool:
    """Whether a word refuses, fails or denies: said itself, it denies there as well, whatever the tables make of it."""
    language = ground.talk.language
    return is_implicative(term.text, language) or is_denial(term.text, language)


def _says_the_denial(place: int, denied: Denied, ground: Ground) -> bool:
    """Whether the claim says what denies in the clause of `place`, in whatever words: "turned down" is "refused"."""
    terms = [at for at, term in enumerate(ground.found.terms) if not term.stopword]
    return any(ground.said(at, negator, negator) for negator in _negators_by(place, denied, ground) for at in terms)


def _negators_by(place: int, denied: Denied, ground: Ground) -> list[int]:
    """What may deny in the clause of `place`."""
    clause = ground.talk.layout().clause_of(place)
    return denied.negators[bisect_left(denied.negators, clause.first) : bisect_right(denied.negators, clause.last)]


def _can_be_denied(term: Term, talk: TranscriptIndex) -> bool:
    """A verb of refusing or cancelling denies, itself, and an amount is compared."""
    return not (term.stopword or term.quantity or is_implicative(term.text, talk.language))


def compare_opposites(reading: Reading, ground: Ground) -> list[Comparison]:
    """For each word of the claim, whether its opposite was said in its place, in better company than the word itself.

    A word that the claim has as well is no opposite of another one. What one side denies of the other's opposite
    agrees; only that one change is denied in the talk leaves it open whether the other one came.
    """
    talk, terms = ground.talk, reading.found.terms
    denied = talk.once(denied_words)
    own = {place for at in range(len(terms)) if (place := ground.place(at)) is not None}
    found = []
    for at, term in enumerate(terms):
        compared = term.quantity or talk.language.is_negator(term.text)
        opposites: frozenset[str] = frozenset() if compared else talk.language.antonyms(term.text, term.phrases)
        place = ground.place(at)
        itself = None if place is None else Comparison(Slot.OPPOSITE, 0.0, (at,), (place, place))
        said = []
        for token in _said_in(ground, opposites):
            if token in own or (reading.denied.ruled and is_denial(talk.tokens[token].text, talk.language)):
                continue
            least = LIMITS.mostly if at in reading.denied.ruled else LIMITS.same_matter
            if ground.matter((at,), token) >= least:
                claim_denies = at in reading.denied.ruled
                agrees = claim_denies != (denied.ruled[token] or token - 1 in denied.negators)
                if agrees and (claim_denies or not _may_be_neither(term, token, opposites, talk)):
                    said.append(Comparison(Slot.OPPOSITE, 0.0, (at,), (token, token)))
                elif agrees:
                    said.append(Comparison(Slot.OPPOSITE, HALF, (at,), (token, token), ReasonCode.NOT_SAID))
                elif _is_surely_opposite(at, token, opposites, ground):
                    said.append(Comparison(Slot.OPPOSITE, 1.0, (at,), (token, token), ReasonCode.OPPOSITE_SAID))
        best = in_best_company(said if itself is None else [itself, *said], ground)
        if best is not None and best is not itself:
            found.append(best)
    return found


def _said_in(ground: Ground, meanings: frozenset[str]) -> list[int]:
    """The tokens that mean one of these before all else, or begin a set phrase that does."""
    if not meanings:
        return []
    talk, begun = ground.talk, _begun(meanings, ground.talk)
    vocabulary, words = talk.vocabulary, ground.tokens
    may = np.isin(
        vocabulary.type_of_token[words.start : words.stop], [t for key in meanings for t in vocabulary.having(key)]
    )
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


def _is_surely_opposite(term: int, token: int, opposites: frozenset[str], ground: Ground) -> bool:
    """Whether a word that may mean the opposite of one of the claim's is said of the same thing, and does mean it.

    A verb has to stand among half of the claim's other words, and be what the claim says, of the same. Of any other
    word all of the claim's other words must stand beside it, or it begins a set phrase that means an opposite and is
    said of the same, or most of what it can mean is one.
    """
    talk, word = ground.talk, ground.found.terms[term]
    same_sort = talk.language.is_stopword(talk.tokens[token].text) == word.stopword  # «إنه» is not "he ended it"
    if _is_named(token, talk) or word.name is not None or not same_sort or not ground.is_stated(token):
        return False
    if grammar(talk.language.code).is_spoken_verb(word.text):
        return term == _verb(ground) and ground.beside((term,), token) >= HALF and _is_said_of_it(term, token, ground)
    if ground.beside((term,), token) == 1.0:
        return True
    if token in _begun(opposites, talk):
        return _is_said_of_it(term, token, ground)
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


def _is_said_of_it(term: int, token: int, ground: Ground) -> bool:
    """Whether what the claim says a word of is said close to `token`: the word of sense before it, as a verb's subject.

    Where there is none, or verbs come first, those behind it may be as well, up to a preposition, and if no word is
    left, the one that the preposition joins to it. Amounts and dates are said of anything.
    """
    rules, terms, talk = grammar(ground.talk.language.code), ground.found.terms, ground.talk
    words = [at for at, other in _of_sense(ground) if other.quantity is None and at != term]
    clause = talk.layout().clause_of(token)
    first, last = max(clause.first, token - LIMITS.near), min(clause.last, token + LIMITS.near)
    before = [at for at in words if at < term][-1:]
    if before and not rules.verb_first:
        return ground.said(before[0], first, token - 1)
    behind = [at for at in words if at > term]
    ends = next((at for at in range(term + 1, len(terms)) if rules.opens_phrase(terms[at].text)), len(terms))
    beside = [*before, *[at for at in behind if at < ends][: LIMITS.beside]]
    if not beside:
        return any(ground.said(at, token + 1, last) for at in behind[:1])
    last = next((at - 1 for at in range(token + 1, last + 1) if rules.opens_phrase(talk.tokens[at].text)), last)
    return any(ground.said(at, first, last) for at in beside)
