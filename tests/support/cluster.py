"""A Dask cluster of processes on this machine, each worker with a cache of its own as on machines apart."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
# A worker that has written down a window of its first episode is killed, once in the cluster's life.
DYING = """
import os, signal
from transcripts.journal import Journal

append = getattr(Journal, "living", Journal.append)  # Dask may run this twice

def dying(journal, windows):
    append(journal, windows)
    try:
        os.close(os.open({marker!r}, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)

Journal.living, Journal.append = append, dying
"""


@dataclass
class Cluster:
    address: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)  # the scheduler first

    @property
    def deaths(self) -> int:
        return sum(process.poll() is not None for process in self.processes)


def environment(cache: Path) -> dict[str, str]:
    own = {"MAZEEJ_CACHE": str(cache), "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1", "HF_HUB_OFFLINE": "1"}
    return {**os.environ, **own}


@contextmanager
def cluster(folder: Path, workers: int, *arguments: str, one_dies: bool = False) -> Iterator[Cluster]:
    """A scheduler with `workers`, of which one may die in the middle of its work."""
    folder.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    found = Cluster(f"tcp://127.0.0.1:{port}", folder)
    options = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(folder), *arguments]
    if one_dies:
        preload = folder / "dying.py"
        preload.write_text(DYING.format(marker=str(folder / "died")), encoding="utf-8")
        options += ["--preload", str(preload)]
    with ExitStack() as stack:
        scheduler = ["dask", "scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
        for number, command in enumerate([scheduler] + [["dask", "worker", found.address, *options]] * workers):
            found.processes.append(stack.enter_context(_process(command, folder / f"cache-{number}")))
        yield found


@contextmanager
def _process(command: list[str], cache: Path) -> Iterator[subprocess.Popen[bytes]]:
    code = "import sys; from dask.__main__ import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", code, *command[1:]],
        env=environment(cache),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
