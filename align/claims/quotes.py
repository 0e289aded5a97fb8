"""Pairs of quotation marks in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from align.types import Span

_MARKS = re.compile('[«»‹›“”„‟"‘’‚「」『』]')
_CLOSERS = {"«": "»", "‹": "›", "“": '”"', "„": "“”‟", "‟": "”", '"': '"”', "‘": "’", "‚": "‘’", "「": "」", "『": "』"}
_CARRIED = '«“„"'  # marks of quotations that may go on in the next paragraph
_MOST_PARAGRAPHS = 10  # of one quotation
_DEPTH = 4  # open marks remembered; deeper nesting is no prose


def quotations(text: str, opened: str | None = None, *, stays_open: bool = False) -> tuple[Span, ...]:
    """The outermost quotations of the paragraph `text`, between the marks, in order.

    A mark never closed is no quotation, unless it opens the paragraph or the quotation `stays_open`: then it goes on in
    the next one. `opened`: the mark of a quotation that goes on from the paragraph before.
    """
    pairs, open_marks = _paired(text, opened)
    if open_marks and (stays_open or (not text[: max(0, open_marks[0][1])].strip() and open_marks[0][0] in _CARRIED)):
        pairs.append((open_marks[0][1] + 1, len(text)))
    return tuple(_outermost(pairs))


def over_paragraphs(texts: Sequence[str]) -> list[tuple[str | None, bool]]:
    """For each paragraph the mark of a quotation that goes on in it from the one before, and whether one goes on in the
    next: only where a later paragraph near by closes it.
    """
    found: list[tuple[str | None, bool]] = []
    opened = None
    for at, text in enumerate(texts):
        left = _left_open(text, opened)
        goes_on = left is not None and _closes(left, texts[at + 1 : at + 1 + _MOST_PARAGRAPHS])
        found.append((opened, goes_on))
        opened = left if goes_on else None
    return found


def quoted_texts(texts: Sequence[str]) -> list[str]:
    """What stands between quotation marks in paragraphs, in order; over several paragraphs it is one."""
    found: list[str] = []
    goes_on = False
    for text, (opened, stays_open) in zip(texts, over_paragraphs(texts), strict=True):
        for span in quotations(text, opened, stays_open=stays_open):
            words = " ".join(span.of(text).split())
            if goes_on:
                found[-1] += f" {words}"
            else:
                found.append(words)
            goes_on = False
        goes_on = stays_open
    return found


def _left_open(text: str, opened: str | None) -> str | None:
    _, open_marks = _paired(text, opened)
    return open_marks[0][0] if open_marks and open_marks[0][0] in _CARRIED else None


def _closes(mark: str, following: Sequence[str]) -> bool:
    return any(_left_open(text, mark) is None for text in following)


def _paired(text: str, opened: str | None) -> tuple[list[tuple[int, int]], list[tuple[str, int]]]:
    """Pairs of marks, from behind the opening one to the closing one, and the marks left open with their places."""
    pairs: list[tuple[int, int]] = []
    open_marks: list[tuple[str, int]] = []
    if opened and not text.lstrip().startswith(opened):  # where it is repeated, the paragraph opens it itself
        open_marks = [(opened, -1)]
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
    return pairs, open_marks


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
