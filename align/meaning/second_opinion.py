"""What a judge that nobody measured may do: doubt a tick, and say that something may have been heard after all.

It never makes a cross, and never a tick: how often it is wrong is not known, and a text may try to give it orders.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from align.judging.meaning import Weighed
from align.judging.model import UNSURE
from align.meaning.reader import Reader
from align.types import Finding, Reason, ReasonCode, Verdict
from transcripts import Transcript

CHANGEABLE = frozenset({Verdict.SUPPORTED, Verdict.NOT_FOUND})

SURE = 0.8  # probability from which it is heeded: such models are sure of nearly all they say, so no fine measure
UNCONVINCED = 0.2  # … below which it does not find the claim in a passage


def second_opinions(findings: Sequence[Finding], reader: Reader, transcript: Transcript) -> tuple[Finding, ...]:
    """The findings after `reader` read the segments that hold the evidence of each, where it may change anything."""
    read = [finding.verdict in CHANGEABLE for finding in findings]
    pairs = [
        (finding.claim.text, " ".join(transcript.segments[at].text for at in evidence.segments))
        for finding, is_read in zip(findings, read, strict=True)
        if is_read
        for evidence in finding.evidence
    ]
    weighed = iter(reader.weigh(pairs))
    return tuple(
        second_opinion(finding, list(islice(weighed, len(finding.evidence)))) if is_read else finding
        for finding, is_read in zip(findings, read, strict=True)
    )


def second_opinion(finding: Finding, weighed: Sequence[Weighed]) -> Finding:
    """The finding after a judge read its evidence; `weighed` stands beside `finding.evidence`."""
    read = [
        (one, evidence)
        for one, evidence in zip(weighed, finding.evidence, strict=False)
        if (one.entails, one.refutes) != (None, None)
    ]
    if not read:
        return finding
    if finding.verdict is Verdict.SUPPORTED:
        first, evidence = read[0]
        refuted = (first.refutes or 0.0) >= SURE
        if not refuted and max(1.0 if one.entails is None else one.entails for one, _ in read) >= UNCONVINCED:
            return finding
        reason = Reason(ReasonCode.MODEL_DOUBTS, audio=first.proof if refuted else None, interval=evidence.interval)
        return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNSURE, reasons=(*finding.reasons, reason))
    if finding.verdict is Verdict.NOT_FOUND:
        heard = [(one, evidence) for one, evidence in read if (one.entails or 0.0) >= SURE]
        if heard:
            one, place = heard[0]
            reason = Reason(ReasonCode.MODEL_HEARS, audio=one.proof or place.text, interval=place.interval)
            places = (place, *(other for other in finding.evidence if other is not place))
            return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNSURE, reasons=(reason,), evidence=places)
    return finding
