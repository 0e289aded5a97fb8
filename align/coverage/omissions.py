"""The passages of a talk that have most to say and that the article leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.coverage.keywords import keywords
from align.coverage.salience import Salience
from align.coverage.told import Told, covered_tokens
from align.coverage.units import Unit, units_of
from align.matching import TranscriptIndex
from align.types import Article, Evidence, Finding, Omission

MOST_OMISSIONS = 10
CONSIDERED = 200  # the most salient units that are looked at, however long the talk
LEAST = 0.25  # of the highest salience: what has less is not worth a listener's time
TOLD = 0.5  # share of a passage's words in one sentence of the article from which that tells the same
FEWEST_EDGE_TERMS = 2  # different words of a phrase at a passage's edge that belongs to it
REPEATED = 0.2  # what a passage loses of its salience where earlier choices have all its words


def omissions(article: Article, findings: Sequence[Finding], talk: TranscriptIndex) -> tuple[Omission, ...]:
    """At most `MOST_OMISSIONS` passages in the order of the talk; none overlaps the evidence of a claim that was found.

    Without an article the claims themselves count as its sentences. Linear in the length of the talk.
    """
    if not len(talk):
        return ()
    units = units_of(talk, covered_tokens(findings, talk))
    salience = Salience(units, talk)
    scores = {unit: salience.of(unit) for unit in units}
    highest = max(scores.values(), default=0.0)
    worthy = (unit for unit in units if scores[unit] > LEAST * highest)
    ranked = sorted(worthy, key=lambda unit: (-scores[unit], unit.first))
    chosen = _varied(ranked[:CONSIDERED], scores, salience, Told(article, findings, talk.language), talk)
    return tuple(
        _omission(_trimmed(unit, salience, talk), scores[unit] / highest, salience, talk)
        for unit in sorted(chosen, key=lambda unit: unit.first)
    )


def _varied(
    ranked: Sequence[Unit], scores: dict[Unit, float], salience: Salience, told: Told, talk: TranscriptIndex
) -> Iterator[Unit]:
    """The most salient units first, each with a discount for what the ones before it say (Carbonell and Goldstein's
    maximal marginal relevance, 1998), without what the article tells."""
    left = {unit: salience.by_term(unit) for unit in ranked}
    said: set[int] = set()
    chosen = 0

    def worth(unit: Unit) -> float:
        weights = left[unit]
        repeated = sum(weight for term, weight in weights.items() if term in said) / sum(weights.values())
        return scores[unit] * (1 - REPEATED * repeated)

    while left and chosen < MOST_OMISSIONS:
        best = max(left, key=worth)
        weights = left.pop(best)
        if told.share(_weighted_words(best, salience, talk)) < TOLD:
            chosen += 1
            said.update(weights)
            yield best


def _weighted_words(unit: Unit, salience: Salience, talk: TranscriptIndex) -> list[tuple[str, float]]:
    """Its different words that have weight, normalised, each with it."""
    weights = {
        talk.tokens[token].text: float(salience.weight[token])
        for token in range(unit.first, unit.last + 1)
        if salience.weight[token] > 0
    }
    return list(weights.items())


def _trimmed(unit: Unit, salience: Salience, talk: TranscriptIndex) -> Unit:
    """Without the phrases at its edges that say next to nothing: "Well, you know."."""
    while True:
        opening = replace(unit, last=min(unit.last, talk.phrase(unit.first)[1]))
        closing = replace(unit, first=max(unit.first, talk.phrase(unit.last)[0]))
        if opening.last < unit.last and len(salience.by_term(opening)) < FEWEST_EDGE_TERMS:
            unit = replace(unit, first=opening.last + 1)
        elif unit.first < closing.first and len(salience.by_term(closing)) < FEWEST_EDGE_TERMS:
            unit = replace(unit, last=closing.first - 1)
        else:
            return unit


def _omission(unit: Unit, score: float, salience: Salience, talk: TranscriptIndex) -> Omission:
    segments = range(talk.segment_of_token(unit.first), talk.segment_of_token(unit.last) + 1)
    passage = Evidence(
        talk.interval(unit.first, unit.last),
        talk.heard(unit.first, unit.last),
        tuple(segments),
        min(1.0, score),
        talk.speaker_of_token(unit.first),
    )
    return Omission(passage, keywords(unit, salience, talk))
