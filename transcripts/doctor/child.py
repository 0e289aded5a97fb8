"""Trying something out in a Python of its own: a native library that crashes then takes nothing with it."""

from __future__ import annotations

import json
import signal
import subprocess
import sys

SECONDS = 120.0  # a GPU's first start is slow; longer is a hang

_PATH = "import json, sys; sys.path[:] = json.loads(sys.argv[1])\n"


def tried(code: str) -> str | None:
    """Why `code` failed, in one line; None where it ran to its end. It imports from where this process does."""
    try:
        done = subprocess.run(  # noqa: S603 (this very Python, and code written here)
            [sys.executable, "-c", _PATH + code, json.dumps(sys.path)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"hangs: no answer in {SECONDS:.0f} s"
    except OSError as error:
        return f"cannot be tried: {error.strerror}"
    if done.returncode == 0:
        return None
    if done.returncode < 0:
        return f"crashes Python ({_signal(-done.returncode)})"
    lines = [line for line in done.stderr.splitlines() if line.strip()]
    return lines[-1].strip()[:200] if lines else f"ends with code {done.returncode}"


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
