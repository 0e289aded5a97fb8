"""Is as much of the whole meant: all, most, some, few, none of it, or only this?

A word of how much counts with the word behind it that it is about; the same word must have been said with another.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from align.judging.comparison import Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow
from align.language.tables import words as listed
from align.matching import IndexedQuantity, Term
from align.quantities import Bound, is_period, number_value, numerals
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
# The shares, in per cent, that each lets pass: more than the first, and up to the second.
_ALMOST_ALL = "almost all"
_SHARES = {"all": (99.0, inf), _ALMOST_ALL: (75.0, inf), "most": (50.0, inf), "none": (-1.0, 0.0)}


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
        # "Every day" is no whole that "half the day" would be a part of.
        parted = things != [at + 1] or not is_period(terms[at + 1].text, code)
        place = window.place(things[0]) if things else None
        wholes = [*things, *_floated_from(at, terms)] if parted else []
        if (share := _beside_share(at, kind, wholes, window)) is not None:
            found.append(share)
            continue
        heard = {} if place is None else _heard_before(place, window)
        excluded = _EXCLUDED[kind] if parted else _EXCLUDED[kind] - {"some"}
        other = next((token for said, token in heard.items() if said in excluded), None)
        if kind in heard:
            found.append(Comparison(Slot.QUANTIFIER, 0.0, (at,), (heard[kind], heard[kind])))
        elif other is not None and place is not None:
            found.append(Comparison(Slot.QUANTIFIER, 1.0, (at, *things), (other, place), ReasonCode.SCOPE_DIFFERS))
        elif kind == "all" and (alone := _not_all_alone(window)):
            found.append(Comparison(Slot.QUANTIFIER, 1.0, (at, *things), alone, ReasonCode.SCOPE_DIFFERS))
    return found


def _floated_from(term: int, terms: Sequence[Term]) -> list[int]:
    """The word right before a quantifier, which that may be about as well: «المرضى كلهم», "the patients all"."""
    return [term - 1] if term and not terms[term - 1].stopword else []


def _beside_share(term: int, kind: str, things: Sequence[int], window: EvidenceWindow) -> Comparison | None:
    """How much of a thing the claim means beside a share of it that was heard: "all of them" and "two thirds"."""
    for thing in things if kind in _SHARES else ():
        place = window.place(thing)
        share = None if place is None else _share_of(place, window)
        if place is None or share is None or window.exchange_share((term, thing), place) < LIMITS.same_matter:
            continue
        if _is_said_as_well(kind, thing, place, window):
            continue
        beside = [window.found.terms[at].text for at in (term - 1, thing + 1) if 0 <= at < len(window.found.terms)]
        almost = kind == "all" and not window.talk.language.approximators.isdisjoint(beside)
        least, most = _SHARES[_ALMOST_ALL if almost else kind]
        bounded = share.quantity.bound in (Bound.AT_LEAST, Bound.AT_MOST)
        if bounded and share.quantity.low < least < share.quantity.high:
            return None  # "more than a third" may be most
        within = share.quantity.high > least and share.quantity.high <= most
        said = (min(share.first, place), max(share.last, place))
        code = None if within else ReasonCode.SCOPE_DIFFERS
        return Comparison(Slot.AMOUNT, float(not within), (term,), said, code)
    return None


def _is_said_as_well(kind: str, thing: int, place: int, window: EvidenceWindow) -> bool:
    """Whether a clause that says as much of the claim as that of `place` has the very word of how much."""

    def told(token: int) -> float:
        return window.weight(window.rest_in_clause((thing,), token))

    as_much = (token for token in window.occurrences[thing] if told(token) >= told(place))
    return any(kind in _heard_before(token, window) for token in as_much)


def _share_of(place: int, window: EvidenceWindow) -> IndexedQuantity | None:
    """The share of the thing at `place` that was said: "two thirds of our patients", «المرضى تلتينن»."""
    talk = window.talk
    first = max(window.first, place - LIMITS.phrase, talk.layout().clause_of(place).first)
    for item in talk.quantities_in(first, min(place + 1, window.last)):
        if item.quantity.kind != "percent":
            continue
        between = [token.text for token in talk.tokens[item.last + 1 : place]]
        floated = any(
            part.role == "share" for part in numerals(talk.language.code).readings(talk.tokens[item.last].text)
        )
        if all(map(talk.language.is_stopword, between)) if item.last < place else floated:
            return item
    return None


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
