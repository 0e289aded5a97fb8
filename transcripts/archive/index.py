"""The full-text index: which passages have a word, a phrase, a key.

The table `spoken` holds the normalised words of each passage in order, `meant` the set of its keys. Rows are only ever
added: those of deleted passages are passed over when read, and go when the index is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from transcripts.archive.database import INDEX, NO_INDEX, Database, Value
from transcripts.archive.types import Analysis

REMEMBERED = 1 << 16  # terms whose document frequency is kept
LEAST_AT_ONCE = 256  # ids that are looked at where the newest few are wanted
_LAST_ID = 2**63 - 1


def quoted(term: str) -> str:
    """A term as it stands in a question in FTS5's language."""
    return f'"{stored(term)}"'


def speaker_key(number: int) -> str:
    """The key of all passages in which this speaker of the archive speaks."""
    return f"@{number}"


def stored(term: str) -> str:
    """A term as the index holds it: in one piece, small letters."""
    return "_".join(term.replace('"', "″").replace("\0", "").lower().split()).encode("utf-8", "replace").decode()


class LivePassages:
    """The passages that were not deleted, or those of them that are asked about, as runs of ids."""

    def __init__(self, runs: Iterable[tuple[int, int, int]]) -> None:
        """From the first passage, the last one (inclusive) and the episode of each run."""
        found = sorted(run for run in runs if run[1] >= run[0])
        self.count = sum(last - first + 1 for first, last, _ in found)
        self._runs = np.array(found, dtype=np.int64).reshape(-1, 3)

    def owner(self, passage: int) -> int | None:
        """The episode that a passage is of; None for one that is not live."""
        run = int(self._runs[:, 0].searchsorted(passage, side="right")) - 1
        return int(self._runs[run, 2]) if run >= 0 and passage <= self._runs[run, 1] else None

    def among(self, ids: np.ndarray) -> np.ndarray:
        """Those of `ids` that are live, in their order."""
        if not len(self._runs):
            return ids[:0]
        run = self._runs[:, 0].searchsorted(ids, side="right") - 1
        live: np.ndarray = ids[(run >= 0) & (ids <= self._runs[run, 1])]
        return live


class Index:
    def __init__(self, database: Database) -> None:
        self._database = database
        self._frequency = lru_cache(maxsize=REMEMBERED)(self._count)

    def add(self, passage: int, analysis: Analysis) -> None:
        words = " ".join(map(stored, analysis.words))
        keys = " ".join(sorted(map(stored, analysis.keys)))  # in one order, so that one archive is like another
        self._database.run("INSERT INTO spoken (rowid, words) VALUES (?, ?)", (passage, words))
        self._database.run("INSERT INTO meant (rowid, keys) VALUES (?, ?)", (passage, keys))

    def clear(self) -> None:
        """Inside a transaction."""
        for statement in (*NO_INDEX, *INDEX):
            self._database.run(statement)

    def find(self, table: str, expression: str, live: LivePassages, limit: int | None = None) -> list[int]:
        """Ids of the live passages that `expression` fits, ascending; of more than `limit` those added last."""
        if limit is None:
            every: list[int] = live.among(self._ids(table, "ORDER BY rowid", (expression,))).tolist()
            return every
        newest: list[int] = []
        before, most = _LAST_ID, max(limit, LEAST_AT_ONCE)
        while len(newest) < limit:
            ids = self._ids(table, "AND rowid < ? ORDER BY rowid DESC LIMIT ?", (expression, before, most))
            newest += live.among(ids).tolist()
            if len(ids) < most:
                break
            before, most = int(ids[-1]), 4 * most
        return newest[:limit][::-1]

    def _ids(self, table: str, which: str, values: Sequence[Value]) -> np.ndarray:
        """As one text out of SQLite, which takes a quarter of the time of as many rows."""
        found = f"SELECT rowid FROM {table} WHERE {table} MATCH ? {which}"  # noqa: S608  no word of a user
        listed = self._database.value(f"SELECT group_concat(rowid) FROM ({found})", values)  # noqa: S608
        return np.fromstring(listed or "", np.int64, sep=",")

    def document_frequency(self, table: str, term: str) -> int:
        """How many passages have a term, deleted ones included."""
        return self._frequency(table, stored(term))

    def _count(self, table: str, term: str) -> int:
        return self._database.value(f"SELECT doc FROM {table}_terms WHERE term = ?", (term,)) or 0  # noqa: S608
