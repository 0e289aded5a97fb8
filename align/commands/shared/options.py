"""Options that several commands have, by group."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

import audio
import transcripts
from align import editions
from align.commands.shared.declare import option
from align.commands.shared.values import Address, Finite, SomeOf

if TYPE_CHECKING:
    from align.edition_times import TimeMap
    from audio import Interval, Seconds
    from transcripts import Transcript

episode_option = partial(
    option, "--episode", metavar="N|TITLE", help="Which episode of a feed: its number, or part of its title."
)
format_option = partial(option, "--format", type=click.Choice(["text", "json"]), default="text", show_default=True)
lead_option = partial(
    option, "--lead", type=Finite(0, 60), default=0.0, metavar="SECONDS", help="How much earlier links start."
)
link_option = partial(option, "--link", type=Address(), metavar="URL")
no_cache_option = partial(
    option, "--no-cache", is_flag=True, help="Fetch and do everything anew, and keep no result for next time."
)
output_option = partial(
    option,
    "-o",
    "--output",
    metavar="FILE",
    callback=lambda _ctx, _param, name: None if name == "-" else name,
    help="Where to write it.  [default: -, stdout]",
)
quiet_option = partial(option, "--quiet", "-q", is_flag=True)


def formats_option(known: type[StrEnum]) -> Any:
    names = ", ".join(known)
    return option(
        "--format",
        type=SomeOf(known),
        default="json,md,html",
        show_default=True,
        metavar="FORM[,…]",
        help=f"Forms of the report, with commas between them: {names}.",
    )


def check_printed_format(out: str, formats: tuple[StrEnum, ...]) -> None:
    """Raises UsageError where the call wants a form of the report on standard output that is never printed there."""
    source = click.get_current_context().get_parameter_source("formats")
    if out == "-" and source is ParameterSource.COMMANDLINE and formats != ("json",):
        raise click.UsageError("--out - prints JSON alone: leave out --format, or name a folder with --out.")


def fail_on_option(results: type[StrEnum], metavar: str, of: str) -> Any:
    names = ", ".join(results)
    return option(
        "--fail-on",
        default=(),
        type=SomeOf(results),
        metavar=f"{metavar}[,…]",
        help=f"Exit with 3 if the result of any {of} is one of these: {names}.",
    )


@dataclass(frozen=True, slots=True)
class LinkOptions:
    """Where links lead, and from which moment."""

    link: str | None = link_option(help="Public address of the episode; links point into it.")
    lead: Seconds = lead_option()
    link_transcript: str | None = option(
        "--link-transcript",
        metavar="FILE",
        help="Transcript of the edition that --link leads to, if it is cut otherwise.",
    )

    def edition(self, transcript: Transcript) -> TimeMap | None:
        """The way from the time of `transcript` to that of the edition that links lead to, where it is another."""
        if self.link_transcript is None:
            return None
        return editions.time_map(transcript, transcripts.load(Path(self.link_transcript)))

    def into(self, interval: Interval | None, edition: TimeMap | None) -> str | None:
        """The address opened where something was said; None without an address or a place in its edition."""
        if self.link is None or interval is None:
            return None
        there = edition.interval(interval) if edition else interval
        return None if there is None else audio.link_at(self.link, there.start, there.end, lead=self.lead)
