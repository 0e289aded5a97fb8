"""Who hears the episodes of an archive: this process, several of this machine, or a cluster."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

import transcripts
from align.commands.shared.declare import option
from align.commands.shared.options import quiet_option
from align.commands.shared.screen import Progress, bar, clock, megabytes, short
from transcripts import archive

if TYPE_CHECKING:
    from transcripts.archive import Result, TranscriptionTask

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class WorkOptions:
    """Where the hearing is done, and what is told of it."""

    jobs: int = option(
        "--jobs",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help="How many episodes to hear at once on this machine, each in a process of its own.",
    )
    cluster: str | None = option(
        "--cluster", metavar="ADDRESS", help="Have them heard by a Dask cluster: its scheduler, as tcp://host:8786."
    )
    resource: str | None = option(
        "--resource", metavar="NAME", help="What an episode needs one of on a worker of the cluster, as GPU."
    )
    quiet: bool = quiet_option(help="Print nothing but problems.")

    def __post_init__(self) -> None:
        if self.cluster and self.jobs > 1:
            raise click.UsageError("--jobs is of this machine, and --cluster has others do the work: give one of them.")
        if self.resource and not self.cluster:
            raise click.UsageError("--resource is for --cluster.")

    def hear(self, tasks: Sequence[TranscriptionTask]) -> Iterator[Result]:
        if not self.cluster and self.jobs == 1:
            yield from self._hear_here(tasks)
            return
        with bar("hearing episodes", self.quiet, lambda count: f"{count:.0f}") as progress:

            def told(done: int, state: str) -> None:
                logger.info(state, extra={"stage": state})
                if progress:
                    progress(done, len(tasks))

            if self.cluster:
                yield from archive.transcribe_on_cluster(tasks, self.cluster, self.resource, told)
            else:
                yield from archive.transcribe_in_processes(tasks, self.jobs, told)

    def _hear_here(self, tasks: Sequence[TranscriptionTask]) -> Iterator[Result]:
        loaded = transcripts.Loaded()
        for number, task in enumerate(tasks, 1):
            which = short(task.candidate.details.title) + (f" ({number} of {len(tasks)})" if tasks[1:] else "")

            @contextmanager
            def watch(stage: str, which: str = which) -> Iterator[Progress | None]:
                with bar(f"{stage} {which}", self.quiet, megabytes if stage == "opening" else clock) as progress:
                    yield progress

            yield task, archive.attempt(task, watch, loaded)
