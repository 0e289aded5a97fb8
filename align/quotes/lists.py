"""Where quotations to check come from: given, a file with one a line, or the quotation marks of an article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from align.article import read_article
from align.article.decode import decode
from align.claims.quotes import quoted_texts
from align.language import tokenise
from align.types import AlignError

MAX_FILE_BYTES = 10 << 20
_SHORTEST = 3  # words between quotation marks that are more than a title or a name


def quotes_given(quotes: Sequence[str]) -> tuple[str, ...]:
    """Quotations given one by one. Raises AlignError for one that holds no word."""
    for quote in quotes:
        if not tokenise(quote):
            raise AlignError(f"{quote} holds no word that could be looked for")
    return tuple(quotes)


def quotes_in_file(path: Path) -> tuple[str, ...]:
    """The lines of a text file that say something, in order. Raises AlignError."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise AlignError(f"cannot read {path}: {error.strerror or error}") from error
    if len(data) > MAX_FILE_BYTES:
        raise AlignError(f"{path} is too large for a list of quotations: at most {MAX_FILE_BYTES >> 20} MB")
    lines = decode(data, str(path)).removeprefix("\ufeff").split("\n")
    return _some([line.strip() for line in lines if tokenise(line)], str(path))


def quotes_in_article(source: str | Path) -> tuple[str, ...]:
    """What stands between quotation marks in an article, in order, titles and single words left out. Raises
    AlignError."""
    article = read_article(source)
    quoted = quoted_texts([article.visible(paragraph.span) for paragraph in article.paragraphs])
    return _some([quote for quote in quoted if len(tokenise(quote)) >= _SHORTEST], str(source))


def _some(quotes: list[str], name: str) -> tuple[str, ...]:
    if not quotes:
        raise AlignError(f"{name}: no quotations in it")
    return tuple(quotes)
