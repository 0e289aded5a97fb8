"""The door: everything that was ever said, in one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, TypeAlias

from transcripts.archive import files, words
from transcripts.archive.database import Database
from transcripts.archive.episodes import Episodes, holds, passes
from transcripts.archive.filling import Filler
from transcripts.archive.index import Index, LivePassages, quoted, speaker_key
from transcripts.archive.types import (
    EVERYTHING,
    Analyser,
    ArchivedEpisode,
    ArchivedPassage,
    ArchiveError,
    EpisodeDetails,
    EpisodeFilter,
)
from transcripts.edits import is_edited
from transcripts.formats import load
from transcripts.types import Transcript

if TYPE_CHECKING:
    from audio.voices import FoundVoices

FILE_NAME = "archive.sqlite"

Progress: TypeAlias = Callable[[float, float | None], None]


class Archive:
    """Transcripts and an index in `folder`; made with the first episode that is put into it.

    One process writes at a time, others wait for it; any number read. Whatever happens to a process, an episode is in
    the archive or it is not. Every method may raise ArchiveError. An `Archive` is used by one thread at a time, and to
    be closed, as by `with`.
    """

    def __init__(self, folder: Path | str, analyser: Analyser | None = None) -> None:
        """`analyser` reads passages for the index; without it, nothing can be added."""
        self.folder = Path(folder).absolute()
        self._analyser = analyser
        self._live: tuple[tuple[int, int], LivePassages] | None = None
        self._listed: tuple[tuple[int, int], tuple[ArchivedEpisode, ...]] | None = None
        self._names: dict[int, str] = {}

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        if "database" in self.__dict__:
            self.database.close()
            del self.__dict__["database"]

    @property
    def exists(self) -> bool:
        return (self.folder / FILE_NAME).is_file()

    @property
    def is_stale(self) -> bool:
        """Whether `renew` has something to do: until then, not everything may be found."""
        return self._analyser is not None and self._filler.is_due

    @cached_property
    def database(self) -> Database:
        """For the files of this package."""
        return Database(self.folder / FILE_NAME)

    @property
    def _rows(self) -> Episodes:
        return Episodes(self.database, self.folder)

    @cached_property
    def _index(self) -> Index:
        return Index(self.database)

    # What there is

    def episodes(self, wanted: EpisodeFilter = EVERYTHING) -> tuple[ArchivedEpisode, ...]:
        """Newest first, those without a date at the end."""
        if not self.exists:
            return ()
        version = self.database.version()
        if self._listed is None or self._listed[0] != version:
            self._listed = version, self._rows.all()
        return tuple(episode for episode in self._listed[1] if passes(episode, wanted))

    def episode(self, number: int) -> ArchivedEpisode:
        return self._rows.one(number)

    def episode_of(self, passage: int) -> int | None:
        """The episode that a passage is of; None for one that was deleted."""
        return self._everything().owner(passage)

    def transcript(self, number: int) -> Transcript:
        """All of an episode: its file as it is now, with the corrections of its recording laid over it; where there is
        no file any more, what the index kept of it."""
        episode = self.episode(number)
        if episode.transcript.is_file():
            return files.read(episode.transcript)
        return words.as_transcript(self.passages(range(episode.first, episode.last + 1)), episode.language)

    # Candidates

    def match_words(
        self, expression: str, wanted: EpisodeFilter = EVERYTHING, limit: int | None = None
    ) -> Sequence[int]:
        """Passages whose normalised words fit `expression`, ascending; of more than `limit` those added last.

        The language is FTS5's (https://www.sqlite.org/fts5.html, 3): `quoted` terms one after the other in one pair of
        quotation marks are a phrase. A passage is found by some words of the next one, too.
        """
        return self._found("spoken", expression, wanted, limit)

    def match_keys(
        self, expression: str, wanted: EpisodeFilter = EVERYTHING, limit: int | None = None
    ) -> Sequence[int]:
        """The same by keys, which know no order: AND, OR, NOT and prefixes alone."""
        return self._found("meant", expression, wanted, limit)

    def postings(self, key: str) -> Sequence[int]:
        """Passages that have a key."""
        return self.match_keys(quoted(key))

    def document_frequency(self, key: str) -> int:
        """How many passages have a key, about: deleted ones may be counted."""
        return self._index.document_frequency("meant", key)

    def document_frequency_of_word(self, word: str) -> int:
        """The same of a normalised word."""
        return self._index.document_frequency("spoken", word)

    @property
    def passage_count(self) -> int:
        return self._everything().count

    def passages(self, ids: Iterable[int]) -> tuple[ArchivedPassage, ...]:
        """In the order asked; deleted ones are left out."""
        return tuple(passage for number in ids if (passage := self._passage(number)))

    def around(self, passage: int, before: int = 1, after: int = 1) -> tuple[ArchivedPassage, ...]:
        """A passage with its neighbours of the same episode, in order."""
        owner = self.episode_of(passage)
        near = range(passage - before, passage + after + 1)
        return self.passages(number for number in near if self.episode_of(number) == owner)

    def _passage(self, number: int) -> ArchivedPassage | None:
        row = self.database.row("SELECT place, words FROM passage WHERE id = ?", (number,))
        if row is None:
            return None
        place, packed = row
        return ArchivedPassage(number, place >> 1, bool(place & 1), words.unpack(packed, self._speaker))

    def _found(self, table: str, expression: str, wanted: EpisodeFilter, limit: int | None) -> list[int]:
        live = self._everything() if wanted == EVERYTHING else self._part(wanted)
        if wanted.speaker is None:
            return self._index.find(table, expression, live, limit)
        heard: set[int] = set()
        for number, name in self._speakers().items():
            if holds(name, wanted.speaker):
                heard.update(self._index.find("meant", quoted(speaker_key(number)), live))
        found = [passage for passage in self._index.find(table, expression, live) if passage in heard]
        return found if limit is None else found[-limit:]

    def _everything(self) -> LivePassages:
        version = self.database.version()
        if self._live is None or self._live[0] != version:
            self._live = version, self._rows.live()
        return self._live[1]

    def _part(self, wanted: EpisodeFilter) -> LivePassages:
        return LivePassages((each.first, each.last, each.id) for each in self.episodes(wanted))

    def _speaker(self, number: int) -> str | None:
        """Speakers never lose their number, so what is known once holds."""
        if number not in self._names:
            self._names = self._speakers()
        return self._names.get(number)

    def _speakers(self) -> dict[int, str]:
        return dict(self.database.rows("SELECT id, name FROM speaker"))

    # What is put in and taken out

    def put(
        self, details: EpisodeDetails, transcript: Transcript, voices: FoundVoices | None = None
    ) -> ArchivedEpisode:
        """Keeps an episode; one that is known already, by any of its names, is given the others and stays as it is.

        `voices` are those that its speakers were told apart by: who is nobody yet is named once that voice is learnt.
        Raises TranscriptError where the corrections of its recording cannot be read.
        """
        with self.database.transaction():
            number = self._rows.known(details.names)
            if number is None:
                number = self._put(details, transcript)
                self._rows.keep_voices(number, transcript, voices)
            else:
                self._rows.complete(self.episode(number), details)
            self._rows.give_names(details.names, number)
            return self.episode(number)

    def known(self, names: Iterable[str]) -> int | None:
        """The episode that has any of these names."""
        return self._rows.known(names)

    def _put(self, details: EpisodeDetails, transcript: Transcript) -> int:
        name = files.name_for(details.title, details.published, self._rows.taken)
        path = self.folder / files.FOLDER / name
        kept = path.exists()  # from a call that was stopped, or of an episode that was removed; perhaps edited
        files.write(transcript, path)
        said = files.read(path) if kept else files.corrected(transcript)
        stamp = files.stamp(path, said.audio_sha256)
        return self._rows.add(details, name, said, self._filler.fill(said), stamp)

    def remove(self, number: int) -> bool:
        """Takes an episode out; its sources do not bring it back. Its transcript goes, unless a person has edited it:
        whether it went. Files of the user's own stay."""
        episode = self.episode(number)
        with self.database.transaction():
            self._filler.forget(episode)
            self.database.run("DELETE FROM episode WHERE id = ?", (number,))
        if is_edited(episode.transcript):
            return False
        episode.transcript.unlink(missing_ok=True)
        return True

    def changed(self) -> tuple[ArchivedEpisode, ...]:
        """Episodes whose transcript, or whose corrections, somebody has edited since they were read."""
        known: dict[int, str] = dict(self.database.rows("SELECT id, stamp FROM episode"))
        return tuple(
            episode
            for episode in self.episodes()
            if episode.transcript.is_file()
            and files.stamp(episode.transcript, episode.audio_sha256) != known.get(episode.id)
        )

    def read_again(self, number: int) -> ArchivedEpisode:
        """Follows what was edited. Raises TranscriptError, with the index as it was, for a file that cannot be read."""
        episode = self.episode(number)
        stamp = files.stamp(episode.transcript, episode.audio_sha256)  # before it is read: an edit meanwhile is another
        said = files.read(episode.transcript)
        with self.database.transaction():
            self._filler.forget(episode)
            self._rows.change(number, said, self._filler.fill(said), stamp)
        return self.episode(number)

    def outdated(self) -> tuple[ArchivedEpisode, ...]:
        """Episodes made from a transcript of the user's own that has changed since."""
        known: dict[int, str] = dict(self.database.rows("SELECT id, origin_stamp FROM episode"))
        return tuple(
            episode
            for episode in self.episodes()
            if episode.origin and files.stamp_of(episode.origin) not in ("", known.get(episode.id))
        )

    def take_over(self, number: int) -> ArchivedEpisode:
        """Follows the user's own transcript. Raises TranscriptError where that cannot be read, and, once, where the
        archive's was edited as well: that stays."""
        episode = self.episode(number)
        if episode.origin is None:
            return episode
        before = files.stamp_of(episode.origin)
        self.database.run("UPDATE episode SET origin_stamp = ? WHERE id = ?", (before, number))
        said = load(episode.origin)
        if is_edited(episode.transcript):
            raise ArchiveError(
                f"{episode.origin} has changed, and {episode.transcript} was edited as well: that stays; "
                f"to have the other, remove episode {number}, delete that file and add it again"
            )
        files.write(said, episode.transcript)
        return self.read_again(number)

    def renew(self, progress: Progress | None = None) -> None:
        """Makes the index anew, where another analyser made it or too much of it is of deleted passages; goes on where
        it was stopped. `progress` is told how many episodes are done, and of how many."""
        self._filler.renew(progress or (lambda _done, _total: None), self.passages)

    @cached_property
    def _filler(self) -> Filler:
        if self._analyser is None:
            raise ArchiveError(f"{self.folder} was opened to be read alone")
        return Filler(self.database, self._index, self._analyser)
