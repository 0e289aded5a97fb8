"""The table of episodes: rows of it, and which of them are meant."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from unicodedata import normalize

from audio.voices import FoundVoices
from transcripts.archive.database import Database, Value, restored
from transcripts.archive.files import FOLDER, stamp_of
from transcripts.archive.index import LivePassages
from transcripts.archive.types import ArchivedEpisode, ArchiveError, EpisodeDetails, EpisodeFilter
from transcripts.batch import folded_name
from transcripts.turns import speakers_of
from transcripts.types import Transcript

_COLUMNS = (
    "id, title, show, published, language, model, duration, address, page, sound, origin, audio_sha256, file, words, "
    "first, last, speakers"
)


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
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM episode ORDER BY published DESC NULLS LAST, id")  # noqa: S608
        return tuple(map(self._read, rows))

    def one(self, number: int) -> ArchivedEpisode:
        row = self._database.row(f"SELECT {_COLUMNS} FROM episode WHERE id = ?", (number,))  # noqa: S608
        if row is None:
            raise ArchiveError(f"the archive has no episode {number}")
        return self._read(row)

    def live(self) -> LivePassages:
        rows = self._database.rows("SELECT first, last, id FROM episode")
        return LivePassages((int(first or 0), int(last or 0), int(number or 0)) for first, last, number in rows)

    def taken(self, folded: str) -> bool:
        return self._database.row("SELECT 1 FROM episode WHERE folded = ?", (folded,)) is not None

    def known(self, names: Iterable[str]) -> int | None:
        """The episode that has any of these names."""
        for name in sorted(names):
            found = self._database.row("SELECT episode FROM known WHERE name = ? AND episode NOT NULL", (name,))
            if found:
                return int(found[0] or 0)
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
        return ((self.one(int(number or 0)), str(stamp)) for number, stamp in rows)

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
            vectors = {str(row[2]): tuple(array("f", row[3] if isinstance(row[3], bytes) else b"")) for row in group}
            yield int(number or 0), FoundVoices((), vectors, str(encoder))

    def change(self, number: int, transcript: Transcript, passages: Passages, stamp: str) -> None:
        """Something else was said in it than was believed."""
        values = _said(transcript, passages, stamp)
        pairs = ", ".join(f"{name} = ?" for name in values)
        self._database.run(f"UPDATE episode SET {pairs} WHERE id = ?", (*values.values(), number))  # noqa: S608

    def _read(self, row: Sequence[Value]) -> ArchivedEpisode:
        number, title, show, published, language, model, duration, address, page, sound, origin, sha256 = row[:12]
        file, words, first, last, speakers = row[12:]
        return ArchivedEpisode(
            id=int(number or 0),
            title=str(title),
            show=_text(show),
            published=date.fromisoformat(str(published)) if published else None,
            language=_text(language),
            model=_text(model),
            duration=None if duration is None else float(duration),
            address=_text(address),
            page=_text(page),
            sound=Path(restored(str(sound))) if sound else None,
            origin=Path(restored(str(origin))) if origin else None,
            audio_sha256=_text(sha256),
            transcript=self._folder / FOLDER / str(file),
            words=int(words or 0),
            first=int(first or 0),
            last=int(last or 0),
            speakers=tuple(json.loads(str(speakers))),
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
    return _folded(part) in _folded(text or "")


def _folded(text: str) -> str:
    plain = (char for char in normalize("NFKD", text.casefold()) if not 0x300 <= ord(char) < 0x370)
    return " ".join("".join(char for char in plain if not 0x64B <= ord(char) <= 0x65F).split())


def _present(known: Path | None, told: Path | None) -> Path | None:
    """Of two places of a file, the one where it is."""
    return known if known and (known.is_file() or not told) else told


def _text(value: Value) -> str | None:
    return None if value is None else str(value)
