"""Paragraphs and headings of plain text, which marks neither: blank lines, line lengths and full stops tell them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from align.types import Paragraph, Span

_NARROWEST_WRAP, _WIDEST_WRAP = 40, 120  # characters; other lines were not broken by an editor but are paragraphs
_WRAP_SLACK = 0.75  # of the block's width that line and next word must exceed for the line to count as wrapped
_HEADING_WORDS = 15
_HEADING_RUN = 3  # headings that may follow each other: title, byline, subtitle; more are a list without full stops
_CLOSED = (*".!?؟…:؛;,،۔。！？", "»", "”", '"', "›", "’")  # what a heading does not end with
_SENTENCE_END = re.compile(r"\w{4}[.!?؟][ \t]")  # inside a line; shorter words before a stop may be abbreviations
_BULLET = re.compile(r"[ \t]*(?:[-*+•◦▪‣·–—●○■]|\(?\d{1,3}[.)\-])[ \t]+(?=\S)")
_MARKUP = re.compile(r"\[\d{1,3}\]|https?://[^\s<>()«»\"]*[\w/]")  # footnote numbers, addresses
_LONGEST_DATELINE = 90  # characters
_DASH = re.compile(r"\s*(?:[–—]|--|(?<=[)\s])-)\s+")
_PLACE = r"(?:[^\W\d][\w.'’-]*+[,،]?\s*){1,4}"
_DAY = r"(?:\d{1,2}\.?\s+[^\W\d]+|[^\W\d]+\.?\s+\d{1,2})(?:,?\s+\d{4})?\s*"
_AGENCY = r"\([^()\d]{2,30}\)"
_DATELINE = re.compile(rf"{_PLACE}(?:[–—-]\s*)?(?:(?:{_DAY})?{_AGENCY}|(?<=[,،–—-]\s){_DAY})|[A-Z][A-Z\s.'-]{{2,40}}")
# A day's number and a year with a month's name, or all in numbers; then perhaps the time.
_DATE_LINE = re.compile(
    r"(?:[^\W\d]+[,،]?\s+){0,3}(?:\d{1,2}(?:st|nd|rd|th)?\.?[\s/.-]+(?:[^\W\d]+|\d{1,2})|[^\W\d]+\s+\d{1,2}),?[\s/.-]+\d{4}"
    r"(?:[,،|–-]?\s*\d{1,2}:\d{2}.{0,12})?"
)
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class _TextBlock:
    """Consecutive lines that make one paragraph, without surrounding blanks and its bullet."""

    span: Span
    may_be_heading: bool


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of plain text in order, without surrounding blanks and bullets."""
    runs = [(short, list(run)) for short, run in groupby(_blocks(text), key=lambda block: block.may_be_heading)]
    result: list[Paragraph] = []
    for index, (short, blocks) in enumerate(runs):
        has_body = index + 1 < len(runs)  # a heading stands over something
        headings = 0 if not (short and has_body) else len(blocks) if len(blocks) <= _HEADING_RUN else 1
        first_heading = len(blocks) - headings
        result += [
            Paragraph(block.span, heading=i >= first_heading or is_date_line(block.span.of(text)))
            for i, block in enumerate(blocks)
        ]
    return tuple(result)


def markup(text: str, paragraph: Paragraph) -> Iterator[Span]:
    """What is no word of `paragraph`: footnote numbers, addresses. In order, not overlapping."""
    for match in _MARKUP.finditer(text, paragraph.span.start, paragraph.span.end):
        yield Span(*match.span())


def datelines(text: str, paragraphs: tuple[Paragraph, ...]) -> tuple[Span, ...]:
    """Where and when a news report was written, and by which agency: "CAPE ORRIN, May 3 (AP) —", «دمشق (سانا) –».

    It stands at the beginning of the first paragraph that is no heading.
    """
    first = next((paragraph.span for paragraph in paragraphs if not paragraph.heading), None)
    if first is None:
        return ()
    beginning = text[first.start : min(first.end, first.start + _LONGEST_DATELINE)]
    for dash in reversed(list(_DASH.finditer(beginning))):
        if _DATELINE.fullmatch(beginning[: dash.start()]):
            return (Span(first.start, first.start + dash.end()),)
    return ()


def is_date_line(words: str) -> bool:
    """A line with nothing but a date, perhaps with a place before it."""
    return bool(_DATE_LINE.fullmatch(words))


def _blocks(text: str) -> Iterator[_TextBlock]:
    for lines in _line_groups(text):
        bullet = _BULLET.match(text, lines[0].start, lines[0].end)
        start = bullet.end() if bullet else lines[0].start
        words = text[start : lines[-1].end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        if words:
            yield _TextBlock(Span(start, start + len(words)), not bullet and _reads_as_heading(words))


def _reads_as_heading(words: str) -> bool:
    short = len(words) <= _WIDEST_WRAP and len(words.split()) <= _HEADING_WORDS
    return short and not words.endswith(_CLOSED) and not _SENTENCE_END.search(words)


def _line_groups(text: str) -> Iterator[list[Span]]:
    """The lines of each paragraph: one line, or the lines of a block that was wrapped to a width."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        blank = not match.group().strip()
        starts_anew = blank or (block and match.start() > block[-1].end + 1) or _BULLET.match(text, *match.span())
        if starts_anew and block:
            yield from _unwrapped(text, block)
            block = []
        if not blank:
            block.append(Span(*match.span()))
    if block:
        yield from _unwrapped(text, block)


def _unwrapped(text: str, block: list[Span]) -> Iterator[list[Span]]:
    if _is_wrapped(text, block):
        yield block
    else:
        yield from ([line] for line in block)


def _is_wrapped(text: str, block: list[Span]) -> bool:
    """Whether every line but the last ends where its next word would not have fitted."""
    width = max(line.end - line.start for line in block)
    if len(block) < 2 or not _NARROWEST_WRAP <= width <= _WIDEST_WRAP:
        return False
    full = all(
        line.end - line.start + 1 + len(after.of(text).split(maxsplit=1)[0]) > width * _WRAP_SLACK
        for line, after in pairwise(block)
    )
    return full and any(not line.of(text).rstrip().endswith(_CLOSED) for line in block[:-1])
