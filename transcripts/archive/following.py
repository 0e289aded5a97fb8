"""The archive kept up with what persons do: edits of its own transcripts and of those it was given, voices learnt."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass

from audio import AudioError, open_recording
from transcripts.archive import files
from transcripts.archive.archive import Archive
from transcripts.archive.episodes import Episodes
from transcripts.archive.naming import name_voices
from transcripts.archive.types import ArchivedEpisode, ArchiveError
from transcripts.types import TranscriptError

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Followed:
    """An episode that was read again, or could not be."""

    episode: ArchivedEpisode | None
    failure: str | None = None


def follow(archive: Archive) -> Iterator[Followed]:
    """Reads again what was edited, names whose voice was learnt since, and lets go of recordings that were replaced.

    A transcript of the user's own that has changed takes the place of the archive's, unless a person has edited that
    one: then it is told, and the edited one stays.
    """
    try:
        yield from map(Followed, name_voices(archive))
    except ArchiveError:
        raise
    except TranscriptError as error:  # the file of known voices is none
        yield Followed(None, str(error))
    yield from _replaced(archive)
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


def _replaced(archive: Archive) -> Iterator[Followed]:
    """Where a file holds another recording than the one that was heard: that episode stays, without its sound, and the
    file is as good as new."""
    rows = Episodes(archive.database, archive.folder)
    for episode, before in rows.sounds():
        stamp = files.stamp_of(episode.sound) if episode.sound else ""
        if stamp in ("", before):
            continue
        try:
            is_same = not before or open_recording(str(episode.sound)).sha256 == episode.audio_sha256
        except AudioError as error:
            yield Followed(episode, str(error))
            continue
        with archive.database.transaction():
            if is_same:
                rows.note_sound(episode.id, stamp)
            else:
                rows.lose_sound(episode)
        if not is_same:
            logger.warning("%s holds another recording now: episode %d stays without it", episode.sound, episode.id)
