from .count import LABELS, MOST_VOICES, VoiceCount
from .diarization import voices

__all__ = ["LABELS", "MOST_VOICES", "VoiceCount", "voices"]
