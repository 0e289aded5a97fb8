"""What was said when: Whisper, transcript files, the cache."""

from transcripts.batch import Names, Outcome, outcome_line, summary
from transcripts.demo import demo_dir
from transcripts.edits import save
from transcripts.formats import WRITERS, form_of, is_transcript, load
from transcripts.options import DEFAULT_MODEL, DEMO_MODEL, TranscribeOptions
from transcripts.rttm import read_rttm
from transcripts.transcription import Loaded, hear_again, transcribe
from transcripts.turns import Turn, speakers_of, with_speakers
from transcripts.types import Dropped, ModelError, Segment, Transcript, TranscriptError, Word

__all__ = [
    "DEFAULT_MODEL",
    "DEMO_MODEL",
    "WRITERS",
    "Dropped",
    "Loaded",
    "ModelError",
    "Names",
    "Outcome",
    "Segment",
    "TranscribeOptions",
    "Transcript",
    "TranscriptError",
    "Turn",
    "Word",
    "demo_dir",
    "form_of",
    "hear_again",
    "is_transcript",
    "load",
    "outcome_line",
    "read_rttm",
    "save",
    "speakers_of",
    "summary",
    "transcribe",
    "with_speakers",
]
