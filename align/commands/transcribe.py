"""`mazeej transcribe`: recordings as transcripts, one or many."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import click

import transcripts
from align.commands.shared.batch import Batch
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_file, check_folder
from align.commands.shared.listening import Listener
from align.commands.shared.options import episode_option, output_option, quiet_option
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.speakers import SpeakerOptions
from align.commands.shared.transcribing import HotwordOptions, StretchOptions
from align.commands.shared.values import OneOf
from align.types import AlignError


@dataclass(frozen=True, slots=True)
class TranscribeArguments:
    recordings: tuple[str, ...] = argument("RECORDING…", nargs=-1, required=True)
    episode: str | None = episode_option()
    output: str | None = output_option(
        metavar="FILE|DIR/", help="Where to write it, or the folder.  [default: -, stdout]"
    )
    format: str | None = option(
        "--format",
        type=OneOf(lambda: transcripts.WRITERS),
        help="Form of the transcript; without it, FILE's ending names it.  [default: json]",
    )
    quiet: bool = quiet_option(help="Print nothing but the transcript and problems.")


@click.command("transcribe", cls=Resumable)
@takes(TranscribeArguments, HotwordOptions, SpeakerOptions, StretchOptions)
def transcribe(
    given: TranscribeArguments,
    hotwords: HotwordOptions,
    speakers: SpeakerOptions,
    recogniser: StretchOptions,
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
    known = speakers.read(of_transcript=False)
    transcription = recogniser.transcription(hotwords=hotwords.words(), by_channel=speakers.speakers_by_channel)
    folder = _folder_for(given)
    if known.turns and given.recordings[1:]:
        raise click.UsageError("--speakers says who speaks in one recording; there are several.")
    if folder:
        check_folder(folder)
        listener = Listener(transcription, transcripts.Loaded(), given.quiet, recogniser.track)
        batch = Batch(folder, given.format or "json", known, listener)
        return ExitCode.DONE if batch.transcribe(given.recordings, given.episode) else ExitCode.PROBLEM
    _check_file(given)
    listener = Listener(transcription, quiet=given.quiet, track=recogniser.track)
    recording = listener.open(given.recordings[0], given.episode)
    transcript = known.named(listener.transcribe(recording), recording, cache=transcription.cache, quiet=given.quiet)
    if given.output is None:
        click.echo(transcripts.WRITERS[given.format or "json"](transcript), nl=False)
    else:
        transcripts.save(transcript, Path(given.output), given.format)
    return ExitCode.DONE


def _folder_for(given: TranscribeArguments) -> Path | None:
    """The folder that transcripts go to; None where there is one transcript and it goes elsewhere."""
    output = given.output
    if output and (output.endswith(("/", os.sep)) or Path(output).is_dir()):
        return Path(output)
    if len(given.recordings) == 1:
        return None
    if output is None or transcripts.form_of(output):
        raise click.UsageError("several recordings need a folder to write into: -o DIR/")
    return Path(output)


def _check_file(given: TranscribeArguments) -> None:
    """Refuses an output that cannot be written to, before the hours of work."""
    output, recording = given.output, given.recordings[0]
    if output is None:
        return
    check_file(Path(output))
    if Path(output).exists() and Path(recording).exists() and Path(output).samefile(recording):
        raise AlignError(f"{output} is the recording itself; give the transcript another name")
    if not given.format and not transcripts.form_of(output):
        endings = ", .".join(transcripts.WRITERS).replace("-", ".")
        raise click.BadParameter(f"{output!r} does not end in .{endings}", param_hint="--output")
