"""`mazeej archive remove`: episodes, sources, failures out of the archive; never a file of the user's own."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from align.commands.shared.archives import archive_option, open_archive
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.screen import tell
from align.report.text import one_line
from align.types import AlignError
from transcripts import archive

if TYPE_CHECKING:
    from transcripts.archive import Archive, ArchiveSource, Failure, Ledger


@dataclass(frozen=True, slots=True)
class RemoveArguments:
    what: tuple[str, ...] = argument("NUMBER|SOURCE|FAILED…", nargs=-1, required=True)
    archive: str | None = archive_option()
    yes: bool = option("--yes", "-y", is_flag=True, help="Do not ask.")


@click.command("remove")
@takes(RemoveArguments)
def remove_episodes(given: RemoveArguments) -> None:
    """Take episodes out, by their NUMBER in `mazeej archive list`; forget a SOURCE; give up an episode that FAILED.

    Episodes that were taken out or given up do not come back with `update`; `add` brings them back. The episodes of a
    source that is forgotten stay. Your own recordings and transcripts are left alone, and so is a transcript that you
    edited.

    \b
    mazeej archive remove 12 13
    mazeej archive remove https://example.org/feed.xml --yes
    mazeej archive remove https://example.org/lost-episode.mp3
    """
    with open_archive(given.archive) as opened:
        ledger = archive.Ledger(opened)
        numbers = [int(what) for what in given.what if what.isdecimal()]
        episodes = [opened.episode(number) for number in dict.fromkeys(numbers)]
        others = [_meant(what, ledger, opened) for what in given.what if not what.isdecimal()]
        for episode in episodes:
            click.echo(one_line(episode.title))
        for other in others:
            click.echo(one_line(other.title if isinstance(other, archive.Failure) else other.place))
        if not given.yes and not _confirmed():
            return
        for episode in episodes:
            if not opened.remove(episode.id):
                tell(f"{episode.transcript} was edited and stays")
        for other in others:
            if isinstance(other, archive.Failure):
                ledger.give_up(other)
            else:
                ledger.forget(other.place)


def _meant(what: str, ledger: Ledger, opened: Archive) -> ArchiveSource | Failure:
    names = (what, archive.place_of(what))
    source = next((source for source in ledger.sources() if source.place in names), None)
    failed = next((failure for failure in ledger.failures() if failure.name in names), None)
    found = source or failed
    if found is None:
        raise AlignError(f"the archive in {opened.folder} is not filled from {what}, and no such episode failed")
    return found


def _confirmed() -> bool:
    try:
        return click.confirm(in_ui_language("Remove from the archive?"))
    except click.Abort:
        if sys.stdin.isatty():  # Ctrl-C
            raise
        raise AlignError("nobody is there to be asked: say --yes") from None
