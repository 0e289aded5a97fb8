"""What an honest quotation marks: "…" where words are left out, brackets round what the editor put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Token, tokenise

_OMISSION = re.compile(r"[\[(]\s*(?:…|\.{2,})\s*[\])]|…|\.{3,}")
_INSERTION = re.compile(r"\[[^\[\]]*\]")


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """The words of a quotation that must have been said, in order."""

    tokens: tuple[Token, ...]
    gaps: frozenset[int]  # tokens before which words may have been left out, the first never


def quoted_words(text: str) -> QuotedWords:
    """`text` without what stands in brackets; in its place, as at "…", other words may have been said."""
    marks = [match.span() for match in _INSERTION.finditer(text)]
    tokens = tuple(token for token in tokenise(text) if not any(start <= token.start < end for start, end in marks))
    marks += [match.span() for match in _OMISSION.finditer(text)]
    return QuotedWords(tokens, frozenset(_following(tokens, end) for _, end in marks) - {0, len(tokens)})


def _following(tokens: Sequence[Token], offset: int) -> int:
    return next((at for at, token in enumerate(tokens) if token.start >= offset), len(tokens))
