"""One call at a time fills an archive."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from align.commands.shared.files import make_folder
from align.commands.shared.screen import warn


@contextmanager
def held(folder: Path, *, wait: bool) -> Iterator[bool]:
    """Whether this call may fill the archive: not where another one does and this one will not `wait` for it.

    Nothing breaks without it; but two would transcribe the same.
    """
    from filelock import FileLock, Timeout

    make_folder(folder)
    lock = FileLock(folder / "archive.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if not wait:
            yield False
            return
        warn("another mazeej is filling this archive; waiting for it")
        lock.acquire()
    try:
        yield True
    finally:
        lock.release()
