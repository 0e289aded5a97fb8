"""Filling an archive, and telling of it: sources looked into, episodes taken in, edits followed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from align.commands.shared.language import in_ui_language
from align.commands.shared.running import FORESEEN
from align.commands.shared.screen import bar, clock, megabytes
from align.commands.shared.workers import WorkOptions
from align.report.text import one_line
from transcripts import archive

if TYPE_CHECKING:
    from transcripts.archive import Archive, Candidate, Intake, Ledger, SourceOptions


@dataclass(slots=True)
class Filling:
    """One call that fills an archive. Episodes are told of as they are ready, problems at the end."""

    archive: Archive
    work: WorkOptions
    added: int = 0
    known: int = 0  # that were there already, or are by another name
    followed: int = 0  # that were read again
    # Sources that cannot be read and are not kept: of all problems those that no later call comes back to.
    lost: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def ledger(self) -> Ledger:
        return archive.Ledger(self.archive)

    def look_into(self, place: str) -> list[Candidate]:
        """The episodes of a source; none where it cannot be looked into, which is a problem of its own."""
        try:
            with bar("opening", self.work.quiet, megabytes) as progress:
                return archive.candidates(place, progress)
        except FORESEEN as error:
            self.problems.append(str(error))
            self.lost += place not in {source.place for source in self.ledger.sources()}
            return []

    def take_in(self, wanted: Sequence[tuple[Candidate, SourceOptions]]) -> None:
        for intake in archive.take_in(self.archive, wanted, self.work.hear):
            self._tell(intake)

    def follow(self) -> None:
        """What persons edited since."""
        for followed in archive.follow(self.archive):
            if followed.failure:
                self.problems.append(followed.failure)
            else:
                self.followed += 1

    def renew(self) -> None:
        """The index, where it is to be made anew."""
        if self.archive.is_stale:
            with bar("making the index anew", self.work.quiet, lambda count: f"{count:.0f}") as progress:
                self.archive.renew(progress)

    def _tell(self, intake: Intake) -> None:
        title = intake.candidate.details.title
        if intake.episode is None:
            self.problems.append(f"{title}: {intake.failure}")
            self._say(f"✗ {title}")
            return
        self.added += intake.is_new
        self.known += not intake.is_new
        took = f" | heard in {clock(intake.heard.took)}" if intake.heard else ""
        state = "" if intake.is_new else " | there already"
        self._say(f"✓ {intake.episode.title}{state}{took}")
        for warning in intake.heard.warnings if intake.heard else ():
            _print(f"mazeej: warning: {intake.episode.title}: {warning}")

    def _say(self, line: str) -> None:
        if not self.work.quiet:
            _print(line)

    def summary(self) -> str:
        counts = [f"✓ added {self.added}"]
        counts += [f"there already {self.known}"] if self.known else []
        counts += [f"read again {self.followed}"] if self.followed else []
        again = len(self.problems) - self.lost
        tried = "" if not again else f", {f'{again} of them ' if self.lost else ''}tried again next time"
        counts += [f"✗ failed {len(self.problems)}{tried}"] if self.problems else []
        return f"Episodes: {' · '.join(counts)} | {self.archive.folder}"


def _print(line: str) -> None:
    """Not by `click.echo`, which writes through a bar that is on the screen."""
    print(one_line(in_ui_language(line)), file=sys.stderr)
