"""Several episodes heard at once, each by a process of this machine."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from typing import TypeAlias

from transcripts.archive.hearing import HeardEpisode, HearingFailure, HearingTask, attempt_elsewhere

Result: TypeAlias = tuple[HearingTask, HeardEpisode | HearingFailure]
Told: TypeAlias = Callable[[int, str], None]  # how many are done, and what is going on

START = "spawn"  # not forked: CTranslate2 and ONNX have threads, which a fork leaves behind
MOST_DEATHS = 3  # of processes at work on one episode, before it is given up


def hear_in_processes(tasks: Iterable[HearingTask], jobs: int, told: Told) -> Iterator[Result]:
    """What was heard, in the order it is ready. A process that dies takes no other's work with it; its own is done
    again, from the last window that it wrote down."""
    waiting = deque((_sharing(task, jobs), task, 0) for task in tasks)
    done = 0
    while waiting:
        with _pool(jobs) as pool:
            running: dict[Future[HeardEpisode | HearingFailure], tuple[HearingTask, HearingTask, int]] = {}
            while waiting or running:
                while waiting and len(running) < jobs:
                    given = waiting.popleft()
                    running[pool.submit(attempt_elsewhere, given[0])] = given
                told(done, f"{len(running)} under way")
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                broken = [future for future in finished if isinstance(future.exception(), BrokenProcessPool)]
                for future in finished.difference(broken):
                    done += 1
                    yield running.pop(future)[1], future.result()
                if broken:
                    break
            for shared, task, deaths in running.values():  # of a pool that is no more
                if deaths + 1 < MOST_DEATHS:
                    waiting.append((shared, task, deaths + 1))
                else:
                    done += 1
                    yield (
                        task,
                        HearingFailure(f"{task.candidate.where}: the process that heard it died, {MOST_DEATHS} times"),
                    )


class _Pool(ProcessPoolExecutor):
    """Its processes end with it, whatever they are at."""

    def __exit__(self, *error: object) -> None:
        self.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        self.shutdown()


def _pool(jobs: int) -> _Pool:
    return _Pool(jobs, multiprocessing.get_context(START), initializer=_ignore_ctrl_c)


def _ignore_ctrl_c() -> None:
    """A terminal sends it to every process; the one that gave out the work ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _sharing(task: HearingTask, jobs: int) -> HearingTask:
    """With its share of the cores, where their number was left open; the text does not depend on it."""
    options = task.options
    if options.transcription.threads is not None:
        return task
    threads = max(1, (os.cpu_count() or 1) // jobs)
    shared = replace(options.transcription, threads=threads)
    return replace(task, options=replace(options, transcription=shared))
