"""`mazeej archive update`: what is new in the sources; made for cron."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align.commands.archive.lock import held
from align.commands.shared.archives import archive_option, open_archive
from align.commands.shared.archiving import Filling
from align.commands.shared.declare import takes
from align.commands.shared.running import ExitCode, Resumable
from align.commands.shared.screen import complain, tell
from align.commands.shared.workers import WorkOptions


@dataclass(frozen=True, slots=True)
class UpdateArguments:
    archive: str | None = archive_option()


@click.command("update", cls=Resumable)
@takes(UpdateArguments, WorkOptions)
def update_archive(given: UpdateArguments, work: WorkOptions) -> int:
    """Add what is new in the sources that were added, heard with the options they were added with.

    Follows transcripts that were edited, and makes the index anew where a new Mazeej reads words otherwise. Prints
    nothing where nothing is new. Exit code 1: a source or an episode failed, and will be tried again.

    \b
    mazeej archive update
    mazeej archive update --quiet --archive /srv/archive
    """
    with open_archive(given.archive) as opened, held(opened.folder, wait=False) as alone:
        if not alone:
            if not work.quiet:
                tell("another mazeej is filling this archive")
            return ExitCode.DONE
        filling = Filling(opened, work)
        filling.follow()
        wanted = []
        for source in filling.ledger.sources():
            new = filling.ledger.new(filling.look_into(source.place), include_skipped=False)
            wanted += [(each, source.options) for each in new]
        filling.take_in(wanted)
        filling.renew()
    for problem in filling.problems:
        complain(problem)
    if not work.quiet and (filling.added or filling.followed or filling.problems):
        tell(filling.summary())
    return ExitCode.PROBLEM if filling.problems else ExitCode.DONE
