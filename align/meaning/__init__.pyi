from .language_model import Asking, LanguageModelJudge
from .lookup import fetch
from .model_list import listed_models, models_as_text
from .open import AUTO, LANGUAGE_MODEL, NONE, open_encoder, open_judge
from .reader import Reader, Telling
from .second_opinion import second_opinions
from .talk_similarity import TalkSimilarity
from .types import Encoder, Judge, Stance

__all__ = [
    "AUTO",
    "LANGUAGE_MODEL",
    "NONE",
    "Asking",
    "Encoder",
    "Judge",
    "LanguageModelJudge",
    "Reader",
    "Stance",
    "TalkSimilarity",
    "Telling",
    "fetch",
    "listed_models",
    "models_as_text",
    "open_encoder",
    "open_judge",
    "second_opinions",
]
