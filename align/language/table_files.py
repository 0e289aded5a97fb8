"""The language tables as files: TSV, one folder per language and one for all ("mul"), read when first asked for."""

from functools import cache, lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
UNKNOWN = "und"  # language code of text whose language has no tables
ALL_LANGUAGES = "mul"  # ISO 639: multiple languages


@lru_cache
def known(code: str) -> bool:
    """Whether there is a folder of tables for the language `code`."""
    return code.isalpha() and code != ALL_LANGUAGES and (_HERE / code).is_dir()


@cache
def rows(code: str, name: str) -> tuple[tuple[str, ...], ...]:
    """Rows of the table `name` of the language `code`, as cells; empty where the language has no such table.

    A line that starts with "#" is a comment.
    """
    path = _HERE / code / f"{name}.tsv"
    if not (known(code) or code == ALL_LANGUAGES) or not path.is_file():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
