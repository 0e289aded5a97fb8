"""What the rooms log, handed to whoever shows it or sends it on."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

ROOMS = ("audio", "transcripts", "align")


@contextmanager
def heard_from_rooms(level: int, show: Callable[[logging.LogRecord], None]) -> Iterator[None]:
    """`show` is called with what the rooms log at `level` or above."""

    class Shown(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            show(record)

    rooms = [logging.getLogger(room) for room in ROOMS]
    before = [room.level for room in rooms]
    handler = Shown(level)
    for room in rooms:
        room.addHandler(handler)
        room.setLevel(min(level, room.getEffectiveLevel()))
    try:
        yield
    finally:
        for room, was in zip(rooms, before, strict=True):
            room.removeHandler(handler)
            room.setLevel(was)
