"""Finished windows, written down at once, so that hours of work outlive a crash.

One line a window: a checksum, then JSON. A line that a crash cut short, and all behind it, does not count.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from audio import Interval
from transcripts.filtering import WindowText
from transcripts.types import Dropped, Segment, Word

SCHEMA = "mazeej.journal/1"


class Journal:
    """The file of one transcription; only one process at a time may hold it. Every method may raise OSError."""

    def __init__(self, path: Path, key: str) -> None:
        self._path = path
        self._key = key

    def read(self) -> list[WindowText]:
        """The windows written so far, in order, without a gap; what comes behind them is cut off the file."""
        found: list[WindowText] = []
        good = 0  # bytes
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            content = b""
        for number, line in enumerate(content.splitlines(keepends=True)):
            record = _parse(line)
            if record is None or not self._continues(record, number):
                break
            good += len(line)
            if number:
                found.append(_window_of(record))
        if good < len(content):
            os.truncate(self._path, good)
        if not good:
            self._write([{"schema": SCHEMA, "key": self._key}])
        return found

    def append(self, windows: Sequence[WindowText]) -> None:
        """Write finished windows; they are on the disk when this returns."""
        self._write([asdict(window) for window in windows])

    def remove(self) -> None:
        self._path.unlink(missing_ok=True)

    def _continues(self, record: Mapping[str, Any], number: int) -> bool:
        if number == 0:
            return record.get("schema") == SCHEMA and record.get("key") == self._key
        return record.get("index") == number - 1

    def _write(self, records: Sequence[Mapping[str, Any]]) -> None:
        with self._path.open("ab") as file:
            file.write(b"".join(_lines(records)))
            file.flush()
            os.fsync(file.fileno())


def _lines(records: Sequence[Mapping[str, Any]]) -> Iterator[bytes]:
    for record in records:
        content = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace")
        yield b"%08x %s\n" % (zlib.crc32(content), content)


def _parse(line: bytes) -> dict[str, Any] | None:
    """The record of a whole line, None for a damaged one."""
    checksum, _, content = line.partition(b" ")
    if not line.endswith(b"\n") or checksum != b"%08x" % zlib.crc32(content[:-1]):
        return None
    record = json.loads(content)
    return record if isinstance(record, dict) else None


def _window_of(record: Mapping[str, Any]) -> WindowText:
    return WindowText(
        index=record["index"],
        end=record["end"],
        language=record["language"],
        segments=tuple(_segment_of(segment) for segment in record["segments"]),
        dropped=tuple(
            Dropped(Interval(**dropped["interval"]), dropped["text"], dropped["reason"])
            for dropped in record["dropped"]
        ),
        unheard=tuple(Interval(**unheard) for unheard in record["unheard"]),
    )


def _segment_of(record: Mapping[str, Any]) -> Segment:
    words = tuple(Word(**word) for word in record["words"])
    return Segment(**{**record, "words": words})
