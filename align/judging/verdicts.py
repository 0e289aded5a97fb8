"""From what the passages say to a verdict with its reasons."""

from __future__ import annotations

from collections.abc import Sequence

from align.judging.ambiguity import elsewhere
from align.judging.answers import Answer
from align.judging.confidence import confidence
from align.judging.factuality import Cue
from align.judging.parts import judge_parts, verdict_of_parts
from align.judging.qualifiers import with_qualifiers
from align.judging.quotations import judge_wording
from align.judging.reading import Reading, read_claim
from align.judging.signals import Conflict, Signals, read_signals
from align.judging.voices import heard_surely, hedge, main_speaker
from align.matching import TranscriptIndex, fits
from align.types import Claim, Evidence, Finding, Kind, PartFinding, Reason, ReasonCode, Verdict

MOST_CONSIDERED, MOST_EVIDENCE = 6, 3
_DECIDED = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED, Verdict.CONTRADICTED})


def judge(claim: Claim, talk: TranscriptIndex) -> Finding:
    """The verdict on one claim against everything that was said."""
    if claim.kind is Kind.EDITORIAL:
        return Finding(claim, Verdict.NOT_CHECKABLE, 1.0, (Reason(ReasonCode.EDITORIAL, article=claim.cue),))
    return with_qualifiers(judge_wording(_judge_sense(claim, talk), talk), talk)


def _judge_sense(claim: Claim, talk: TranscriptIndex) -> Finding:
    """What a claim says, in whatever words, against what was said."""
    reading = read_claim(claim, talk, MOST_CONSIDERED)
    signals = read_signals(reading, talk)
    evidence = tuple(_evidence(signal, reading, talk) for signal in signals[:MOST_EVIDENCE])
    if not signals or not signals[0].about:
        sure = confidence(Verdict.NOT_FOUND, signals[0].found if signals else 0.0)
        parts = judge_parts(claim, reading.found, (), Verdict.NOT_FOUND, ())
        return Finding(claim, Verdict.NOT_FOUND, sure, (), evidence, parts)
    best = signals[0]
    verdict, reasons = _decide(reading, best, talk)
    decisive = [term for conflict in best.conflicts for term in conflict.terms]
    passages = [signal.passage for signal in signals[:MOST_EVIDENCE] if signal.about]
    parts = judge_parts(claim, reading.found, passages, verdict, decisive)
    whole = verdict_of_parts(verdict, parts)
    if whole is Verdict.PARTLY_SUPPORTED:
        reasons = (*reasons, *_missing(claim, parts))
    other = elsewhere(signals, reading.found, talk) if verdict in _DECIDED else None
    if other is not None:
        reasons = (*reasons, _against(ReasonCode.AMBIGUOUS, other, reading, talk))
    return Finding(claim, whole, confidence(whole, best.found), reasons, evidence, parts)


def _evidence(signals: Signals, reading: Reading, talk: TranscriptIndex) -> Evidence:
    """The passage, widened to what decides about it beside it: a conflict, an answer, what makes it no fact."""
    first, last = signals.passage.first, signals.passage.last
    decisive: tuple[Conflict | Answer | Cue | None, ...] = (*signals.conflicts, signals.answer, signals.supposed)
    for beside in decisive:
        wide = (min(first, beside.first), max(last, beside.last)) if beside else (first, last)
        first, last = wide if fits(*wide, talk) else (first, last)
    segments = tuple(range(talk.segment_of_token(first), talk.segment_of_token(last) + 1))
    interval, text = talk.interval(first, last), talk.heard(first, last)
    speaker = main_speaker(reading.found, signals.passage, talk)
    return Evidence(interval, text, segments, signals.passage.score, speaker)


def _decide(reading: Reading, best: Signals, talk: TranscriptIndex) -> tuple[Verdict, tuple[Reason, ...]]:
    """Supported unless something stands against it; and only what was surely heard is ground for an accusation."""
    passage = best.passage
    if best.host_only and best.answer is None:
        return Verdict.UNCLEAR, (_reason(ReasonCode.HOST_ONLY, None, passage.first, passage.last, talk),)
    if best.supposed:
        return Verdict.UNCLEAR, (_reason(ReasonCode.NOT_ASSERTED, None, best.supposed.first, best.supposed.last, talk),)
    if best.asked and best.answer is None and not talk.hosts:  # where nobody knows who asks
        return Verdict.UNCLEAR, (_reason(ReasonCode.ASKED_ONLY, None, passage.first, passage.last, talk),)
    if best.conflicts:
        reasons = tuple(_against(conflict.code, conflict, reading, talk) for conflict in best.conflicts)
        if any(heard_surely(conflict.first, conflict.last, talk) for conflict in best.conflicts):
            mild = all(conflict.mild for conflict in best.conflicts)
            return Verdict.PARTLY_SUPPORTED if mild else Verdict.CONTRADICTED, reasons
        return Verdict.UNCLEAR, (
            _against(ReasonCode.LOW_ASR_CONFIDENCE, best.conflicts[0], reading, talk),
            *reasons,
        )
    guess = None if reading.hedged else hedge(passage, talk)
    return Verdict.SUPPORTED, () if guess is None else (_reason(ReasonCode.HEDGED, None, guess, guess, talk),)


def _missing(claim: Claim, parts: Sequence[PartFinding]) -> tuple[Reason, ...]:
    base = claim.span.start if claim.span else 0
    return tuple(
        Reason(ReasonCode.PART_MISSING, claim.text[part.span.start - base : part.span.end - base].strip())
        for part in parts
        if part.verdict is Verdict.NOT_FOUND
    )


def _against(code: ReasonCode, conflict: Conflict, reading: Reading, talk: TranscriptIndex) -> Reason:
    return _reason(code, reading.words(conflict.terms), conflict.first, conflict.last, talk)


def _reason(code: ReasonCode, article: str | None, first: int, last: int, talk: TranscriptIndex) -> Reason:
    return Reason(code, article, talk.heard(first, last), talk.interval(first, last))
