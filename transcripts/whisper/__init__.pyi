from .known import check_language, download, known_models, repositories
from .recogniser import Recogniser
from .types import AlignedWord, DecodingTask, Encoded, Features, Hypothesis

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
