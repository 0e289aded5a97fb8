"""The folder of a report: what persons left in it, what is written there, what is said of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align import report as reports
from align import review
from align.commands.shared.files import check_folder, warn_of_older_forms
from align.commands.shared.language import ui_language
from align.commands.shared.options import LinkOptions
from align.commands.shared.screen import clock, console
from align.report import ReportFormat
from align.report.text import one_line
from align.types import Note, NoteCode, Provenance, RecordingInfo
from transcripts import DEMO_MODEL

if TYPE_CHECKING:
    from align.meaning import Reader
    from align.types import Report
    from audio import Recording
    from transcripts import Transcript


@dataclass(frozen=True, slots=True)
class ReportFolder:
    path: Path
    formats: Sequence[ReportFormat]

    def check(self) -> None:
        """Hours of transcription must not end before a folder that cannot be written to, or read. Raises AlignError."""
        check_folder(self.path)
        review.check_folder(self.path)

    def write(self, report: Report, heard: Transcript, *, recording: Recording | None) -> Report:
        """Writes the report with the decisions that persons took on its claims, which is also what is returned.

        `heard`: the transcript without corrections, which have a file of their own. With `recording` the page has the
        sound of the evidence in it.
        """
        report = review.with_decisions(report, self.path)
        clips = reports.cut_clips(report, recording) if recording and ReportFormat.HTML in self.formats else None
        reports.write_report(report, self.path, self.formats, clips=clips)
        review.save_transcript(heard, self.path)
        warn_of_older_forms(self.path, self.formats)
        return report

    def show(self, report: Report, *, verbose: bool = False) -> None:
        """The findings on the terminal, and where the files are."""
        language = ui_language()
        reports.print_report(report, console(), language=language, verbose=verbose)
        wording = reports.wordings()[language]
        names = ", ".join(f"report.{name}" for name in self.formats) + wording["terminal.and"] + "transcript.json"
        written = wording["terminal.written"].format(files=names, folder=f"{one_line(str(self.path))}/")
        click.echo(f"\n{written}")
        if ReportFormat.HTML in self.formats:
            page = one_line(str((self.path / "report.html").resolve()))
            click.echo(wording["terminal.open"].format(page=page))


def recording_info(recording: Recording | None, transcript: Transcript, links: LinkOptions) -> RecordingInfo:
    """What a report says of the recording; its links are those that the user gave, or to its own address."""
    edition = links.edition(transcript)
    if recording is None:
        return RecordingInfo(link=links.link, lead=links.lead, edition=edition)
    return RecordingInfo(
        title=recording.title or Path(recording.path).stem,
        duration=recording.duration,
        sha256=recording.sha256,
        source=recording.source,
        link=links.link or recording.address,
        lead=links.lead,
        edition=edition,
        path=str(recording.path),
        track=recording.track,
    )


def made_here(by: str | None = None, reader: Reader | None = None, heard: Transcript | None = None) -> Provenance:
    """Who checks, with what, now; SOURCE_DATE_EPOCH, as build tools have it, stands for another time.

    A judge that does not read the language of `heard` had no part in it.
    """
    from importlib.metadata import version  # slow to import, and no help asks for it

    from align.check import spoken_in

    reader = reader and (reader.in_language(spoken_in(heard)) if heard else reader)
    stamp = os.environ.get("SOURCE_DATE_EPOCH", "")
    now = datetime.fromtimestamp(int(stamp), UTC) if stamp.isdecimal() else datetime.now(UTC)
    encoder, judge = (reader.encoder, reader.judge) if reader else (None, None)
    return Provenance(
        version=version("mazeej"),
        at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        by=by,
        encoder=encoder.name if encoder else None,
        judge=judge.name if judge else None,
    )


def recording_notes(recording: Recording | None, model: str) -> tuple[Note, ...]:
    """What the readers of a report must know where the recording was transcribed for it."""
    notes = [Note(NoteCode.DEMO_MODEL)] if model == DEMO_MODEL else []
    if recording and recording.warnings:
        notes.append(Note(NoteCode.CUT_OFF, (clock(recording.duration),)))
    return tuple(notes)
