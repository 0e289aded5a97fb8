"""Which findings depend on a correction, and what of a report stays as it is, or is called otherwise, under one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from align.cast import Cast, Person
from align.claims import find_claims
from align.language import language, language_of
from align.types import Claim, Evidence, Finding, Report, Verdict
from audio import Interval
from transcripts import Transcript
from transcripts.corrections import Correction, CorrectionKind, comparable


def depends(finding: Finding, correction: Correction) -> bool:
    """Whether a correction can change a finding: it lies in its evidence, or the claim is not supported so far, and has
    a word of the correction."""
    if correction.interval is None:
        return True  # who is who can matter to every claim
    if any(evidence.interval.overlap(correction.interval) > 0 for evidence in finding.evidence):
        return True
    if correction.kind is not CorrectionKind.WORDS or finding.verdict is Verdict.SUPPORTED:
        return False
    words = language(language_of(finding.claim.text))
    changed = {
        word for word in comparable(f"{correction.heard} {correction.text}").split() if not words.is_stopword(word)
    }
    return not changed.isdisjoint(comparable(finding.claim.text).split())


def placed(finding: Finding, transcript: Transcript) -> Finding:
    """The finding with its evidence's segments counted as they are now."""
    evidence = tuple(replace(one, segments=_segments_of(one, transcript)) for one in finding.evidence)
    return replace(finding, evidence=evidence)


def _segments_of(evidence: Evidence, transcript: Transcript) -> tuple[int, ...]:
    return tuple(
        index
        for index, segment in enumerate(transcript.segments)
        if Interval(segment.start, segment.end).overlap(evidence.interval) > 0
    )


def claims_of(report: Report) -> tuple[Claim, ...]:
    """The claims with what a report does not say of them, such as what a pronoun stands for; where the article is read
    otherwise by now, as the report has them."""
    told = tuple(finding.claim for finding in report.findings)
    found = {claim.id: claim for claim in find_claims(report.article)} if report.article.text else {}
    return tuple(found[one.id] if one.id in found and found[one.id].text == one.text else one for one in told)


def cast_of(report: Report, corrections: Iterable[Correction]) -> Cast | None:
    """Host and guests of a report as they are called since; None where it names none."""
    names = {one.heard: one.text for one in corrections if one.kind is CorrectionKind.NAME and not one.undone}
    hosts, guests = (tuple(Person(name, name) for name in group) for group in (report.hosts, report.guests))
    return Cast(hosts, guests).of_named(names) if hosts or guests else None


def made_after(correction: Correction, time: float) -> bool:
    """Whether a correction is from after `time` (seconds since 1970), or does not say when it was made."""
    try:
        return datetime.fromisoformat(correction.at).timestamp() > time
    except ValueError:
        return True
