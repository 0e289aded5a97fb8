"""Where in a recording somebody speaks, found while the sound streams by."""

from audio.speech.detector import SpeechDetector, speech_probabilities
from audio.speech.overlooked import FRAME_SAMPLES
from audio.speech.spans import SpanFinder, SpeechSpan

__all__ = ["FRAME_SAMPLES", "SpanFinder", "SpeechDetector", "SpeechSpan", "speech_probabilities"]
