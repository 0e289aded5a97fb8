from .detector import SpeechDetector, speech_probabilities
from .overlooked import FRAME_SAMPLES
from .spans import SpanFinder, SpeechSpan

__all__ = ["FRAME_SAMPLES", "SpanFinder", "SpeechDetector", "SpeechSpan", "speech_probabilities"]
