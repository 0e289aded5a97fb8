from .decision import Conclusion, decided, informed
from .language_model import Asking, LanguageModelJudge
from .lookup import fetch
from .model_list import listed_models, models_as_text
from .open import AUTO, LANGUAGE_MODEL, NONE, open_encoder, open_judge
from .reader import Reader, Telling
from .talk_similarity import TalkSimilarity
from .types import Encoder, Judge, Stance

__all__ = [
    "AUTO",
    "LANGUAGE_MODEL",
    "NONE",
    "Asking",
    "Conclusion",
    "Encoder",
    "Judge",
    "LanguageModelJudge",
    "Reader",
    "Stance",
    "TalkSimilarity",
    "Telling",
    "decided",
    "fetch",
    "informed",
    "listed_models",
    "models_as_text",
    "open_encoder",
    "open_judge",
]
