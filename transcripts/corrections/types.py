"""One correction, tied to words and their time: never to the number of a line, which another model would change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from audio import Interval


class CorrectionKind(StrEnum):
    WORDS = "words"  # `heard` was said as `text`; an empty `text` takes the words out
    SPLIT = "split"  # a turn begins with the words `heard`, spoken by `text` where that is known
    JOIN = "join"  # the turn that begins with `heard` goes on the one before
    SPEAKER = "speaker"  # what is said from start to end is said by `text`
    NAME = "name"  # the speaker called `heard` is called `text`; two of one name are one person


def now() -> str:
    """As decisions and corrections are dated."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Correction:
    kind: CorrectionKind
    heard: str  # the words, or the label, as they were before it
    text: str
    interval: Interval | None = None  # when `heard` was said; None for a NAME, which holds everywhere
    by: str | None = None  # the reviewer
    at: str = field(default_factory=now)  # ISO 8601
    id: str = field(default_factory=lambda: uuid4().hex[:12])
    undone: bool = False  # taken back; kept, so that a copy of the file does not bring it back
