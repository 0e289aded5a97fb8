"""Which findings can be cited, and the second each is cited at."""

from __future__ import annotations

from dataclasses import dataclass

from align.citations.styles import Style
from align.report.links import evidence_link
from align.report.text import clock, safe_address
from align.report.wording import SIGNS, Wording
from align.types import Decision, Evidence, Finding, Report, Verdict

SUPPORTING = (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED)
_CITED = {  # by the styles that cite more or less than that
    Style.CHAPTERS: (Verdict.SUPPORTED,),  # a title is taken for what was said: it has no place to say "in part"
    Style.SOUNDBITES: (Verdict.SUPPORTED,),
    Style.W3C: (*SUPPORTING, Verdict.CONTRADICTED),
    Style.CLAIMREVIEW: (*SUPPORTING, Verdict.CONTRADICTED),
}


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim, and the place of the recording that speaks to it."""

    number: int  # from 1, in the order of the article
    finding: Finding
    link: str | None  # to the second; None where the recording has no public address

    @property
    def evidence(self) -> Evidence:
        return self.finding.evidence[0]

    @property
    def time(self) -> str:
        return clock(self.evidence.interval.start)

    def caveat(self, wording: Wording) -> str:
        """What readers must be told of a claim that was not said as the article has it; empty of one that was."""
        verdict = self.finding.verdict
        return "" if verdict is Verdict.SUPPORTED else f"{SIGNS[verdict]} {wording.verdict(verdict)}"


def citations(report: Report, style: Style | None = None) -> tuple[Citation, ...]:
    """Findings that can be cited, in that style, in order; none of those that a reviewer disagreed with."""
    verdicts = _CITED.get(style, SUPPORTING) if style else SUPPORTING
    found = [f for f in report.findings if f.verdict in verdicts and f.evidence and not _refused(f)]
    return tuple(
        Citation(number, finding, safe_address(evidence_link(finding.evidence[0], report.recording)))
        for number, finding in enumerate(found, 1)
    )


def by_time(found: tuple[Citation, ...]) -> list[Citation]:
    """In the order of the episode."""
    return sorted(found, key=lambda citation: citation.evidence.interval.start)


def _refused(finding: Finding) -> bool:
    """Whether a reviewer rejected what would be cited: this verdict, or one that cites the same words."""
    review = finding.review
    if review is None or review.decision is not Decision.DISAGREE:
        return False
    return review.is_about(finding.verdict) or {review.verdict, finding.verdict} <= set(SUPPORTING)
