"""Paragraphs, headings and markup of Markdown, as spans of the raw text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from align.types import AlignError, Paragraph, Span

_MAX_LINES = 50_000  # a parsed line costs about 3 kB; 5 MB of prose have far fewer
# Marks before the words of a block, on each of its lines: quote bars, bullets, numbers, number signs.
_BLOCK_MARKS = re.compile(r"[ \t]*(?:(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t])[ \t]*)+")
_CLOSING_MARKS = re.compile(r"[ \t]#+[ \t]*\Z|\n[ \t]*(?:=+|-+)[ \t]*\Z")  # after a heading's words
# YAML between ---, TOML between +++, JSON in braces.
_FRONT_MATTER = re.compile(
    r"\ufeff?(?:---[ \t]*\n(?:(?!---|\.\.\.)[^\n]*\n){0,200}(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\n(?:(?!\+\+\+)[^\n]*\n){0,200}\+\+\+"
    r"|\{[ \t]*\n(?:[ \t]+[^\n]*\n){1,200}\})[ \t]*(?:\n|\Z)"
)
_FRONT_TITLE = re.compile(r"^[ \t]*[\"']?title[\"']?[ \t]*[:=][ \t]*([^\n]+?),?[ \t]*$", re.MULTILINE | re.IGNORECASE)
_INLINE_MARKUP = re.compile(
    r"""
      !\[\[[^\[\]\n]*\]\] | \[\[(?:[^\[\]|\n]*\|)? | \]\]  # Obsidian: embedded file, link with its page
    | %%[^%]*%% | ==(?=\S) | (?<=\S)== | [ \t]\^[\w-]+$   # and its comment, highlight, name of a block
    | \[!\w+\][+-]?                       # kind of a callout
    | !\[[^\[\]]*\](?:\([^()\n]*\))?        # image, its description too
    | \](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)?\)|\[[^\[\]\n]*\])?  # end of a link's words, with its target
    | \[\^?\d{1,3}\] | \[\^[^\[\]\s]{1,40}\] | \[  # footnote's number, start of a link's words
    | </?[a-zA-Z][^<>]*> | <!--[^<>]*-->
    | https?://[^\s<>()«»"]*[\w/]
    | ^[ \t]*>[ \t>]*                      # quote bars of a paragraph's further lines
    | \*+ | ~~ | `+ | (?<!\w)_+ | _+(?!\w)  # emphasis, code
    | \\(?=[!-/:-@\[-`{-~])                # escape
    | &(?:nbsp|rlm|lrm|zwnj|\#\d{1,6});
    """,
    re.VERBOSE | re.MULTILINE,
)
_NOT_PROSE = re.compile(r"\s*<(?:!--|script|style|pre|table|svg|iframe)", re.IGNORECASE)


def paragraphs(text: str, name: str) -> tuple[Paragraph, ...]:
    """Headings, paragraphs, list items and quotes in order; code, tables and comments are left out.

    Raises:
        AlignError: More lines than an article has.
    """
    if text.count("\n") > _MAX_LINES:
        raise AlignError(f"{name} has more than {_MAX_LINES:,} lines, which no article has")
    found = (_paragraph(text, start, end, heading) for start, end, heading in _blocks(text))
    return tuple(paragraph for paragraph in found if paragraph.span.start < paragraph.span.end)


def markup(text: str, paragraph: Paragraph) -> Iterator[Span]:
    """What a reader does not see in `paragraph`: marks, link targets, footnote numbers. In order, not overlapping."""
    for match in _INLINE_MARKUP.finditer(text, paragraph.span.start, paragraph.span.end):
        yield Span(*match.span())


def title(text: str) -> str | None:
    """The title a front matter gives."""
    front = _FRONT_MATTER.match(text)
    found = _FRONT_TITLE.search(front.group()) if front else None
    return found.group(1).strip().strip("\"'") or None if found else None


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start, end and whether a heading, of each block of lines that holds prose."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "text_join"])
    front = _FRONT_MATTER.match(text)
    offset = front.end() if front else int(text.startswith("\ufeff"))
    body = text[offset:]
    starts = [offset]
    starts += [offset + match.end() for match in re.finditer("\n", body)]
    starts.append(len(text) + 1)
    for token in parser.parse(body):
        if token.map is None or token.type not in ("heading_open", "paragraph_open", "html_block"):
            continue
        if token.type == "html_block" and _NOT_PROSE.match(token.content):
            continue
        yield starts[token.map[0]], starts[token.map[1]] - 1, token.type == "heading_open"


def _paragraph(text: str, start: int, end: int, heading: bool) -> Paragraph:
    marks = _BLOCK_MARKS.match(text, start, end)
    if marks:
        start = marks.end()
    closing = _CLOSING_MARKS.search(text, start, end) if heading else None
    words = text[start : closing.start() if closing else end]
    start += len(words) - len(words.lstrip())
    return Paragraph(Span(start, start + len(words.strip())), heading)
