"""Where in a recording somebody speaks, found while the sound streams by."""

from audio.speech.detector import FRAME_SAMPLES, SpeechDetector
from audio.speech.spans import SpanFinder, SpeechSpan

__all__ = ["FRAME_SAMPLES", "SpanFinder", "SpeechDetector", "SpeechSpan"]
