"""`mazeej align`: an article against a recording."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import align
import transcripts
from align import report as reports
from align import review
from align.commands.shared.aligning import AlignInput, AlignLinks, AlignOutput
from align.commands.shared.declare import takes
from align.commands.shared.files import check_folder
from align.commands.shared.listening import Listener, beside, is_given_transcript
from align.commands.shared.meaning import MeaningOptions
from align.commands.shared.options import check_printed_format
from align.commands.shared.reports import ReportFolder, made_here, recording_info, recording_notes
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.speakers import SpeakerOptions
from align.commands.shared.transcribing import HotwordOptions, StretchOptions
from align.report import ReportFormat

if TYPE_CHECKING:
    from align.types import Report
    from audio import Recording
    from transcripts import Transcript


@click.command("align", cls=Resumable)
@takes(AlignInput, AlignLinks, AlignOutput, HotwordOptions, SpeakerOptions, StretchOptions, MeaningOptions)
def check_article(
    given: AlignInput,
    links: AlignLinks,
    output: AlignOutput,
    expected: HotwordOptions,
    speakers: SpeakerOptions,
    recogniser: StretchOptions,
    meaning: MeaningOptions,
) -> int:
    """Find where each claim of ARTICLE was said, and whether the recording supports it.

    \b
    mazeej align episode.mp3 article.txt --language ar --link https://youtu.be/dQw4w9WgXcQ
    mazeej align episode.srt article.html --audio episode.mp3 --out report
    mazeej align https://example.org/feed.xml article.html --episode 12 --lead 2
    mazeej align episode.mp3 article.txt --hotwords-from article.txt
    mazeej align episode.srt article.txt --encoder e5-small --judge llm:gpt-4o-mini
    mazeej align transcript.json --claims claims.csv --format json
    mazeej align episode.wav article.txt --speakers-by-channel --guest Layla=left --host right
    """
    _check_usage(given, output, expected)
    known = speakers.read(of_transcript=given.is_transcript)
    reader = meaning.reader(quiet=output.quiet, cache=not recogniser.no_cache)
    article, stated = given.read()
    words = expected.words(article if expected.hotwords_from == given.article else None)
    options = recogniser.transcription(hotwords=words, by_channel=speakers.speakers_by_channel)
    folder = ReportFolder(Path(output.out), output.formats)
    if not output.printed:
        folder.check()
    if output.export_clips:
        check_folder(Path(output.export_clips))
    # The model is loaded once for both hearings; without words told there is one.
    listener = Listener(options, transcripts.Loaded() if words else None, output.quiet, recogniser.track)
    recording, heard = given.hear(listener)
    transcript = known.labelled(heard, recording, cache=options.cache, quiet=output.quiet)
    place = None if output.printed else folder.path
    ready = review.prepared(transcript, known.cast, beside(given.recording), place)
    notes = () if is_given_transcript(given.recording) else recording_notes(recording, options.model)
    beside_words = align.CheckOptions(output.coverage, listener.second_hearing(recording, transcript.language), reader)
    beside_words = replace(beside_words, recheck=listener.recheck(recording, output.recheck, transcript.language))
    told = recording_info(recording, transcript, links)
    told = replace(told, path=output.audio_url or told.path)
    report = align.check(article, stated, ready.transcript, told, ready.cast, beside_words)
    every = (*notes, *known.notes(transcript), *ready.notes, *report.notes)
    report = replace(report, notes=every, provenance=made_here(output.checked_by, reader, ready.transcript))
    _deliver(report, ready.heard, recording, folder, output)
    met = {finding.verdict for finding in report.findings} & set(output.fail_on)
    return ExitCode.VERDICT_MET if met else ExitCode.DONE


def _deliver(
    report: Report, heard: Transcript, recording: Recording | None, folder: ReportFolder, output: AlignOutput
) -> None:
    if output.printed:
        click.echo(reports.render(report, ReportFormat.JSON), nl=False)
    else:
        report = folder.write(report, heard, recording=None if output.no_clips else recording)
    if output.export_clips and recording:
        reports.export_clips(report, recording, Path(output.export_clips))
    if not output.quiet and not output.printed:
        folder.show(report, verbose=output.verbose)


def _check_usage(given: AlignInput, output: AlignOutput, expected: HotwordOptions) -> None:
    if (given.article is None) == (given.claims is None):
        raise click.UsageError("give either ARTICLE or --claims FILE.")
    check_printed_format(output.out, output.formats)
    if output.export_clips and not given.audio and given.is_transcript:
        raise click.UsageError("--export-clips needs the sound: add --audio FILE.")
    if output.recheck and given.is_transcript and not given.audio:
        raise click.UsageError("--recheck needs the sound: add --audio FILE.")
    if (expected.hotwords or expected.hotwords_from) and given.is_transcript:
        raise click.UsageError("--hotwords and --hotwords-from shape a transcription, and there is one already.")
