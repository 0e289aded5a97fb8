"""All that is known of faster-whisper: its models and their names, its decoding.

No object of the library leaves this folder, and nothing outside it calls the library.
"""

from transcripts.whisper.known import check_language, download, known_models, repositories
from transcripts.whisper.recogniser import Recogniser
from transcripts.whisper.types import AlignedWord, DecodingTask, Encoded, Features, Hypothesis

__all__ = [
    "AlignedWord",
    "DecodingTask",
    "Encoded",
    "Features",
    "Hypothesis",
    "Recogniser",
    "check_language",
    "download",
    "known_models",
    "repositories",
]
