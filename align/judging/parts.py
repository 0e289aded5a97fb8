"""The parts of a compound claim: each is judged by itself, and the whole follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from align.types import Claim, Finding, PartFinding, Reason, ReasonCode, Verdict

_SAID = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED})
_HEARD = frozenset(Verdict) - {Verdict.NOT_FOUND, Verdict.NOT_CHECKABLE}


def part_claims(claim: Claim) -> list[Claim]:
    """The parts of a claim as claims of their own, each with the subject it shares with the first."""
    return [replace(claim, text=part.text, plain=None, span=part.span, parts=()) for part in claim.parts]


def whole_of_parts(whole: Finding, parts: Sequence[Finding]) -> Finding:
    """The finding on a claim, given those on its parts.

    Any part contradicted: the whole is. Some said and some not heard: partly supported. Otherwise the whole's own
    verdict stands.
    """
    if not parts:
        return whole
    found = tuple(PartFinding(part.claim.span, part.verdict) for part in parts if part.claim.span)
    against = next((part for part in parts if part.verdict is Verdict.CONTRADICTED), None)
    if against is not None and whole.verdict is not Verdict.CONTRADICTED:
        whole = replace(whole, verdict=against.verdict, confidence=against.confidence, reasons=against.reasons)
        whole = replace(whole, evidence=against.evidence, unmet=())
    missing = [part for part in parts if part.verdict is Verdict.NOT_FOUND]
    heard = any(part.verdict in _HEARD for part in parts)
    if whole.verdict in _SAID and missing and heard:
        kept = (reason for reason in whole.reasons if reason.code is not ReasonCode.NOT_SAID)
        reasons = (*kept, *(Reason(ReasonCode.PART_MISSING, _words(whole.claim, part)) for part in missing))
        whole = replace(whole, verdict=Verdict.PARTLY_SUPPORTED, reasons=reasons)
    return replace(whole, parts=found)


def _words(claim: Claim, part: Finding) -> str:
    """The article's own words for a part."""
    base = claim.span.start if claim.span else 0
    span = part.claim.span
    return claim.text[span.start - base : span.end - base].strip() if span else part.claim.text
