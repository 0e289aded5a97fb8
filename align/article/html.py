"""The article inside a web page, as trafilatura finds it."""

from __future__ import annotations

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
        if any(True for _ in element.iterdescendants(*_BLOCKS)):
            continue  # its paragraphs come by themselves
        words = " ".join("".join(element.itertext()).split())
        if words:
            found.append((words, element.tag in _HEADINGS))
    return found


def _title(tree: Any) -> str | None:
    for path in _TITLES:
        for text in tree.xpath(path):
            if text.strip():
                return " ".join(text.split())
    return None
