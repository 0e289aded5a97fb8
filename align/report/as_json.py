"""The report as other programs read it: schema `mazeej.report/1`, described in docs/formats.md."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from align.report.links import evidence_link
from align.report.text import file_name, safe_address
from align.report.wording import language_of_report, wordings
from align.types import (
    Article,
    Claim,
    Evidence,
    Finding,
    Omission,
    Provenance,
    Qualifier,
    Reason,
    RecordingInfo,
    Report,
    Review,
)
from audio import Seconds
from transcripts import Transcript, model_name

SCHEMA = "mazeej.report/1"
Fields = dict[str, object]


def to_json(report: Report) -> str:
    """UTF-8 JSON text, indented, with a line feed at the end. Unknown values are null, times are rounded to ms."""
    wording = wordings()[language_of_report(report)]
    document: Fields = {
        "schema": SCHEMA,
        "recording": _recording(report.recording),
        "transcript": _transcript(report.transcript),
        "article": article_fields(report.article),
        "findings": [finding_fields(finding, report) for finding in report.findings],
        "notes": [wording.note(note) for note in report.notes],
        "checked": report.provenance and checked_fields(report.provenance, report.transcript.model),
    }
    if report.hosts or report.guests:
        document["cast"] = {"hosts": list(report.hosts), "guests": list(report.guests)}
    if report.coverage is not None:
        document["coverage"] = [_omission(omission, report.recording) for omission in report.coverage]
    return dumped(document)


def claims_json(claims: Sequence[Claim]) -> str:
    """Claims that nothing has been compared with yet, as a report has them."""
    return dumped({"claims": [claim_fields(claim) for claim in claims]})


def dumped(document: object) -> str:
    """The text of a JSON document as this project writes it."""
    return json.dumps(document, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _recording(recording: RecordingInfo) -> Fields:
    fields: Fields = {
        "title": recording.title,
        "duration": rounded(recording.duration),
        "sha256": recording.sha256,
        "source": recording.source and file_name(recording.source),
        "link": recording.link,
        "audio_url": safe_address(recording.path),
    }
    if recording.track is not None:
        fields["track"] = recording.track
    if recording.lead:
        fields["lead"] = recording.lead
    if recording.edition is None:
        return fields
    pieces = [
        {"start": rounded(p.ours.start), "end": rounded(p.ours.end), "link_start": rounded(p.theirs.start)}
        for p in recording.edition.pieces
    ]
    return {**fields, "link_pieces": pieces}


def checked_fields(made: Provenance, model: str | None = None) -> Fields:
    """Who checked, when and with what."""
    return {
        "by": made.by,
        "at": made.at,
        "version": made.version,
        "model": model_name(model),
        "encoder": model_name(made.encoder),
        "judge": model_name(made.judge),
    }


def _transcript(transcript: Transcript) -> Fields:
    return {
        "model": model_name(transcript.model),
        "language": transcript.language,
        "segments": len(transcript.segments),
        "dropped": [
            {
                "start": rounded(line.interval.start),
                "end": rounded(line.interval.end),
                "text": line.text,
                "reason": line.reason,
            }
            for line in transcript.dropped
        ],
        "unheard": [{"start": rounded(stretch.start), "end": rounded(stretch.end)} for stretch in transcript.unheard],
    }


def article_fields(article: Article) -> Fields:
    """The article, with its text."""
    return {
        "title": article.title,
        "source": article.source and file_name(article.source),
        "sha256": article.sha256,
        "text": article.text or None,
        "paragraphs": [
            {"start": paragraph.span.start, "end": paragraph.span.end, "heading": paragraph.heading}
            for paragraph in article.paragraphs
        ],
        "markup": [{"start": span.start, "end": span.end} for span in article.markup],
    }


def finding_fields(finding: Finding, report: Report) -> Fields:
    """A finding of a report; its links lead into the report's recording."""
    fields: Fields = {
        "claim": _claim(finding, report.article),
        "verdict": finding.verdict.value,
        "confidence": round(finding.confidence, 4),
        "unmet": [
            {"start": span.start, "end": span.end, "text": span.of(finding.claim.text)} for span in finding.unmet
        ],
        "reasons": [_reason(reason) for reason in finding.reasons],
        "evidence": [_evidence(evidence, report.recording) for evidence in finding.evidence],
    }
    if finding.claim.stands_for:
        fields["stands_for"] = list(finding.claim.stands_for)
    if finding.review:
        fields["review"] = review_fields(replace(finding.review, verdict=finding.review.verdict or finding.verdict))
    return fields


def review_fields(review: Review) -> Fields:
    """A reviewer's decision, in a report and in a file of decisions (`mazeej.decisions/1`)."""
    return {
        "decision": review.decision.value,
        "verdict": review.verdict and review.verdict.value,
        "note": review.note,
        "decided_at": review.decided_at,
        "reviewer": review.reviewer,
    }


def _claim(finding: Finding, article: Article) -> Fields:
    return {**claim_fields(finding.claim), "parts": _parts(finding, finding.claim, article)}


def claim_fields(claim: Claim) -> Fields:
    """A claim that nothing has been compared with."""
    return {
        "id": claim.id,
        "text": claim.text,
        "start": claim.span.start if claim.span else None,
        "end": claim.span.end if claim.span else None,
        "kind": claim.kind.value,
        "speaker": claim.speaker,
    }


def _parts(finding: Finding, claim: Claim, article: Article) -> list[Fields]:
    """The claim's coordinated statements; one that was not judged on its own has no verdict."""
    verdicts = {part.span: part.verdict.value for part in finding.parts}
    spans = [part.span for part in claim.parts] or list(verdicts)
    whole = claim.text if claim.span is None else article.text
    return [
        {"start": span.start, "end": span.end, "text": span.of(whole), "verdict": verdicts.get(span)} for span in spans
    ]


def _reason(reason: Reason) -> Fields:
    return {
        "code": reason.code.value,
        "article": reason.article,
        "audio": reason.audio,
        "start": rounded(reason.interval.start) if reason.interval else None,
        "end": rounded(reason.interval.end) if reason.interval else None,
    }


def _omission(omission: Omission, recording: RecordingInfo) -> Fields:
    return {**_evidence(omission.passage, recording), "keywords": list(omission.keywords)}


def _evidence(evidence: Evidence, recording: RecordingInfo) -> Fields:
    fields: Fields = {
        "start": rounded(evidence.interval.start),
        "end": rounded(evidence.interval.end),
        "text": evidence.text,
        "score": round(evidence.score, 4),
        "segments": list(evidence.segments),
        "speaker": evidence.speaker,
        "link": evidence_link(evidence, recording),
    }
    if evidence.qualifier:
        fields["qualifier"] = _qualifier(evidence.qualifier)
    return fields


def _qualifier(qualifier: Qualifier) -> Fields:
    return {
        "start": rounded(qualifier.interval.start),
        "end": rounded(qualifier.interval.end),
        "text": qualifier.text,
        "cue": qualifier.cue,
    }


def rounded(seconds: Seconds | None) -> Seconds | None:
    """To the millisecond."""
    return None if seconds is None else round(seconds, 3)
