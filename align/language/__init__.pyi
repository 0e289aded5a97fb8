from .agreement import Agreement
from .language import Language, language, language_of, language_of_parts
from .orthography import Normalised, fold, normalise
from .tables import UNKNOWN
from .tokens import Token, tokenise

__all__ = [
    "UNKNOWN",
    "Agreement",
    "Language",
    "Normalised",
    "Token",
    "fold",
    "language",
    "language_of",
    "language_of_parts",
    "normalise",
    "tokenise",
]
