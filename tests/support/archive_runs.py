"""The program in a process of its own, which may be killed in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from transcripts.archive import TranscribedEpisode, TranscriptionFailure, TranscriptionTask

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 120.0
# The program, which is killed at a step of its work: before it writes to the index, or has written a file.
KILLED = """
import os, signal, sys
import cli
from transcripts import atomic_files, edits, journal, store
from transcripts.archive.database import Database

steps = int(sys.argv.pop(1))

def counted(function):
    def step(*arguments, **named):
        global steps
        steps -= 1
        if steps == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **named)
    return step

Database.run = counted(Database.run)
Database.run_many = counted(Database.run_many)
edits.write_atomically = counted(edits.write_atomically)
journal.Journal.append = counted(journal.Journal.append)
store.write_atomically = counted(store.write_atomically)
cli.main()
"""


def mazeej_process(
    arguments: Sequence[str], folder: Path, *, killed_at: int | None = None
) -> subprocess.CompletedProcess[str]:
    """A run of `arguments` in `folder`, with a cache and data there; killed at that step of its work, if it gets so
    far."""
    process = start_mazeej(arguments, folder, killed_at=killed_at)
    output, errors = process.communicate(timeout=LONGEST_SECONDS)
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def start_mazeej(arguments: Sequence[str], folder: Path, *, killed_at: int | None = None) -> subprocess.Popen[str]:
    code = ["import cli; cli.main()"] if killed_at is None else [KILLED, str(killed_at)]
    own = {"MAZEEJ_CACHE": str(folder / "cache"), "MAZEEJ_DATA": str(folder / "data"), "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", *code, *arguments],
        cwd=folder,
        env={**os.environ, **own, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def die_first(task: TranscriptionTask) -> TranscribedEpisode | TranscriptionFailure:
    """In place of hearing: the first process at work on an episode called "dies" is killed, at work on "never" each."""
    marker = Path(task.candidate.place)
    if task.candidate.details.title == "never" or (task.candidate.details.title == "dies" and not marker.exists()):
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return TranscriptionFailure("heard")
