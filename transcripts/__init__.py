"""What was said when: Whisper, transcript files, the cache."""

from transcripts.types import Dropped, Segment, Transcript, TranscriptError, Word

__all__ = ["Dropped", "Segment", "Transcript", "TranscriptError", "Word"]
