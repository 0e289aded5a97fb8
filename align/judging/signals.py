"""What each passage says to a claim: whether it is about it, and what stands against it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from align.judging.amounts import Amounts, compare_amounts
from align.judging.names import name_conflict
from align.judging.polarity import polarity_conflict
from align.judging.reading import Reading
from align.judging.voices import is_asked, only_hosts
from align.matching import Candidate, Match, Spoken
from align.types import ReasonCode

# Log-odds that a passage is about what the claim says: base + coverage × … + log(1 + words met) × …
# One word met proves little, however short the claim; few of many words met may prove enough. Logistic regression over
# all development sets, every label of every set weighing the same; see benchmarks/README.md.
FOUND_BASE, FOUND_PER_COVERAGE, FOUND_PER_LOG_MET = -4.2, 3.7, 2.7
POLARITY_WEIGHT = 0.12  # share of the claim on which the two sides must be opposed
# A passage without conflict goes before a better one with a conflict if it reaches this share of that one's score:
# an accusation must not rest on the wrong one of two places.
KIND_SHARE = 0.85
GUEST_SHARE = 0.6  # of the score of the host's words that the guest's own must reach to go before them
KIND_LACKING = 0.4  # share of the claim's weight that it may lack of what the better one has
MET = 0.6  # likeness from which a word of the claim was said


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against a claim: words of its own, and the tokens heard instead."""

    code: ReasonCode
    terms: tuple[int, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Signals:
    """What one passage says to a claim."""

    candidate: Candidate
    found: float  # probability that it is about what the claim says
    amounts: Amounts
    conflicts: tuple[Conflict, ...]
    host_only: bool  # its words are the host's, and ask, or stand in for a guest's


def read_signals(reading: Reading, spoken: Spoken) -> list[Signals]:
    """The signals of every candidate, the passage first that a fair reader would judge the claim by."""
    signals = [_signals(reading, candidate, spoken) for candidate in reading.found.candidates]
    return _kindest_first(_guests_first(signals) if reading.guests else signals, reading.found)


def _signals(reading: Reading, candidate: Candidate, spoken: Spoken) -> Signals:
    amounts = compare_amounts(reading.found.terms, candidate, spoken)
    asked = is_asked(reading.found, candidate, spoken)
    # A question states nothing that a claim could be against.
    conflicts = () if asked else tuple(_conflicts(reading, candidate, amounts, spoken))
    host_only = (asked or reading.guests) and only_hosts(candidate, spoken)
    return Signals(candidate, found_probability(reading.found, candidate), amounts, conflicts, host_only)


def _conflicts(reading: Reading, candidate: Candidate, amounts: Amounts, spoken: Spoken) -> list[Conflict]:
    conflicts = []
    if amounts.conflict is not None:
        heard = amounts.conflict.heard
        conflicts.append(Conflict(amounts.conflict.code, (amounts.conflict.term,), heard.first, heard.last))
    name = name_conflict(reading, candidate, spoken)
    if name is not None:
        conflicts.append(Conflict(ReasonCode.NAME_DIFFERS, name.terms, name.heard.first, name.heard.last))
    polarity = polarity_conflict(reading, candidate, spoken)
    if polarity is not None and polarity.weight >= POLARITY_WEIGHT:
        token = polarity.pair.token
        first = max(spoken.phrase(token)[0], token - 2)  # with the negator that stands before it
        conflicts.append(Conflict(ReasonCode.NEGATION_DIFFERS, (polarity.pair.term,), first, token))
    return conflicts


def found_probability(found: Match, candidate: Candidate) -> float:
    """Probability that a passage is about what the claim says, by how much of the claim it meets."""
    met = sum(pair.likeness for pair in candidate.pairs if not found.terms[pair.term].stopword)
    odds = FOUND_BASE + FOUND_PER_COVERAGE * candidate.coverage + FOUND_PER_LOG_MET * math.log1p(met)
    return 1 / (1 + math.exp(-odds))


def _guests_first(signals: list[Signals]) -> list[Signals]:
    """What only the host said gives way to words of the guest that are about as good."""
    if not signals or not signals[0].host_only:
        return signals
    for other in signals[1:]:
        enough = other.found >= 0.5 and other.candidate.score >= GUEST_SHARE * signals[0].candidate.score
        if enough and not other.host_only:
            return [other, *(signal for signal in signals if signal is not other)]
    return signals


def _kindest_first(signals: list[Signals], found: Match) -> list[Signals]:
    if not signals or not signals[0].conflicts:
        return signals
    for other in signals[1:]:
        enough = other.found >= 0.5 and other.candidate.score >= KIND_SHARE * signals[0].candidate.score
        if enough and not other.conflicts and not other.amounts.missing and not _misses(other, signals[0], found):
            return [other, *(signal for signal in signals if signal is not other)]
    return signals


def _misses(other: Signals, best: Signals, found: Match) -> bool:
    """Whether the other passage lacks words of the claim that the best one has: then it is about something else."""
    disputed = {term for conflict in best.conflicts for term in conflict.terms}
    lacking = _met(best) - _met(other) - disputed
    return sum(found.shares[term] for term in lacking) > KIND_LACKING


def _met(signals: Signals) -> set[int]:
    return {pair.term for pair in signals.candidate.pairs if pair.likeness >= MET}
