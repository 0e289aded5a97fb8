"""What the article puts in quotation marks must have been said in those words."""

from __future__ import annotations

from dataclasses import replace

from align.matching import TranscriptIndex
from align.matching.settings import MOST_SECONDS, MOST_SEGMENTS
from align.quotes import Change, Place, QuoteMatch, Status, find_quote
from align.types import Evidence, Finding, Kind, Reason, ReasonCode, Verdict
from audio import Interval

MOST_REASONS = 3
# Words that may not be the guest's.
_NOBODYS = frozenset({ReasonCode.HOST_ONLY, ReasonCode.ASKED_ONLY, ReasonCode.OTHER_SPEAKER})
_SAID = frozenset({Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED})


def judge_wording(finding: Finding, talk: TranscriptIndex) -> Finding:
    """`finding` with the verdict that its claim's wording deserves, where the claim is a quotation that was heard.

    Word for word is supported; changed, joined from two places, or said in other words, is partly supported, unless
    what was changed makes it another statement: then it stays contradicted.
    """
    claim = finding.claim
    if claim.kind is not Kind.QUOTED or any(reason.code in _NOBODYS for reason in finding.reasons):
        return finding
    match = find_quote(claim.plain or claim.text, talk)
    if match.status is Status.NOT_FOUND:
        return _in_other_words(finding) if finding.verdict in _SAID else finding
    evidence = tuple(_evidence(place, match) for place in match.places)
    if match.status is Status.EXACT and _taken_back(finding, match.places[0].interval):
        return finding
    if match.status is Status.EXACT:
        return Finding(claim, Verdict.SUPPORTED, match.similarity, (), evidence, finding.parts)
    if finding.verdict is Verdict.CONTRADICTED:
        return finding
    reasons = tuple(_reason(change) for change in match.changes[:MOST_REASONS])
    if match.status is Status.STITCHED:
        reasons = (*(_joined(place) for place in match.places), *reasons)
    verdict, sure = Verdict.PARTLY_SUPPORTED, max(0.5, match.similarity)
    return replace(finding, verdict=verdict, confidence=sure, reasons=reasons, evidence=evidence)


def _taken_back(finding: Finding, said: Interval) -> bool:
    """Whether what stands against the quotation, or makes it no fact, lies beside its words: "but that is not true"."""
    if not finding.reasons:
        return False
    best = finding.evidence[0].interval
    return best.start <= said.start <= said.end <= best.end and all(
        reason.code in (ReasonCode.NEGATION_DIFFERS, ReasonCode.NOT_ASSERTED)
        and reason.interval is not None
        and (reason.interval.end <= said.start or reason.interval.start >= said.end)
        for reason in finding.reasons
    )


def _in_other_words(finding: Finding) -> Finding:
    best = finding.evidence[0]
    reason = Reason(ReasonCode.QUOTE_DIFFERS, None, best.text, best.interval)
    return replace(finding, verdict=Verdict.PARTLY_SUPPORTED, reasons=(reason, *finding.reasons))


def _evidence(place: Place, match: QuoteMatch) -> Evidence:
    """A place within the limits of one evidence; of a longer quotation its beginning."""
    interval = Interval(place.interval.start, min(place.interval.end, place.interval.start + MOST_SECONDS))
    return Evidence(interval, place.heard, place.segments[:MOST_SEGMENTS], match.similarity, place.speaker)


def _reason(change: Change) -> Reason:
    at = Interval(change.start, change.start)
    return Reason(ReasonCode.QUOTE_DIFFERS, change.quote or None, change.heard or None, at)


def _joined(place: Place) -> Reason:
    return Reason(ReasonCode.QUOTE_DIFFERS, None, place.heard, place.interval)
