"""From what the user names to a recording on this disk."""

from __future__ import annotations

import hashlib
import stat
from pathlib import Path

from audio.addresses import is_address
from audio.containers import probe
from audio.download import Progress, download
from audio.names import shown
from audio.types import AudioError, Recording


def open_recording(source: str | Path, *, progress: Progress | None = None) -> Recording:
    """Look at a recording: a file, or the http(s) address of one, that FFmpeg's libraries can read, audio or video.

    `progress` is told of a download: bytes so far, bytes in all (None where the server does not say).
    Raises AudioError, naming the source, when it cannot be reached or read, or there is no sound in it.
    """
    if not is_address(str(source)):
        return _described(Path(source), str(source))
    path = download(str(source), progress=progress).path
    try:
        return _described(path, str(source))
    except AudioError:
        path.unlink(missing_ok=True)  # else this address would lead to the same useless file for ever
        raise


def _described(path: Path, source: str) -> Recording:
    sha256 = _fingerprint(path)
    found = probe(path, source)
    return Recording(
        path=path,
        source=source,
        sha256=sha256,
        duration=found.duration,
        title=found.title,
        artist=found.artist,
        chapters=found.chapters,
        warnings=found.warnings,
        channels=found.channels,
        sample_rate=found.sample_rate,
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
