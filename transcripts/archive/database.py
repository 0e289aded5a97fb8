"""The archive's SQLite file: its tables, and every access to it.

WAL: one process writes, any number read meanwhile, and a process that dies in the middle leaves the last whole
transaction (https://www.sqlite.org/wal.html). The folder has to lie on a disk of this machine, not on a network's.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from audio import Seconds
from transcripts.archive.types import ArchiveError

Value: TypeAlias = str | int | float | bytes | None

SCHEMA = 2
PATIENCE: Seconds = 60.0  # for another process that is writing; an episode takes a second or two
CACHE_KIB = 64 * 1024  # of the file's pages in memory
# Terms come ready from the analyser and are parted by spaces alone: all of ASCII's marks belong to them, what is not
# ASCII does anyway. A quotation mark would end a term in a question.
MARKS = "!#$%&()*+,-./:;<=>?@[\\]^_`{|}~''"
_TOKENS = f"tokenize = \"ascii tokenchars '{MARKS}'\", content = ''"

TABLES = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE episode (
        id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL, show TEXT, published TEXT, language TEXT, model TEXT,
        duration REAL, address TEXT, page TEXT, sound TEXT, origin TEXT, audio_sha256 TEXT,
        file TEXT NOT NULL, folded TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, origin_stamp TEXT NOT NULL,
        sound_stamp TEXT NOT NULL DEFAULT '',
        words INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, speakers TEXT NOT NULL,
        indexed INTEGER NOT NULL)""",
    # What an episode is recognised by; without an episode: known, and not wanted.
    "CREATE TABLE known (name TEXT PRIMARY KEY, episode INTEGER REFERENCES episode ON DELETE SET NULL) WITHOUT ROWID",
    "CREATE INDEX known_episode ON known (episode)",
    "CREATE TABLE passage (id INTEGER PRIMARY KEY AUTOINCREMENT, place INTEGER NOT NULL, words BLOB NOT NULL)",
    "CREATE TABLE speaker (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    # Of voices that nobody has a name for: what they are recognised by, once they are learnt.
    """CREATE TABLE voice (episode INTEGER REFERENCES episode ON DELETE CASCADE, label TEXT NOT NULL,
        encoder TEXT NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (episode, label)) WITHOUT ROWID""",
    "CREATE TABLE source (id INTEGER PRIMARY KEY, place TEXT NOT NULL UNIQUE, settings TEXT NOT NULL)",
    """CREATE TABLE failure (name TEXT PRIMARY KEY, place TEXT NOT NULL, title TEXT NOT NULL, message TEXT NOT NULL,
        at TEXT NOT NULL, times INTEGER NOT NULL) WITHOUT ROWID""",
)
# Nothing is taken out of these: rows of deleted passages stay until the index is made anew.
INDEX = (
    f"CREATE VIRTUAL TABLE spoken USING fts5(words, {_TOKENS})",
    f"CREATE VIRTUAL TABLE meant USING fts5(keys, {_TOKENS}, detail = none)",
    "CREATE VIRTUAL TABLE spoken_terms USING fts5vocab(spoken, row)",
    "CREATE VIRTUAL TABLE meant_terms USING fts5vocab(meant, row)",
)
NO_INDEX = tuple(f"DROP TABLE IF EXISTS {name}" for name in ("spoken_terms", "meant_terms", "spoken", "meant"))


def restored(text: str) -> str:
    """A path as it was before it was stored, see `_storable`."""
    return re.sub(r"\\udc([89a-f][0-9a-f])", lambda found: chr(0xDC00 + int(found[1], 16)), text)


def _storable(values: Sequence[Value]) -> list[Value]:
    """Without halves of characters, which SQLite refuses: those that stand for the bytes of a file's name that is not
    UTF-8 are written out."""
    return [v.encode("utf-8", "backslashreplace").decode() if isinstance(v, str) else v for v in values]


class Database:
    """One process's way to the file. Every method raises ArchiveError."""

    def __init__(self, path: Path) -> None:
        """Makes the file where there is none."""
        self._path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{path.parent} cannot be written ({error.strerror or error})") from error
        with self._told():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        self._connection.close()

    def rows(self, question: str, values: Sequence[Value] = ()) -> list[Any]:
        """Rows that can be unpacked, and asked by the names of their columns."""
        with self._told():
            return self._connection.execute(question, _storable(values)).fetchall()

    def row(self, question: str, values: Sequence[Value] = ()) -> sqlite3.Row | None:
        with self._told():
            found: sqlite3.Row | None = self._connection.execute(question, _storable(values)).fetchone()
            return found

    def value(self, question: str, values: Sequence[Value] = ()) -> Any:
        """The first of its row; None where there is none."""
        row = self.row(question, values)
        return None if row is None else row[0]

    def run(self, statement: str, values: Sequence[Value] = ()) -> int:
        """Returns the id of the row it added, if any."""
        with self._told():
            return self._connection.execute(statement, _storable(values)).lastrowid or 0

    def run_many(self, statement: str, values: Iterable[Sequence[Value]]) -> None:
        with self._told():
            self._connection.executemany(statement, map(_storable, values))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside, or nothing. Waits for another process that writes."""
        self.run("BEGIN IMMEDIATE")
        try:
            yield
            self.run("COMMIT")
        except BaseException:
            self._connection.rollback()
            raise

    def meta(self, name: str) -> str | None:
        found: str | None = self.value("SELECT value FROM meta WHERE name = ?", (name,))
        return found

    def set_meta(self, name: str, value: str) -> None:
        self.run(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", (name, value)
        )

    def version(self) -> tuple[int, int]:
        """Another one whenever somebody has written."""
        return self.value("PRAGMA data_version"), self._connection.total_changes

    def _prepare(self) -> None:
        self.run(f"PRAGMA cache_size = -{CACHE_KIB}")
        self.run("PRAGMA foreign_keys = ON")
        self.run("PRAGMA synchronous = NORMAL")
        if not self._schema():
            self.run("PRAGMA journal_mode = WAL")
            with self.transaction():
                if not self._schema():  # another process may have been faster
                    for statement in (*TABLES, *INDEX):
                        self.run(statement)
                    self.run(f"PRAGMA user_version = {SCHEMA}")
        if self._schema() == 1:
            with self.transaction():
                if self._schema() == 1:
                    self.run("ALTER TABLE episode ADD COLUMN sound_stamp TEXT NOT NULL DEFAULT ''")
                    self.run(f"PRAGMA user_version = {SCHEMA}")
        if self._schema() != SCHEMA:
            raise ArchiveError(f"{self._path} was made by a later Mazeej, which this one cannot read")

    def _schema(self) -> int:
        found: int = self.value("PRAGMA user_version")
        return found

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise ArchiveError(f"{self._path}: {error}") from error
