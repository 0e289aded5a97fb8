"""What keeps the demo episode out of the training text.

The generator knows the episode's vocabulary, so by chance it could put the episode's own words in the episode's own
order. Such a sentence is thrown away: none may share a run of five words with the episode, nor hold a whole spoken
line of three words or more.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

RUN = 5  # words
SHORTEST_LINE = 3  # words; shorter lines («كلمة أخيرة») are everyday phrases
SCRIPT = Path(__file__).resolve().parent.parent / "script.json"


def words(text: str) -> list[str]:
    """The words of a text without punctuation."""
    return re.sub(r"[^\w\s]", " ", text).split()


def runs(tokens: list[str], length: int = RUN) -> set[tuple[str, ...]]:
    """All runs of `length` words."""
    return {tuple(tokens[i : i + length]) for i in range(len(tokens) - length + 1)}


@cache
def episode_runs() -> frozenset[tuple[str, ...]]:
    """Every run of five words of the episode (also across its lines), and every short line as a whole."""
    lines = [words(text) for _, text in json.loads(SCRIPT.read_text("utf-8"))["lines"]]
    spoken = [word for line in lines for word in line]
    short = {tuple(line) for line in lines if SHORTEST_LINE <= len(line) < RUN}
    return frozenset(runs(spoken) | short)


def leaks(text: str) -> bool:
    """Does this text repeat a part of the episode?"""
    tokens = words(text)
    return any(runs(tokens, n) & episode_runs() for n in range(SHORTEST_LINE, RUN + 1))
