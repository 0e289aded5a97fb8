"""`mazeej open`: the desk, a local web application to work on a report or to make one."""

from __future__ import annotations

import webbrowser
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

import align
import audio
import transcripts
from align import article as articles
from align import claims, desk, review
from align import report as reports
from align.cast import Cast
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_folder, report_file
from align.commands.shared.language import in_ui_language
from align.commands.shared.listening import is_given_transcript, open_sound
from align.commands.shared.meaning import MeaningOptions
from align.commands.shared.options import LinkOptions
from align.commands.shared.reports import ReportFolder, made_here, recording_info, recording_notes
from align.commands.shared.screen import warn
from align.commands.shared.speakers import KnownSpeakers
from align.report import ReportFormat
from align.types import AlignError
from audio.voices import VoiceCount
from transcripts import DEFAULT_MODEL, DEMO_MODEL, TranscribeOptions
from transcripts.file_names import free_name

if TYPE_CHECKING:
    from align.desk import JobFiles, JobOrder
    from align.desk.jobs import Progress
    from align.meaning import Reader
    from audio import Recording

FORMATS = (ReportFormat.JSON, ReportFormat.MARKDOWN, ReportFormat.HTML)
OF_A_REPORT = (*(f"report.{form}" for form in ReportFormat), "transcript.json", "decisions.json", "corrections.json")
MODELS = (DEFAULT_MODEL, "large-v3", "medium", "small", "base", "tiny", DEMO_MODEL)


@dataclass(frozen=True, slots=True)
class OpenArguments:
    report: str | None = argument(required=False)
    audio: str | None = option(
        "--audio", metavar="FILE", help="The recording, where it is not found by the name in the report."
    )
    out: str = option(
        "--out", default="mazeej-report", show_default=True, metavar="DIR", help="Without REPORT: folder for a new one."
    )
    port: int = option(
        "--port", type=click.IntRange(0, 65535), default=0, help="Port of the desk; without it, one that is free."
    )
    no_browser: bool = option("--no-browser", is_flag=True, help="Print the address and open nothing.")


@click.command("open")
@takes(OpenArguments, MeaningOptions)
def open_desk(given: OpenArguments, reading: MeaningOptions) -> None:
    """Open REPORT (a report's folder or its report.json) in the browser, to listen, correct and decide.

    Correct words, turns and speakers, edit the article, decide on verdicts: what depends on it is judged again at once,
    and everything is saved in the report's folder as it happens. Without REPORT, choose a recording or transcript and
    an article there. The desk answers on this machine alone, until Ctrl-C. What is judged again is read by the models
    that the report names, where they are here; by a language model only with --judge.

    \b
    mazeej open mazeej-report
    mazeej open mazeej-report --audio episode.mp3
    mazeej open
    """
    asked = desk.AskedModels(reading.encoder, reading.judge, reading.judge_budget)
    if given.report is None:
        folder, reader = _free_folder(Path(given.out)), reading.reader(quiet=True, cache=True)
        work = desk.Desk(None, desk.Jobs(folder, partial(_make, reader=reader), MODELS), asked)
    else:
        path = report_file(given.report)
        if path.name != "report.json" and path.is_file():
            raise AlignError(f"{path}: the desk opens a report's folder, where the report is called report.json")
        check_folder(path.parent)
        work = desk.Desk(desk.Workbench(path.parent, _recording(path, given.audio), asked))
    try:
        desk.serve(work, given.port, lambda address: _opened(address, browser=not given.no_browser))
    except KeyboardInterrupt:  # how a desk is closed
        click.echo(in_ui_language("the desk was closed"))


def _opened(address: str, *, browser: bool) -> None:
    click.echo(in_ui_language(f"The desk is open at {address}"))
    click.echo(in_ui_language("Ctrl-C closes it."))
    if browser:
        webbrowser.open(address)


def _recording(path: Path, named: str | None) -> Recording | None:
    told = reports.read_report(path).recording
    if named is None:
        found = review.find_recording(told, path)
        if found is None and told.source:
            warn(f"{told.source} is not beside the report, so nothing can be heard: --audio FILE says where it is")
        return found
    recording = open_sound(named, track=told.track)
    review.check_recording(told, recording)
    return recording


def _free_folder(wanted: Path) -> Path:
    """`wanted`, or that name with a number where it holds a report, or a part of one: it is never written over."""
    whole = wanted.absolute()  # `.` has no name
    name = free_name(whole.name, lambda name: any((whole.parent / name / of).exists() for of in OF_A_REPORT))
    return wanted if name == whole.name else whole.parent / name


def _make(files: JobFiles, order: JobOrder, progress: Progress, *, reader: Reader) -> Recording | None:
    """The report on what the desk's first page was given, as `mazeej align` makes it."""
    folder = ReportFolder(files.folder, FORMATS)
    folder.check()
    article = articles.read_article(str(files.article))
    stated = claims.find_claims(article)
    if not stated:
        raise AlignError("the article has no claims in it: no sentence that states anything")
    recording, known = None, KnownSpeakers((), Cast())
    if is_given_transcript(str(files.talk)):
        heard = transcripts.load(files.talk)
    else:
        recording = audio.open_recording(str(files.talk))
        hearing = TranscribeOptions(model=order.model or DEFAULT_MODEL, language=order.language)
        progress("transcribing", 0.0, recording.duration)
        heard = transcripts.transcribe(recording, hearing, lambda done, total: progress("transcribing", done, total))
        known = KnownSpeakers((), Cast(), VoiceCount())
        heard = known.labelled(heard, recording, quiet=True)
    progress("checking", 0.0, None)
    ready = review.prepared(heard, None, (), folder.path)
    told = recording_info(recording, heard, LinkOptions())
    options = align.CheckOptions(coverage=True, reader=reader)
    report = align.check(article, stated, ready.transcript, told, options=options)
    notes = () if recording is None else recording_notes(recording, order.model)
    every = (*notes, *known.notes(heard), *ready.notes, *report.notes)
    report = replace(report, notes=every, provenance=made_here(reader=reader, heard=ready.transcript))
    progress("writing", 0.0, None)
    folder.write(report, ready.heard, recording=recording)
    return recording
