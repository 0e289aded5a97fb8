"""The main door: a report's citations in one style."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from align.citations.article import to_footnotes, to_html, to_markdown
from align.citations.cited import citations
from align.citations.episode import to_chapters, to_shownotes, to_soundbites
from align.citations.linked_data import to_claim_review, to_web_annotations
from align.citations.styles import Style
from align.report.spreadsheet import to_csv
from align.types import Report


def cite(report: Report, style: Style | str) -> str:
    """The report's citations in that style. What the recording does not support is not cited, and what it supports in
    part is marked so, or left out where the style has no place for that; linked data also names what it contradicts.
    Raises AlignError where the style needs an article and the report has none."""
    return _WRITERS[Style(style)](report)


def left_out(report: Report, style: Style | str) -> int:
    """How many claims that can be cited this style leaves out, as it cannot say that they are supported in part."""
    return max(0, len(citations(report)) - len(citations(report, Style(style))))


def _table(report: Report) -> str:
    return to_csv(replace(report, findings=tuple(citation.finding for citation in citations(report))))


_WRITERS: Mapping[Style, Callable[[Report], str]] = {
    Style.MARKDOWN: to_markdown,
    Style.HTML: to_html,
    Style.FOOTNOTES: to_footnotes,
    Style.SHOWNOTES: to_shownotes,
    Style.CSV: _table,
    Style.W3C: to_web_annotations,
    Style.SOUNDBITES: to_soundbites,
    Style.CHAPTERS: to_chapters,
    Style.CLAIMREVIEW: to_claim_review,
}
