"""All that is known of faster-whisper: its models and their names, its detector of speech, its decoding.

No object of the library leaves this folder, and nothing outside it calls the library.
"""

from transcripts.whisper.detector import SpeechDetector
from transcripts.whisper.known import check_language, download, known_models, repositories
from transcripts.whisper.recogniser import Recogniser
from transcripts.whisper.types import DecodingTask, Encoded, Features, Heard, HeardWord

__all__ = [
    "DecodingTask",
    "Encoded",
    "Features",
    "Heard",
    "HeardWord",
    "Recogniser",
    "SpeechDetector",
    "check_language",
    "download",
    "known_models",
    "repositories",
]
