"""Writing files so that a crash leaves the old one or the new one, never half of one, and two programs at once both."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from audio import Seconds

PATIENCE: Seconds = 30.0  # for another process that changes the same file
_SYSTEM = (Path("/dev"), Path("/proc"))  # /dev/stdout may lead to a file that others write to as well


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8, through a temporary file beside `path`; a link stays one, a file keeps its mode.

    Three things are written to as they are, which a crash may cut: what is no file, what is in /dev or /proc, and a
    file in a folder that allows no other in its place. Raises OSError, also for a file that may not be written.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    if _belongs_to_system(path) or (path.exists() and not path.is_file()):
        path.write_bytes(data)
        return
    path = Path(os.path.realpath(path))
    if path.exists():
        path.open("r+b").close()  # a file that may not be written is not replaced either
    try:
        _replace(path, data)
    except PermissionError:
        if not path.exists():
            raise
        path.write_bytes(data)


@contextmanager
def changing(path: Path) -> Iterator[None]:
    """While a file is read, changed and written again: every other process that asks so waits. Makes the folder. Raises
    OSError, also where another does not come to its end."""
    from filelock import FileLock

    path.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(path.with_name(f".{path.name}.lock"), timeout=PATIENCE):
        yield


def is_own_file(path: Path) -> bool:
    """Whether a file is there that another may take the place of: no pipe or device, and nothing in /dev or /proc."""
    return path.is_file() and not _belongs_to_system(path)


def _belongs_to_system(path: Path) -> bool:
    place = path.absolute()
    return any(place.is_relative_to(folder) for folder in _SYSTEM) and not place.is_relative_to("/dev/shm")  # noqa: S108


def _replace(path: Path, data: bytes) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's file mode mask, which can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
