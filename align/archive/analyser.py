"""What a passage of the archive can be found by: its words as matching normalises them, and the same keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path

import align.language
from align.language import Language, language, language_of_parts, tokenise
from align.language.expressions import expressions_in
from align.language.gazetteer import names_in
from align.language.phrases import TokenView
from align.matching import Term
from align.matching.settings import SETTINGS
from align.quantities import Quantity, quantities
from transcripts.archive import Analysis

FORMAT = 3  # goes up when other keys come of the same tables
_REMEMBERED = 1 << 17  # words whose keys are kept: those of a language that are said at all often


class ArchiveAnalyser:
    """Reads passages for the index of an `Archive`."""

    @cached_property
    def version(self) -> str:
        """Another one whenever a table of a language is."""
        digest = sha256()
        tables = Path(align.language.__file__).parent
        for path in sorted(tables.rglob("*.tsv")):
            digest.update(path.relative_to(tables).as_posix().encode())
            digest.update(path.read_bytes())
        return f"{FORMAT}-{digest.hexdigest()[:16]}"

    def analyse(self, texts: Sequence[str]) -> Sequence[Analysis]:
        """Of the passages of one episode, in the language that most of it is in."""
        spoken = language(language_of_parts(texts))
        return [_analysis(text, spoken) for text in texts]


def _analysis(text: str, spoken: Language) -> Analysis:
    tokens = tokenise(text)
    keys = {key for token in tokens for key in keys_of(token.text, spoken)}
    for amount in quantities(text, spoken.code, tokens=tokens):
        keys.update(amount_keys(amount))
    keys.update(f"c:{name.key}" for name in names_in(tokens, spoken.code))
    keys.update(phrase.concept for phrase in expressions_in(TokenView(text, tokens), spoken.code))
    return Analysis(tuple(token.text for token in tokens), frozenset(keys))


@lru_cache(maxsize=_REMEMBERED)
def keys_of(word: str, spoken: Language) -> tuple[str, ...]:
    """The keys of a normalised word: those of `Language.keys`, of one that no table knows also "n:" with how it would
    sound as a name; a function word has none."""
    if spoken.is_stopword(word):
        return ()
    keys = spoken.keys(word)
    skeleton = "" if any(key.startswith("c:") for key in keys) else spoken.name_key(word)
    return (*keys, f"n:{skeleton}") if len(skeleton) >= SETTINGS.skeleton else keys


def keys_of_term(term: Term, spoken: Language) -> tuple[str, ...]:
    """What a term of a claim or a question is found by; keys of its words' roots are left out."""
    found = [key for token in tokenise(term.text) for key in keys_of(token.text, spoken)]
    if term.quantity is not None:
        found = list(amount_keys(term.quantity)) or found
    if term.name is not None:
        found.append(f"c:{term.name.key}")
    found.extend(term.phrases)
    return tuple(dict.fromkeys(key for key in found if not key.startswith("r:")))


def roots_of_term(term: Term, spoken: Language) -> tuple[str, ...]:
    """The keys of its words' roots, by which other words are found that are merely related."""
    found = (key for token in tokenise(term.text) for key in keys_of(token.text, spoken))
    return () if term.is_compared else tuple(dict.fromkeys(key for key in found if key.startswith("r:")))


def amount_keys(amount: Quantity) -> Iterator[str]:
    """The keys of an amount or a date: its value, however it was said."""
    if amount.date is not None:
        parts = (("year", amount.date.year), ("month", amount.date.month), ("day", amount.date.day))
        yield from (f"d:{part}{value}" for part, value in parts if value is not None)
    elif amount.low == amount.high:
        yield f"q:{amount.low:g}"
