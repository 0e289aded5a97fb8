"""What was said when: Whisper, transcript files, the cache."""

from transcripts.again import hear_again
from transcripts.demo import demo_dir
from transcripts.formats import WRITERS, is_transcript, load, save
from transcripts.options import DEFAULT_MODEL, DEMO_MODEL, TranscribeOptions
from transcripts.transcription import transcribe
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
    "Word",
    "demo_dir",
    "hear_again",
    "is_transcript",
    "load",
    "save",
    "transcribe",
]
