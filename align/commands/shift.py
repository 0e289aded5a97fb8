"""`mazeej shift`: two editions of one episode."""

from __future__ import annotations

from dataclasses import dataclass

import click

import transcripts
from align import editions
from align.commands.shared.declare import argument, takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.listening import Listener
from align.commands.shared.options import format_option, quiet_option
from align.commands.shared.running import Resumable
from align.commands.shared.transcribing import RecogniserOptions


@dataclass(frozen=True, slots=True)
class ShiftArguments:
    ours: str = argument()
    theirs: str = argument()
    format: str = format_option()
    quiet: bool = quiet_option(help="Print nothing but the result and problems.")


@click.command("shift", cls=Resumable)
@takes(ShiftArguments, RecogniserOptions)
def show_shift(given: ShiftArguments, recogniser: RecogniserOptions) -> None:
    """Show where each stretch of OURS is in THEIRS: two recordings or transcripts of one episode.

    They may hold different advertisements or be cut otherwise. What THEIRS lacks is called missing.

    \b
    mazeej shift episode.json captions.vtt
    mazeej shift feed-edition.mp3 youtube.mp4 --format json
    """
    listener = Listener(recogniser.transcription(), transcripts.Loaded(), given.quiet)
    (_, ours), (_, theirs) = listener.hear(given.ours), listener.hear(given.theirs)
    found = editions.time_map(ours, theirs)
    click.echo(editions.as_json(found) if given.format == "json" else editions.as_text(found, in_ui_language), nl=False)
