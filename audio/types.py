"""What the other rooms know about sound. Every time is in seconds from the start of the recording."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples: TypeAlias = NDArray[np.float32]

Seconds: TypeAlias = float
UNSURE_SPEAKER = "?"  # label of turns that may be one speaker's or another's


class AudioError(Exception):
    """A recording cannot be used; the message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a recording, `start` ≤ `end`."""

    start: Seconds
    end: Seconds

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not an interval: {self.start} to {self.end}")

    @property
    def duration(self) -> Seconds:
        return self.end - self.start

    def overlap(self, other: Interval) -> Seconds:
        """How long the two have in common, 0 when they do not meet."""
        return max(0.0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True, slots=True)
class Chapter:
    interval: Interval
    title: str


@dataclass(frozen=True, slots=True)
class TranscriptLink:
    """A transcript that a feed offers for an episode (<podcast:transcript>)."""

    address: str
    media_type: str | None  # as the feed says: "text/vtt", "application/json", …
    language: str | None


@dataclass(frozen=True, slots=True)
class Episode:
    """What a feed, or a page, says about one recording."""

    title: str
    address: str  # of the sound
    published: date | None = None
    number: int | None = None
    page: str | None = None  # the address where people read about it
    transcripts: tuple[TranscriptLink, ...] = ()
    show: str | None = None  # the feed's own title
    guid: str | None = None  # what the feed calls it for good


@dataclass(frozen=True, slots=True)
class Recording:
    """Sound on this disk, already looked at: it has an audio stream and a duration."""

    path: Path
    source: str  # as the user named it: a path or an address
    sha256: str  # of the file's bytes, in hexadecimal
    duration: Seconds
    title: str | None = None
    artist: str | None = None
    chapters: tuple[Chapter, ...] = ()
    warnings: tuple[str, ...] = ()  # what was wrong with the file, a sentence each
    tracks: int = 1  # of sound, in the file
    track: int | None = None  # of several, counted from 1; None: the principal or only one
    channels: int = 1
    sample_rate: int = 16_000  # Hz, of the file
    published: date | None = None  # when the episode came out, from its feed or its tags
    address: str | None = None  # where the public finds it, for links
    transcripts: tuple[TranscriptLink, ...] = ()  # offered by its feed

    @property
    def sound_id(self) -> str:
        return sound_id(self.sha256, self.track)


def sound_id(sha256: str, track: int | None) -> str:
    """Which sound this is: a file, and where it has several tracks the one that is meant."""
    return sha256 if track is None else f"{sha256}-{track}"


@dataclass(frozen=True, slots=True, eq=False)
class SampleBlock:
    """A stretch of decoded sound: float32, full scale ±1; as decode_blocks gives it 16 kHz mono, shape (samples,)."""

    start: Seconds
    samples: Samples


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch in which one person speaks; others may speak at the same time."""

    interval: Interval
    speaker: str  # a label, `UNSURE_SPEAKER` where it may be this one or that
