"""Is as much of the whole meant: all, most, some, few, none of it, or only this?

A word of how much counts with the word behind it that it is about; the same word must have been said with another.
"""

from __future__ import annotations

from align.judging.comparison import Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow
from align.language.tables import words as listed
from align.quantities import number_value
from align.types import ReasonCode

NOT_ALL = "not all"
_DENIED = {"all": NOT_ALL, "most": "few"}
_EXCLUDED = {
    "all": {"most", "some", "few", "none", NOT_ALL},
    "most": {"few", "none"},
    "some": {"none"},
    "few": {"all", "most"},
    "none": {"all", "most", "some", "few"},
    "only": set(),
}


def compare_quantifiers(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """For each "all", "most" or "none" of the claim, what was said of the same thing ("every one of them": of them)."""
    quantifiers, terms, code = window.talk.language.quantifiers, reading.found.terms, window.talk.language.code
    found = []
    for at, term in enumerate(terms):
        kind = quantifiers.get(term.text)
        if kind is None or (reading.denies and kind != "none"):
            continue
        behind = range(at + 1, min(at + 1 + LIMITS.phrase, len(terms)))
        things = [i for i in behind if not terms[i].stopword and number_value(terms[i].text, code) != 1][:1]
        place = window.place(things[0]) if things else None
        heard = {} if place is None else _heard_before(place, window)
        other = next((token for said, token in heard.items() if said in _EXCLUDED[kind]), None)
        if kind in heard:
            found.append(Comparison(Slot.QUANTIFIER, 0.0, (at,), (heard[kind], heard[kind])))
        elif other is not None and place is not None:
            found.append(Comparison(Slot.QUANTIFIER, 1.0, (at, *things), (other, place), ReasonCode.SCOPE_DIFFERS))
        elif kind == "all" and (alone := _not_all_alone(window)):
            found.append(Comparison(Slot.QUANTIFIER, 1.0, (at, *things), alone, ReasonCode.SCOPE_DIFFERS))
    return found


def _not_all_alone(window: EvidenceWindow) -> tuple[int, int] | None:
    """The words "not all (of them)" with nothing behind them to be about: they are about what was spoken of."""
    language, words = window.talk.language, window.talk.view().words
    for at in window.tokens:
        if language.quantifiers.get(words[at]) != "all":
            continue
        clause = window.talk.layout().clause_of(at)
        before = range(max(clause.first, at - LIMITS.pair), at)
        negator = next((token for token in before if language.is_negator(words[token])), None)
        if negator is not None and all(map(language.is_stopword, words[at + 1 : clause.last + 1])):
            return negator, at
    return None


def _heard_before(place: int, window: EvidenceWindow) -> dict[str, int]:
    """What was said of how much of the thing at `place`, and the tokens that say it."""
    talk, found = window.talk, {}
    first = max(window.first, place - LIMITS.phrase, talk.layout().clause_of(place).first)
    for at in range(first, place):
        if kind := talk.language.quantifiers.get(talk.tokens[at].text):
            before = talk.tokens[max(window.first, at - LIMITS.pair) : at]
            negated = any(talk.language.is_negator(token.text) for token in before)
            found[_DENIED.get(kind, kind) if negated else kind] = at
    parts = listed(talk.language.code, "function-words", "partitive")
    for amount in talk.quantities_in(first, place - 1):
        of, *between = [token.text for token in talk.tokens[amount.last + 1 : place]] or [""]
        if of in parts and all(map(talk.language.is_stopword, between)):  # "two of the workers"
            found.setdefault("some", amount.first)
    return found
