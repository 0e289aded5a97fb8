from .count import LABELS, MOST_VOICES, VoiceCount
from .diarization import FoundVoices, find_voices, voices
from .encoder import VoiceEncoder

__all__ = ["LABELS", "MOST_VOICES", "FoundVoices", "VoiceCount", "VoiceEncoder", "find_voices", "voices"]
