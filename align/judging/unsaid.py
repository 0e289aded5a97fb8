"""Words of the claim that the talk has only where it does not say them: it denies them, or that others are right.

"Did you get a prize? / We got no prize, we got a mention from the jury": a prize from the jury was not said.
"""

from __future__ import annotations

from collections.abc import Iterator

from align.claims.grammar import grammar
from align.judging.assertion import is_asked_in_vain
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.denied import denied_words
from align.judging.factuality import disbelieved
from align.judging.negation import is_imperfect
from align.judging.negators import role
from align.judging.reading import Reading
from align.judging.restated import denies_by_meaning
from align.judging.window import EvidenceWindow
from align.language.tables import words as listed
from align.types import ReasonCode


def compare_unsaid(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """One open comparison for each word that the window has and nowhere says, of a claim that denies nothing."""
    if reading.asks or reading.denies or any(denies_by_meaning(term, window) for term in window.found.terms):
        return []
    return list(_unsaid(reading, window))


def _unsaid(reading: Reading, window: EvidenceWindow) -> Iterator[Comparison]:
    for at, term in window.of_sense:
        tokens = window.occurrences[at]
        codes = [_why_unsaid(at, token, reading, window) for token in tokens]
        if tokens and all(codes) and term.quantity is None:
            yield Comparison(Slot.WORD, HALF, (at,), (tokens[-1], tokens[-1]), codes[-1])


def _why_unsaid(term: int, token: int, reading: Reading, window: EvidenceWindow) -> ReasonCode | None:
    """Why a word of the claim is not said where the talk has it; None where it is, or may be."""
    talk = window.talk
    if token in talk.once(disbelieved):
        return None if reading.supposes else ReasonCode.NOT_ASSERTED
    if talk.layout().asked(token):
        denied = any(_is_denied(at, window) for at in window.occurrences[term])
        return ReasonCode.ASKED_ONLY if denied and is_asked_in_vain(token, talk) else None
    return ReasonCode.NEGATION_DIFFERS if _is_denied(token, window) else None


def _is_denied(token: int, window: EvidenceWindow) -> bool:
    """Whether there is no such thing as the talk names: the verb right before it is denied, and it is indefinite."""
    talk, words = window.talk, window.talk.view().words
    denied, indefinite = denied_words(token, talk), listed(talk.language.code, "relations", "indefinite")
    verb = token - 1 - (words[token - 1] in indefinite)
    if not denied.in_scope[token] or not denied.focus[verb] or not denied.may_deny[verb - 1]:
        return False
    if indefinite:
        return verb < token - 1
    code, rules = talk.language.code, grammar(talk.language.code)
    attached = (*listed(code, "affixes", "article-prefix"), *listed(code, "relations", "proclitic"))
    possessed, behind = tuple(listed(code, "relations", "possessed")), token + 1
    goes_on = behind < len(talk) and not (talk.breaks(behind) or talk.language.is_stopword(words[behind]))
    whole = [talk.tokens[at] for at in ((token, behind) if goes_on else (token,))]
    owned = any(talk.text[each.start : each.end].endswith(possessed) for each in whole)  # «عرس بنتها»
    verbal = words[verb - 1] in role(code, "of-verbs") and not is_imperfect(words[verb], talk.language)
    named = bool(talk.names_in(token, token)) or words[token] in role(code, "nobody")
    return verbal and not (owned or named or words[token].startswith(attached) or rules.is_spoken_verb(words[token]))
