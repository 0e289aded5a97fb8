"""An article and what it claims."""

from __future__ import annotations

from typing import TYPE_CHECKING

from align import article as articles
from align import claims
from align.types import AlignError

if TYPE_CHECKING:
    from align.types import Article, Claim


def article_and_claims(source: str) -> tuple[Article, tuple[Claim, ...]]:
    """Raises AlignError, also where there is nothing to check."""
    article = articles.read_article(source)
    found = claims.find_claims(article)
    if not found:
        raise AlignError(f"{source}: no claims in it: no sentence that states anything")
    return article, found
