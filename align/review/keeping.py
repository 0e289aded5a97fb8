"""What persons left in a report's folder, found again by every later run: nothing of it is lost or written over.

Their edits of `transcript.json` and their corrections shape the transcript that is judged; their decisions go with the
claims they were about, whatever those are numbered now.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from align.cast import Cast
from align.report import read_report
from align.review.decisions import FILE_NAME, DecisionsFile, decisions_in, is_of_recording
from align.types import AlignError, Article, Finding, Note, NoteCode, Report
from audio import format_time
from transcripts import Transcript, save
from transcripts.corrections import Correction, CorrectionKind, comparable, correct, corrections_for
from transcripts.edits import edited_version, set_aside

logger = logging.getLogger(__name__)

TRANSCRIPT, REPORT = "transcript.json", "report.json"


@dataclass(frozen=True, slots=True)
class Prepared:
    """A transcript as persons want it read."""

    heard: Transcript  # without their changes: what `transcript.json` was first, and is where nobody edited it
    transcript: Transcript  # with their edits of that file and their corrections: what is to be judged
    cast: Cast | None  # of `transcript`
    unfitting: tuple[Correction, ...] = ()  # whose words it has not

    @property
    def notes(self) -> tuple[Note, ...]:
        return (Note(NoteCode.CORRECTIONS_UNFIT, (str(len(self.unfitting)),)),) if self.unfitting else ()


def prepared(transcript: Transcript, cast: Cast | None, folders: Iterable[Path], out: Path | None = None) -> Prepared:
    """The transcript of a recording with what persons changed in it: in `out`'s `transcript.json`, and in the
    corrections in `folders`, in `out` and among the user's own. Each correction that no longer fits is warned of.
    Raises AlignError for somebody in `cast` who is not in the transcript, and TranscriptError for damaged files."""
    heard = cast.named(transcript) if cast else transcript
    edited = edited_version(out / TRANSCRIPT, heard) if out else None
    found = corrections_for(heard.sound_id, [*folders, *([out] if out else [])])
    laid = correct(edited or heard, found.entries)
    for correction in laid.unfitting:
        logger.warning("a correction does not fit this transcript: %s", _told(correction))
    names = {one.heard: one.text for one in laid.fitting if one.kind is CorrectionKind.NAME}
    return Prepared(heard, laid.transcript, cast.of_named(names) if cast else None, laid.unfitting)


def _told(correction: Correction) -> str:
    when = f"{format_time(correction.interval.start)} " if correction.interval else ""
    return f"{when}“{correction.heard}”, to be “{correction.text}”"


def check_folder(folder: Path, sha256: str | None = None) -> None:
    """Raises AlignError or TranscriptError where what persons left in `folder` cannot be read: before the hours of
    work, not after."""
    corrections_for(sha256, [folder])
    if (folder / FILE_NAME).is_file():
        is_of_recording(folder / FILE_NAME, sha256)


def with_decisions(report: Report, folder: Path) -> Report:
    """The report with the decisions on its claims that are in `folder`: in its `decisions.json`, and in the report that
    was there before, from which they are taken over into that file. Decisions on another recording are set aside."""
    path = folder / FILE_NAME
    if path.is_file() and not is_of_recording(path, report.recording.sha256):
        logger.warning("%s is of another recording: it is kept as %s", path, set_aside(path, "earlier").name)
    kept = DecisionsFile(path, report)
    kept.add(decisions_in(_report_before(folder, report.recording.sha256)))
    return kept.reviewed(report)


def _report_before(folder: Path, sha256: str | None) -> Report:
    """The report in `folder`, if it is on this recording; else one without findings."""
    nothing = Report(Article("", ()), (), Transcript(()))
    path = folder / REPORT
    try:
        before = read_report(path) if path.is_file() else nothing
    except AlignError as error:  # of another program, or of a later version: nothing in it can be kept
        logger.warning("%s", error)
        return nothing
    return before if not before.recording.sha256 or not sha256 or before.recording.sha256 == sha256 else nothing


def save_transcript(heard: Transcript, folder: Path) -> None:
    """Writes it as the folder's `transcript.json`, unless a person edited that."""
    save(heard, folder / TRANSCRIPT)


def as_citable(report: Report, folder: Path) -> Report:
    """A report read from `folder` with the decisions beside it, and without the claims whose words were corrected since
    it was made: those are to be checked again first, which is warned of. Nothing is written."""
    sha256 = report.recording.sha256
    entries = corrections_for(report.recording.sound_id, [folder]).entries
    path = folder / FILE_NAME
    if path.is_file() and is_of_recording(path, sha256):
        report = DecisionsFile(path, report).reviewed(report)
    current = tuple(finding for finding in report.findings if not _is_outdated(finding, entries))
    if outdated := len(report.findings) - len(current):
        logger.warning("not cited, because their words were corrected since: %d; `mazeej align` checks again", outdated)
    return replace(report, findings=current)


def _is_outdated(finding: Finding, entries: Iterable[Correction]) -> bool:
    """Whether the best evidence still has words that were corrected, or corrected ones that were taken back."""
    if not finding.evidence:
        return False
    evidence = finding.evidence[0]
    text = comparable(evidence.text)
    for entry in entries:
        if entry.kind is CorrectionKind.WORDS and entry.interval and entry.interval.overlap(evidence.interval) > 0:
            before, after = comparable(entry.heard), comparable(entry.text)
            before, after = (after, before) if entry.undone else (before, after)
            if before and f" {before} " in f" {text} " and (not after or f" {after} " not in f" {text} "):
                return True
    return False
