"""What stands in a cell of a grammar's table."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.language import tokenise


def spellings(cell: str | list[str]) -> Iterator[str]:
    """The entries of a table's cell in `Phrasebook`'s notation: folded, "+" between words."""
    parts = cell if isinstance(cell, list) else cell.split("," if "," in cell else None)
    for part in parts:
        words = [token.text for token in tokenise(part)]
        if words:
            yield "+".join(words)


def words_of(cell: str | list[str]) -> frozenset[str]:
    return frozenset(spellings(cell))


def shapes_of(cell: list[str]) -> re.Pattern[str]:
    """One expression for all that a cell lists; for an empty one, what nothing fits."""
    return re.compile("|".join(cell) or r"(?!)")
