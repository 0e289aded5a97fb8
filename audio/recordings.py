"""From what the user names to a recording on this disk."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from audio.containers import probe
from audio.names import shown
from audio.types import AudioError, Recording


def open_recording(source: str | Path) -> Recording:
    """Look at a recording: any file that FFmpeg's libraries can read, audio or video.

    Raises AudioError, naming the file, when there is no such file, it cannot be read, or there is no sound in it.
    """
    path = Path(source)
    sha256 = _fingerprint(path)
    found = probe(path)
    return Recording(
        path=path,
        source=str(source),
        sha256=sha256,
        duration=found.duration,
        title=found.title,
        artist=found.artist,
        chapters=found.chapters,
        warnings=found.warnings,
        channels=found.channels,
        published=found.published,
    )


def _fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises AudioError when it is no readable, non-empty regular file."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise AudioError(f"{shown(path)} is a folder, not a recording")
        if not stat.S_ISREG(status.st_mode):
            raise AudioError(f"{shown(path)} is not a regular file")
        if status.st_size == 0:
            raise AudioError(f"{shown(path)} is empty (0 bytes)")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AudioError(f"there is no file {shown(path)}") from error
    except PermissionError as error:
        raise AudioError(f"{shown(path)} cannot be read: permission denied") from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise AudioError(f"{shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}") from error
