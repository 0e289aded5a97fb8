"""One report, written in the format asked for."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from align.report.as_json import to_json
from align.report.clips import Clips
from align.report.formats import ReportFormat
from align.report.markdown import to_markdown
from align.report.spreadsheet import to_csv
from align.report.text import safe_address
from align.types import AlignError, Report
from transcripts import TranscriptError
from transcripts.atomic_files import write_atomically
from transcripts.edits import set_aside

logger = logging.getLogger(__name__)

_WRITERS: Mapping[str, Callable[[Report], str]] = {
    ReportFormat.JSON: to_json,
    ReportFormat.MARKDOWN: to_markdown,
    ReportFormat.CSV: to_csv,
}


def render(report: Report, format: str, *, clips: Clips | None = None, sound: str | None = None) -> str:
    """The report as text in one of the formats. Two arguments are for `html` alone: `clips`, the sound to embed for
    each evidence, and `sound`, the recording's address relative to the page. Raises AlignError for an unknown one."""
    if format == ReportFormat.HTML:
        from align.report.html import to_html

        return to_html(report, clips=clips or {}, sound=sound)
    if format == ReportFormat.DOCX:
        raise AlignError("a Word document is no text: write it with write_report")
    if format not in _WRITERS:
        raise AlignError(f"unknown report format {format!r}: choose from {', '.join(ReportFormat)}")
    return _WRITERS[format](report)


def write_report(
    report: Report, directory: Path, formats: Iterable[str], *, clips: Clips | None = None
) -> tuple[Path, ...]:
    """Writes `directory/report.FORMAT` for each format and returns the paths. The folder is made where missing; a file
    appears whole or not at all; a Word document that somebody worked in is kept under a name of its own. Raises
    AlignError for an unknown format or a folder that cannot be written to."""
    sound = _sound_beside(directory, report.recording.path)
    contents = {
        directory / f"report.{format}": _document(report)
        if format == ReportFormat.DOCX
        else render(report, format, clips=clips, sound=sound)
        for format in dict.fromkeys(formats)
    }
    for path, content in contents.items():
        if path.suffix == ".docx":
            _keep_edited(path)
        write_text(path, content)
    return tuple(contents)


def _document(report: Report) -> bytes:
    from align.report.word import to_docx

    return to_docx(report)


def _keep_edited(path: Path) -> None:
    from align.report.word import is_untouched

    if not path.exists() or is_untouched(path):
        return
    try:
        logger.warning("%s was edited: it is kept as %s", path, set_aside(path, "edited").name)
    except TranscriptError as error:
        raise AlignError(str(error)) from error


def _sound_beside(directory: Path, recording: str | None) -> str | None:
    """Address of the recording as seen from a page in `directory`; None where no relative path leads there that names
    no folder."""
    if recording is not None and safe_address(recording):
        return recording
    if recording is None or not Path(recording).is_file():
        return None
    try:
        relative = os.path.relpath(Path(recording).resolve(), directory.resolve())
    except ValueError:  # on another Windows drive
        return None
    path = Path(relative)
    if not set(path.parts[:-1]) <= {".."}:  # the names of folders are nobody's business
        return None
    return quote(path.as_posix(), errors="surrogateescape")  # a name that is not UTF-8


def write_text(path: Path, content: str | bytes) -> None:
    """A file that appears whole or not at all, its folder too. Raises AlignError where it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, content)  # a lone surrogate becomes a question mark: it is no text
    except OSError as error:
        raise AlignError(f"cannot write {path}: {error.strerror or error}") from error
