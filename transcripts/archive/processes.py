"""Several episodes heard at once, each by a process of this machine."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TypeAlias

from transcripts.archive.transcribing import Attempt, TranscriptionFailure, TranscriptionTask, attempt_in_worker
from transcripts.hardware import usable_cores

Result: TypeAlias = tuple[TranscriptionTask, Attempt]
Told: TypeAlias = Callable[[int, str], None]  # how many are done, and what is going on

MOST_DEATHS = 3  # of processes at work on one episode, before it is given up


@dataclass(slots=True)
class _Work:
    task: TranscriptionTask
    shared: TranscriptionTask  # the same as a process of several hears it
    deaths: int = 0  # of processes that were at work on it, or beside one that was


def transcribe_in_processes(tasks: Iterable[TranscriptionTask], jobs: int, told: Told) -> Iterator[Result]:
    """What was heard, in the order it is ready. A process that dies takes no other's work with it; what was under way
    is done again, from the last window that was written down."""
    waiting = deque(_Work(task, _sharing(task, jobs)) for task in tasks)
    done = 0
    while waiting:
        running: dict[Future[Attempt], _Work] = {}
        with _Pool(jobs) as pool:
            told(done, f"{min(jobs, len(waiting))} under way")
            for result in _heard(pool, waiting, running, jobs):
                done += 1
                yield result
                told(done, f"{min(jobs, len(running) + len(waiting))} under way")
        for work in running.values():  # of a pool that is no more
            work.deaths += 1
            if work.deaths < MOST_DEATHS:
                waiting.append(work)
            else:
                done += 1
                message = f"{work.task.candidate.where}: the process that heard it died, {MOST_DEATHS} times"
                yield work.task, TranscriptionFailure(message)


def _heard(
    pool: _Pool,
    waiting: deque[_Work],
    running: dict[Future[Attempt], _Work],
    jobs: int,
) -> Iterator[Result]:
    """Until everything is heard, or a process has died: then `running` holds what was under way."""
    broken = False
    while (waiting or running) and not broken:
        try:
            while waiting and len(running) < jobs:
                with _ctrl_c_later():
                    running[pool.submit(attempt_in_worker, waiting[0].shared)] = waiting[0]
                waiting.popleft()
        except BrokenProcessPool:
            return
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            if isinstance(future.exception(), BrokenProcessPool):
                broken = True
            else:
                yield running.pop(future).task, future.result()


class _Pool(ProcessPoolExecutor):
    """Its processes end with it, whatever they are at."""

    def __init__(self, jobs: int) -> None:
        # Not forked: CTranslate2 and ONNX have threads, which a fork leaves behind.
        super().__init__(jobs, multiprocessing.get_context("spawn"), initializer=_ignore_ctrl_c)
        self._others = multiprocessing.active_children()

    def __exit__(self, *error: object) -> None:
        self.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            if process not in self._others:
                process.terminate()
        self.shutdown()


@contextmanager
def _ctrl_c_later() -> Iterator[None]:
    """Ctrl-C waits, and a process that is started meanwhile never hears of it, not even before `_ignore_ctrl_c`."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_ctrl_c() -> None:
    """A terminal sends it to every process; the one that gave out the work ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _sharing(task: TranscriptionTask, jobs: int) -> TranscriptionTask:
    """With its share of the cores, where their number was left open; the text does not depend on it."""
    options = task.options
    if options.transcription.threads is not None:
        return task
    threads = max(1, usable_cores() // jobs)
    shared = replace(options.transcription, threads=threads)
    return replace(task, options=replace(options, transcription=shared))
