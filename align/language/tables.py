"""The language tables by what stands in their cells: folded spellings, by role."""

from collections.abc import Iterator
from functools import cache

from .orthography import fold
from .table_files import ALL_LANGUAGES, UNKNOWN, known, rows

__all__ = ["ALL_LANGUAGES", "UNKNOWN", "known", "rows", "spellings", "words"]


def spellings(cell: str) -> Iterator[str]:
    """The folded spellings in a cell; "-" stands for none."""
    if cell != "-":
        yield from fold(cell).split()


@cache
def words(code: str, name: str, role: str) -> frozenset[str]:
    """All spellings of the rows of a two- or three-column table whose first cell is `role`."""
    return frozenset(word for row in rows(code, name) if row[0] == role for word in spellings(row[-1]))
