"""Transcript files: every kind people have is read, the useful ones are written."""

from transcripts.formats.read import is_transcript, load
from transcripts.formats.write import WRITERS, form_of, save

__all__ = ["WRITERS", "form_of", "is_transcript", "load", "save"]
