"""Reviewers' decisions in a file of their own: schema `mazeej.decisions/1`, which the report's page uses, too.

{"schema", "article": {"title", "sha256"}, "recording": {"title", "sha256"},
 "decisions": {CLAIM_ID: {"decision": "agree|disagree|cant_tell", "verdict": as shown, "note", "decided_at": ISO 8601}}}
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from align.report import read_report
from align.report.as_json import decision_fields, dumped, review_fields
from align.report.document import MalformedError, Node, read_document
from align.report.reading import read_review
from align.report.render import write_text
from align.types import AlignError, Finding, Report, Review, Verdict

SCHEMA = "mazeej.decisions/1"
_NAME = "file of decisions"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and what it was about."""

    review: Review
    verdict: Verdict | None  # that the reviewer was shown; None where the file does not say


class DecisionsFile:
    """The decisions on one report, kept in a file that is whole at every moment."""

    def __init__(self, path: Path, report: Report) -> None:
        """Nothing is written yet. Raises AlignError where the file is there and not one of this report."""
        self.path = path
        self.report = report
        self.decisions = self._on_disk()

    def add(self, found: Mapping[str, Decided]) -> None:
        """Keeps `found` beside what the file holds by now: another reviewer may be at work on it. The later of two
        decisions on one claim counts. Raises AlignError where the file cannot be written."""
        known = self._on_disk()
        self.decisions = merged(known, found)
        if self.decisions != known:
            write_text(self.path, self._text())

    def of(self, finding: Finding) -> Review | None:
        """What was decided on a finding; None also where it had another verdict then."""
        decided = self.decisions.get(finding.claim.id)
        return decided.review if decided and decided.verdict in (None, finding.verdict) else None

    def _on_disk(self) -> dict[str, Decided]:
        return read_decisions(self.path, self.report) if self.path.exists() else {}

    def _text(self) -> str:
        article, recording = self.report.article, self.report.recording
        return dumped(
            {
                "schema": SCHEMA,
                "article": {"title": article.title, "sha256": article.sha256},
                "recording": {"title": recording.title, "sha256": recording.sha256},
                "decisions": {
                    claim: decision_fields(decided.review, decided.verdict) for claim, decided in self.decisions.items()
                },
            }
        )


def read_decisions(path: Path, report: Report) -> dict[str, Decided]:
    """The decisions in a file, by claim. Raises AlignError where it is none, or about another article or recording."""
    root = read_document(path, _NAME)
    try:
        schema = root["schema"].value
        if schema != SCHEMA:
            raise MalformedError(f"its schema is {schema!r}, not {SCHEMA!r}")
        for name, ours in (("article", report.article.sha256), ("recording", report.recording.sha256)):
            theirs = root[name]["sha256"].text_or_none()
            if ours and theirs and ours != theirs:
                raise AlignError(
                    f"the decisions in {path} are about another {name} than the report; nothing was changed"
                )
        return {claim: _decided(node) for claim, node in root["decisions"].members().items()}
    except MalformedError as error:
        raise AlignError(f"{path} is not a {_NAME} that can be read: {error}") from error


def _decided(node: Node) -> Decided:
    verdict = node["verdict"]
    return Decided(read_review(node), None if verdict.value is None else verdict.code(Verdict))


def decisions_in(report: Report) -> dict[str, Decided]:
    """The decisions that a report carries, by claim."""
    return {finding.claim.id: Decided(finding.review, finding.verdict) for finding in report.findings if finding.review}


def merged(known: Mapping[str, Decided], found: Mapping[str, Decided]) -> dict[str, Decided]:
    """Both; of two decisions on one claim the later, and `found`'s where they do not say when."""
    both = dict(known)
    for claim, decided in found.items():
        if claim not in both or _when(decided) >= _when(both[claim]):
            both[claim] = decided
    return both


def _when(decided: Decided) -> datetime:
    try:
        when = datetime.fromisoformat(decided.review.decided_at or "")
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def write_reviews(path: Path, decisions: DecisionsFile) -> None:
    """Writes the decisions into `report.json`, each into its finding, and leaves everything else in it as it is: so
    also what only the program that wrote it knew, such as links. Raises AlignError where that fails."""
    findings = read_report(path).findings  # the file as it is now, and sound
    root = read_document(path, "report")
    changed = False
    for finding, node in zip(findings, root["findings"].items(), strict=True):
        review = decisions.of(finding)
        if review and review != finding.review:
            cast("dict[str, object]", node.value)["review"] = review_fields(review)
            changed = True
    if changed:
        write_text(path, dumped(root.value))
