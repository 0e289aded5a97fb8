"""Ctrl-C at a known moment of the program in its own process, however fast or busy the machine is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 120.0
# The program, which stops itself when so many batches of windows are written down.
STOPPING = """
import os, signal, sys
import cli
from transcripts.journal import Journal

batches = int(sys.argv.pop(1))
append = Journal.append

def counted(journal, windows):
    global batches
    append(journal, windows)
    batches -= 1
    if batches == 0:
        os.kill(os.getpid(), signal.SIGSTOP)

Journal.append = counted
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job, as tests may be, ignores it
cli.main()
"""


def interrupted(
    arguments: Sequence[str], batches: int, folder: Path, cache: Path
) -> subprocess.CompletedProcess[bytes]:
    """A run of `arguments` in `folder` that is sent SIGINT when it has kept `batches` of windows."""
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPING, str(batches), *arguments],
        cwd=folder,
        env={**os.environ, "MAZEEJ_CACHE": str(cache), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        _wait_until_stopped(process)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGCONT)
        output, errors = process.communicate(timeout=LONGEST_SECONDS)
    except BaseException:
        process.kill()
        process.communicate()
        raise
    return subprocess.CompletedProcess(arguments, process.returncode, output, errors)


def _wait_until_stopped(process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < deadline:
        found, status = os.waitpid(process.pid, os.WNOHANG | os.WUNTRACED)
        if found:
            assert os.WIFSTOPPED(status), f"it ended before it was interrupted, with {status}"
            return
        time.sleep(0.01)
    raise AssertionError(f"nothing was kept within {LONGEST_SECONDS:.0f} s")
