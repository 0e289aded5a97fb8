"""The archive kept up with what persons do: edits of its own transcripts and of those it was given, voices learnt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from transcripts.archive.archive import Archive
from transcripts.archive.naming import name_voices
from transcripts.archive.types import ArchivedEpisode, ArchiveError
from transcripts.types import TranscriptError


@dataclass(frozen=True, slots=True)
class Followed:
    """An episode that was read again, or could not be."""

    episode: ArchivedEpisode | None
    failure: str | None = None


def follow(archive: Archive) -> Iterator[Followed]:
    """Reads again what was edited, and names whose voice was learnt since.

    A transcript of the user's own that has changed takes the place of the archive's, unless a person has edited that
    one: then it is told, and the edited one stays.
    """
    try:
        yield from map(Followed, name_voices(archive))
    except ArchiveError:
        raise
    except TranscriptError as error:  # the file of known voices is none
        yield Followed(None, str(error))
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
