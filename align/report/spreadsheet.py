"""The report as CSV that opens correctly in spreadsheets."""

from __future__ import annotations

import csv
import io

from align.report.links import evidence_link
from align.report.text import clock, one_line
from align.report.wording import language_of_report, wordings
from align.types import Report

COLUMNS = (
    "id", "verdict", "confidence", "claim", "kind", "attributed_to",
    "time", "start", "end", "evidence", "score", "speaker", "link", "reasons",
    "unmet", "decision", "note", "reviewer", "decided_at", "checked_by", "checked_at",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for the local code page


def to_csv(report: Report) -> str:
    """A row per finding with its best evidence, fields as in report.json; the reasons are worded for the reader."""
    wording = wordings()[language_of_report(report)]
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in report.findings:
        claim = finding.claim
        row: list[object] = [
            claim.id, finding.verdict.value, round(finding.confidence, 4), claim.text, claim.kind.value, claim.speaker,
        ]  # fmt: skip
        if finding.evidence:
            best = finding.evidence[0]
            start, end = best.interval.start, best.interval.end
            link = evidence_link(best, report.recording)
            row += [clock(start), round(start, 3), round(end, 3), best.text, round(best.score, 4), best.speaker, link]
        else:
            row += [None] * 7
        row.append("; ".join(wording.reason(reason) for reason in finding.reasons))
        row.append("; ".join(span.of(claim.text) for span in finding.unmet))
        said, made = finding.review, report.provenance
        row += [said.decision.value, said.note, said.reviewer, said.decided_at] if said else [None] * 4
        row += [made.by, made.at] if made else [None] * 2
        writer.writerow([cell(value) for value in row])
    return BYTE_ORDER_MARK + file.getvalue()


def cell(value: object) -> object:
    """A text that a spreadsheet would run as a formula gets the apostrophe that marks it as text."""
    if not isinstance(value, str):
        return value
    text = one_line(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
