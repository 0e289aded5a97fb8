from .archive import Archive
from .index import quoted
from .types import (
    Analyser,
    Analysis,
    ArchivedEpisode,
    ArchivedPassage,
    ArchiveError,
    EpisodeDetails,
    EpisodeFilter,
)
from .words import as_transcript

__all__ = [
    "Analyser",
    "Analysis",
    "Archive",
    "ArchiveError",
    "ArchivedEpisode",
    "ArchivedPassage",
    "EpisodeDetails",
    "EpisodeFilter",
    "as_transcript",
    "quoted",
]
