"""The report as Markdown, for a mail or a repository."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.report.links import evidence_link
from align.report.provenance import provenance_line
from align.report.text import clock, file_name, one_line, safe_address
from align.report.wording import SIGNS, Wording, counts, language_of_report, wordings
from align.types import Evidence, Finding, Report, Verdict
from transcripts import model_name

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&$])")  # what CommonMark and GitHub may read as markup inside a line
_BLOCK = re.compile(r"^(\d*)([-+=#.)])")  # and at its start


def to_markdown(report: Report) -> str:
    """CommonMark in the article's language. Text of strangers stays text: markup in it is escaped."""
    wording = wordings()[language_of_report(report)]
    rtl = wording["direction"] == "rtl"
    lines = ['<div dir="rtl">', ""] if rtl else []
    lines += _head(report, wording)
    for number, finding in enumerate(report.findings, 1):
        lines += _finding(number, finding, report, wording)
    lines += _left_out(report, wording)
    lines += _dropped(report, wording)
    made = escaped(provenance_line(report, wording))
    lines += ["---", "", f"*{wording['made_by']}*", *(["", made] if made else []), *(["", "</div>"] if rtl else [])]
    return "\n".join(lines) + "\n"


def escaped(text: str) -> str:
    """`text` on one line, so that Markdown shows it letter by letter."""
    return escaped_start(escaped_inside(one_line(text)))


def escaped_start(text: str) -> str:
    """`text`, a line of Markdown, so that its beginning makes it no list, heading or rule."""
    return _BLOCK.sub(r"\1\\\2", text)


def escaped_inside(text: str) -> str:
    """The same for a piece of a line that is not its beginning."""
    return _SPECIAL.sub(r"\\\1", text)


def linked(text: str, address: str | None) -> str:
    """`text`, already escaped, as a link where there is an address. Angle brackets carry any but those that would end
    them, which are percent-encoded."""
    return f"[{text}](<{address.replace('<', '%3C').replace('>', '%3E')}>)" if address else text


def _head(report: Report, wording: Wording) -> Iterator[str]:
    recording, transcript = report.recording, report.transcript
    yield f"# {escaped(report.article.title or wording['untitled'])}"
    yield ""
    yield f"**{wording['kicker']}**"
    yield ""
    for note in report.notes:
        yield f"> **{wording['notes']}:** {escaped(wording.note(note))}"
        yield ""
    facts = {
        "recording": recording.title or file_name(recording.source or ""),
        "duration": None if recording.duration is None else clock(recording.duration),
        "model": model_name(transcript.model),
        "article": file_name(report.article.source or ""),
    }
    for key, value in facts.items():
        if value:
            yield f"- {wording[key]}: {escaped(value)}"
    yield ""
    yield f"| {wording['summary']} | {wording['claims']} |"
    yield "|---|---:|"
    for verdict, count in counts(report.findings).items():
        yield f"| {SIGNS[verdict]} {wording.verdict(verdict)} | {count} |"
    yield ""
    yield f"{wording['about_interview']} {wording['about_not_found']}"
    yield ""


def _finding(number: int, finding: Finding, report: Report, wording: Wording) -> Iterator[str]:
    claim = finding.claim
    yield f"## {number}. {SIGNS[finding.verdict]} {wording.verdict(finding.verdict)}"
    yield ""
    yield f"**{escaped(claim.explained)}**"
    yield ""
    if claim.speaker:
        yield f"- {wording['attributed_to']}: {escaped(claim.speaker)}"
    for reason in finding.reasons:
        yield f"- {escaped(wording.reason(reason))}"
    yield from (f"- {escaped(told)}" for told in wording.unmet(finding))
    for part in finding.parts:
        text = part.span.of(claim.text if claim.span is None else report.article.text)
        yield f"- {SIGNS[part.verdict]} {wording.verdict(part.verdict)}: {escaped(text)}"
    yield f"- {wording['confidence']}: {finding.confidence:.0%}"
    yield ""
    if not finding.evidence:
        return
    yield wording["nearest"] if finding.verdict is Verdict.NOT_FOUND else wording["heard"]
    yield ""
    for evidence in finding.evidence:
        yield f"> {_where(evidence, report, wording)} {escaped(evidence.text)}"
        if evidence.qualifier:
            yield ">"
            place = f"**{wording['qualified']} ({clock(evidence.qualifier.interval.start)}):**"
            yield f"> {place} {escaped(evidence.qualifier.text)}"
        yield ""


def _where(evidence: Evidence, report: Report, wording: Wording) -> str:
    times = f"{clock(evidence.interval.start)}–{clock(evidence.interval.end)}"
    place = linked(times, safe_address(evidence_link(evidence, report.recording)))
    speaker = f" {escaped(wording.role(evidence.speaker))}:" if evidence.speaker else ""
    return f"**{place}**{speaker}"


def _left_out(report: Report, wording: Wording) -> Iterator[str]:
    if report.coverage is None:
        return
    yield f"## {wording['left_out']}"
    yield ""
    yield wording["left_out_why" if report.coverage else "left_out_none"]
    yield ""
    for omission in report.coverage:
        words = " · ".join(escaped(word) for word in omission.keywords)
        yield f"- {_where(omission.passage, report, wording)} {escaped(omission.passage.text)} ({words})"
    if report.coverage:
        yield ""


def _dropped(report: Report, wording: Wording) -> Iterator[str]:
    if not report.transcript.dropped:
        return
    yield f"## {wording['dropped']}"
    yield ""
    yield wording["dropped_why"]
    yield ""
    for line in report.transcript.dropped:
        reason = escaped(wording.dropped_reason(line.reason))
        yield f"- {clock(line.interval.start)} ({reason}): {escaped(line.text)}"
    yield ""
