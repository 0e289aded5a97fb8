"""WAV files whose header states less sound than they hold, of recorders that were switched off and of streams."""

from __future__ import annotations

from pathlib import Path

HEAD = 12  # bytes of "RIFF", the size and "WAVE"
CHUNK = 8  # bytes of a chunk's name and size
MOST_CHUNKS = 64  # looked at before the sound


def understates_its_sound(path: Path) -> bool:
    """Whether a wav's chunk of sound is followed by what is no chunk: by the rest of the sound."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
            if head[:4] != b"RIFF" or head[8:] != b"WAVE":
                return False
            size = path.stat().st_size
            for _ in range(MOST_CHUNKS):
                name, length = _chunk(file.read(CHUNK))
                end = file.tell() + length + length % 2
                if name == b"data":
                    file.seek(end)
                    return end < size and not _is_chunk(file.read(CHUNK), size - end)
                if not name or end >= size:
                    return False
                file.seek(end)
    except OSError:
        pass
    return False


def _chunk(header: bytes) -> tuple[bytes, int]:
    """Its name, none where the file ends, and its length in bytes."""
    return (header[:4], int.from_bytes(header[4:], "little")) if len(header) == CHUNK else (b"", 0)


def _is_chunk(header: bytes, left: int) -> bool:
    """Whether a chunk may stand here: four printable letters, and no longer than what is left of the file."""
    name, length = _chunk(header)
    return not name or (all(32 <= byte < 127 for byte in name) and CHUNK + length <= left + 1)
