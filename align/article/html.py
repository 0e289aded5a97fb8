"""The article inside a web page, as trafilatura finds it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from align.types import AlignError, Paragraph, Span

_HEADINGS = frozenset(("head", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "item", "quote", "ab"}  # trafilatura's elements that hold running text
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()", "//h1//text()")


def extract(data: bytes | str, name: str) -> tuple[str, tuple[Paragraph, ...], str | None]:
    """Text, paragraphs and title of the page's article; the paragraphs are joined by blank lines.

    Raises:
        AlignError: The page holds no article.
    """
    from trafilatura import bare_extraction, html2txt, load_html

    tree = load_html(data)
    title = _title(tree) if tree is not None else None
    document = bare_extraction(data, with_metadata=False, include_comments=False, include_tables=False)
    body = getattr(document, "body", None)
    blocks = _blocks(body) if body is not None else []
    if not blocks and tree is not None:  # too short a page for trafilatura's rules
        blocks = [(line, False) for line in html2txt(data).splitlines() if line.strip()]
    if not blocks:
        raise AlignError(f"{name} holds no article text")
    paragraphs = []
    offset = 0
    for words, heading in blocks:
        paragraphs.append(Paragraph(Span(offset, offset + len(words)), heading))
        offset += len(words) + 2
    return "\n\n".join(words for words, _ in blocks), tuple(paragraphs), title


def _blocks(body: Any) -> list[tuple[str, bool]]:
    """The words of each paragraph, and whether it is a heading."""
    found = []
    for element in body.iter(*_BLOCKS):
        words = " ".join("".join(_pieces(element)).split())
        if words:
            found.append((words, element.tag in _HEADINGS))
    return found


def _pieces(element: Any) -> Iterator[str]:
    """The text of an element without that of the paragraphs inside it, which come by themselves."""
    yield element.text or ""
    for child in element:
        if child.tag == "lb":  # a line break
            yield " "
        elif isinstance(child.tag, str) and child.tag not in _BLOCKS and child.tag != "list":
            yield from _pieces(child)
        yield child.tail or ""


def _title(tree: Any) -> str | None:
    for path in _TITLES:
        for text in tree.xpath(path):
            if text.strip():
                return " ".join(text.split())
    return None
