"""What a transcript file says, before repair: times may be missing, negative, unsorted or not a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from audio import Interval, Seconds, Turn
from transcripts.types import Dropped

MaybeSeconds: TypeAlias = Seconds | None


@dataclass(frozen=True, slots=True)
class RawWord:
    text: str  # may begin with a space, as Whisper's do
    start: MaybeSeconds = None
    end: MaybeSeconds = None
    probability: float | None = None
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class RawSegment:
    text: str
    start: MaybeSeconds = None
    end: MaybeSeconds = None
    words: tuple[RawWord, ...] = ()  # empty: the file has no words for this segment
    speaker: str | None = None
    interpolated: bool = False  # the file itself says that its word times were spread evenly
    no_speech_probability: float | None = None
    compression_ratio: float | None = None


@dataclass(frozen=True, slots=True)
class RawTranscript:
    segments: tuple[RawSegment, ...]
    language: str | None = None
    model: str | None = None
    options: str | None = None
    audio_sha256: str | None = None
    duration: MaybeSeconds = None
    dropped: tuple[Dropped, ...] = ()
    unheard: tuple[Interval, ...] = ()
    stretch: Interval | None = None  # of the recording, the only one that was transcribed
    track: int | None = None
    turns: tuple[Turn, ...] = ()  # who speaks when, where the file says so apart from the text
    may_be_empty: bool = False  # nothing said is a finding, and no sign of a broken file
