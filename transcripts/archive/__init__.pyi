from .archive import Archive
from .cluster import hear_on_cluster
from .following import follow
from .hearing import HeardEpisode, HearingFailure, HearingOptions, HearingTask, attempt
from .index import quoted
from .intake import Intake, take_in
from .ledger import ArchiveSource, Failure, Ledger
from .processes import hear_in_processes
from .sources import Candidate, candidates, chosen, place_of
from .types import (
    EVERYTHING,
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
    "EVERYTHING",
    "Analyser",
    "Analysis",
    "Archive",
    "ArchiveError",
    "ArchiveSource",
    "ArchivedEpisode",
    "ArchivedPassage",
    "Candidate",
    "EpisodeDetails",
    "EpisodeFilter",
    "Failure",
    "HeardEpisode",
    "HearingFailure",
    "HearingOptions",
    "HearingTask",
    "Intake",
    "Ledger",
    "as_transcript",
    "attempt",
    "candidates",
    "chosen",
    "follow",
    "hear_in_processes",
    "hear_on_cluster",
    "place_of",
    "quoted",
    "take_in",
]
