"""From matched passages to a verdict with its reasons."""

from __future__ import annotations

from dataclasses import dataclass

from align.judging.amounts import Amounts, compare_amounts
from align.judging.polarity import PolarityConflict, polarity_conflict
from align.matching import Candidate, Match, Spoken, match
from align.types import Claim, Evidence, Finding, Kind, Reason, ReasonCode, Verdict

# Thresholds on the share of a claim's weight that a passage meets; see benchmarks/README.md for how they were set.
SUPPORTED_COVERAGE = 0.42
FOUND_COVERAGE = 0.25
CONFLICT_COVERAGE = 0.25
POLARITY_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Signals:
    """What one passage says to a claim."""

    candidate: Candidate
    amounts: Amounts
    polarity: PolarityConflict | None


def judge(claim: Claim, spoken: Spoken) -> Finding:
    """The verdict on one claim against everything that was said."""
    if claim.kind is Kind.EDITORIAL:
        return Finding(claim, Verdict.NOT_CHECKABLE, 1.0, (Reason(ReasonCode.EDITORIAL, article=claim.cue),))
    found = match(claim.text, spoken)
    signals = [
        Signals(c, compare_amounts(found.terms, c, spoken), polarity_conflict(claim.text, found, c, spoken))
        for c in found.candidates
    ]
    evidence = tuple(_evidence(candidate, spoken) for candidate in found.candidates)
    verdict, reasons = _decide(claim, found, signals, spoken)
    return Finding(claim, verdict, 0.5, reasons, evidence)


def _evidence(candidate: Candidate, spoken: Spoken) -> Evidence:
    first, last = candidate.first, candidate.last
    segments = tuple(range(spoken.segment_of_token(first), spoken.segment_of_token(last) + 1))
    return Evidence(
        spoken.interval(first, last),
        spoken.heard(first, last),
        segments,
        candidate.score,
        spoken.speaker_of_token(first),
    )


def _decide(claim: Claim, found: Match, signals: list[Signals], spoken: Spoken) -> tuple[Verdict, tuple[Reason, ...]]:
    if not signals or signals[0].candidate.coverage < FOUND_COVERAGE:
        return Verdict.NOT_FOUND, ()
    best = signals[0]
    conflict = best.amounts.conflict
    if conflict is not None and best.candidate.coverage >= CONFLICT_COVERAGE:
        article = found.terms[conflict.term].text
        heard = conflict.heard
        where = spoken.interval(heard.first, heard.last)
        return Verdict.CONTRADICTED, (Reason(conflict.code, article, spoken.heard(heard.first, heard.last), where),)
    if best.polarity is not None and best.polarity.weight >= POLARITY_WEIGHT:
        pair = best.polarity.pair
        term = found.terms[pair.term]
        where = spoken.interval(pair.token, pair.token)
        heard_text = spoken.heard(max(best.candidate.first, pair.token - 2), pair.token)
        reason = Reason(ReasonCode.NEGATION_DIFFERS, claim.text[term.start : term.end], heard_text, where)
        return Verdict.CONTRADICTED, (reason,)
    if best.candidate.coverage >= SUPPORTED_COVERAGE:
        return Verdict.SUPPORTED, ()
    return Verdict.NOT_FOUND, ()
