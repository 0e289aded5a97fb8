"""Episodes heard by the workers of a Dask cluster (https://distributed.dask.org), which may be many machines."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.metadata import version
from time import sleep
from typing import TYPE_CHECKING, Any

from audio import Seconds
from audio.extras import installing
from transcripts.archive.processes import Result, Told
from transcripts.archive.transcribing import Attempt, TranscriptionFailure, TranscriptionTask, attempt_in_worker
from transcripts.archive.types import ArchiveError

if TYPE_CHECKING:
    from distributed import Client, Future

PATIENCE: Seconds = 10.0  # for a scheduler that does not answer
PULSE: Seconds = 1.0  # between two looks at what the cluster is doing
RETRIES = 2  # of a task that fails in a way nobody foresaw; a worker that dies is no failure of its task


def transcribe_on_cluster(
    tasks: Sequence[TranscriptionTask], address: str, resource: str | None, told: Told
) -> Iterator[Result]:
    """What was heard, in the order it is ready; `address` is the scheduler's, as tcp://host:8786.

    A task whose worker dies is given to another one. Where the workers offer a `resource`, such as GPU, a task takes
    one of it. Raises ArchiveError where there is no such cluster, or it is lost on the way.
    """
    with _client(address) as client:
        _check_versions(client, address)
        by_key = {task.key: task for task in tasks}
        futures = client.map(
            attempt_in_worker,
            list(by_key.values()),
            key=list(by_key),
            retries=RETRIES,
            resources={resource: 1} if resource else None,
        )
        for done, future in enumerate(_finished(client, futures, told), 1):
            yield by_key[future.key], _result(future, by_key[future.key])
            future.release()
            told(done, _state(client))


@contextmanager
def _client(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError as error:
        raise ArchiveError(
            f"--cluster needs Dask, which comes with Mazeej's extra `cluster`: {installing('cluster')}"
        ) from error
    for logger in ("distributed", "distributed.client"):  # what they have to say is said below, in one line
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False, name="mazeej")
    except (OSError, ValueError, TypeError) as error:
        raise ArchiveError(f"{address}: no Dask scheduler answers ({error})") from error
    try:
        yield client
    except (OSError, CancelledError) as error:
        raise ArchiveError(f"{address}: the scheduler is gone; the same command goes on with what is left") from error
    finally:
        client.close(timeout=PATIENCE)


def _check_versions(client: Client, address: str) -> None:
    """The workers that are there now; one that comes later is believed."""
    answers: dict[str, Any] = client.run(own_version, on_error="return")
    for worker, answer in answers.items():
        if answer != own_version():
            has = f"Mazeej {answer}" if isinstance(answer, str) else f"no Mazeej that can be used ({answer})"
            raise ArchiveError(f"{address}: its worker {worker} has {has}, and this is {own_version()}")


def own_version() -> str:
    return version("mazeej")


def _finished(client: Client, futures: Sequence[Future], told: Told) -> Iterator[Future]:
    from distributed import as_completed

    arrived = as_completed(futures, loop=client.loop)
    left = len(futures)
    while left:
        batch = arrived.next_batch(block=False)
        if client.status != "running":
            raise ConnectionError("the scheduler does not answer")
        if not batch:
            told(len(futures) - left, _state(client))
            sleep(PULSE)
        for future in batch:
            left -= 1
            yield future


def _state(client: Client) -> str:
    known = client.scheduler_info(n_workers=-1)  # nothing of a scheduler that just died
    workers = len(known.get("workers", ()))
    return f"{workers} workers" if workers > 1 else "1 worker" if workers else "waiting for a worker"


def _result(future: Future, task: TranscriptionTask) -> Attempt:
    if future.status == "finished":
        heard: Attempt = future.result()
        return heard
    if future.status != "error":  # a client that loses its scheduler first gives up what it waits for
        raise ConnectionError("the scheduler does not answer")
    why = future.exception()
    return TranscriptionFailure(f"{task.candidate.where}: {why}")
