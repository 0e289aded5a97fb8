"""One claim read against one passage: every comparison made, and the features the decision rests on."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.judging.amounts import compare_amounts
from align.judging.assertion import compare_assertion
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.frames import compare_frames
from align.judging.in_full import said_in_full
from align.judging.limits import LIMITS
from align.judging.meaning import Weighed
from align.judging.names import compare_all_names
from align.judging.opposites import compare_opposites
from align.judging.order import compare_exchange, compare_exchanged_amounts, compare_order, compare_roles
from align.judging.polarity import compare_polarity
from align.judging.quantifiers import compare_quantifiers
from align.judging.reading import Reading
from align.judging.unsaid import compare_unsaid
from align.judging.window import EvidenceWindow, window_of
from align.judging.words import compare_words
from align.matching import Passage, TranscriptIndex


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one passage says to a claim."""

    passage: Passage
    comparisons: tuple[Comparison, ...]
    met: tuple[float, ...]  # beside the claim's terms: how surely each was said in the same statement, 0..1
    features: tuple[float, ...]  # beside `FEATURES`
    # Whether one statement says every word of the claim but those that conflict, see `in_full.py`.
    said_in_full: bool = False
    rest_said: float = 1.0  # share of the claim's weight that was said, but for what stands against it, 0..1

    def of(self, slot: Slot) -> list[Comparison]:
        return [one for one in self.comparisons if one.slot is slot]

    @property
    def conflicts(self) -> list[Comparison]:
        return [one for one in self.comparisons if one.conflicts and one.slot is not Slot.ASSERTION]


FEATURES = (
    "coverage",  # share of the claim's weight that was said, 0..1
    "words",  # log(1 + content words said)
    "in_one_statement",  # the greatest share of the claim's weight that one statement says, 0..1
    "scattered",  # the longest way between two neighbouring words of the claim, as a share of a statement, 0..1
    "score",  # the passage's score of retrieval, 0..1
    "amounts_agree",  # how many
    "amounts_open",
    "names_open",
    "values_differ",  # amounts and names in conflict, each 0..1, as much as the rest of the claim was said there
    "opposed",  # negation, opposites, order, quantifiers: -1 agree … 1 opposed, as much as the rest was said there
)
_OPPOSED = frozenset({Slot.POLARITY, Slot.OPPOSITE, Slot.ORDER, Slot.QUANTIFIER, Slot.ROLE})
MEANING_FEATURES = (  # of a model of meaning, where there is one
    "similarity",
    "about",  # the probability that the statement speaks of the claim, of a model that is asked no more
    "doubt",  # how much likelier than not it does not, 0..1: that it does makes a claim neither true nor false
    "spoken",  # the probability that the statement entails or refutes the claim
    "leans",  # log of how much likelier it refutes it than entails it
)
LEAST_PROBABILITY = 0.01  # that a model of meaning is believed: a logarithm has no end


def meaning_features(weighed: Weighed) -> tuple[float, ...]:
    """What a model of meaning adds, beside `MEANING_FEATURES`; 0 for what it does not say."""
    entails, refutes = weighed.entails or 0.0, weighed.refutes or 0.0
    about = weighed.about or 0.0
    doubt = 0.0 if weighed.about is None else max(0.0, 1.0 - 2.0 * about)
    leans = math.log((refutes + LEAST_PROBABILITY) / (entails + LEAST_PROBABILITY))
    return (weighed.similarity or 0.0, about, doubt, entails + refutes, leans)


def assess(reading: Reading, passage: Passage, talk: TranscriptIndex) -> Assessment:
    """Every comparison of a claim with what `passage` and its statement say."""
    window = window_of(reading.found, passage, talk)
    stated, unsaid = compare_assertion(reading, window), compare_unsaid(reading, window)
    answered = any(one.slot is Slot.POLARITY for one in stated)
    amounts, names = compare_amounts(reading, window), compare_all_names(reading, window)
    comparisons = (
        *amounts,
        *names,
        *(() if answered else (compare_polarity(reading, window), *compare_opposites(reading, window))),
        *compare_quantifiers(reading, window),
        *compare_order(reading, window),
        *compare_roles(window),
        *compare_exchange(window),
        *compare_exchanged_amounts(amounts, names),
        *compare_words(amounts, window),
        *compare_frames(reading, amounts, window),
        *unsaid,
        *stated,
    )
    met = _met(comparisons, window)
    met = tuple(0.0 if any(at in one.terms for one in unsaid) else said for at, said in enumerate(met))
    return Assessment(
        passage,
        comparisons,
        met,
        _features(comparisons, met, window),
        said_in_full(comparisons, window, answered=answered),
        _rest_said(comparisons, met, window),
    )


def _met(comparisons: Sequence[Comparison], window: EvidenceWindow) -> tuple[float, ...]:
    """How surely each term was said, 0..1: amounts and names by value, other words by similarity."""
    met = [window.best_similarity(at) for at in range(len(window.found.terms))]
    for one in comparisons:
        if one.slot in (Slot.AMOUNT, Slot.NAME):
            value = 0.0 if one.level is None else 1.0 - one.level
            for term in one.terms:
                met[term] = value
        elif one.slot is Slot.OPPOSITE:  # it is the same matter
            met[one.terms[0]] = max(met[one.terms[0]], HALF)
    return tuple(met)


def _rest_said(comparisons: Sequence[Comparison], met: Sequence[float], window: EvidenceWindow) -> float:
    """How much of the claim was said, all but what conflicts with what was said, 0..1."""
    against = {term for one in comparisons if one.conflicts for term in one.terms if met[term] < LIMITS.said}
    rest = [at for at in range(len(met)) if at not in against]
    whole = window.weight(rest)
    return sum(window.found.weights[at] * met[at] for at in rest) / whole if whole > 0 else 1.0


def _features(comparisons: Sequence[Comparison], met: Sequence[float], window: EvidenceWindow) -> tuple[float, ...]:
    weights = window.found.weights
    content = [at for at, _ in window.of_sense]
    coverage = min(1.0, sum(weight * said for weight, said in zip(weights, met, strict=True)))
    amounts = [one for one in comparisons if one.slot is Slot.AMOUNT]
    names = [one for one in comparisons if one.slot is Slot.NAME]
    turned = [one for one in comparisons if one.slot in _OPPOSED and one.level is not None]
    differ = sum(_signed_level(one, window) for one in (*amounts, *names) if one.conflicts)
    opposed = _opposed(turned, window)
    return (
        coverage,
        math.log1p(sum(met[at] for at in content)),
        _in_one_statement(window),
        _scattered(window),
        window.passage.score,
        float(sum(one.agrees for one in amounts)),
        float(sum(not one.agrees and not one.conflicts for one in amounts)),
        float(sum(not one.agrees and not one.conflicts for one in names)),
        differ,
        0.0 if differ and opposed < 0 else opposed,
    )


def _in_one_statement(window: EvidenceWindow) -> float:
    """The greatest share of the claim's weight that one statement says by itself."""
    statements = {window.talk.layout().statement_of(token) for token in (window.passage.first, window.passage.last)}
    terms = [at for at, _ in window.of_sense]
    whole = max(window.weight(terms), 1e-9)
    return max(window.weight(at for at in terms if window.said(at, one.first, one.last)) / whole for one in statements)


def _scattered(window: EvidenceWindow) -> float:
    """How far from each other two words were said that are neighbours in the claim, 0..1."""
    places = [place for at, _ in window.of_sense if (place := window.place(at)) is not None]
    return min(1.0, max((abs(b - a) for a, b in pairwise(places)), default=0) / LIMITS.statement)


def _opposed(turned: Sequence[Comparison], window: EvidenceWindow) -> float:
    """The gravest conflict; without one, whether both sides deny, or deny and say the opposite."""
    if any(one.conflicts for one in turned):
        return max(_signed_level(one, window) for one in turned)
    return min(
        (_signed_level(one, window) for one in turned if one.slot in (Slot.POLARITY, Slot.OPPOSITE)), default=0.0
    )


def _signed_level(one: Comparison, window: EvidenceWindow) -> float:
    """A comparison as a feature: -1 agrees, 0 open, 0..1 conflicts, the more of the rest of the claim was said there.

    Squared for all but amounts and names: where little of the claim was said, another amount tells more than a denial.
    """
    if not one.conflicts or one.heard is None:
        return -1.0 if one.agrees else 0.0
    said = window.place(one.terms[0])
    place = one.heard[1] if said is None else said
    share = window.exchange_share(one.terms, place)
    if one.slot is not Slot.ORDER:  # "before the war" is a clause of its own as often as not
        share = (share + window.clause_share(one.terms, place)) / 2
    return share if one.slot in (Slot.AMOUNT, Slot.NAME) else share * share
