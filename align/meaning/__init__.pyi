from .language_model import Asking, LanguageModelJudge
from .lookup import fetch
from .model_list import listed_models, models_as_text
from .open import open_encoder, open_judge
from .reader import Reader
from .second_opinion import second_opinion
from .talk_similarity import TalkSimilarity
from .types import Encoder, Judge, Stance

__all__ = [
    "Asking",
    "Encoder",
    "Judge",
    "LanguageModelJudge",
    "Reader",
    "Stance",
    "TalkSimilarity",
    "fetch",
    "listed_models",
    "models_as_text",
    "open_encoder",
    "open_judge",
    "second_opinion",
]
