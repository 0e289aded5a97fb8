from . import model_table
from .archive import Archive, ArchivedEpisode, ArchivedPassage, ArchiveError, EpisodeDetails, EpisodeFilter
from .batch import Names, Outcome, outcome_line, summary
from .demo import demo_dir
from .diarization import diarize
from .edits import save
from .formats import WRITERS, form_of, is_transcript, load
from .known_voices import KnownVoices
from .model_catalogue import MODELS
from .options import DEFAULT_MODEL, DEMO_MODEL, DEVICES, TranscribeOptions, model_name
from .rttm import read_rttm
from .silence import NothingHeard, nothing_heard, unheard_places, unheard_seconds
from .transcription import Loaded, hear_again, transcribe
from .turns import speakers_of, with_speakers
from .types import Dropped, ModelError, Segment, Transcript, TranscriptError, Word
from .whisper import check_language

__all__ = [
    "DEFAULT_MODEL",
    "DEMO_MODEL",
    "DEVICES",
    "MODELS",
    "WRITERS",
    "Archive",
    "ArchiveError",
    "ArchivedEpisode",
    "ArchivedPassage",
    "Dropped",
    "EpisodeDetails",
    "EpisodeFilter",
    "KnownVoices",
    "Loaded",
    "ModelError",
    "Names",
    "NothingHeard",
    "Outcome",
    "Segment",
    "TranscribeOptions",
    "Transcript",
    "TranscriptError",
    "Word",
    "check_language",
    "demo_dir",
    "diarize",
    "form_of",
    "hear_again",
    "is_transcript",
    "load",
    "model_name",
    "model_table",
    "nothing_heard",
    "outcome_line",
    "read_rttm",
    "save",
    "speakers_of",
    "summary",
    "transcribe",
    "unheard_places",
    "unheard_seconds",
    "with_speakers",
]
