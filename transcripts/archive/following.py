"""The archive kept up with what persons edit: its own transcripts, and those it was given."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.archive.archive import Archive
from transcripts.archive.types import ArchivedEpisode
from transcripts.types import TranscriptError


@dataclass(frozen=True, slots=True)
class Followed:
    """An episode that was read again, or could not be."""

    episode: ArchivedEpisode
    failure: str | None = None


def follow(archive: Archive) -> Iterator[Followed]:
    """Reads again what was edited. A transcript of the user's own that has changed takes the place of the archive's,
    unless a person has edited that one: then it is told, and the edited one stays."""
    for episode in archive.outdated():
        try:
            yield Followed(archive.take_over(episode.id))
        except TranscriptError as error:
            yield Followed(episode, str(error))
    for episode in archive.changed():
        try:
            yield Followed(archive.read_again(episode.id))
        except TranscriptError as error:
            yield Followed(episode, str(error))
