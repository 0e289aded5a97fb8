"""Pairs of quotation marks in a paragraph."""

from __future__ import annotations

import re

from align.types import Span

_MARKS = re.compile('[«»‹›“”„‟"‘’‚「」『』]')
_CLOSERS = {"«": "»", "‹": "›", "“": '”"', "„": "“”‟", "‟": "”", '"': '"”', "‘": "’", "‚": "‘’", "「": "」", "『": "』"}
_DEPTH = 4  # open marks remembered; deeper nesting is no prose


def quotations(text: str) -> tuple[Span, ...]:
    """The outermost quotations of `text`, between the marks, in order.

    A mark never closed is no quotation, unless it opens the paragraph: then the quotation goes on in the next one.
    """
    pairs: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if _is_apostrophe(text, at):
            continue
        depth = next((i for i in range(len(open_marks) - 1, -1, -1) if mark in _CLOSERS[open_marks[i][0]]), None)
        if depth is not None:
            pairs.append((open_marks[depth][1] + 1, at))
            del open_marks[depth:]
        elif mark in _CLOSERS and _opens(text, at):
            open_marks = [*open_marks[-_DEPTH + 1 :], (mark, at)]
    if open_marks and not text[: open_marks[0][1]].strip() and open_marks[0][0] in "«“":
        pairs.append((open_marks[0][1] + 1, len(text)))
    return tuple(_outermost(pairs))


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a single quotation mark stands inside or after a word, as in "don’t"."""
    return text[at] in "’‘" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _opens(text: str, at: int) -> bool:
    """Whether a mark can open: a straight one must not hang on the word or inch number before it."""
    before, after = text[at - 1 : at] if at else " ", text[at + 1 : at + 2]
    if not after or after.isspace():
        return text[at] != '"' and bool(after)
    return text[at] != '"' or not before.isalnum() or not before.isascii()


def _outermost(pairs: list[tuple[int, int]]) -> list[Span]:
    found: list[Span] = []
    for start, end in sorted(pairs):
        if not found or start > found[-1].end:
            found.append(Span(start, end))
    return found
