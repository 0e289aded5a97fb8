"""The command line: parses, calls one door, prints. What a command needs is imported when it runs."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from rich.console import Console

    from align.cast import Cast
    from align.editions import TimeMap
    from align.hotwords import SecondHearing
    from align.types import Article, Claim, Note, RecordingInfo, Report
    from audio import Interval, Recording
    from transcripts import Loaded, Names, Outcome, TranscribeOptions, Transcript, Turn

EXIT_PROBLEM, EXIT_USAGE, EXIT_VERDICT_MET, EXIT_INTERRUPTED = 1, 2, 3, 130
DEFAULT_MODEL = "large-v3-turbo"  # as transcripts.DEFAULT_MODEL, which would cost its import here; tested equal
FORMATS = ("json", "md", "html", "csv")
VERDICTS = ("supported", "partly_supported", "contradicted", "not_found", "unclear", "not_checkable")
TRANSCRIPT_FORMS = ("json", "podcast-json", "srt", "vtt", "txt", "tsv")
CITATION_STYLES = ("markdown", "html", "footnotes", "shownotes", "csv", "w3c", "soundbites", "chapters", "claimreview")
QUOTE_STATUSES = ("exact", "modified", "stitched", "not_found")

F = TypeVar("F", bound=Callable[..., Any])


class Command(click.Command):
    """Refuses what is empty: a shell's variable that was never set would be taken for a folder, or for nothing."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        for param in self.params:
            value = ctx.params[param.name or ""]
            for text in value if isinstance(value, tuple) else (value,):
                if isinstance(text, str) and not text.strip():
                    advice = "" if param.required else "; give it a value, or leave it out"
                    raise click.BadParameter(f"it is empty{advice}", ctx, param)
        return rest


class Commands(click.Group):
    """Turns every foreseen problem into one line on stderr and an exit code (see the contract in the README)."""

    command_class = Command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        _accept_any_text()
        try:
            code = super().main(*args, **kwargs) or 0
            sys.stdout.flush()  # here a closed pipe can still be answered, at the interpreter's exit no more
            sys.exit(code)
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except click.UsageError as error:
            if isinstance(error, click.exceptions.NoArgsIsHelpError):
                error.show()
                sys.exit(EXIT_USAGE)
            if error.ctx:
                click.echo(f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help'.\n", err=True)
            _fail(error.format_message(), EXIT_USAGE)
        except (click.Abort, KeyboardInterrupt):
            _fail("stopped", EXIT_INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(EXIT_PROBLEM)
        except OSError as error:  # a full disk under stdout, say; what has a file's name is told by its room
            _fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        except Exception as error:
            if not _foreseen(error):
                raise
            _fail(str(error))


class Resumable(Command):
    """A command whose work is kept when Ctrl-C stops it, and says so; or says that it was not to be kept."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt):
            kept = "what was finished is kept, the same command goes on from there"
            if ctx.params.get("no_cache"):
                kept = "with --no-cache the transcription under way is not kept"
            click.echo(err=True)  # behind the ^C, as click does
            _fail(f"stopped; {kept}", EXIT_INTERRUPTED)


def _accept_any_text() -> None:
    """Text that a terminal's encoding lacks is written as escapes; a report must not end in the middle for it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _foreseen(error: Exception) -> bool:
    from align.types import AlignError
    from audio import AudioError
    from transcripts import TranscriptError

    return isinstance(error, AlignError | AudioError | TranscriptError)


def _fail(message: str, code: int = EXIT_PROBLEM) -> NoReturn:
    click.echo(f"mazeej: {_one_line(message)}", err=True)
    sys.exit(code)


def _warn(message: str) -> None:
    click.echo(f"mazeej: warning: {_one_line(message)}", err=True)


def _one_line(message: str) -> str:
    """Without control characters: names in it come from outside."""
    return " ".join("".join(char if char.isprintable() else " " for char in message).split())


def _choices(allowed: Sequence[str]) -> Callable[[click.Context, click.Parameter, str | None], tuple[str, ...]]:
    """A callback that reads `a,b,c` and refuses what is not in `allowed`."""

    def read(_: click.Context, __: click.Parameter, value: str | None) -> tuple[str, ...]:
        names = tuple(name.strip() for name in (value or "").split(",") if name.strip())
        if value is not None and not names:
            raise click.BadParameter(f"give one or more of {', '.join(allowed)}")
        for name in names:
            if name not in allowed:
                raise click.BadParameter(f"{name!r} is not one of {', '.join(allowed)}")
        return names

    return read


class Finite(click.FloatRange):
    """A range that holds no "nan", which is neither below it nor above."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        number = super().convert(value, param, ctx)
        if number != number:
            self.fail(f"{value!r} is not a number", param, ctx)
        return number


EPISODE = click.option(
    "--episode", metavar="N|TITLE", help="Which episode of a feed: its number, or part of its title."
)
LEAD = click.option("--lead", type=Finite(0, 60), default=0.0, help="Seconds that links start before the words.")

LINK_TRANSCRIPT = click.option(
    "--link-transcript", metavar="FILE", help="Transcript of the edition that --link leads to, if it is cut otherwise."
)


def _recognition_options(command: F) -> F:
    """Everything that shapes a transcription, the same for every command that makes one."""
    options = [
        click.option(
            "--model",
            default=DEFAULT_MODEL,
            show_default=True,
            help="Whisper model: a name (tiny … large-v3), a folder in CTranslate2 format, or 'demo'.",
        ),
        click.option(
            "--language",
            metavar="CODE",
            callback=lambda _, __, code: code and code.strip().lower(),
            help="Language spoken, as ar or en; without it, it is detected.",
        ),
        click.option(
            "--device",
            type=click.Choice(["auto", "cpu", "cuda"]),
            default="auto",
            show_default=True,
            help="auto takes the GPU (cuda) where there is one.",
        ),
        click.option("--compute-type", help="int8, float16 …; without it, int8 on a CPU, float16 on a GPU."),
        click.option("--beam-size", type=click.IntRange(1, 20), default=5, show_default=True),
        click.option("--threads", type=click.IntRange(1, 256), help="CPU threads; without it, one for each core."),
        click.option("--no-cache", is_flag=True, help="Transcribe anew, and keep nothing for next time."),
    ]
    return _with_options(command, options)


def _speaker_options(command: F) -> F:
    """Who speaks when, and who is who, the same for every command that can tell."""
    options = [
        click.option(
            "--speakers-by-channel", is_flag=True, help="One person on each channel of a stereo recording: left, right."
        ),
        click.option("--speakers", metavar="FILE", help="Who speaks when, as diarizers write it: an RTTM file."),
        click.option(
            "--guest",
            metavar="NAME=LABEL",
            multiple=True,
            help="A guest's name and label in the transcript. Repeatable.",
        ),
        click.option(
            "--host",
            metavar="[NAME=]LABEL",
            multiple=True,
            help="The host's; without it, whoever asks most of the questions. Repeatable.",
        ),
    ]
    return _with_options(command, options)


def _with_options(command: F, options: Sequence[Callable[[F], F]]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def _hotwords_options(command: F) -> F:
    """Words that the recogniser is told to expect."""
    options = [
        click.option("--hotwords", metavar="A,B,…", help="Names and words to tell the recogniser to expect."),
        click.option(
            "--hotwords-from",
            metavar="FILE",
            help="Tell the recogniser the names and rare words of an article, or a list.",
        ),
    ]
    return _with_options(command, options)


def _stretch_options(command: F) -> F:
    """The part of a recording to transcribe."""
    start = click.option("--from", "start", metavar="TIME", help="Transcribe from there on only, as 12:30 or 750.5.")
    end = click.option("--to", "end", metavar="TIME", help="Transcribe up to there only.")
    return start(end(command))


@click.group("mazeej", cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="mazeej")
def main() -> None:
    """Checks a written article against the podcast it reports on.

    Transcribes the recording with Whisper, finds where each of the article's claims was said, and shows which of
    them the interview supports, with a link to the second.

    \b
    First try:    mazeej demo
    Then:         mazeej align episode.mp3 article.txt --out report
    """


@main.command(cls=Resumable)
@click.argument("source", metavar="RECORDING_OR_TRANSCRIPT")
@click.argument("article", required=False)
@click.option("--claims", "claims_file", metavar="FILE", help="Claims instead of an article: text, JSONL or CSV.")
@click.option("--audio", "audio", metavar="FILE", help="The sound of a transcript, for its length, title and clips.")
@EPISODE
@click.option("--link", metavar="URL", help="Public address of the episode, for links; without it, RECORDING's own.")
@LEAD
@LINK_TRANSCRIPT
@click.option("--out", default="mazeej-report", show_default=True, metavar="DIR", help="Folder for the report.")
@click.option(
    "--format",
    "formats",
    default="json,md,html",
    show_default=True,
    callback=_choices(FORMATS),
    help="Of json,md,html,csv.",
)
@click.option("--fail-on", metavar="VERDICT[,…]", callback=_choices(VERDICTS), help="Exit with 3 if any claim is so.")
@click.option("--no-clips", is_flag=True, help="Do not embed the sound of the evidence in the HTML page.")
@click.option("--export-clips", metavar="DIR", help="Folder for the sound of each claim's evidence, as mp3 files.")
@click.option("--coverage", is_flag=True, help="Also list what the recording says and ARTICLE leaves out.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems.")
@click.option("--verbose", "-v", is_flag=True, help="Print the other places, too, where a claim may have been said.")
@_hotwords_options
@_speaker_options
@_stretch_options
@_recognition_options
def align(
    source: str,
    article: str | None,
    claims_file: str | None,
    audio: str | None,
    episode: str | None,
    link: str | None,
    lead: float,
    link_transcript: str | None,
    out: str,
    formats: tuple[str, ...],
    fail_on: tuple[str, ...],
    no_clips: bool,
    export_clips: str | None,
    coverage: bool,
    quiet: bool,
    verbose: bool,
    **recognition: Any,
) -> int:
    """Find where each claim of ARTICLE was said, and whether the recording supports it.

    \b
    mazeej align episode.mp3 article.txt --language ar --link https://youtu.be/dQw4w9WgXcQ
    mazeej align episode.srt article.html --audio episode.mp3 --out report
    mazeej align https://example.org/feed.xml article.html --episode 12 --lead 2
    mazeej align episode.mp3 article.txt --hotwords-from article.txt
    mazeej align transcript.json --claims claims.csv --format json
    mazeej align episode.wav article.txt --speakers-by-channel --guest Layla=left --host right
    """
    from align.review import check_folder, prepared, with_decisions
    from transcripts import Loaded

    if (article is None) == (claims_file is None):
        raise click.UsageError("give either ARTICLE or --claims FILE.")
    if export_clips and not audio and not episode and _is_given_transcript(source):
        raise click.UsageError("--export-clips needs the sound: add --audio FILE.")
    told = recognition["hotwords"] or recognition["hotwords_from"]
    if told and not episode and _is_given_transcript(source):
        raise click.UsageError("--hotwords and --hotwords-from shape a transcription, and there is one already.")
    _check_link(link)
    turns, cast = _who(None if episode else source, recognition)
    text, claims = _claims_of(article, claims_file)
    options = _options(recognition, text if recognition["hotwords_from"] == article else None)
    for folder in (out, *([export_clips] if export_clips else [])):
        _check_folder(Path(folder))
    check_folder(Path(out))
    loaded = Loaded() if options.hotwords else None  # once for both hearings; without words told there is one
    recording, transcript = _hear(source, audio, options, episode=episode, quiet=quiet, turns=turns, loaded=loaded)
    notes = () if _is_given_transcript(source) else _notes(options.model, recording)
    second_hearing = _second_hearing(options, recording, transcript, loaded, quiet=quiet)
    info = replace(_recording_info(recording, link, lead), edition=_edition(transcript, link_transcript))
    with _warnings():
        ready = prepared(transcript, cast, _beside(source), Path(out))
        notes += ready.notes
        report = _check(
            text, claims, ready.transcript, info, notes, ready.cast, coverage=coverage, second_hearing=second_hearing
        )
        report = with_decisions(report, Path(out))
        _write(report, Path(out), formats, recording=None if no_clips else recording, heard=ready.heard)
    if export_clips and recording:
        from align.report import export_clips as export

        export(report, recording, Path(export_clips))
    if not quiet:
        _show(report, Path(out), formats, verbose=verbose)
    return EXIT_VERDICT_MET if {f.verdict.value for f in report.findings} & set(fail_on) else 0


@main.command(cls=Resumable)
@click.argument("recordings", nargs=-1, required=True, metavar="RECORDING…")
@EPISODE
@click.option("-o", "--output", metavar="FILE|DIR/", help="Where to write it, or the folder.  [default: stdout]")
@click.option(
    "--format",
    "form",
    type=click.Choice(TRANSCRIPT_FORMS),
    help="Form of the transcript; without it, FILE's ending names it.  [default: json]",
)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the transcript and problems.")
@_hotwords_options
@_speaker_options
@_stretch_options
@_recognition_options
def transcribe(
    recordings: tuple[str, ...],
    episode: str | None,
    output: str | None,
    form: str | None,
    quiet: bool,
    **recognition: Any,
) -> int:
    """Write down what is said in each RECORDING, with the time of every word.

    Several recordings need a folder to write into; one that fails does not stop the others.

    \b
    mazeej transcribe episode.mp3 -o episode.json
    mazeej transcribe episode.mp3 --model small --language ar -o episode.srt
    mazeej transcribe episode.mp3 --hotwords "Maren Holt, Northwick" -o episode.vtt
    mazeej transcribe episode.mp3 --speakers episode.rttm --guest Layla=SPEAKER_01 -o episode.vtt
    mazeej transcribe episode.mp3 --from 12:30 --to 45:00 --format txt
    mazeej transcribe season/*.mp3 -o transcripts/ --format srt
    """
    from transcripts import WRITERS, form_of, save

    turns, cast = _who(None, recognition)
    options = _options(recognition)
    folder = _folder_for(recordings, output)
    if turns and recordings[1:]:
        raise click.UsageError("--speakers says who speaks in one recording; there are several.")
    if folder:
        _check_folder(folder)
        whose = partial(_named, turns=turns, cast=cast)
        return _transcribe_into(folder, form or "json", recordings, episode, options, whose, quiet=quiet)
    if output is not None:
        if not Path(output).parent.is_dir():
            _fail(f"cannot write {output}: there is no folder {Path(output).parent}")
        if Path(output).exists() and Path(recordings[0]).exists() and Path(output).samefile(recordings[0]):
            _fail(f"{output} is the recording itself; give the transcript another name")
        if not form and not form_of(output):
            endings = ", .".join(WRITERS).replace("-", ".")
            raise click.BadParameter(f"{output!r} does not end in .{endings}", param_hint="--output")
    _, transcript = _hear(recordings[0], None, options, episode=episode, quiet=quiet, sound_only=True, turns=turns)
    transcript = cast.named(transcript)
    if output is None:
        click.echo(WRITERS[form or "json"](transcript), nl=False)
    else:
        with _warnings():
            save(transcript, Path(output), form)
    return 0


def _folder_for(recordings: Sequence[str], output: str | None) -> Path | None:
    """The folder that transcripts go to; None where there is one transcript and it goes elsewhere."""
    from transcripts import form_of

    if output and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return Path(output)
    if len(recordings) == 1:
        return None
    if output is None or form_of(output):
        raise click.UsageError("several recordings need a folder to write into: -o DIR/")
    return Path(output)


def _transcribe_into(
    folder: Path,
    form: str,
    sources: Sequence[str],
    episode: str | None,
    options: TranscribeOptions,
    named: Callable[[Transcript], Transcript],
    *,
    quiet: bool,
) -> int:
    """Each recording into `folder`; those that fail are told, the others done. Ends with a summary on stderr."""
    from align.types import AlignError
    from audio import AudioError
    from transcripts import Loaded, ModelError, Names, Outcome, TranscriptError, outcome_line, summary

    names, loaded, outcomes = Names(folder, form), Loaded(), list[Outcome]()
    try:
        for number, source in enumerate(sources, 1):
            task = f"transcribing {_shortened(source)}" + (f" ({number} of {len(sources)})" if sources[1:] else "")
            try:
                outcome = _transcribe_one(source, names, form, episode, options, named, loaded, task, quiet=quiet)
            except ModelError:
                raise
            except (AlignError, AudioError, TranscriptError) as error:
                outcomes.append(Outcome(source, None))
                click.echo(f"mazeej: {_one_line(str(error))}", err=True)
                continue
            outcomes.append(outcome)
            if not quiet:
                click.echo(_one_line(outcome_line(outcome)), err=True)
    finally:
        if sources[1:] and not quiet:
            click.echo(_one_line(summary(outcomes, sources)), err=True)
    return EXIT_PROBLEM if any(outcome.path is None for outcome in outcomes) else 0


def _transcribe_one(
    source: str,
    names: Names,
    form: str,
    episode: str | None,
    options: TranscribeOptions,
    named: Callable[[Transcript], Transcript],
    loaded: Loaded,
    task: str,
    *,
    quiet: bool,
) -> Outcome:
    """One of several recordings, transcribed and written."""
    from time import monotonic

    from transcripts import Outcome, TranscriptError, save, transcribe

    begun, used = monotonic(), loaded.times_used
    recording = _open(source, episode, quiet=quiet)
    path = names.place(recording)
    if path.exists() and path.samefile(recording.path):
        raise TranscriptError(f"{path} is the recording itself; choose another folder")
    with _warnings(), _bar(task, quiet, _clock) as progress:
        transcript = named(transcribe(recording, options, progress, loaded))
    _make_folder(path.parent)
    with _warnings():
        save(transcript, path, form)
    sound = transcript.stretch.duration if transcript.stretch else recording.duration
    return Outcome(source, path, sound, monotonic() - begun if loaded.times_used > used else None)


def _named(transcript: Transcript, turns: Sequence[Turn], cast: Cast) -> Transcript:
    """`transcript` with its speakers, by the names the user gives them."""
    from transcripts import with_speakers

    return cast.named(with_speakers(transcript, turns))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _fail(f"cannot write into {folder}: {error.strerror or error}")


def _shortened(source: str) -> str:
    """A recording's name for a bar, which needs the room."""
    name = _one_line(source.rstrip("/").rsplit("/", 1)[-1])
    return name if len(name) <= 30 else f"{name[:29]}…"


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def models(form: str) -> None:
    """List the Whisper models: what their names mean, what they need, which are on this disk.

    \b
    mazeej models
    mazeej models --format json
    """
    from transcripts.model_table import as_json, as_text, inventory

    found = inventory()
    click.echo(as_json(found) if form == "json" else as_text(found), nl=False)


@main.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def doctor(form: str) -> int:
    """Look whether everything that Mazeej needs is there and works, and say what to do where not.

    Ends with exit code 1 where something is a problem. Warnings are for what can be done without.

    \b
    mazeej doctor
    mazeej doctor --format json
    """
    from transcripts.doctor import as_json, as_text, examine

    checks = examine()
    click.echo(as_json(checks) if form == "json" else as_text(checks), nl=False)
    return EXIT_PROBLEM if any(check.state == "problem" for check in checks) else 0


@main.command()
@click.argument("article")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def claims(article: str, form: str) -> None:
    """List the claims of ARTICLE that can be checked, without any recording.

    \b
    mazeej claims article.txt
    mazeej claims article.html --format json
    """
    from align.report import claims_json, print_claims

    _, found = _claims_of(article, None)
    if form == "json":
        click.echo(claims_json(found), nl=False)
    else:
        print_claims(found, _console())


@main.command(cls=Resumable)
@click.argument("source", metavar="RECORDING_OR_TRANSCRIPT")
@click.argument("quotes", nargs=-1, metavar="[QUOTE]…")
@click.option("--file", "quotes_file", metavar="FILE", help="A text file with a quotation a line.")
@click.option("--article", metavar="FILE", help="Check every quotation in this article.")
@click.option("--link", metavar="URL", help="Public address of the episode; links point into it.")
@LEAD
@LINK_TRANSCRIPT
@click.option(
    "--fail-on", metavar="STATUS[,…]", callback=_choices(QUOTE_STATUSES), help="Exit with 3 if any quotation is so."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result and problems.")
@_speaker_options
@_stretch_options
@_recognition_options
def quote(
    source: str,
    quotes: tuple[str, ...],
    quotes_file: str | None,
    article: str | None,
    link: str | None,
    lead: float,
    link_transcript: str | None,
    fail_on: tuple[str, ...],
    form: str,
    quiet: bool,
    **recognition: Any,
) -> int:
    """Check quotations word by word: exact, modified, stitched from two places, or not found.

    \b
    mazeej quote episode.mp3 "the words of a quotation" --link https://youtu.be/dQw4w9WgXcQ
    mazeej quote transcript.json --file quotes.txt --format json
    mazeej quote transcript.vtt --article article.md --fail-on modified,stitched,not_found
    """
    from align.quotes import QuoteIndex, find_quote, quotes_given, quotes_in_article, quotes_in_file, quotes_json
    from align.review import prepared

    texts = [*quotes_given(quotes), *(quotes_in_file(Path(quotes_file)) if quotes_file else ())]
    texts += quotes_in_article(article) if article else ()
    if not texts:
        raise click.UsageError("give quotations, --file FILE or --article FILE.")
    _check_link(link)
    turns, cast = _who(source, recognition)
    _, transcript = _hear(source, None, _options(recognition), quiet=quiet, turns=turns)
    with _warnings():
        heard = QuoteIndex(prepared(transcript, cast, _beside(source)).transcript)
    matches = [find_quote(text, heard) for text in texts]
    edition = _edition(transcript, link_transcript)
    links = [_link_into(link, match.interval, lead, edition) for match in matches]
    if form == "json":
        click.echo(quotes_json(matches, links))
    else:
        from align.quotes.terminal import print_quotes

        print_quotes(matches, links, _console())
    return EXIT_VERDICT_MET if {match.status.value for match in matches} & set(fail_on) else 0


@main.command(cls=Resumable)
@click.argument("ours")
@click.argument("theirs")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but the result and problems.")
@_recognition_options
def shift(ours: str, theirs: str, form: str, quiet: bool, **recognition: Any) -> None:
    """Show where each stretch of OURS is in THEIRS: two recordings or transcripts of one episode.

    They may hold different advertisements or be cut otherwise. What THEIRS lacks is called missing.

    \b
    mazeej shift episode.json captions.vtt
    mazeej shift feed-edition.mp3 youtube.mp4 --format json
    """
    from align.editions import as_json, as_text, time_map
    from transcripts import Loaded

    options, loaded = _options(recognition), Loaded()
    found = time_map(*(_hear(source, None, options, quiet=quiet, loaded=loaded)[1] for source in (ours, theirs)))
    click.echo(as_json(found) if form == "json" else as_text(found), nl=False)


@main.command()
@click.argument("report")
@click.option("--style", type=click.Choice(CITATION_STYLES), default="markdown", show_default=True)
@click.option("--link", metavar="URL", help="Public address of the episode, if the report has none or another.")
@LEAD
@click.option("-o", "--output", metavar="FILE", help="Where to write it.  [default: stdout]")
def cite(report: str, style: str, link: str | None, lead: float, output: str | None) -> None:
    """Turn REPORT (a report's folder or its report.json) into citations that can be published.

    \b
    markdown, html   the article with a link behind each claim
    footnotes        the article with the words heard as footnotes
    shownotes        a line for each link, in the order of the episode
    chapters         Podcasting 2.0 chapters as JSON
    soundbites       <podcast:soundbite> elements for a feed
    w3c              Web Annotations as JSON-LD
    claimreview      schema.org ClaimReview; it rates what the interview says, not what is true
    csv              a table

    \b
    mazeej cite mazeej-report --style footnotes -o article-with-notes.md
    mazeej cite mazeej-report/report.json --style shownotes --link https://youtu.be/dQw4w9WgXcQ --lead 2
    """
    from align.citations import cite as cited
    from align.report import read_report
    from align.review import as_citable

    _check_link(link)
    path = Path(report) / "report.json" if Path(report).is_dir() else Path(report)
    with _warnings():
        found = as_citable(read_report(path), path.parent)
    recording = replace(found.recording, lead=lead)
    if link:  # a new address leads to the time of the recording, unless the report waited for one
        edition = None if recording.link else recording.edition
        recording = replace(recording, link=link, edition=edition)
    text = cited(replace(found, recording=recording), style)
    if output is None:
        click.echo(text, nl=False)
    else:
        _write_text(Path(output), text)


@main.command()
@click.argument("recording")
@click.argument("start")
@click.argument("end")
@click.option("-o", "--output", required=True, metavar="FILE", help="Ends in .mp3, .m4a, .opus, .ogg, .wav or .flac.")
@click.option("--exact", is_flag=True, help="Cut exactly there, not in a pause close by.")
@EPISODE
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but problems.")
def clip(recording: str, start: str, end: str, output: str, exact: bool, episode: str | None, quiet: bool) -> None:
    """Cut RECORDING from START to END out into a file of its own.

    \b
    mazeej clip episode.mp3 12:31.4 12:44 -o quote.mp3
    mazeej clip episode.mp3 751.4 0:12:44 -o quote.wav --exact
    """
    from audio import Interval, cut, format_time, parse_time

    first, last = parse_time(start), parse_time(end)
    if first >= last:
        raise click.UsageError(f"END must be later than START, and {end} is not later than {start}.")
    opened = _open(recording, episode, quiet=quiet)
    target = Path(output)
    if target.exists() and target.samefile(opened.path):
        _fail(f"{output} is the recording itself; give the clip another name")
    made = cut(opened, Interval(first, last), exact=exact)
    made.write(target)
    if not quiet:
        stretch = f"{format_time(made.interval.start, 1)} to {format_time(made.interval.end, 1)}"
        click.echo(_one_line(f"{stretch} in {output}"))


@main.command("spot-check", cls=Resumable)
@click.argument("report")
@click.option("-n", "count", type=click.IntRange(min=0), default=20, show_default=True, help="Findings to ask about.")
@click.option("--seed", type=int, default=0, show_default=True, help="Another number draws another sample.")
@click.option("--decisions", metavar="FILE", help="Take over the decisions that were saved from the report's page.")
@click.option("--audio", metavar="FILE", help="The recording, where it is not found by the name in the report.")
@click.option("--no-play", is_flag=True, help="Do not open clips; name the file and the time.")
def spot_check(report: str, count: int, seed: int, decisions: str | None, audio: str | None, no_play: bool) -> None:
    """Have a person judge a sample of REPORT: a report.json, or the folder that holds it.

    Shows each finding, plays its evidence and asks; keeps each answer at once, in decisions.json beside the report;
    ends with the error rate. The same command goes on where it stopped.

    \b
    mazeej spot-check mazeej-report
    mazeej spot-check mazeej-report/report.json -n 50 --decisions ~/Downloads/decisions.json
    """
    from tempfile import TemporaryDirectory

    from align.report import read_report
    from align.review import Player, ask, begin, check_recording, find_recording, print_rates

    path = Path(report) / "report.json" if Path(report).is_dir() else Path(report)
    judged, console = read_report(path), _console()
    recording = _open(audio, None, quiet=False) if audio else None
    if recording:
        check_recording(judged.recording, recording)
    elif not no_play:
        recording = find_recording(judged.recording, path)
    reviewing, told = begin(path, judged, count, seed, Path(decisions) if decisions else None)
    if told:
        click.echo(told)
    with TemporaryDirectory(prefix="mazeej-", ignore_cleanup_errors=True) as folder:
        player = Player(judged.recording, None if no_play else recording, Path(folder))
        ask(reviewing, player, _read_key, console)
    print_rates(reviewing, console)


def _read_key() -> str | None:
    """One key pressed on a terminal, otherwise a line; None at the end."""
    try:
        if sys.stdin.isatty():
            return click.getchar()[:1] or None
        return sys.stdin.buffer.readline().decode("utf-8", errors="replace") or None
    except EOFError:
        return None


@main.command(cls=Resumable)
@click.option("--out", default="mazeej-demo", show_default=True, metavar="DIR", help="Folder for the report.")
@click.option("--no-cache", is_flag=True, help="Transcribe anew, and keep nothing for next time.")
def demo(out: str, no_cache: bool) -> None:
    """Check the bundled article against the bundled recording, offline.

    Episode and article are fictional and the voices synthetic; the transcription, the search and the verdicts are
    real. The bundled miniature model understands nothing but this synthetic speech.
    """
    from align.article import read_article
    from align.claims import find_claims
    from align.review import prepared, with_decisions
    from align.types import Note, NoteCode
    from transcripts import demo_dir

    files = demo_dir()
    _check_folder(Path(out))
    article = read_article(files / "article.md")
    options = _options({"model": "demo", "language": "ar", "no_cache": no_cache})
    recording, transcript = _hear(str(files / "episode.mp3"), None, options, quiet=False)
    formats = ("json", "md", "html")
    with _warnings():
        ready = prepared(transcript, None, (), Path(out))
        notes = (Note(NoteCode.DEMO), Note(NoteCode.DEMO_MODEL), *ready.notes)
        info = _recording_info(recording)
        report = _check(article, find_claims(article), ready.transcript, info, notes, coverage=True)
        report = with_decisions(report, Path(out))
        _write(report, Path(out), formats, recording=recording, heard=ready.heard)
    _show(report, Path(out), formats)


def _options(recognition: dict[str, Any], hotwords_article: Article | None = None) -> TranscribeOptions:
    """`hotwords_article` is what --hotwords-from names, where it is read already."""
    from audio import parse_time
    from transcripts import TranscribeOptions

    no_cache = recognition.pop("no_cache")
    start, end = recognition.pop("start", None), recognition.pop("end", None)
    first, last = 0.0 if start is None else parse_time(start), None if end is None else parse_time(end)
    if last is not None and first >= last:
        raise click.UsageError(f"--to must be later than --from, and {end} is not later than {start or '0:00'}.")
    told = _hotwords(recognition.pop("hotwords", None), recognition.pop("hotwords_from", None), hotwords_article)
    return TranscribeOptions(**recognition, start=first, end=last, hotwords=told, cache=not no_cache)


def _who(source: str | None, recognition: dict[str, Any]) -> tuple[Sequence[Turn], Cast]:
    """Who speaks when, where a file says so, and who is who, taken out of the options.

    What cannot be is refused here, before the hours of work. `source` is None where it is sound for certain.
    """
    from align.cast import read_cast
    from audio import CHANNELS
    from transcripts import read_rttm

    speakers, hosts, guests = (recognition.pop(name) for name in ("speakers", "host", "guest"))
    given = source is not None and _is_given_transcript(source)
    by_channel = recognition["speakers_by_channel"]
    if by_channel and speakers is not None:
        raise click.UsageError("--speakers and --speakers-by-channel both say who speaks: give one of them.")
    if by_channel and given:
        raise click.UsageError("--speakers-by-channel needs the recording; a transcript has no channels.")
    try:
        cast = read_cast(hosts, guests)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    turns = () if speakers is None else read_rttm(Path(speakers))
    if turns or not given:
        cast = cast.among(tuple(dict.fromkeys(turn.speaker for turn in turns)) or (CHANNELS if by_channel else ()))
    return turns, cast


def _hotwords(given: str | None, source: str | None, article: Article | None) -> tuple[str, ...]:
    """The words to tell the recogniser, those given one by one first; `article` is what `source` names, where read."""
    from align.hotwords import hotwords_from, listed_hotwords, rare_words

    words = listed_hotwords(given or "")
    if given is not None and not words:
        raise click.BadParameter("give one or more words, with commas between them", param_hint="--hotwords")
    if source is not None:
        found = rare_words(article) if article else hotwords_from(source)
        if not found:
            _warn(f"{source}: no names or rare words in it, the recogniser is told nothing of it")
        words = tuple(dict.fromkeys((*words, *found)))
    return words


def _second_hearing(
    options: TranscribeOptions,
    recording: Recording | None,
    transcript: Transcript,
    loaded: Loaded | None,
    *,
    quiet: bool,
) -> SecondHearing | None:
    """What the recogniser was told, and how to hear places again without that; None where it was told nothing."""
    if not options.hotwords or recording is None:
        return None
    from align.hotwords import SecondHearing
    from transcripts import hear_again

    again = replace(options, language=transcript.language)

    def listen_again(places: Sequence[Interval]) -> Transcript:
        with _warnings(), _bar("listening again", quiet, _clock) as progress:
            return hear_again(recording, places, again, progress, loaded)

    return SecondHearing(options.hotwords, listen_again)


def _check_link(link: str | None) -> None:
    if link is not None:
        from audio.links import link_at

        link_at(link, 0.0)


def _write_text(path: Path, text: str) -> None:
    from align.types import AlignError

    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise AlignError(f"cannot write {path}: {error.strerror or error}") from error


def _link_into(link: str | None, interval: Interval | None, lead: float, edition: TimeMap | None) -> str | None:
    """The public address opened where something was said; None without an address or a place in its edition."""
    if link is None or interval is None:
        return None
    from audio import link_at

    there = edition.interval(interval) if edition else interval
    return None if there is None else link_at(link, there.start, there.end, lead=lead)


def _edition(transcript: Transcript, link_transcript: str | None) -> TimeMap | None:
    """The way from the time of `transcript` to that of the edition that links lead to, where it is another."""
    if link_transcript is None:
        return None
    from align.editions import time_map
    from transcripts import load

    return time_map(transcript, load(Path(link_transcript)))


def _claims_of(article: str | None, claims_file: str | None) -> tuple[Article | None, tuple[Claim, ...]]:
    """Article and claims; the article is None where the claims were given."""
    from align.article import read_article
    from align.claims import find_claims, read_claims
    from align.types import AlignError

    if claims_file is not None:
        return None, read_claims(Path(claims_file))
    text = read_article(article or "")
    found = find_claims(text)
    if not found:
        raise AlignError(f"{article}: no claims in it: no sentence that states anything")
    return text, found


def _check_folder(folder: Path) -> None:
    """Hours of transcription must not end before a folder that cannot be written to."""
    try:
        nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not nearest.is_dir():
            _fail(f"cannot write into {folder}: {nearest} is not a folder")
        if not os.access(nearest, os.W_OK | os.X_OK):
            _fail(f"cannot write into {folder}: no permission to write into {nearest}")
    except OSError as error:
        _fail(f"cannot write into {folder}: {error.strerror}")


def _is_given_transcript(source: str) -> bool:
    from transcripts import is_transcript

    return not source.startswith(("http://", "https://")) and is_transcript(source)


def _hear(
    source: str,
    audio: str | None,
    options: TranscribeOptions,
    *,
    quiet: bool,
    episode: str | None = None,
    sound_only: bool = False,
    turns: Sequence[Turn] = (),
    loaded: Loaded | None = None,
) -> tuple[Recording | None, Transcript]:
    """The transcript of `source`, its speakers those of the `turns` where there are any, and the recording if any."""
    from transcripts import load, with_speakers
    from transcripts import transcribe as run_whisper

    if not sound_only and episode is None and _is_given_transcript(source):
        if options.start or options.end is not None:
            raise click.UsageError(f"--from and --to say what to transcribe, and {source} is a transcript already.")
        transcript = load(Path(source))
        if transcript.stretch:
            start, end = _clock(transcript.stretch.start), _clock(transcript.stretch.end)
            _warn(f"{source} holds only {start} to {end} of its recording")
        return (_open(audio, None, quiet=quiet) if audio else None), with_speakers(transcript, turns)
    if audio:
        raise click.UsageError("--audio gives a transcript its sound; RECORDING has its own.")
    recording = _open(source, episode, quiet=quiet)
    with _warnings(), _bar("transcribing", quiet, _clock) as progress:
        return recording, with_speakers(run_whisper(recording, options, progress, loaded), turns)


def _open(source: str, episode: str | None, *, quiet: bool) -> Recording:
    from audio import open_recording

    with _bar("downloading", quiet, _megabytes) as progress:
        recording = open_recording(source, episode=episode, progress=progress)
    for warning in recording.warnings:
        _warn(warning)
    return recording


@contextlib.contextmanager
def _warnings() -> Iterator[None]:
    """What the rooms log as a warning, shown as one."""

    class Shown(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            _warn(record.getMessage())

    rooms = [logging.getLogger(room) for room in ("audio", "transcripts", "align")]
    handler = Shown(logging.WARNING)
    for room in rooms:
        room.addHandler(handler)
    try:
        yield
    finally:
        for room in rooms:
            room.removeHandler(handler)


@contextlib.contextmanager
def _bar(
    task: str, quiet: bool, measure: Callable[[float], str]
) -> Iterator[Callable[[float, float | None], None] | None]:
    """A bar with the time left, on a terminal and once there is progress; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        row = bar.add_task(task, total=None, told="", visible=False)

        def report(done: float, total: float | None) -> None:
            told = measure(done) + (f" of {measure(total)}" if total is not None else "")
            bar.update(row, completed=done, total=total, told=told, visible=True)

        yield report


def _clock(seconds: float) -> str:
    from audio import format_time

    return format_time(seconds)


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.1f} MB"


def _recording_info(recording: Recording | None, link: str | None = None, lead: float = 0.0) -> RecordingInfo:
    from align.types import RecordingInfo

    if recording is None:
        return RecordingInfo(link=link, lead=lead)
    return RecordingInfo(
        title=recording.title or Path(recording.path).stem,
        duration=recording.duration,
        sha256=recording.sha256,
        source=recording.source,
        link=link or recording.address,
        lead=lead,
        path=str(recording.path),
    )


def _notes(model: str, recording: Recording | None) -> tuple[Note, ...]:
    """What the readers of a report must know where the recording was transcribed for it."""
    from align.types import Note, NoteCode

    notes = [Note(NoteCode.DEMO_MODEL)] if model == "demo" else []
    if recording and recording.warnings:
        notes.append(Note(NoteCode.CUT_OFF, (_clock(recording.duration),)))
    return tuple(notes)


def _check(
    article: Article | None,
    claims: Sequence[Claim],
    transcript: Transcript,
    recording: RecordingInfo,
    notes: tuple[Note, ...],
    cast: Cast | None = None,
    *,
    coverage: bool = False,
    second_hearing: SecondHearing | None = None,
) -> Report:
    from align import check

    return check(article, claims, transcript, recording, notes, cast, coverage=coverage, second_hearing=second_hearing)


def _write(
    report: Report, out: Path, formats: Sequence[str], recording: Recording | None, heard: Transcript | None = None
) -> None:
    """`heard`: the transcript without corrections, which have a file of their own."""
    from align.report import cut_clips, write_report
    from align.review import save_transcript

    clips = cut_clips(report, recording) if recording and "html" in formats else None
    write_report(report, out, formats, clips=clips)
    save_transcript(heard or report.transcript, out)


def _beside(source: str) -> list[Path]:
    """The folder of a transcript that was given, whose corrections lie beside it."""
    return [Path(source).parent] if _is_given_transcript(source) else []


def _show(report: Report, out: Path, formats: Sequence[str], *, verbose: bool = False) -> None:
    from align.report import print_report

    print_report(report, _console(), verbose=verbose)
    names = ", ".join(f"report.{name}" for name in formats)
    click.echo(f"\n{names} and transcript.json in {_one_line(str(out))}/")
    if "html" in formats:
        click.echo(f"Open {_one_line(str((out / 'report.html').resolve()))}")


def _console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


if __name__ == "__main__":
    main()
