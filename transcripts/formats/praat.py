"""Praat's TextGrid, long or short. As Praat reads it: only numbers, texts in quotes and flags by themselves count.

https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from transcripts.types import TranscriptError

_TOKEN = re.compile(r'"((?:[^"]|"")*)"|(?<![\w\[.])(-?\d[\d.eE+-]*)(?![\w\]])|<(exists|absent)>')
_PHONES = re.compile(r"phon|segment|syllab|\bmau\b|\bkan\b|-mau", re.IGNORECASE)  # tiers of sounds, not of words
_WORDS = re.compile(r"word|\bort\b|token", re.IGNORECASE)

Tokens: TypeAlias = Iterator[tuple[str | None, str | None, str | None]]  # text, number or flag


def is_text_grid(text: str) -> bool:
    return bool(re.match(r'\s*(?:File type = )?"ooTextFile[^"]*"\s+(?:Object class = )?"TextGrid"', text))


def tiers_of(text: str) -> dict[str, Any]:
    """The grid as an object with lists of what has text and times. Raises TranscriptError."""
    tokens = iter([(match[1], match[2], match[3]) for match in _TOKEN.finditer(text)][2:])
    try:
        return _grid(tokens)
    except (StopIteration, ValueError, OverflowError) as error:
        raise TranscriptError("a TextGrid that ends too early, or has something else where a number is due") from error


def _grid(tokens: Tokens) -> dict[str, Any]:
    _number(tokens), _number(tokens), next(tokens)  # from, to, and that there are tiers
    words: list[dict[str, Any]] = []
    lines: list[dict[str, Any]] = []
    tiers = []
    for _ in range(int(_number(tokens))):
        kind, name = _text(tokens), _text(tokens)
        _number(tokens), _number(tokens)
        items = [_item(tokens, kind) for _ in range(int(_number(tokens)))]
        if not _PHONES.search(name):
            tiers.append((name, [item for item in items if item["text"].strip()]))
    for name, items in tiers:
        if _WORDS.search(name):
            words += items
        else:
            lines += [{**item, "speaker": name} for item in items] if len(tiers) > 1 else items
    return {"words": words, "segments": sorted(lines, key=lambda item: item["startseconds"])}


def _item(tokens: Tokens, kind: str) -> dict[str, Any]:
    start = _number(tokens)
    end = _number(tokens) if kind == "IntervalTier" else start
    return {"startseconds": start, "endseconds": end, "text": _text(tokens)}


def _number(tokens: Tokens) -> float:
    return float(next(tokens)[1] or "")


def _text(tokens: Tokens) -> str:
    text = next(tokens)[0]
    if text is None:
        raise ValueError
    return text.replace('""', '"')
