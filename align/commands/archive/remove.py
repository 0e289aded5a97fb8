"""`mazeej archive remove`: episodes and sources out of the archive; never a file of the user's own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from align.commands.shared.archives import archive_option, open_archive
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.screen import one_line
from align.types import AlignError
from transcripts import archive

if TYPE_CHECKING:
    from transcripts import Archive


@dataclass(frozen=True, slots=True)
class RemoveArguments:
    what: tuple[str, ...] = argument("NUMBER|SOURCE…", nargs=-1, required=True)
    archive: str | None = archive_option()
    yes: bool = option("--yes", "-y", is_flag=True, help="Do not ask.")


@click.command("remove")
@takes(RemoveArguments)
def remove_episodes(given: RemoveArguments) -> None:
    """Take episodes out of the archive, by their NUMBER in `mazeej archive list`, or forget a SOURCE.

    Episodes that were taken out do not come back with `update`; `add` brings them back. The episodes of a source
    that is forgotten stay. Your own recordings and transcripts are left alone, and so is a transcript that you edited.

    \b
    mazeej archive remove 12 13
    mazeej archive remove https://example.org/feed.xml --yes
    """
    with open_archive(given.archive) as opened:
        ledger = archive.Ledger(opened)
        known = {source.place for source in ledger.sources()}
        numbers = [int(what) for what in given.what if what.isdecimal()]
        places = [_place(what, known, opened) for what in given.what if not what.isdecimal()]
        episodes = [opened.episode(number) for number in dict.fromkeys(numbers)]
        for line in (*(episode.title for episode in episodes), *places):
            click.echo(one_line(line))
        if not given.yes and not _confirmed():
            return
        for episode in episodes:
            if not opened.remove(episode.id):
                click.echo(one_line(f"{episode.transcript} was edited and stays"), err=True)
        for place in places:
            ledger.forget(place)


def _confirmed() -> bool:
    try:
        return click.confirm("Remove from the archive?")
    except click.Abort:
        if sys.stdin.isatty():  # Ctrl-C
            raise
        raise AlignError("nobody is there to be asked: say --yes") from None


def _place(what: str, known: set[str], opened: Archive) -> str:
    place = next((place for place in (what, archive.place_of(what)) if place in known), None)
    if place is None:
        raise AlignError(f"the archive in {opened.folder} is not filled from {what}")
    return place
