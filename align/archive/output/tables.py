"""The archive's answers as CSV that opens correctly, and harmlessly, in spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from align.archive.output.links import link_into
from align.archive.output.words import reasons
from align.archive.types import ArchiveFinding, ArchiveReport, EpisodeFinding, SearchHit, SearchResults
from align.report.spreadsheet import BYTE_ORDER_MARK, cell
from align.report.text import clock
from align.report.wording import wordings

HIT_COLUMNS = ("episode", "show", "published", "time", "start", "end", "speaker", "text", "score", "link")
FINDING_COLUMNS = (
    "id", "verdict", "claim", "episode", "show", "published", "episode_verdict", "confidence",
    "time", "start", "end", "evidence", "score", "speaker", "link", "reasons",
)  # fmt: skip


def search_csv(results: SearchResults) -> str:
    """A row a place."""
    rows = []
    for hit in results.hits:
        start, end = round(hit.interval.start, 3), round(hit.interval.end, 3)
        said = (clock(start), start, end, hit.speaker, hit.text, round(hit.score, 4))
        rows.append((*_episode(hit), *said, link_into(hit.episode, hit.interval)))
    return _written(HIT_COLUMNS, rows)


def report_csv(report: ArchiveReport, language: str = "en") -> str:
    """A row for each claim and episode that says something to it, with its best evidence."""
    rows = [row for finding in report.findings for row in _finding(finding, language)]
    return _written(FINDING_COLUMNS, rows)


def _finding(finding: ArchiveFinding, language: str) -> Iterable[Sequence[object]]:
    claim = (finding.claim.id, finding.standing.value, finding.claim.text)
    for one in finding.episodes:
        told = "; ".join(reasons(one, wordings()[language]))
        yield (*claim, *_episode(one), one.finding.verdict.value, round(one.finding.confidence, 4), *_heard(one), told)
    if not finding.episodes:
        yield (*claim, *[None] * (len(FINDING_COLUMNS) - len(claim)))


def _heard(one: EpisodeFinding) -> Sequence[object]:
    if not one.finding.evidence:
        return [None] * 7
    best = one.finding.evidence[0]
    start, end = round(best.interval.start, 3), round(best.interval.end, 3)
    link = link_into(one.episode, best.interval)
    return clock(start), start, end, best.text, round(best.score, 4), best.speaker, link


def _episode(one: SearchHit | EpisodeFinding) -> Sequence[object]:
    published = one.episode.published
    return one.episode.title, one.episode.show, published.isoformat() if published else None


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([cell(value) for value in row] for row in rows)
    return BYTE_ORDER_MARK + file.getvalue()
