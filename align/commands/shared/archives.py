"""The archive that a command is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial

import transcripts
from align import archive
from align.commands.shared.declare import option
from align.commands.shared.screen import warn
from align.commands.shared.values import Date
from align.types import AlignError
from transcripts import EpisodeFilter

archive_option = partial(
    option,
    "--archive",
    metavar="DIR",
    help="The archive's folder.  [default: archive in the platform's data folder]",
)


@dataclass(frozen=True, slots=True)
class WhichEpisodes:
    """A part of the archive."""

    show: str | None = option("--show", metavar="NAME", help="Only this show's, by a part of its name.")
    since: date | None = option("--since", type=Date(), metavar="DATE", help="Only published since, as 2024-11-26.")
    until: date | None = option("--until", type=Date(), metavar="DATE", help="Only published until, as 2024-11-26.")
    speaker: str | None = option("--speaker", metavar="NAME", help="Only what this one says, by a part of the name.")

    def filter(self) -> EpisodeFilter:
        return EpisodeFilter(self.show, self.since, self.until, self.speaker)


def warn_of_stale(opened: transcripts.Archive) -> None:
    """Where the index is of another version, or not finished."""
    if opened.is_stale:
        warn("not all of the archive may be found: `mazeej archive update` makes its index anew")


def open_archive(named: str | None, *, new: bool = False) -> transcripts.Archive:
    """The archive in a folder, by default the user's own; to be closed. Raises AlignError where there is none, unless
    it may be `new`."""
    found = archive.open_archive(named)
    if not new and not found.exists:
        raise AlignError(f"there is no archive in {found.folder}: `mazeej archive add SOURCE` makes one")
    return found
