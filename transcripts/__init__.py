"""What was said when: Whisper, transcript files, the cache."""

from transcripts.demo import demo_dir
from transcripts.formats import WRITERS, is_transcript, load, save
from transcripts.options import DEFAULT_MODEL, DEMO_MODEL, TranscribeOptions
from transcripts.rttm import read_rttm
from transcripts.transcription import transcribe
from transcripts.turns import Turn, speakers_of, with_speakers
from transcripts.types import Dropped, Segment, Transcript, TranscriptError, Word

__all__ = [
    "DEFAULT_MODEL",
    "DEMO_MODEL",
    "WRITERS",
    "Dropped",
    "Segment",
    "TranscribeOptions",
    "Transcript",
    "TranscriptError",
    "Turn",
    "Word",
    "demo_dir",
    "is_transcript",
    "load",
    "read_rttm",
    "save",
    "speakers_of",
    "transcribe",
    "with_speakers",
]
