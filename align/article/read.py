"""The one way an article comes in: a file, a web address, or standard input."""

from __future__ import annotations

import hashlib
import re
import sys
from pathlib import Path

from align.article import fetch, html, markdown, plain
from align.article.decode import decode, refuse_known_formats
from align.article.documents import document_text
from align.article.plain import datelines
from align.types import AlignError, Article, Paragraph, Span
from audio.addresses import is_address

MAX_ARTICLE_BYTES = 10 << 20  # ten times a novel; more is not an article
_HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
_MARKDOWN_SUFFIXES = frozenset((".md", ".markdown"))
_HTML_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|!--|[a-z][a-z0-9]{0,15}[\s/>])",
    re.IGNORECASE,
)


def read_article(source: str | Path) -> Article:
    """Read an article from a file (.txt, .md, .html, .docx, .odt, .rtf, .eml,
    .mhtml; others by their content), an http(s) address, or "-" for stdin.

    `text` is a plain text or Markdown file as `Path.read_text(encoding="utf-8")` gives it, a byte order mark included;
    of a web page it is the extracted article, paragraphs separated by blank lines. Offsets count its code points.

    Raises:
        AlignError: Missing, a folder, empty, too large, not text, not reachable, or without a single word.
    """
    name = str(source)
    if is_address(name):
        page = fetch.fetch(name, MAX_ARTICLE_BYTES)
        return _article(page.data, name, ".html" if page.html else _suffix(name), page.encoding)
    if name == "-":
        return _article(_checked(sys.stdin.buffer.read(MAX_ARTICLE_BYTES + 1), "standard input"), "standard input", "")
    return _article(_read(Path(source), name), name, Path(source).suffix.lower())


def article_of(text: str, name: str) -> Article:
    """The article that a file called `name` with this `text` would be read as. Raises AlignError as `read_article`."""
    return _article(_checked(text.encode("utf-8", errors="replace"), name), name, Path(name).suffix.lower())


def _suffix(address: str) -> str:
    return Path(address.partition("?")[0]).suffix.lower()


def _read(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise AlignError(f"{name} is a folder, not an article")
        with path.open("rb") as file:
            return _checked(file.read(MAX_ARTICLE_BYTES + 1), name)
    except FileNotFoundError:
        raise AlignError(f"no article at {name}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise AlignError(f"the article {name!r} cannot be read: {reason}") from error


def _checked(data: bytes, name: str) -> bytes:
    if len(data) > MAX_ARTICLE_BYTES:
        raise AlignError(f"{name} is larger than {MAX_ARTICLE_BYTES >> 20} MB, too large for an article")
    return data


def _article(data: bytes, name: str, suffix: str, encoding: str | None = None) -> Article:
    if not data.strip():
        raise AlignError(f"{name} is empty")
    digest = hashlib.sha256(data).hexdigest()
    document = document_text(data, name)
    if document and document.html:
        text, paragraphs, title = html.extract(document.text, name, fragment=document.fragment)
        markup = datelines(text, paragraphs)
    elif not document and (suffix in _HTML_SUFFIXES or _HTML_OPENING.match(data)):
        refuse_known_formats(data, name)
        text, paragraphs, title = html.extract(data, name, encoding)
        markup = datelines(text, paragraphs)
    else:
        text = document.text if document else decode(data, name, encoding)
        text, paragraphs, markup, title = _marked_up(text, name, suffix)
    if not any(any(map(str.isalnum, paragraph.span.of(text))) for paragraph in paragraphs):
        raise AlignError(f"{name} has no words to check")
    return Article(text, paragraphs, title or _heading_title(text, paragraphs), name, digest, markup)


def _marked_up(text: str, name: str, suffix: str) -> tuple[str, tuple[Paragraph, ...], tuple[Span, ...], str | None]:
    """Markdown or plain text: itself, its paragraphs, what in it is no word, the title it names."""
    if suffix in _MARKDOWN_SUFFIXES:
        paragraphs = markdown.paragraphs(text, name)
        spans = [span for paragraph in paragraphs for span in markdown.markup(text, paragraph)]
        title = markdown.title(text)
    else:
        paragraphs = plain.paragraphs(text)
        spans = [span for paragraph in paragraphs for span in plain.markup(text, paragraph)]
        title = None
    return text, paragraphs, _merged([*datelines(text, paragraphs), *spans]), title


def _merged(spans: list[Span]) -> tuple[Span, ...]:
    """In order, without those that lie within another."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return tuple(found)


def _heading_title(text: str, paragraphs: tuple[Paragraph, ...]) -> str | None:
    """The first paragraph, where that is a heading."""
    first = paragraphs[0]
    return " ".join(first.span.of(text).split()) if first.heading else None
