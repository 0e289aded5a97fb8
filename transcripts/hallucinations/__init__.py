"""Phantom lines: what Whisper is known to write where nobody speaks. A table for each language, beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from transcripts.repetition import plain


def is_known_hallucination(text: str, language: str | None) -> bool:
    """Whether the whole of `text` is such a line, in the recording's language or, as happens, in English."""
    return _words(text) in _lines(language or "") | _lines("en")


@cache
def _lines(language: str) -> frozenset[tuple[str, ...]]:
    table = files(__name__) / f"{language}.txt"
    if not language.isalpha() or not table.is_file():
        return frozenset()
    rows = table.read_text(encoding="utf-8").splitlines()
    return frozenset(_words(row.split("\t")[0]) for row in rows if row and not row.startswith("#"))


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in map(plain, text.split()) if word)
