"""Where the sound is, how to decode, cut and point into it."""

from audio.types import AudioError, Chapter, Interval, Recording, Seconds

__all__ = ["AudioError", "Chapter", "Interval", "Recording", "Seconds"]
