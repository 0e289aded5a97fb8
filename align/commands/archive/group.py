"""`mazeej archive`: everything that was ever said in a show."""

from __future__ import annotations

import click

from align.commands.archive.add import add_episodes
from align.commands.archive.list import list_episodes
from align.commands.archive.remove import remove_episodes
from align.commands.archive.update import update_archive


@click.group("archive")
def archive() -> None:
    """Keep whole seasons: transcribed once, searched and checked at any time.

    \b
    mazeej archive add https://example.org/feed.xml --last 20 --language ar
    mazeej archive update
    mazeej archive list
    """


for command in (add_episodes, update_archive, list_episodes, remove_episodes):
    archive.add_command(command)
