"""Citing the recording: the report's places as links, notes, chapters and linked data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from align.citations.article import to_footnotes, to_html, to_markdown
from align.citations.cited import Citation, citations
from align.citations.episode import to_chapters, to_shownotes, to_soundbites
from align.citations.linked_data import to_claim_review, to_web_annotations
from align.report.spreadsheet import to_csv
from align.types import Report

__all__ = ["STYLES", "Citation", "citations", "cite"]


def _table(report: Report) -> str:
    return to_csv(replace(report, findings=tuple(citation.finding for citation in citations(report))))


STYLES: dict[str, Callable[[Report], str]] = {
    "markdown": to_markdown,
    "html": to_html,
    "footnotes": to_footnotes,
    "shownotes": to_shownotes,
    "csv": _table,
    "w3c": to_web_annotations,
    "soundbites": to_soundbites,
    "chapters": to_chapters,
    "claimreview": to_claim_review,
}


def cite(report: Report, style: str) -> str:
    """The report's citations in one of `STYLES`. What the recording does not support is not cited; linked data also
    names what it contradicts. Raises AlignError where the style needs an article and the report has none."""
    return STYLES[style](report)
