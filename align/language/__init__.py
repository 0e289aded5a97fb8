"""Language knowledge: orthography, words, what they mean, names.

A language is a folder of tables named after its code, each with its columns in its header; `tables.toml` is their
schema. To add a language, write what it needs: `function-words.tsv`, `affixes.tsv` (or only the name of its Snowball
stemmer), `lexicon.tsv` and `opposites.tsv`, `numbers.tsv`, `units.tsv`, `calendar.tsv`, `bounds.tsv`, `names.tsv`. What
is missing is simply not known: without any table, words are their own stems and amounts are digits.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
