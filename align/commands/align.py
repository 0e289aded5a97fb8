"""`mazeej align`: an article against a recording."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

import align
import transcripts
from align import claims, review
from align import report as reports
from align.commands.shared.articles import article_and_claims
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_folder
from align.commands.shared.language import ui_option
from align.commands.shared.listening import Listener, beside, is_given_transcript
from align.commands.shared.meaning import MeaningOptions
from align.commands.shared.options import LinkOptions, episode_option, link_option, quiet_option
from align.commands.shared.reports import ReportFolder, recording_info, recording_notes
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.speakers import SpeakerOptions
from align.commands.shared.transcribing import HotwordOptions, StretchOptions
from align.commands.shared.values import Address, SomeOf
from align.report import ReportFormat
from align.types import Verdict

if TYPE_CHECKING:
    from align.types import Article, Claim


@dataclass(frozen=True, slots=True)
class AlignInput:
    recording: str = argument("RECORDING_OR_TRANSCRIPT")
    article: str | None = argument(required=False)
    claims: str | None = option("--claims", metavar="FILE", help="Claims instead of an article: text, JSONL or CSV.")
    audio: str | None = option(
        "--audio", metavar="FILE", help="The sound of a transcript, for its length, title and clips."
    )
    episode: str | None = episode_option()

    @property
    def is_transcript(self) -> bool:
        return not self.episode and is_given_transcript(self.recording)

    def read(self) -> tuple[Article | None, tuple[Claim, ...]]:
        """Article and claims; the article is None where the claims were given."""
        return (None, claims.read_claims(Path(self.claims))) if self.claims else article_and_claims(self.article or "")


@dataclass(frozen=True, slots=True)
class AlignLinks(LinkOptions):
    link: str | None = link_option(help="Public address of the episode, for links; without it, RECORDING's own.")


@dataclass(frozen=True, slots=True)
class AlignOutput:
    out: str = option("--out", default="mazeej-report", show_default=True, metavar="DIR", help="Folder for the report.")
    formats: tuple[ReportFormat, ...] = option(
        "--format", type=SomeOf(ReportFormat), default="json,md,html", show_default=True, help="Of json,md,html,csv."
    )
    fail_on: tuple[Verdict, ...] = option(
        "--fail-on", default=(), type=SomeOf(Verdict), metavar="VERDICT[,…]", help="Exit with 3 if any claim is so."
    )
    audio_url: str | None = option("--audio-url", type=Address(), metavar="URL", help="Where the page finds the sound.")
    no_clips: bool = option("--no-clips", is_flag=True, help="Do not embed the sound of the evidence in the HTML page.")
    export_clips: str | None = option(
        "--export-clips", metavar="DIR", help="Folder for the sound of each claim's evidence, as mp3 files."
    )
    coverage: bool = option(
        "--coverage", is_flag=True, help="Also list what the recording says and ARTICLE leaves out."
    )
    recheck: str | None = option(
        "--recheck", metavar="MODEL", help="Hear the evidence again with this larger model, where much rests on it."
    )
    quiet: bool = quiet_option(help="Print nothing but problems.")
    verbose: bool = option(
        "--verbose", "-v", is_flag=True, help="Print the other places, too, where a claim may have been said."
    )


@click.command("align", cls=Resumable)
@takes(AlignInput, AlignLinks, AlignOutput, HotwordOptions, SpeakerOptions, StretchOptions, MeaningOptions)
@ui_option
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
    reader = meaning.reader(output.quiet)
    article, stated = given.read()
    words = expected.words(article if expected.hotwords_from == given.article else None)
    options = recogniser.transcription(hotwords=words, by_channel=speakers.speakers_by_channel)
    folder = ReportFolder(Path(output.out), output.formats)
    folder.check()
    if output.export_clips:
        check_folder(Path(output.export_clips))
    # The model is loaded once for both hearings; without words told there is one.
    listener = Listener(options, transcripts.Loaded() if words else None, output.quiet, recogniser.track)
    recording, heard = listener.hear(given.recording, sound=given.audio, episode=given.episode)
    transcript = known.labelled(heard, recording, cache=options.cache, quiet=output.quiet)
    ready = review.prepared(transcript, known.cast, beside(given.recording), folder.path)
    notes = () if is_given_transcript(given.recording) else recording_notes(recording, options.model)
    beside_words = align.CheckOptions(output.coverage, listener.second_hearing(recording, transcript.language), reader)
    beside_words = replace(beside_words, recheck=listener.recheck(recording, output.recheck, transcript.language))
    told = recording_info(recording, transcript, links)
    told = replace(told, path=output.audio_url or told.path)
    report = align.check(article, stated, ready.transcript, told, ready.cast, beside_words)
    report = replace(report, notes=(*notes, *known.notes(transcript), *ready.notes, *report.notes))
    report = folder.write(report, ready.heard, recording=None if output.no_clips else recording)
    if output.export_clips and recording:
        reports.export_clips(report, recording, Path(output.export_clips))
    if not output.quiet:
        folder.show(report, verbose=output.verbose)
    met = {finding.verdict for finding in report.findings} & set(output.fail_on)
    return ExitCode.VERDICT_MET if met else ExitCode.DONE


def _check_usage(given: AlignInput, output: AlignOutput, expected: HotwordOptions) -> None:
    if (given.article is None) == (given.claims is None):
        raise click.UsageError("give either ARTICLE or --claims FILE.")
    if output.export_clips and not given.audio and given.is_transcript:
        raise click.UsageError("--export-clips needs the sound: add --audio FILE.")
    if output.recheck and given.is_transcript and not given.audio:
        raise click.UsageError("--recheck needs the sound: add --audio FILE.")
    if (expected.hotwords or expected.hotwords_from) and given.is_transcript:
        raise click.UsageError("--hotwords and --hotwords-from shape a transcription, and there is one already.")
