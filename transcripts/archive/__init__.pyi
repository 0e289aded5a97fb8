from .archive import Archive
from .cluster import transcribe_on_cluster
from .following import follow
from .index import quoted
from .intake import Intake, take_in
from .ledger import ArchiveSource, Failure, Ledger
from .processes import Result, transcribe_in_processes
from .sources import Candidate, candidates, chosen, place_of
from .transcribing import SourceOptions, TranscribedEpisode, TranscriptionFailure, TranscriptionTask, attempt
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
    "Intake",
    "Ledger",
    "Result",
    "SourceOptions",
    "TranscribedEpisode",
    "TranscriptionFailure",
    "TranscriptionTask",
    "as_transcript",
    "attempt",
    "candidates",
    "chosen",
    "follow",
    "place_of",
    "quoted",
    "take_in",
    "transcribe_in_processes",
    "transcribe_on_cluster",
]
