"""The table of episodes: rows of it, and which of them are meant."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from sqlite3 import Row

from audio.names import folded
from audio.voices import FoundVoices
from transcripts.archive.database import Database, Value, restored
from transcripts.archive.files import FOLDER, stamp_of
from transcripts.archive.index import LivePassages
from transcripts.archive.types import ArchivedEpisode, ArchiveError, EpisodeDetails, EpisodeFilter
from transcripts.file_names import folded_name
from transcripts.turns import speakers_of
from transcripts.types import Transcript


@dataclass(frozen=True, slots=True)
class Passages:
    """Those of one episode."""

    first: int
    last: int
    words: int


class Episodes:
    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def all(self) -> tuple[ArchivedEpisode, ...]:
        """Newest first, those without a date at the end."""
        rows = self._database.rows("SELECT * FROM episode ORDER BY published DESC NULLS LAST, id")
        return tuple(map(self._read, rows))

    def one(self, number: int) -> ArchivedEpisode:
        fits = number.bit_length() < 64  # else SQLite cannot even be asked
        row = self._database.row("SELECT * FROM episode WHERE id = ?", (number,)) if fits else None
        if row is None:
            raise ArchiveError(f"the archive has no episode {number}")
        return self._read(row)

    def live(self) -> LivePassages:
        return LivePassages(map(tuple, self._database.rows("SELECT first, last, id FROM episode")))

    def taken(self, folded: str) -> bool:
        return self._database.row("SELECT 1 FROM episode WHERE folded = ?", (folded,)) is not None

    def known(self, names: Iterable[str]) -> int | None:
        """The episode that has any of these names."""
        for name in sorted(names):
            number: int | None = self._database.value("SELECT episode FROM known WHERE name = ?", (name,))
            if number is not None:
                return number
        return None

    def give_names(self, names: Iterable[str], number: int | None) -> None:
        """Names by which an episode is known from now on; without an episode, what is known and not wanted."""
        self._database.run_many(
            "INSERT INTO known VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET episode = excluded.episode"
            " WHERE known.episode IS NULL",
            [(name, number) for name in sorted(names)],
        )

    def add(self, details: EpisodeDetails, file: str, transcript: Transcript, passages: Passages, stamp: str) -> int:
        values: dict[str, Value] = {
            "title": details.title,
            "show": details.show,
            "published": details.published.isoformat() if details.published else None,
            "address": details.address,
            "page": details.page,
            "sound": str(details.sound) if details.sound else None,
            "origin": str(details.origin) if details.origin else None,
            "origin_stamp": stamp_of(details.origin) if details.origin else "",
            "sound_stamp": details.sound_stamp,
            "file": file,
            "folded": folded_name(file),
            **_said(transcript, passages, stamp),
        }
        marks = ", ".join("?" * len(values))
        statement = f"INSERT INTO episode ({', '.join(values)}) VALUES ({marks})"  # noqa: S608  names from above
        return self._database.run(statement, tuple(values.values()))

    def complete(self, episode: ArchivedEpisode, details: EpisodeDetails) -> None:
        """Adds what was not known of an episode, and where its files are now."""
        published = episode.published or details.published
        sound, origin = _present(episode.sound, details.sound), _present(episode.origin, details.origin)
        self._database.run(
            "UPDATE episode SET show = ?, published = ?, address = ?, page = ?, sound = ?, origin = ? WHERE id = ?",
            (
                episode.show or details.show,
                published.isoformat() if published else None,
                episode.address or details.address,
                episode.page or details.page,
                str(sound) if sound else None,
                str(origin) if origin else None,
                episode.id,
            ),
        )

    def sounds(self) -> Iterator[tuple[ArchivedEpisode, str]]:
        """Episodes that were heard from a file of this machine, and what tells that it is as it was; "" where that
        was not noted."""
        rows = self._database.rows("SELECT id, sound_stamp FROM episode WHERE sound NOT NULL AND origin IS NULL")
        return ((self.one(number), stamp) for number, stamp in rows)

    def note_sound(self, number: int, stamp: str) -> None:
        self._database.run("UPDATE episode SET sound_stamp = ? WHERE id = ?", (stamp, number))

    def lose_sound(self, episode: ArchivedEpisode) -> None:
        """Its file is another recording by now, which is not known."""
        self._database.run("UPDATE episode SET sound = NULL, sound_stamp = '' WHERE id = ?", (episode.id,))
        self._database.run("DELETE FROM known WHERE name = ?", (f"path:{episode.sound}",))

    def keep_voices(self, number: int, transcript: Transcript, voices: FoundVoices | None) -> None:
        """Those of the voices that bear nobody's name in the transcript."""
        if voices is None:
            return
        unnamed = [label for label in speakers_of(transcript) if label in voices.vectors]
        vectors = (array("f", voices.vectors[label]).tobytes() for label in unnamed)
        self._database.run_many(
            "INSERT INTO voice VALUES (?, ?, ?, ?)",
            [(number, label, voices.encoder, vector) for label, vector in zip(unnamed, vectors, strict=True)],
        )

    def unnamed_voices(self) -> Iterator[tuple[int, FoundVoices]]:
        """By episode, without their turns."""
        rows = self._database.rows("SELECT episode, encoder, label, vector FROM voice ORDER BY episode, encoder")
        for (number, encoder), group in groupby(rows, key=lambda row: (row[0], row[1])):
            yield number, FoundVoices((), {row["label"]: tuple(array("f", row["vector"])) for row in group}, encoder)

    def change(self, number: int, transcript: Transcript, passages: Passages, stamp: str) -> None:
        """Something else was said in it than was believed."""
        values = _said(transcript, passages, stamp)
        pairs = ", ".join(f"{name} = ?" for name in values)
        self._database.run(f"UPDATE episode SET {pairs} WHERE id = ?", (*values.values(), number))  # noqa: S608

    def _read(self, row: Row) -> ArchivedEpisode:
        return ArchivedEpisode(
            id=row["id"],
            title=row["title"],
            show=row["show"],
            published=date.fromisoformat(row["published"]) if row["published"] else None,
            language=row["language"],
            model=row["model"],
            duration=row["duration"],
            address=row["address"],
            page=row["page"],
            sound=Path(restored(row["sound"])) if row["sound"] else None,
            origin=Path(restored(row["origin"])) if row["origin"] else None,
            audio_sha256=row["audio_sha256"],
            transcript=self._folder / FOLDER / row["file"],
            words=row["words"],
            first=row["first"],
            last=row["last"],
            speakers=tuple(json.loads(row["speakers"])),
        )


def _said(transcript: Transcript, passages: Passages, stamp: str) -> dict[str, Value]:
    speakers = [name.encode("utf-8", "replace").decode() for name in speakers_of(transcript)]
    return {
        "language": transcript.language,
        "model": transcript.model,
        "duration": transcript.duration or max((segment.end for segment in transcript.segments), default=None),
        "audio_sha256": transcript.audio_sha256,
        "stamp": stamp,
        "words": passages.words,
        "first": passages.first,
        "last": passages.last,
        "speakers": json.dumps(speakers, ensure_ascii=False),
        "indexed": 1,
    }


def passes(episode: ArchivedEpisode, wanted: EpisodeFilter) -> bool:
    """Whether an episode passes a filter: one with a speaker passes where that one speaks at all."""
    if wanted.show is not None and not holds(episode.show, wanted.show):
        return False
    if wanted.speaker is not None and not any(holds(speaker, wanted.speaker) for speaker in episode.speakers):
        return False
    when = episode.published
    if when is None:
        return wanted.since is None and wanted.until is None
    return (wanted.since is None or wanted.since <= when) and (wanted.until is None or when <= wanted.until)


def holds(text: str | None, part: str) -> bool:
    """Whether a name has a part, whatever the case and the marks."""
    return folded(part) in folded(text or "")


def _present(known: Path | None, told: Path | None) -> Path | None:
    """Of two places of a file, the one where it is."""
    return known if known and (known.is_file() or not told) else told
