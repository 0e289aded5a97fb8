"""Does the recording deny what the claim states, or state what it denies?

Speech is full of negators that have nothing to do with the claim, so only words of the claim that were said count, each
with whether it stands under a negation on the one side and on the other.
"""

from __future__ import annotations

from enum import Enum

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.factuality import is_wished
from align.judging.limits import LIMITS
from align.judging.negation import Denials, excepts, sets_aside
from align.judging.negative_verbs import is_implicative
from align.judging.reading import DeniedTerms, Reading
from align.judging.restated import denied_nearby, denied_too, denies_by_meaning, stated_too
from align.judging.sides import Sides, read_sides
from align.judging.window import EvidenceWindow
from align.matching import Term, TranscriptIndex
from align.types import ReasonCode


class _Outcome(Enum):
    """What the negations of both sides make of a word of the claim that was said."""

    AGREES = "agrees"  # both sides deny it
    DOUBTFUL = "doubtful"  # one of them denies it, perhaps of something else
    OPPOSED = "opposed"  # exactly one of them denies it


_Met = tuple[int, int]  # a term of the claim, and the token that it is heard at


def compare_polarity(reading: Reading, window: EvidenceWindow) -> Comparison:
    """Whether the very word that one side denies is one that the other side states, of the same matter.

    What stands anywhere under a negation on both sides agrees. What the claim denies may be denied in other words:
    it is stated only where the claim is said in its own words, all but the negation.
    """
    sides = read_sides(reading, window)
    claim_denies = any(_can_be_denied(reading.found.terms[at], window.talk) for at in sides.claim.in_scope)
    found: dict[_Outcome, list[_Met]] = {outcome: [] for outcome in _Outcome}
    for at in range(len(reading.found.terms)):
        if (met := _of_word(at, claim_denies, reading, sides, window)) is not None:
            found[met[0]].append((at, met[1]))
    agreed, opposed = found[_Outcome.AGREES], found[_Outcome.OPPOSED]
    if differing := opposed or (not agreed and found[_Outcome.DOUBTFUL]):
        weightiest = max(differing, key=lambda met: reading.found.weights[met[0]])
        return _differs(weightiest, 1.0 if opposed and not agreed else HALF, sides, window)
    if agreed or claim_denies:
        return Comparison(Slot.POLARITY, 0.0 if agreed else None, tuple(at for at, _ in agreed))
    return _heard_as_denied(sides, window)


def _of_word(
    term: int, claim_denies: bool, reading: Reading, sides: Sides, window: EvidenceWindow
) -> tuple[_Outcome, int] | None:
    """What comes of a term, with the token that shows it; None where the negations say nothing of it.

    `claim_denies` says whether the claim denies any word that can be denied.
    """
    if is_implicative(reading.found.terms[term].text, window.talk.language):
        refused = _refusal_denied(term, sides, window)
        return None if refused is None else (_Outcome.OPPOSED, refused)
    place = window.place(term) if _can_be_denied(reading.found.terms[term], window.talk) else None
    if place is None:
        return None
    claim, heard = sides.claim, sides.heard(place)
    if term in claim.in_scope and heard.in_scope[place]:
        same = term in claim.focus or heard.focus[place] or heard.by_verb[place]
        return (_Outcome.AGREES, place) if same else None
    if term in claim.focus:
        return _denied_by_the_claim(term, place, reading, sides, window)
    if claim_denies and not (_is_main_word(term, window) and window.exchange_share((term,), place) >= LIMITS.mostly):
        return None  # of what the claim denies elsewhere, only its main word counts here
    denied = _denied_by_a_verb(place, sides, window) or _denied_by_a_negator(term, place, claim_denies, sides, window)
    return (_Outcome.OPPOSED, place) if denied else None


def _denied_by_the_claim(
    term: int, place: int, reading: Reading, sides: Sides, window: EvidenceWindow
) -> tuple[_Outcome, int] | None:
    """What comes of a word that the claim denies, and that is said undenied at `place`; denied elsewhere, it agrees."""
    if (denied := denied_too(term, place, sides, window)) is not None:
        return _Outcome.AGREES, denied
    if (excepted := _excepted(term, place, sides, window)) is not None:
        return _Outcome.AGREES, excepted
    # Others' belief is what the claim sets aside, and what was only planned did not happen, as it says.
    fact = window.is_stated(place) and (reading.supposes or not is_wished(place, window.talk))
    own_words = window.exchange_share((term,), place) >= LIMITS.mostly
    if not fact or not own_words or _negators_by(place, sides.heard(place), window) or _says_a_denial(window):
        return None
    if denied_nearby(term, place, sides, window):
        return None
    return (_Outcome.DOUBTFUL if _states_it_too(term, place, sides.claim, window) else _Outcome.OPPOSED), place


def _denied_by_a_verb(place: int, sides: Sides, window: EvidenceWindow) -> bool:
    """Whether the talk refuses or cancels the word at `place`, and the claim, all of which is said, does not say so."""
    denied = sides.heard(place)
    if not denied.by_verb[place]:
        return False
    all_said = all(term.is_compared or window.place(at) is not None for at, term in window.of_sense)
    return all_said and not _says_the_denial(place, denied, window)


def _denied_by_a_negator(term: int, place: int, claim_denies: bool, sides: Sides, window: EvidenceWindow) -> bool:
    """Whether the talk denies the word at `place` as what the claim says of the same matter, and nowhere states it."""
    if not sides.heard(place).focus[place] or stated_too(term, place, sides, window):
        return False
    same = window.exchange_share((term,), place) >= LIMITS.same_matter or _is_all_it_says(window)
    return same and _is_predicate(term, place, claim_denies, sides, window)


def _says_a_denial(window: EvidenceWindow) -> bool:
    """Whether a word of the claim that denies by its meaning was said."""
    terms = enumerate(window.found.terms)
    return any(denies_by_meaning(term, window) and window.place(at) is not None for at, term in terms)


def _differs(denied: tuple[int, int], level: float, sides: Sides, window: EvidenceWindow) -> Comparison:
    """One side denies a term of the claim that is heard at a token; shown with the negator."""
    term, place = denied
    shown = [at for at in _negators_by(place, sides.heard(place), window) if at <= place]
    first = max(window.talk.layout().clause_of(place).first, min([place - LIMITS.pair, *shown]))
    return Comparison(Slot.POLARITY, level, (term,), (first, place), ReasonCode.NEGATION_DIFFERS)


def _heard_as_denied(sides: Sides, window: EvidenceWindow) -> Comparison:
    """Whether a term of a claim that denies nothing is heard only as what is denied, or all of them, a verb included,
    stand under a negation: too little to accuse by, too much for a tick."""
    rules = grammar(window.talk.language.code)
    met = [
        (at, place)
        for at, term in window.of_sense
        if _can_be_denied(term, window.talk) and (place := window.place(at)) is not None
    ]
    denied = [
        (at, place) for at, place in met if sides.heard(place).focus[place] and not stated_too(at, place, sides, window)
    ]
    said = [at for at, _ in met if _is_main_word(at, window) and not rules.is_definite(window.found.terms[at].text)]
    if not denied and said and all(sides.heard(place).in_scope[place] for _, place in met):
        denied = met
    return _differs(denied[0], HALF, sides, window) if denied else Comparison(Slot.POLARITY, None)


def _refusal_denied(term: int, sides: Sides, window: EvidenceWindow) -> int | None:
    """Where a verb of refusing or cancelling was said itself, and the talk alone denies it: "was not cancelled"."""
    place = window.place(term) if is_implicative(window.found.terms[term].text, window.talk.language) else None
    if place is None or window.exchange_share((term,), place) < LIMITS.mostly:
        return None
    denied = sides.heard(place).focus[place] and term not in sides.claim.focus
    stated = denied and window.is_stated(place) and not stated_too(term, place, sides, window)
    return place if stated else None


def _is_predicate(term: int, place: int, denies: bool, sides: Sides, window: EvidenceWindow) -> bool:
    """Whether the focus of the negation at `place` is what the claim says, its predicate, and none of its arguments.

    The predicate is its verb, and in a claim without one any word where half of the claim was said. Another word is
    denied with all of the claim only where it is set aside for something else ("it was in May, not in June"), or where
    the clause says half of the rest. Of a claim that denies something itself (`denies`), the verb may be denied by a
    clause that says no more.
    """
    talk, verb = window.talk, verb_of(window)
    if verb is None:
        return window.exchange_share((term,), place) >= HALF or _is_all_it_says(window)
    if term == verb or (denies and _is_main_word(term, window)):
        alone = denies and _stands_alone(place, talk)
        return alone or bool(window.rest_in_clause((term,), place)) or _is_all_it_says(window)
    denier = _denier(place, sides, window)
    if sets_aside(talk.tokens[denier].text, talk.language.code) and (
        denier == place - 1 or (_stands_alone(place, talk) and window.exchange_share((term,), place) >= LIMITS.mostly)
    ):
        return True  # "not in June"; "it was not my brother who …"
    if excepts(talk.tokens[denier].text, talk.language.code) and verb not in window.rest_in_clause((term,), place):
        return False
    return window.clause_share((term,), place) >= HALF and not _stands_alone(place, talk)


def _states_it_too(term: int, place: int, claim: DeniedTerms, window: EvidenceWindow) -> bool:
    """Whether what was said at `place` is what the claim states, not what it denies: "Anna apologised, and Ben did not
    apologise"; or whether it denies a thing, and the verb was said of another: "angry at Anna, not at Ben"."""
    if any(place in window.occurrences[at] for at, _ in window.of_sense if at != term and at not in claim.in_scope):
        return True
    verb = verb_of(window)
    if verb is None or verb == term or verb in claim.in_scope:
        return False
    denies = denies_by_meaning(window.found.terms[verb], window)
    return not denies and verb not in window.rest_in_clause((term,), place)


def _is_all_it_says(window: EvidenceWindow) -> bool:
    """Whether the claim has but one word of sense: "she has children"."""
    return len(window.of_sense) == 1


def _stands_alone(place: int, talk: TranscriptIndex) -> bool:
    """Whether its clause has no other word of sense, and so is about what was said before: "and I don't regret it"."""
    clause = talk.layout().clause_of(place)
    return all(
        at == place or talk.language.is_stopword(talk.tokens[at].text) for at in range(clause.first, clause.last + 1)
    )


def verb_of(window: EvidenceWindow) -> int | None:
    """The first verb of a claim that says something."""
    rules = grammar(window.talk.language.code)
    return next((at for at, term in window.of_sense if rules.is_spoken_verb(term.text)), None)


def _is_main_word(term: int, window: EvidenceWindow) -> bool:
    """Whether a word is the claim's first verb, or its first word where verbs come first: «ندم لأنه لم …»."""
    first = next((at for at, _ in window.of_sense), None)
    return term == verb_of(window) or (grammar(window.talk.language.code).verb_first and term == first)


def _follows_an_auxiliary(term: int, window: EvidenceWindow) -> bool:
    """Whether a word stands behind one and a negator: "did not leave", "didn't leave"."""
    rules, terms = grammar(window.talk.language.code), window.found.terms
    before = [other.text for other in terms[max(0, term - LIMITS.pair) : term]]
    return bool(before) and window.talk.language.is_negator(before[-1]) and any(map(rules.is_surely_verb, before))


def _excepted(term: int, place: int, sides: Sides, window: EvidenceWindow) -> int | None:
    """Where a word of the claim stands that is left out of what is said at `place`: "everybody left but my brother"."""
    if not (_is_main_word(term, window) or _follows_an_auxiliary(term, window)):
        return None
    others = (window.place(at) for at in window.rest_in_clause((term,), place))
    clause = window.talk.layout().clause_of(place)
    within = (at for at in others if at is not None and clause.first <= at <= clause.last)
    found = (at for at in within if sides.heard(at).focus[at] and not sides.heard(place).in_scope[place])
    return next((at for at in found if _leaves_out(window.talk.tokens[_denier(at, sides, window)].text, window)), None)


def _leaves_out(denier: str, window: EvidenceWindow) -> bool:
    """Whether a word denies something, or somebody, and not what is said: "all but", "not my brother"."""
    code = window.talk.language.code
    return excepts(denier, code) or sets_aside(denier, code)


def _says_the_denial(place: int, denied: Denials, window: EvidenceWindow) -> bool:
    """Whether the claim says what denies in the clause of `place`, in whatever words: "turned down" is "refused"."""
    terms = [at for at, term in enumerate(window.found.terms) if not term.stopword]
    return any(window.said(at, negator, negator) for negator in _negators_by(place, denied, window) for at in terms)


def _negators_by(place: int, denied: Denials, window: EvidenceWindow) -> list[int]:
    """What may deny in the clause of `place`."""
    clause = window.talk.layout().clause_of(place)
    return [at for at in range(clause.first, clause.last + 1) if denied.may_deny[at]]


def _denier(place: int, sides: Sides, window: EvidenceWindow) -> int:
    """The last word before `place` in its clause that may deny; itself where there is none."""
    return max((at for at in _negators_by(place, sides.heard(place), window) if at < place), default=place)


def _can_be_denied(term: Term, talk: TranscriptIndex) -> bool:
    """A verb of refusing or cancelling denies, itself, and an amount is compared."""
    return not (term.stopword or term.quantity or is_implicative(term.text, talk.language))
