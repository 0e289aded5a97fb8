"""Reviewers' decisions in a file of their own: schema `mazeej.decisions/1`, which the report's page uses, too.

{"schema", "article": {"title", "sha256"}, "recording": {"title", "sha256"},
 "decisions": {CLAIM_ID: {"decision": "agree|disagree|cant_tell", "verdict": as shown, "note", "decided_at": ISO 8601,
                          "reviewer", "claim": its text}},
 "earlier": [the same of claims that the article has no longer, with "id"]}
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

from align.report import read_report
from align.report.as_json import dumped, review_fields
from align.report.document import MalformedError, Node, read_document
from align.report.reading import read_review
from align.report.render import write_text
from align.report.text import one_line
from align.types import AlignError, Finding, Report, Review

SCHEMA = "mazeej.decisions/1"
FILE_NAME = "decisions.json"
_NAME = "file of decisions"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision and the claim it was about."""

    id: str
    review: Review
    claim: str | None = None  # its text; None in a file that does not say


class DecisionsFile:
    """The decisions on one report, kept in a file that is whole at every moment."""

    def __init__(self, path: Path, report: Report) -> None:
        """Nothing is written yet. Raises AlignError where the file is there and not one of this recording."""
        self.path = path
        self.report = report
        self.decisions: dict[str, Decided]  # by the claim's id
        self.earlier: tuple[Decided, ...]  # on claims that the report has not
        self.decisions, self.earlier = self._on_disk()

    def add(self, found: Iterable[Decided]) -> None:
        """Keeps `found` beside what the file holds by now: another reviewer may be at work on it. The later of two
        decisions on one claim counts. Raises AlignError where the file cannot be written."""
        known = self._on_disk()
        self.decisions, self.earlier = self.placed([*known[0].values(), *known[1], *found])
        self._write()

    def put(self, claim: str, decided: Decided | None) -> Decided | None:
        """Puts a decision, or none, in place of the one on a claim, whichever is later; returns what was there. Raises
        AlignError where the file cannot be written."""
        self.decisions, self.earlier = self._on_disk()
        before = self.decisions.pop(claim, None)
        if decided:
            self.decisions[claim] = replace(decided, id=claim)
        self._write()
        return before

    def of(self, finding: Finding) -> Review | None:
        """What was decided on a finding; None also where it had another verdict then."""
        decided = self.decisions.get(finding.claim.id)
        return decided.review if decided and decided.review.is_about(finding.verdict) else None

    def reviewed(self, report: Report) -> Report:
        """The report with every decision at its claim, those on another verdict too."""
        findings = (
            replace(finding, review=decided.review if (decided := self.decisions.get(finding.claim.id)) else None)
            for finding in report.findings
        )
        return replace(report, findings=tuple(findings))

    def _on_disk(self) -> tuple[dict[str, Decided], tuple[Decided, ...]]:
        return self.placed(_read(self.path, self.report, any_article=True) if self.path.exists() else ())

    def placed(self, found: Iterable[Decided]) -> tuple[dict[str, Decided], tuple[Decided, ...]]:
        """Each at the claim of its text, wherever that stands in the article now; the later of two on one claim."""
        texts = {finding.claim.id: one_line(finding.claim.text) for finding in self.report.findings}
        ids = {text: claim for claim, text in texts.items()}
        placed: dict[str, Decided] = {}
        earlier: dict[str, Decided] = {}
        for decided in found:
            text = None if decided.claim is None else one_line(decided.claim)
            place = decided.id if decided.id in texts and text in (None, texts[decided.id]) else ids.get(text or "")
            known, key = (earlier, text or decided.id) if place is None else (placed, place)
            if key not in known or _when(decided) >= _when(known[key]):
                known[key] = decided if place is None else replace(decided, id=place)
        return placed, tuple(earlier.values())

    def _write(self) -> None:
        text, there = self._text(), self.path.exists()
        if (there or self.decisions) and not (there and self.path.read_text(encoding="utf-8") == text):
            write_text(self.path, text)

    def _text(self) -> str:
        article, recording = self.report.article, self.report.recording
        claims = {finding.claim.id: finding.claim.text for finding in self.report.findings}
        document: dict[str, object] = {
            "schema": SCHEMA,
            "article": {"title": article.title, "sha256": article.sha256},
            "recording": {"title": recording.title, "sha256": recording.sha256},
            "decisions": {
                claim: {**review_fields(decided.review), "claim": claims[claim]}
                for claim, decided in self.decisions.items()
            },
        }
        if self.earlier:
            document["earlier"] = [
                {"id": decided.id, **review_fields(decided.review), "claim": decided.claim} for decided in self.earlier
            ]
        return dumped(document)


def read_decisions(path: Path, report: Report) -> tuple[Decided, ...]:
    """The decisions in a file. Raises AlignError where it is none, or about another article or recording."""
    return _read(path, report)


def _read(path: Path, report: Report, *, any_article: bool = False) -> tuple[Decided, ...]:
    root = _document(path)
    try:
        for name, ours in (("article", report.article.sha256), ("recording", report.recording.sha256)):
            theirs = root[name]["sha256"].text_or_none()
            if ours and theirs and ours != theirs and (name == "recording" or not any_article):
                raise AlignError(
                    f"the decisions in {path} are about another {name} than the report; nothing was changed"
                )
        ours, theirs = report.article.sha256, root["article"]["sha256"].text_or_none()
        same = not ours or not theirs or ours == theirs
        found = [_decided(claim, node, same) for claim, node in root["decisions"].members().items()]
        return (*found, *(_decided(node["id"].text(), node, same) for node in root["earlier"].items()))
    except MalformedError as error:
        raise _malformed(path, error) from error


def _decided(claim: str, node: Node, same_article: bool) -> Decided:
    """In an older file that does not say a claim's words, its id means nothing to another article."""
    text = node["claim"].text_or_none()
    return Decided(claim, read_review(node), text if text is not None or same_article else "")


def _document(path: Path) -> Node:
    """Raises AlignError for a file that is none of decisions."""
    root = read_document(path, _NAME)
    try:
        schema = root["schema"].value
        if schema != SCHEMA:
            raise MalformedError(f"its schema is {schema!r}, not {SCHEMA!r}")
        for name in ("article", "recording"):
            root[name]["sha256"].text_or_none()
    except MalformedError as error:
        raise _malformed(path, error) from error
    return root


def _malformed(path: Path, error: MalformedError) -> AlignError:
    return AlignError(f"{path} is not a {_NAME} that can be read: {error}")


def is_of_recording(path: Path, sha256: str | None) -> bool:
    """Whether a file of decisions can be about a recording. Raises AlignError where it is none."""
    theirs = _document(path)["recording"]["sha256"].value
    return not theirs or not sha256 or theirs == sha256


def decisions_in(report: Report) -> tuple[Decided, ...]:
    """The decisions that a report carries."""
    return tuple(
        Decided(
            finding.claim.id,
            replace(finding.review, verdict=finding.review.verdict or finding.verdict),
            finding.claim.text,
        )
        for finding in report.findings
        if finding.review
    )


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
