"""From matched passages to a verdict with its reasons."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from align.judging.amounts import Amounts, compare_amounts
from align.judging.names import NameConflict, name_conflict
from align.judging.parts import judge_parts, verdict_of_parts
from align.judging.polarity import PolarityConflict, denials, polarity_conflict
from align.judging.voices import heard_surely, hedge, only_asked
from align.language import Language, tokenise
from align.matching import Candidate, Match, Spoken, match
from align.types import Claim, Evidence, Finding, Kind, PartFinding, Reason, ReasonCode, Verdict

# Log-odds that a passage is about what the claim says: base + coverage × … + log(1 + words met) × …
# One word met proves little, however short the claim; few of many words met may prove enough. Logistic regression over
# all development sets, every label of every set weighing the same; left-one-set-out accuracy in benchmarks/README.md.
FOUND_BASE, FOUND_PER_COVERAGE, FOUND_PER_LOG_MET = -4.2, 3.7, 2.7
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


@dataclass(frozen=True, slots=True)
class Conflict:
    """What stands against a claim: words of its own, and the tokens heard instead."""

    code: ReasonCode
    terms: tuple[int, ...]
    words: str
    first: int
    last: int


def judge(claim: Claim, spoken: Spoken) -> Finding:
    """The verdict on one claim against everything that was said."""
    if claim.kind is Kind.EDITORIAL:
        return Finding(claim, Verdict.NOT_CHECKABLE, 1.0, (Reason(ReasonCode.EDITORIAL, article=claim.cue),))
    text = claim.plain or claim.text
    found = match(text, spoken, MOST_CONSIDERED, _weak_words(claim, spoken.language))
    signals = _kindest_first([_signals(text, found, candidate, spoken) for candidate in found.candidates])
    evidence = tuple(_evidence(signal.candidate, spoken) for signal in signals[:MOST_EVIDENCE])
    if not signals or signals[0].found < 0.5:
        doubt = signals[0].found if signals else 0.0
        parts = judge_parts(claim, found, (), Verdict.NOT_FOUND, ())
        return Finding(claim, Verdict.NOT_FOUND, 1 - doubt, (), evidence, parts)
    best = signals[0]
    conflicts = _conflicts(text, found, best, spoken)
    verdict, reasons = _decide(text, best, conflicts, spoken)
    decisive = [term for conflict in conflicts for term in conflict.terms]
    passages = [signal.candidate for signal in signals[:MOST_EVIDENCE] if signal.found >= 0.5]
    parts = judge_parts(claim, found, passages, verdict, decisive)
    whole = verdict_of_parts(verdict, parts)
    if whole is not verdict:
        reasons = (*reasons, *_missing(claim, parts))
    return Finding(claim, whole, best.found, reasons, evidence, parts)


def _weak_words(claim: Claim, language: Language) -> frozenset[str]:
    """Words of a claim that the recording need not hold: who said it, and the verb that denies it."""
    names = frozenset(token.text for token in tokenise(claim.speaker or ""))
    return names | denials(language)


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
    text: str, best: Signals, conflicts: Sequence[Conflict], spoken: Spoken
) -> tuple[Verdict, tuple[Reason, ...]]:
    """Supported unless something stands against it, and then only what was surely heard is an accusation."""
    candidate = best.candidate
    if only_asked(candidate, spoken, spoken.host):
        heard = _reason(ReasonCode.HOST_ONLY, None, candidate.first, candidate.last, spoken)
        return Verdict.UNCLEAR, (heard,)
    if conflicts:
        reasons = tuple(_reason(c.code, c.words, c.first, c.last, spoken) for c in conflicts)
        unsure = [c for c in conflicts if not heard_surely(c.first, c.last, spoken)]
        if len(unsure) == len(conflicts):
            doubted = unsure[0]
            doubt = _reason(ReasonCode.LOW_ASR_CONFIDENCE, doubted.words, doubted.first, doubted.last, spoken)
            return Verdict.UNCLEAR, (doubt, *reasons)
        return Verdict.CONTRADICTED, reasons
    guess = hedge(text, candidate, spoken)
    return Verdict.SUPPORTED, (_reason(ReasonCode.HEDGED, None, guess, guess, spoken),) if guess is not None else ()


def _missing(claim: Claim, parts: Sequence[PartFinding]) -> tuple[Reason, ...]:
    base = claim.span.start if claim.span else 0
    return tuple(
        Reason(ReasonCode.PART_MISSING, claim.text[part.span.start - base : part.span.end - base].strip())
        for part in parts
        if part.verdict is Verdict.NOT_FOUND
    )


def _conflicts(text: str, found: Match, signals: Signals, spoken: Spoken) -> list[Conflict]:
    """Each conflict with the claim's words and the tokens heard."""
    conflicts = []
    amount, name, polarity = signals.amounts.conflict, signals.name, signals.polarity
    if amount is not None:
        conflicts.append(_conflict(amount.code, text, found, (amount.term,), amount.heard.first, amount.heard.last))
    if name is not None:
        conflicts.append(_conflict(ReasonCode.NAME_DIFFERS, text, found, name.terms, name.heard.first, name.heard.last))
    if polarity is not None:
        token = polarity.pair.token
        first = max(spoken.phrase(token)[0], token - 2)
        conflicts.append(_conflict(ReasonCode.NEGATION_DIFFERS, text, found, (polarity.pair.term,), first, token))
    return conflicts


def _conflict(code: ReasonCode, text: str, found: Match, terms: tuple[int, ...], first: int, last: int) -> Conflict:
    words = text[found.terms[terms[0]].start : found.terms[terms[-1]].end]
    return Conflict(code, terms, words, first, last)


def _reason(code: ReasonCode, article: str | None, first: int, last: int, spoken: Spoken) -> Reason:
    return Reason(code, article, spoken.heard(first, last), spoken.interval(first, last))
