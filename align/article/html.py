"""The article inside a web page, as trafilatura finds it; or all of a fragment, which has no page round it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from align.article.plain import is_date_line
from align.types import AlignError, Paragraph, Span
from transcripts.decode import text_in

_HEADINGS = frozenset(("head", "h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "item", "quote", "ab"}  # trafilatura's elements that hold running text
_HTML_BLOCKS = _HEADINGS | frozenset(
    "p div li blockquote article section main header footer figcaption td th dt dd pre center body".split()
)
_UNREAD = frozenset("script style head title noscript template svg figure iframe button nav form table".split())
_TITLES = ("//meta[@property='og:title']/@content", "//title/text()", "//h1//text()")
_PAGE = re.compile(r"<(?:html|body|head|article|main)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_MARKER = re.compile(r"[\[(]?(?:\d{1,3}|[a-z]{1,2}|[*†‡↑^↩])[\])]?\s*", re.IGNORECASE)  # of a note or comment
_COMMENT = re.compile(r"#(?:cmnt|comment|_cmnt|_msocom)", re.IGNORECASE)
_BACK = re.compile(r"#\w*(?:_ref|-ref|ref_|anchor)", re.IGNORECASE)
_BREAK = "\u2028"  # stands for <br>, apart from the line ends of the source
_WRAPPED = 60  # characters of a line that may have been broken at a width
_CLOSED = (*".!?؟…:؛;۔", "»", "”", '"')


@dataclass(frozen=True, slots=True)
class _HtmlBlock:
    words: str
    heading: bool = False


def extract(
    data: bytes | str, name: str, declared: str | None = None, *, fragment: bool = False
) -> tuple[str, tuple[Paragraph, ...], str | None]:
    """Text, paragraphs and title of the page's article; the paragraphs are joined by blank lines.

    Raises:
        AlignError: The page holds no article.
    """
    from trafilatura import bare_extraction, load_html

    source = data if isinstance(data, str) else _decoded(data, declared)
    if isinstance(source, str):
        source = _DECLARATION.sub("", source)
        fragment = fragment or not _PAGE.search(source)
        source = f"<html><body>{source}</body></html>" if fragment else source
    tree = load_html(source)
    if tree is None:
        raise AlignError(f"{name} holds no article text")
    title = _title(tree)
    _drop_notes(tree)
    blocks: list[_HtmlBlock] = []
    if not fragment:
        document = bare_extraction(tree, with_metadata=False, include_comments=False, include_tables=False)
        body = getattr(document, "body", None)
        blocks = _extracted(body) if body is not None else []
    blocks = blocks or list(_all_blocks(tree))  # too short a page for trafilatura's rules
    if not blocks:
        raise AlignError(f"{name} holds no article text")
    paragraphs, offset = [], 0
    for block in blocks:
        paragraphs.append(
            Paragraph(Span(offset, offset + len(block.words)), block.heading or is_date_line(block.words))
        )
        offset += len(block.words) + 2
    return "\n\n".join(block.words for block in blocks), tuple(paragraphs), title


def _decoded(data: bytes, declared: str | None) -> str | bytes:
    """Text where the encoding is known; else the bytes, for trafilatura to guess."""
    meta = _CHARSET.search(data[:4096])
    return text_in(data, declared or (meta[1].decode("ascii", "replace") if meta else None)) or data


def _drop_notes(tree: Any) -> None:
    """Without the markers of notes and comments, and without the comments: Google Docs', Word's, wikis'."""
    for link in list(tree.iter("a")):
        target, words = link.get("href") or "", "".join(link.itertext()).strip()
        if not target.startswith("#") or not (_MARKER.fullmatch(words) or not words):
            continue
        block = next((above for above in link.iterancestors() if above.tag in ("p", "li", "div")), None)
        if _COMMENT.match(target) and _BACK.match(target) and block is not None:
            _drop(block)
        elif link.getparent() is not None:
            above = link.getparent()
            _drop(above if above.tag == "sup" and len(above) == 1 else link)


def _drop(element: Any) -> None:
    """The element goes, what stands behind it stays."""
    above, tail = element.getparent(), element.tail or ""
    if above is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        above.text = (above.text or "") + tail
    element.tail = None
    above.remove(element)


def _extracted(body: Any) -> list[_HtmlBlock]:
    """The words of each paragraph that trafilatura found."""
    found = []
    for element in body.iter(*_BLOCKS):
        words = " ".join("".join(_pieces(element)).split())
        if words:
            found.append(_HtmlBlock(words, element.tag in _HEADINGS))
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


def _all_blocks(element: Any) -> Iterator[_HtmlBlock]:
    """Every paragraph in the order of the page; a line break ends one, too, as in what is pasted from an editor."""
    heading = element.tag in _HEADINGS
    words: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _UNREAD:
            if child.tag == "br":
                words.append(_BREAK)
            elif child.tag in _HTML_BLOCKS or any(inner.tag in _HTML_BLOCKS for inner in child.iter()):
                yield from _lines(words, heading)
                words = []
                yield from _all_blocks(child)
            else:
                words += _inline(child)
        words.append(child.tail or "")
    yield from _lines(words, heading)


def _inline(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield _BREAK
        elif isinstance(child.tag, str) and child.tag not in _UNREAD:
            yield from _inline(child)
        yield child.tail or ""


def _lines(pieces: list[str], heading: bool) -> Iterator[_HtmlBlock]:
    """Lines between breaks; a long one that ends amid a sentence goes on in the next."""
    line = ""
    for piece in "".join(pieces).split(_BREAK):
        words = " ".join(piece.split())
        if words and len(line) >= _WRAPPED and not line.endswith(_CLOSED):
            line = f"{line} {words}"
            continue
        if line:
            yield _HtmlBlock(line, heading)
        line = words
    if line:
        yield _HtmlBlock(line, heading)


def _title(tree: Any) -> str | None:
    for path in _TITLES:
        for text in tree.xpath(path):
            if text.strip():
                return " ".join(text.split())
    return None
