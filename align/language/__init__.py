"""Language knowledge: orthography, words, what they mean, names.

A language is a folder of tables named after its code, each with its columns in its header; `tables.toml` is their
schema. To add a language, write what it needs: `function-words.tsv`, `affixes.tsv` (or only the name of its Snowball
stemmer), `lexicon.tsv` and `opposites.tsv`, `numbers.tsv`, `units.tsv`, `calendar.tsv`, `bounds.tsv`, `names.tsv`. What
is missing is simply not known: without any table, words are their own stems and amounts are digits.
"""

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
