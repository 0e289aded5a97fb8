"""What a passage of the archive can be found by: its words as matching normalises them, and the same keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import align.language
from align.language import Language, language, language_of_parts, tokenise
from align.matching.vocabulary import SHORTEST_NAME
from transcripts.archive import Analysis

FORMAT = 1  # goes up when other keys come of the same tables


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
        return [self._analysis(text, spoken) for text in texts]

    def _analysis(self, text: str, spoken: Language) -> Analysis:
        words = tuple(token.text for token in tokenise(text))
        return Analysis(words, frozenset(key for word in set(words) for key in keys_of(word, spoken)))


def keys_of(word: str, spoken: Language) -> Iterator[str]:
    """The keys of a normalised word: those of `Language.keys`, and "n:" with the skeleton of a name."""
    yield from spoken.keys(word)
    skeleton = spoken.name_key(word)
    if len(skeleton) >= SHORTEST_NAME:
        yield f"n:{skeleton}"
