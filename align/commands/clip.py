"""`mazeej clip`: a stretch of sound."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

import audio
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.listening import open_sound
from align.commands.shared.options import episode_option, quiet_option
from align.commands.shared.screen import warn
from align.commands.shared.values import Time
from align.report.text import one_line
from align.types import AlignError


@dataclass(frozen=True, slots=True)
class ClipArguments:
    recording: str = argument()
    start: float = argument(type=Time())
    end: float = argument(type=Time())
    output: str = option(
        "-o", "--output", required=True, metavar="FILE", help="Ends in .mp3, .m4a, .opus, .ogg, .wav or .flac."
    )
    overwrite: bool = option("--overwrite", is_flag=True, help="Write over a FILE that is there.")
    exact: bool = option("--exact", is_flag=True, help="Cut exactly there, not in a pause close by.")
    episode: str | None = episode_option()
    quiet: bool = quiet_option(help="Print nothing but problems.")


@click.command("clip")
@takes(ClipArguments)
def cut_clip(given: ClipArguments) -> None:
    """Cut RECORDING from START to END out into a file of its own.

    \b
    mazeej clip episode.mp3 12:31.4 12:44 -o quote.mp3
    mazeej clip episode.mp3 751.4 0:12:44 -o quote.wav --exact
    """
    if given.start >= given.end:
        start, end = audio.format_time(given.start, 1), audio.format_time(given.end, 1)
        raise click.UsageError(f"END must be later than START, and {end} is not later than {start}.")
    recording = open_sound(given.recording, given.episode, quiet=given.quiet)
    target = Path(given.output)
    if target.exists() and target.samefile(recording.path):
        raise AlignError(f"{given.output} is the recording itself; give the clip another name")
    if target.is_file() and not given.overwrite:
        raise AlignError(f"{given.output} is there already: give the clip another name, or say --overwrite")
    made = audio.cut(recording, audio.Interval(given.start, given.end), exact=given.exact)
    if given.end >= recording.duration + 0.1:  # a tenth of a second is what is shown
        warn(f"the recording ends at {audio.format_time(recording.duration, 1)}, and the clip with it")
    made.write(target)
    if not given.quiet:
        start, end = audio.format_time(made.interval.start, 1), audio.format_time(made.interval.end, 1)
        click.echo(one_line(in_ui_language(f"cut from {start} to {end}: {given.output}")))
