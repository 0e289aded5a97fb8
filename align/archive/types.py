"""What an archive says to a claim, a question, a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from align.quotes import QuoteMatch, Status
from align.types import Article, Claim, Finding, Note, Provenance
from audio import Interval, Seconds
from transcripts.archive import ArchivedEpisode, EpisodeFilter


class Standing(StrEnum):
    """What all episodes together say to a claim: the verdicts on one recording, and one more."""

    SUPPORTED = "supported"
    DISPUTED = "disputed"  # said in one episode, and otherwise in another
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not_found"  # not heard in this archive; never "false"
    UNCLEAR = "unclear"
    NOT_CHECKABLE = "not_checkable"


@dataclass(frozen=True, slots=True)
class EpisodeFinding:
    """What one episode says to a claim. Segments count in the whole episode's transcript."""

    episode: ArchivedEpisode
    finding: Finding


@dataclass(frozen=True, slots=True)
class ArchiveFinding:
    claim: Claim
    standing: Standing
    confidence: float  # 0..1, that the standing is right
    episodes: tuple[EpisodeFinding, ...] = ()  # best first; of a claim that was not found the nearest


@dataclass(frozen=True, slots=True)
class Searched:
    """What was searched."""

    episodes: int
    hours: float
    wanted: EpisodeFilter


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    article: Article
    findings: tuple[ArchiveFinding, ...]
    searched: Searched
    notes: tuple[Note, ...] = ()
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A place that a search found."""

    episode: ArchivedEpisode
    interval: Interval
    text: str  # the words around the place, as heard
    marks: tuple[tuple[int, int], ...]  # code points of `text` that were asked for, half-open, in order
    speaker: str | None
    score: float  # 0..1: share of the question's weight that was met, and how close together

    @property
    def start(self) -> Seconds:
        return self.interval.start


@dataclass(frozen=True, slots=True)
class SearchResults:
    question: str
    hits: tuple[SearchHit, ...]  # best first
    places: int  # passages that were found
    more: bool = False  # there are more than were looked at: those added to the archive last were
    every_word: bool = True  # False: no place has all of them, these have most


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """An episode in which a quotation was said, or nearly."""

    episode: ArchivedEpisode
    match: QuoteMatch


@dataclass(frozen=True, slots=True)
class ArchivedQuote:
    """A quotation against the whole archive: word for word first, then the nearest; none: not heard."""

    text: str
    places: tuple[QuotedPlace, ...]

    @property
    def status(self) -> Status:
        """Of the best place."""
        return self.places[0].match.status if self.places else Status.NOT_FOUND
