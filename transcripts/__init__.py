"""What was said when: Whisper, transcript files, the cache."""

from transcripts.formats import WRITERS, is_transcript, load, save
from transcripts.types import Dropped, Segment, Transcript, TranscriptError, Word

__all__ = ["WRITERS", "Dropped", "Segment", "Transcript", "TranscriptError", "Word", "is_transcript", "load", "save"]
