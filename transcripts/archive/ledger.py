"""What the archive is filled from, and what could not be heard so far."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from transcripts.archive.archive import Archive
from transcripts.archive.database import restored
from transcripts.archive.sources import Candidate
from transcripts.archive.transcribing import SourceOptions


@dataclass(frozen=True, slots=True)
class ArchiveSource:
    """A feed, a folder, a file that was added, which later calls look into again."""

    place: str  # an address, or an absolute path
    options: SourceOptions


@dataclass(frozen=True, slots=True)
class Failure:
    """An episode that could not be heard the last time it was tried."""

    name: str  # the address of its sound, or the path of its file
    title: str
    message: str
    at: str  # ISO 8601
    times: int


class Ledger:
    """Every method may raise ArchiveError."""

    def __init__(self, archive: Archive) -> None:
        self._database = archive.database

    def sources(self) -> tuple[ArchiveSource, ...]:
        """Those that may have something new: not the files and addresses of episodes that are known."""
        rows = self._database.rows(
            "SELECT place, settings FROM source WHERE NOT EXISTS"
            " (SELECT 1 FROM known WHERE name IN ('path:' || place, 'address:' || place)) ORDER BY id"
        )
        return tuple(ArchiveSource(restored(place), SourceOptions.from_json(options)) for place, options in rows)

    def keep(self, source: ArchiveSource, unwanted: Iterable[Candidate] = ()) -> None:
        """One that is known already is from now on heard as this says. What is `unwanted` of it is not new until
        somebody names it."""
        with self._database.transaction():
            self._database.run(
                "INSERT INTO source (place, settings) VALUES (?, ?)"
                " ON CONFLICT (place) DO UPDATE SET settings = excluded.settings",
                (source.place, source.options.as_json()),
            )
            self.pass_over(unwanted)

    def pass_over(self, unwanted: Iterable[Candidate]) -> None:
        """From now on these are not new, until somebody names them."""
        names = sorted({name for candidate in unwanted for name in candidate.details.names})
        self._database.run_many("INSERT OR IGNORE INTO known VALUES (?, NULL)", [(name,) for name in names])

    def forget(self, place: str) -> bool:
        """Whether there was such a source. Its episodes stay."""
        known = self._database.row("SELECT 1 FROM source WHERE place = ?", (place,)) is not None
        with self._database.transaction():
            self._database.run("DELETE FROM source WHERE place = ?", (place,))
            self._database.run("DELETE FROM failure WHERE place = ?", (place,))
        return known

    def is_in(self, place: str) -> bool:
        """Whether a source is one recording, or one transcript, that is in the archive."""
        names = (f"path:{place}", f"address:{place}")
        return self._database.row("SELECT 1 FROM known WHERE name IN (?, ?) AND episode NOT NULL", names) is not None

    def new(self, found: Iterable[Candidate], *, include_skipped: bool) -> list[Candidate]:
        """Those that are not in the archive, each once; with `include_skipped` also those that were skipped or removed
        before."""
        known = "SELECT 1 FROM known WHERE name = ?"
        wanted = "SELECT 1 FROM known WHERE name = ? AND episode NOT NULL"
        question = wanted if include_skipped else known
        seen: set[str] = set()
        new: list[Candidate] = []
        for candidate in found:
            names = candidate.details.names
            if seen.isdisjoint(names) and not any(self._database.row(question, (name,)) for name in sorted(names)):
                new.append(candidate)
            seen |= names
        return new

    def failures(self) -> tuple[Failure, ...]:
        rows = self._database.rows("SELECT name, title, message, at, times FROM failure ORDER BY at, name")
        return tuple(Failure(*row) for row in rows)

    def failed(self, candidate: Candidate, message: str) -> None:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._database.run(
            "INSERT INTO failure VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (name) DO UPDATE"
            " SET message = excluded.message, at = excluded.at, times = failure.times + 1",
            (candidate.where, candidate.place, candidate.details.title, message, now),
        )

    def give_up(self, failure: Failure) -> None:
        """It is not tried again, until somebody names it."""
        with self._database.transaction():
            for kind in ("address", "path"):
                self._database.run("INSERT OR IGNORE INTO known VALUES (?, NULL)", (f"{kind}:{failure.name}",))
            self._database.run("DELETE FROM failure WHERE name = ?", (failure.name,))

    def succeeded(self, candidate: Candidate) -> None:
        self._database.run("DELETE FROM failure WHERE name = ?", (candidate.where,))
