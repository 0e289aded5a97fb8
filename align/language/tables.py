"""The language tables: TSV files in one folder per language, read when first asked for."""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from .orthography import fold

_HERE = Path(__file__).parent
UNKNOWN = "und"  # language code of text whose language has no tables


@lru_cache
def known(code: str) -> bool:
    """Whether there is a folder of tables for the language `code`."""
    return code.isalpha() and (_HERE / code).is_dir()


@cache
def rows(code: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the table `name` of the language `code`, as cells; empty where the language has no such table.

    A line that starts with "#" is a comment.
    """
    path = _HERE / code / f"{name}.tsv"
    if not known(code) or not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))


def spellings(cell: str) -> Iterator[str]:
    """The folded spellings in a cell; "-" stands for none."""
    if cell != "-":
        yield from (fold(part) for part in cell.split())


def words(code: str, name: str, role: str) -> frozenset[str]:
    """All spellings of the rows of a two- or three-column table whose first cell is `role`."""
    return frozenset(word for row in rows(code, name) if row[0] == role for word in spellings(row[-1]))
