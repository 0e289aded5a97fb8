"""`mazeej archive`: everything that was ever said in a show."""

from __future__ import annotations

import click

from align.commands.archive.add import add_episodes
from align.commands.archive.check import check_archive
from align.commands.archive.list import list_episodes
from align.commands.archive.quote import quote_archive
from align.commands.archive.remove import remove_episodes
from align.commands.archive.search import search_archive
from align.commands.archive.update import update_archive


@click.group("archive")
def archive() -> None:
    """Keep whole seasons: transcribed once, searched and checked at any time.

    \b
    mazeej archive add https://example.org/feed.xml --last 20 --language ar
    mazeej archive update
    mazeej archive search "words that were said"
    mazeej archive check article.txt --out report
    """


for command in (
    add_episodes,
    update_archive,
    list_episodes,
    remove_episodes,
    search_archive,
    check_archive,
    quote_archive,
):
    archive.add_command(command)
