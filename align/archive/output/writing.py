"""A report on the archive as files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from align.archive.output.as_json import report_json
from align.archive.output.formats import ArchiveReportFormat
from align.archive.output.html import report_html
from align.archive.output.markdown import report_markdown
from align.archive.output.tables import report_csv
from align.archive.types import ArchiveReport
from align.report.render import write_text
from align.report.wording import language_of_report


def render_archive_report(report: ArchiveReport, format: str) -> str:
    """The report as text, in the language of its article. Raises ValueError for a format that there is not."""
    language = language_of_report(report)
    match ArchiveReportFormat(format):
        case ArchiveReportFormat.JSON:
            return report_json(report, language)
        case ArchiveReportFormat.MARKDOWN:
            return report_markdown(report, language)
        case ArchiveReportFormat.HTML:
            return report_html(report, language)
        case ArchiveReportFormat.CSV:
            return report_csv(report, language)


def write_report(report: ArchiveReport, directory: Path, formats: Iterable[str]) -> tuple[Path, ...]:
    """Writes `directory/report.FORMAT` for each, whole or not at all, and returns the paths. Raises AlignError."""
    paths = {format: directory / f"report.{format}" for format in dict.fromkeys(formats)}
    for format, path in paths.items():
        write_text(path, render_archive_report(report, format))
    return tuple(paths.values())
