"""Transcript files: every kind people have is read, the useful ones are written."""

from transcripts.formats.read import is_transcript, load
from transcripts.formats.write import WRITERS, save

__all__ = ["WRITERS", "is_transcript", "load", "save"]
