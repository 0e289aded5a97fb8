"""Whether a word that one side denies and the other states is said once more in the recording, as the claim has it."""

from __future__ import annotations

from align.judging.negative_verbs import is_denial, is_implicative
from align.judging.sides import Sides
from align.judging.window import EvidenceWindow, is_elliptical
from align.matching import Term


def stated_too(term: int, place: int, sides: Sides, window: EvidenceWindow) -> bool:
    """Whether a term denied at `place` is stated in a clause that says more of the claim, or later in one with as much,
    or of something else in the statement that the denial is elliptical in.

    "I never wanted to sell it. The mayor wanted to"; "The first night filled up, the one in the tent didn't fill."
    """
    kept = window.rest_in_clause((term,), place)
    for at in window.occurrences[term]:
        if sides.heard(at).in_scope[at] or not window.is_stated(at):
            continue
        rest = window.rest_in_clause((term,), at)
        later = at > place and window.weight(rest) >= window.weight(kept)
        if rest - kept or later or _goes_on_to_another(at, place, window):
            return True
    return False


def _goes_on_to_another(stated: int, denied: int, window: EvidenceWindow) -> bool:
    """Whether what the claim does not say stands between a word and an elliptical denial of it in its statement."""
    talk = window.talk
    clause = talk.layout().clause_of(denied)
    if not (talk.layout().statement_of(denied).first <= stated < clause.first and is_elliptical(clause, talk)):
        return False
    said = {at for term, _ in window.of_sense for at in window.occurrences[term]}
    between = range(stated + 1, clause.first)
    return any(at not in said and not talk.language.is_stopword(talk.tokens[at].text) for at in between)


def denied_too(term: int, place: int, sides: Sides, window: EvidenceWindow) -> int | None:
    """Where a clause with as much of the claim as that of `place` denies the term: "Hala married, Samer has not"."""
    kept = window.weight(window.rest_in_clause((term,), place))
    places = (at for at in window.occurrences[term] if sides.heard(at).focus[at] or sides.heard(at).by_verb[at])
    return next((at for at in places if window.weight(window.rest_in_clause((term,), at)) >= kept), None)


def denied_nearby(term: int, place: int, sides: Sides, window: EvidenceWindow) -> bool:
    """Whether a term that the claim denies by a word's meaning stands under a negation in an exchange that says as much
    of the claim as that of `place`: «تعذر الفحص», «طلبوا ورقة فحص، وما عندن شي يفحصو»."""
    if not any(denies_by_meaning(other, window) for other in window.found.terms):
        return False
    kept = window.exchange_share((term,), place)
    places = (at for at in window.occurrences[term] if sides.heard(at).in_scope[at])
    return any(window.exchange_share((term,), at) >= kept for at in places)


def denies_by_meaning(term: Term, window: EvidenceWindow) -> bool:
    """Whether a word refuses, fails or denies: where it was said itself, the talk denies as well."""
    language = window.talk.language
    return is_implicative(term.text, language) or is_denial(term.text, language)
