"""A desk in a process of its own, as `mazeej open` starts it."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import httpx

T = TypeVar("T")
# A shell's background job, as tests may be, ignores Ctrl-C.
START = "import signal, cli; signal.signal(signal.SIGINT, signal.default_int_handler); cli.main()"
PROGRAM = [sys.executable, "-c", START]


@dataclass
class RunningDesk:
    process: subprocess.Popen[str]
    address: str  # with the token

    @property
    def base(self) -> str:
        return self.address.partition("/?")[0]

    @contextmanager
    def client(self) -> Iterator[httpx.Client]:
        """Who has opened the address, and sends what a page of the desk sends."""
        with httpx.Client(base_url=self.base, headers={"Origin": self.base}, trust_env=False, timeout=30) as client:
            assert client.get(self.address).status_code == 303
            yield client

    def kill(self) -> None:
        """As a power cut: no handler runs."""
        self.process.kill()
        self.process.wait()

    def close(self) -> str:
        """Ctrl-C; what it printed since it was opened."""
        self.process.send_signal(signal.SIGINT)
        out, _ = self.process.communicate(timeout=30)
        assert self.process.returncode == 0, out
        return out


@contextmanager
def running_desk(folder: Path, *arguments: str | Path) -> Iterator[RunningDesk]:
    """Opens a desk from `folder`, with data and cache of its own there."""
    environment = os.environ | {"MAZEEJ_DATA": str(folder / "data"), "MAZEEJ_CACHE": str(folder / "cache")}
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    process = subprocess.Popen(
        [*PROGRAM, "open", *map(str, arguments), "--no-browser"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        first = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", first)
        assert found, first + process.stdout.read()
        assert "Ctrl-C" in process.stdout.readline()
        yield RunningDesk(process, found[0])
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def document(path: Path) -> Any:
    return json.loads(path.read_bytes())


def verdicts(folder: Path) -> list[str]:
    return [finding["verdict"] for finding in document(folder / "out/report.json")["findings"]]


def eventually(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def awaited(work: Coroutine[Any, Any, T]) -> T:
    """What `work` gives, in a thread of its own: in this one the browser tests may have left a running loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
