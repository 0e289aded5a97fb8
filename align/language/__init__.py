"""Language knowledge: orthography, words, concepts, quantities. A language is a folder of tables."""

from .language import Language, language, language_of
from .orthography import Normalised, fold, normalise
from .quantities import number_value, quantities
from .quantity import Agreement, PartialDate, Quantity, compare
from .tokens import Token, tokenise

__all__ = [
    "Agreement",
    "Language",
    "Normalised",
    "PartialDate",
    "Quantity",
    "Token",
    "compare",
    "fold",
    "language",
    "language_of",
    "normalise",
    "number_value",
    "quantities",
    "tokenise",
]
