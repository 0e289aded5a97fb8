"""What the archive is asked and what it answers with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from audio import Seconds
from transcripts.types import Segment, TranscriptError, Word


class ArchiveError(TranscriptError):
    """The archive cannot be read or written; the message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one passage can be found by."""

    words: tuple[str, ...]  # normalised, in the order said; one with a space in it is never found
    keys: frozenset[str]  # stems, concepts and the like; the same as a question is asked by


class Analyser(Protocol):
    """Reads passages for the index. The room that knows the language hands it in."""

    @property
    def version(self) -> str:
        """Another version means that the index is to be made anew."""

    def analyse(self, texts: Sequence[str]) -> Sequence[Analysis]:
        """One for each of `texts`, which are all the passages of one episode, in order."""


@dataclass(frozen=True, slots=True)
class EpisodeDetails:
    """What is known of an episode besides what was said in it."""

    title: str
    names: frozenset[str] = frozenset()  # by any of which it is recognised again, see `transcripts.archive.sources`
    show: str | None = None  # the feed's title, or the folder's name
    published: date | None = None
    address: str | None = None  # public, of the sound
    page: str | None = None  # where people read about it
    sound: Path | None = None  # the user's own file, where it was heard from one
    origin: Path | None = None  # the user's own transcript, where it came from one
    sound_stamp: str = ""  # of the user's own file, from before it was heard: it may change meanwhile


@dataclass(frozen=True, slots=True)
class ArchivedEpisode:
    """An episode as it lies in the archive."""

    id: int
    title: str
    show: str | None
    published: date | None
    language: str | None  # ISO 639-1, as the transcript says it
    model: str | None  # None: the transcript came from elsewhere
    duration: Seconds | None
    address: str | None  # public, of the sound; `audio.link_at` points into it
    page: str | None
    sound: Path | None  # the user's own file; it may be gone
    origin: Path | None  # the user's own transcript; it may be gone
    audio_sha256: str | None
    transcript: Path  # its file in the archive
    words: int
    first: int  # passage
    last: int  # passage, inclusive; before `first` where nothing was said
    speakers: tuple[str, ...]  # in the order they first speak


@dataclass(frozen=True, slots=True)
class ArchivedPassage:
    """Some seventy words of an episode."""

    id: int  # those of an episode follow each other
    first_segment: int  # place of `segments[0]` in the episode's transcript
    continues: bool  # `segments[0]` is the rest of a segment that begins in the passage before
    segments: tuple[Segment, ...]

    @property
    def start(self) -> Seconds:
        return self.segments[0].start

    @property
    def end(self) -> Seconds:
        return self.segments[-1].end

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words())

    def words(self) -> Iterator[Word]:
        for segment in self.segments:
            yield from segment.words


@dataclass(frozen=True, slots=True)
class EpisodeFilter:
    """Which part of the archive is meant. What is None excludes nothing."""

    show: str | None = None  # a part of its name, whatever the case
    since: date | None = None  # inclusive; an episode without a date is left out
    until: date | None = None  # inclusive; an episode without a date is left out
    speaker: str | None = None  # a part of the name, whatever the case: passages in which this one speaks


EVERYTHING = EpisodeFilter()
