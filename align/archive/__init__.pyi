from .analyser import ArchiveAnalyser
from .checking import check_archive
from .opening import Archive, EpisodeDetails, EpisodeFilter, open_archive
from .questions import has_unclosed_phrase
from .quoting import find_quote_in_archive
from .searching import search_archive
from .types import (
    ArchivedQuote,
    ArchiveFinding,
    ArchiveReport,
    EpisodeFinding,
    QuotedPlace,
    Searched,
    SearchHit,
    SearchResults,
    Standing,
)

__all__ = [
    "Archive",
    "ArchiveAnalyser",
    "ArchiveFinding",
    "ArchiveReport",
    "ArchivedQuote",
    "EpisodeDetails",
    "EpisodeFilter",
    "EpisodeFinding",
    "QuotedPlace",
    "SearchHit",
    "SearchResults",
    "Searched",
    "Standing",
    "check_archive",
    "find_quote_in_archive",
    "has_unclosed_phrase",
    "open_archive",
    "search_archive",
]
