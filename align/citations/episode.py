"""What a podcast's host takes from a report: show notes, chapters and soundbites."""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from align.citations.cited import Citation, by_time, citations
from align.citations.styles import Style
from align.report.text import one_line, safe_address
from align.report.wording import language_of_report, wordings
from align.types import Report

_LONGEST_TITLE = 128  # characters; the limit that the podcast namespace sets a soundbite


def to_shownotes(report: Report) -> str:
    """A line for each citation in the order of the episode: time, what readers must be told, claim, link."""
    wording = wordings()[language_of_report(report)]
    lines = []
    for citation in by_time(citations(report)):
        caveat, claim = citation.caveat(wording), one_line(citation.finding.claim.text)
        parts = (citation.time, caveat and f"{caveat}:", claim, citation.link)
        lines.append(" ".join(filter(None, parts)))
    return "".join(f"{line}\n" for line in lines)


def to_chapters(report: Report) -> str:
    """Podcasting 2.0 chapters, version 1.2 (application/json+chapters): one for each second of a supported claim."""
    chapters = []
    for citation in _one_a_second(by_time(citations(report, Style.CHAPTERS))):
        chapter: dict[str, object] = {
            "startTime": round(citation.evidence.interval.start, 3),
            "title": _title(citation),
        }
        if page := _sentence_link(report, citation):
            chapter["url"] = page
        chapters.append(chapter)
    document: dict[str, object] = {"version": "1.2.0", "chapters": chapters}
    if report.recording.title:
        document["title"] = one_line(report.recording.title)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def to_soundbites(report: Report) -> str:
    """The same as <podcast:soundbite> elements, to be put into the episode's <item>."""
    lines = []
    for citation in _one_a_second(by_time(citations(report, Style.SOUNDBITES))):
        interval = citation.evidence.interval
        times = f'startTime="{interval.start:.3f}" duration="{max(interval.duration, 0.001):.3f}"'
        lines.append(f"<podcast:soundbite {times}>{escape(_title(citation))}</podcast:soundbite>\n")
    return "".join(lines)


def _one_a_second(found: list[Citation]) -> list[Citation]:
    """Without those that begin in the same second as one before."""
    seconds: dict[int, Citation] = {}
    for citation in found:
        seconds.setdefault(int(citation.evidence.interval.start), citation)
    return list(seconds.values())


def _title(citation: Citation) -> str:
    text = one_line(citation.finding.claim.text)
    return text if len(text) <= _LONGEST_TITLE else text[: _LONGEST_TITLE - 1].rstrip() + "…"


def _sentence_link(report: Report, citation: Citation) -> str | None:
    """The claim's own sentence on the article's page."""
    from audio import text_fragment

    page = safe_address(report.article.source)
    return text_fragment(page, one_line(citation.finding.claim.text)) if page else None
