"""`mazeej demo`: the bundled example, offline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

import align
import transcripts
from align import article as articles
from align import claims, meaning, review
from align.cast import Cast
from align.commands.shared.declare import option, takes
from align.commands.shared.listening import Listener
from align.commands.shared.options import LinkOptions, no_cache_option
from align.commands.shared.reports import ReportFolder, made_here, recording_info
from align.commands.shared.running import Resumable
from align.commands.shared.speakers import KnownSpeakers
from align.report import ReportFormat
from align.types import Note, NoteCode
from audio.voices import VoiceCount
from transcripts import DEMO_MODEL, TranscribeOptions

FORMATS = (ReportFormat.JSON, ReportFormat.MARKDOWN, ReportFormat.HTML)


@dataclass(frozen=True, slots=True)
class DemoArguments:
    out: str = option("--out", default="mazeej-demo", show_default=True, metavar="DIR", help="Folder for the report.")
    no_cache: bool = no_cache_option()


@click.command("demo", cls=Resumable)
@takes(DemoArguments)
def run_demo(given: DemoArguments) -> None:
    """Check the bundled article against the bundled recording, offline.

    Episode and article are fictional and the voices synthetic; the transcription, the search and the verdicts are
    real. The bundled miniature model understands nothing but this synthetic speech.
    """
    files, folder = transcripts.demo_dir(), ReportFolder(Path(given.out), FORMATS)
    folder.check()
    article = articles.read_article(files / "article.md")
    listener = Listener(TranscribeOptions(model=DEMO_MODEL, language="ar", cache=not given.no_cache))
    recording, transcript = listener.hear(str(files / "episode.mp3"))
    speakers = KnownSpeakers((), Cast(), VoiceCount())
    transcript = speakers.labelled(transcript, recording, cache=not given.no_cache)
    ready = review.prepared(transcript, None, (), folder.path)
    notes = (Note(NoteCode.DEMO), Note(NoteCode.DEMO_MODEL), *speakers.notes(transcript), *ready.notes)
    stated = claims.find_claims(article)
    reader = meaning.Reader(None, meaning.open_judge(meaning.AUTO))
    report = align.check(
        article,
        stated,
        ready.transcript,
        recording_info(recording, transcript, LinkOptions()),
        options=align.CheckOptions(coverage=True, reader=reader),
    )
    report = replace(report, notes=(*notes, *report.notes), provenance=made_here(reader=reader, heard=ready.transcript))
    folder.show(folder.write(report, ready.heard, recording=recording))
