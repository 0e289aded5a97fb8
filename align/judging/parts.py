"""The parts of a compound claim: each is judged by itself, and the whole follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.types import Claim, Finding, PartFinding, Reason, ReasonCode, Span, Verdict

_SAID = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED})
_LACKING = frozenset({ReasonCode.NOT_SAID, ReasonCode.WEAK_MATCH})  # what a part that is not supported tells better


def part_claims(claim: Claim) -> list[Claim]:
    """The parts of a claim as claims of their own, each with the subject it shares with the first."""
    return [replace(claim, text=part.text, plain=None, span=part.span, parts=()) for part in claim.parts]


def whole_of_parts(whole: Finding, parts: Sequence[Finding]) -> Finding:
    """The finding on a claim, given those on its parts: what is not its own verdict, it takes from them."""
    if not parts:
        return whole
    verdict = _verdict(whole, parts)
    if verdict is Verdict.PARTLY_SUPPORTED:
        whole = _partly(whole, parts)
    elif verdict is Verdict.SUPPORTED is not whole.verdict:
        whole = _each_supported(whole, parts)
    elif verdict is not whole.verdict:
        decides = next(part for part in parts if part.verdict is verdict)
        whole = replace(decides, claim=whole.claim, unmet=())
    return replace(whole, parts=tuple(PartFinding(part.claim.span, part.verdict) for part in parts if part.claim.span))


def _verdict(whole: Finding, parts: Sequence[Finding]) -> Verdict:
    """Of a claim that was judged as one statement, and each of its parts by itself:

    - a part contradicted: it is;
    - no part heard: it was not;
    - a part not there, and another supported, or most of the claim: partly supported;
    - each part supported, and nothing of the whole accounted for less: supported;
    - each part there, if not in one place: partly supported at least.

    Otherwise it is what it is as one statement.
    """
    verdicts = [part.verdict for part in parts]
    if Verdict.CONTRADICTED in (whole.verdict, *verdicts):
        return Verdict.CONTRADICTED
    if all(verdict is Verdict.NOT_FOUND for verdict in verdicts):
        return Verdict.NOT_FOUND
    if any(map(_is_missing, parts)):
        some = whole.verdict in _SAID or Verdict.SUPPORTED in verdicts
        return Verdict.PARTLY_SUPPORTED if some else whole.verdict
    weak = whole.verdict is Verdict.NOT_FOUND or {one.code for one in whole.reasons} == {ReasonCode.WEAK_MATCH}
    if weak and all(verdict is Verdict.SUPPORTED for verdict in verdicts):
        return Verdict.SUPPORTED
    return Verdict.PARTLY_SUPPORTED if whole.verdict is Verdict.NOT_FOUND else whole.verdict


def _each_supported(whole: Finding, parts: Sequence[Finding]) -> Finding:
    """The whole as supported part by part: with each part's place and reasons, and as sure as the least sure."""
    evidence = tuple(dict.fromkeys(part.evidence[0] for part in parts if part.evidence))
    reasons = tuple(dict.fromkeys(reason for part in parts for reason in part.reasons))
    sure = min(part.confidence for part in parts)
    return replace(whole, verdict=Verdict.SUPPORTED, confidence=sure, reasons=reasons, evidence=evidence, unmet=())


def _is_missing(part: Finding) -> bool:
    """Whether a part was not heard, not stated, or heard with another word in the place of one.

    Of its amounts and names, and of words that are not met, the whole knows more: it has more words to be found by.
    """
    if part.verdict is not Verdict.PARTLY_SUPPORTED:
        return part.verdict is not Verdict.SUPPORTED
    return any(reason.code is ReasonCode.NOT_SAID and reason.audio for reason in part.reasons)


def _partly(whole: Finding, parts: Sequence[Finding]) -> Finding:
    """The whole as partly supported: with the parts not heard, and what makes others no fact or another one."""
    if whole.verdict is not Verdict.PARTLY_SUPPORTED:
        whole = replace(whole, confidence=min(part.confidence for part in parts))
    if whole.verdict not in _SAID:  # each was said in a place of its own
        said = next(part for part in parts if part.verdict in _SAID)
        unmet = tuple(span for part in parts if part.verdict in _SAID for span in _unmet(whole.claim, part))
        whole = replace(said, claim=whole.claim, confidence=whole.confidence, reasons=(), unmet=unmet)
    told = [reason for part in parts if _is_missing(part) or not whole.reasons for reason in _told(whole.claim, part)]
    kept = [reason for reason in whole.reasons if reason.code not in _LACKING or not told]
    reasons = tuple(dict.fromkeys((*kept, *told)))
    return replace(whole, verdict=Verdict.PARTLY_SUPPORTED, reasons=reasons)


def _told(claim: Claim, part: Finding) -> Sequence[Reason]:
    """Why a part is not supported."""
    heard = part.verdict is not Verdict.NOT_FOUND
    return part.reasons if heard else (Reason(ReasonCode.PART_MISSING, _words(claim, part)),)


def _unmet(claim: Claim, part: Finding) -> Iterator[Span]:
    """The words of a part that nothing heard accounts for, where the claim has them."""
    base = claim.span.start if claim.span else 0
    own = part.claim.span
    for word in (span.of(part.claim.text) for span in part.unmet):
        at = claim.text.find(word, own.start - base, own.end - base) if own else -1
        if at >= 0:
            yield Span(at, at + len(word))


def _words(claim: Claim, part: Finding) -> str:
    """The article's own words for a part."""
    base = claim.span.start if claim.span else 0
    span = part.claim.span
    return claim.text[span.start - base : span.end - base].strip() if span else part.claim.text
