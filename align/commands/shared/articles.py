"""An article and what it claims."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import audio
import transcripts
from align import article as articles
from align import claims
from align.types import AlignError
from audio import AudioError
from transcripts import TranscriptError

if TYPE_CHECKING:
    from align.types import Article, Claim


def article_and_claims(source: str) -> tuple[Article, tuple[Claim, ...]]:
    """Raises AlignError, also where there is nothing to check."""
    article = articles.read_article(source)
    found = claims.find_claims(article)
    if not found:
        raise AlignError(f"{source}: no claims in it: no sentence that states anything")
    return article, found


@contextmanager
def telling_swapped(recording: str, article: str) -> Iterator[None]:
    """What goes wrong inside because the two arguments stand in each other's place is said so, as wrong usage."""
    try:
        yield
    except (AlignError, AudioError, TranscriptError):
        if _is_heard(article) and not _is_heard(recording) and _is_article(recording):
            raise click.UsageError(
                f"the arguments are swapped: first the recording or transcript ({Path(article).name}), "
                f"then the article ({Path(recording).name})."
            ) from None
        raise


def _is_heard(source: str) -> bool:
    """Whether it is a file with sound or a transcript in it."""
    if not Path(source).is_file():
        return False
    try:
        if transcripts.is_transcript(source):
            transcripts.load(source)
        else:
            audio.open_recording(source)
    except (AudioError, TranscriptError):
        return False
    return True


def _is_article(source: str) -> bool:
    try:
        return Path(source).is_file() and bool(articles.read_article(source).text)
    except AlignError:
        return False
