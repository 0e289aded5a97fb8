"""From matched passages to a verdict with its reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass

from align.judging.amounts import Amounts, compare_amounts
from align.judging.names import NameConflict, name_conflict
from align.judging.polarity import PolarityConflict, polarity_conflict
from align.matching import Candidate, Match, Spoken, match
from align.types import Claim, Evidence, Finding, Kind, Reason, ReasonCode, Verdict

# Log-odds that a passage is about what the claim says: base + coverage × … + log(1 + words met) × …
# One word met proves little, however short the claim; few of many words met may prove enough. Logistic regression over
# all development sets, every label of every set weighing the same; left-one-set-out accuracy in benchmarks/README.md.
FOUND_BASE, FOUND_PER_COVERAGE, FOUND_PER_LOG_MET = -4.7, 3.7, 2.7
MOST_CONSIDERED, MOST_EVIDENCE = 6, 3
# A passage without conflict goes before a better one with a conflict if it reaches this share of that one's score:
# an accusation must not rest on the wrong one of two places.
KIND_SHARE = 0.85
POLARITY_WEIGHT = 0.12  # share of the claim on which the two sides must be opposed


@dataclass(frozen=True, slots=True)
class Signals:
    """What one passage says to a claim."""

    candidate: Candidate
    found: float  # probability that the passage is about what the claim says
    amounts: Amounts
    name: NameConflict | None
    polarity: PolarityConflict | None

    @property
    def conflicts(self) -> bool:
        return self.amounts.conflict is not None or self.name is not None or self.polarity is not None


def judge(claim: Claim, spoken: Spoken) -> Finding:
    """The verdict on one claim against everything that was said."""
    if claim.kind is Kind.EDITORIAL:
        return Finding(claim, Verdict.NOT_CHECKABLE, 1.0, (Reason(ReasonCode.EDITORIAL, article=claim.cue),))
    text = claim.plain or claim.text
    found = match(text, spoken, MOST_CONSIDERED)
    signals = _kindest_first([_signals(text, found, candidate, spoken) for candidate in found.candidates])
    evidence = tuple(_evidence(signal.candidate, spoken) for signal in signals[:MOST_EVIDENCE])
    verdict, confidence, reasons = _decide(text, found, signals, spoken)
    return Finding(claim, verdict, confidence, reasons, evidence)


def _kindest_first(signals: list[Signals]) -> list[Signals]:
    """The passages with the one first that a fair reader would judge the claim by."""
    if not signals or not signals[0].conflicts:
        return signals
    for other in signals[1:]:
        enough = other.found >= 0.5 and other.candidate.score >= KIND_SHARE * signals[0].candidate.score
        if enough and not other.conflicts and not other.amounts.missing:
            return [other, *(signal for signal in signals if signal is not other)]
    return signals


def _signals(text: str, found: Match, candidate: Candidate, spoken: Spoken) -> Signals:
    polarity = polarity_conflict(text, found, candidate, spoken)
    return Signals(
        candidate,
        found_probability(found, candidate),
        compare_amounts(found.terms, candidate, spoken),
        name_conflict(text, found, candidate, spoken),
        polarity if polarity is not None and polarity.weight >= POLARITY_WEIGHT else None,
    )


def found_probability(found: Match, candidate: Candidate) -> float:
    """Probability that a passage is about what the claim says, by how much of the claim it meets."""
    met = sum(pair.likeness for pair in candidate.pairs if not found.terms[pair.term].stopword)
    odds = FOUND_BASE + FOUND_PER_COVERAGE * candidate.coverage + FOUND_PER_LOG_MET * math.log1p(met)
    return 1 / (1 + math.exp(-odds))


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


def _decide(
    text: str, found: Match, signals: list[Signals], spoken: Spoken
) -> tuple[Verdict, float, tuple[Reason, ...]]:
    if not signals or signals[0].found < 0.5:
        return Verdict.NOT_FOUND, 1 - signals[0].found if signals else 1.0, ()
    best = signals[0]
    if best.conflicts:
        return Verdict.CONTRADICTED, best.found, _reasons(text, found, best, spoken)
    return Verdict.SUPPORTED, best.found, ()


def _reasons(text: str, found: Match, signals: Signals, spoken: Spoken) -> tuple[Reason, ...]:
    """A reason for each conflict: the claim's words, the words heard, and their seconds."""
    reasons = []
    conflict = signals.amounts.conflict
    if conflict is not None:
        term = found.terms[conflict.term]
        first, last = conflict.heard.first, conflict.heard.last
        reasons.append(_reason(conflict.code, text[term.start : term.end], first, last, spoken))
    if signals.name is not None:
        start, end = found.terms[signals.name.terms[0]].start, found.terms[signals.name.terms[-1]].end
        name = signals.name.heard
        reasons.append(_reason(ReasonCode.NAME_DIFFERS, text[start:end], name.first, name.last, spoken))
    if signals.polarity is not None:
        term, token = found.terms[signals.polarity.pair.term], signals.polarity.pair.token
        first = max(spoken.phrase(token)[0], token - 2)
        reasons.append(_reason(ReasonCode.NEGATION_DIFFERS, text[term.start : term.end], first, token, spoken))
    return tuple(reasons)


def _reason(code: ReasonCode, article: str, first: int, last: int, spoken: Spoken) -> Reason:
    return Reason(code, article, spoken.heard(first, last), spoken.interval(first, last))
