"""What was said when. Every time is in seconds from the start of the recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from audio import Interval, Seconds, sound_id


class TranscriptError(Exception):
    """A transcript cannot be made or read; the message is the sentence the user reads."""


class ModelError(TranscriptError):
    """No recording can be transcribed with this model, language or device."""


@dataclass(frozen=True, slots=True)
class Word:
    start: Seconds
    end: Seconds
    text: str  # as heard, with its punctuation, without surrounding spaces
    probability: float | None = None  # the recogniser's own, 0..1; None where it gave none
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of speech by one speaker.

    Without words it is a line of a given transcript that says nothing; it is kept, with its own `bounds`,
    because reports count segments as given.
    """

    words: tuple[Word, ...]
    speaker: str | None = None
    interpolated: bool = False  # the source gave no word times: they are spread over the segment's own
    no_speech_probability: float | None = None
    compression_ratio: float | None = None
    bounds: Interval | None = None  # its own times where a transcript file gave them; None: those of its words

    def __post_init__(self) -> None:
        if not self.words and self.bounds is None:
            raise ValueError("a segment without words needs bounds")

    @property
    def start(self) -> Seconds:
        return self.bounds.start if self.bounds else self.words[0].start

    @property
    def end(self) -> Seconds:
        return self.bounds.end if self.bounds else self.words[-1].end

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text the recogniser gave and that was not believed."""

    interval: Interval
    text: str
    reason: str  # "phantom_line", "repetition", "no_speech"


@dataclass(frozen=True, slots=True)
class Transcript:
    segments: tuple[Segment, ...]
    language: str | None = None  # ISO 639-1
    model: str | None = None  # None: the transcript came from elsewhere
    options: str | None = None  # a short, stable description of how it was decoded
    audio_sha256: str | None = None  # of the file that was heard
    duration: Seconds | None = None
    dropped: tuple[Dropped, ...] = ()
    unheard: tuple[Interval, ...] = ()  # where somebody seems to speak, and no word was heard
    stretch: Interval | None = None  # all that was transcribed of the recording; None: the whole of it
    track: int | None = None  # of a file with several, counted from 1

    @property
    def sound_id(self) -> str | None:
        """Which sound was heard; None where that is not known."""
        return sound_id(self.audio_sha256, self.track) if self.audio_sha256 else None

    def words(self) -> Iterator[Word]:
        """All words in the order spoken."""
        for segment in self.segments:
            yield from segment.words
