"""`mazeej archive search`: where something was said."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align import archive
from align.archive import output as outputs
from align.commands.shared.archives import WhichEpisodes, archive_option, open_archive, warn_of_stale
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import print_or_write
from align.commands.shared.language import ui_language
from align.commands.shared.options import output_option
from align.commands.shared.screen import console, warn

FORMATS = ("text", "json", "csv", "md", "html")


@dataclass(frozen=True, slots=True)
class SearchArguments:
    words: tuple[str, ...] = argument("WORDS…", nargs=-1, required=True)
    archive: str | None = archive_option()
    most: int = option("-n", "--most", type=click.IntRange(1, 200), default=20, show_default=True, help="Places shown.")
    format: str = option("--format", type=click.Choice(FORMATS), default="text", show_default=True)
    output: str | None = output_option()


@click.command("search")
@takes(SearchArguments, WhichEpisodes)
def search_archive(given: SearchArguments, which: WhichEpisodes) -> None:
    """Find where WORDS were said in the archive: each in any of its forms, in dialect or standard language.

    "…" inside is a phrase, word for word; a star ends the beginning of a word.

    \b
    mazeej archive search الطائرة المطار
    mazeej archive search '"never paid us"' --show Ferry --since 2024-01-01
    mazeej archive search 'electric ferr*' --speaker "Maren Holt" --format html -o found.html
    """
    question = " ".join(given.words)
    if archive.has_unclosed_phrase(question):
        warn("a quotation mark has no second one: the words behind it are looked for one by one, not as a phrase")
    with open_archive(given.archive) as opened:
        warn_of_stale(opened)
        results = archive.search_archive(opened, question, which.filter(), given.most)
    language = ui_language()
    if given.format == "text" and given.output is None:
        outputs.print_search(results, console(), language)
        return
    written = {
        "text": lambda: outputs.search_text(results, language),
        "json": lambda: outputs.search_json(results),
        "csv": lambda: outputs.search_csv(results),
        "md": lambda: outputs.search_markdown(results, language),
        "html": lambda: outputs.search_html(results, language),
    }
    print_or_write(written[given.format](), given.output)
