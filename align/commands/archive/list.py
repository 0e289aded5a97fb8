"""`mazeej archive list`: what is in the archive, what it is filled from, what failed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

import audio
from align.commands.shared.archives import WhichEpisodes, archive_option, open_archive
from align.commands.shared.declare import takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.options import format_option
from align.report.text import one_line
from transcripts import archive
from transcripts.options import model_name

if TYPE_CHECKING:
    from transcripts.archive import ArchivedEpisode, ArchiveSource, Failure


@dataclass(frozen=True, slots=True)
class ListArguments:
    archive: str | None = archive_option()
    format: str = format_option()


@click.command("list")
@takes(ListArguments, WhichEpisodes)
def list_episodes(given: ListArguments, which: WhichEpisodes) -> None:
    """List the episodes of the archive, newest first, what it is filled from, and what failed the last time.

    \b
    mazeej archive list
    mazeej archive list --show Mazeej --since 2024-01-01 --format json
    """
    with open_archive(given.archive) as opened:
        episodes = opened.episodes(which.filter())
        ledger = archive.Ledger(opened)
        sources, failures = ledger.sources(), ledger.failures()
    if given.format == "json":
        click.echo(json.dumps(_document(episodes, sources, failures), ensure_ascii=False, indent=1))
        return
    for line in _lines(episodes, sources, failures):
        click.echo(one_line(line))


def _lines(
    episodes: Sequence[ArchivedEpisode], sources: Sequence[ArchiveSource], failures: Sequence[Failure]
) -> Iterator[str]:
    for episode in episodes:
        length = audio.format_time(episode.duration) if episode.duration is not None else "–"
        parts = [str(episode.id), str(episode.published or "–"), length, episode.show or "–", episode.title]
        yield " | ".join(parts)
    seconds = sum(episode.duration or 0.0 for episode in episodes)
    words = sum(episode.words for episode in episodes)
    length = audio.format_time(seconds)
    yield f"{in_ui_language(f'Episodes: {len(episodes)}')} · {length} · {words:,} {in_ui_language('words')}"
    for source in sources:
        yield f"{in_ui_language('From')}: {source.place}"
    for failure in failures:
        when = in_ui_language(f"{failure.at[:10]}, {failure.times} times") if failure.times > 1 else failure.at[:10]
        place = "" if failure.name in failure.message else f" | {failure.name}"
        yield f"✗ {failure.title} | {in_ui_language(failure.message)}{place} ({when})"


def _document(
    episodes: Sequence[ArchivedEpisode], sources: Sequence[ArchiveSource], failures: Sequence[Failure]
) -> dict[str, object]:
    return {
        "episodes": [
            {
                "id": episode.id,
                "title": episode.title,
                "show": episode.show,
                "published": episode.published.isoformat() if episode.published else None,
                "duration": episode.duration,
                "language": episode.language,
                "model": model_name(episode.model),
                "link": episode.address,
                "page": episode.page,
                "speakers": episode.speakers,
                "words": episode.words,
                "transcript": str(episode.transcript),
            }
            for episode in episodes
        ],
        "sources": [source.place for source in sources],
        "failures": [
            {
                "title": failure.title,
                "place": failure.name,
                "message": failure.message,
                "at": failure.at,
                "times": failure.times,
            }
            for failure in failures
        ],
    }
