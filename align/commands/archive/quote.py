"""`mazeej archive quote`: whether something was ever said, word for word."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align import archive
from align.archive import output as outputs
from align.commands.quote import QuotesGiven
from align.commands.shared.archives import WhichEpisodes, archive_option, open_archive, warn_of_stale
from align.commands.shared.declare import takes
from align.commands.shared.language import ui_language
from align.commands.shared.options import fail_on_option, format_option
from align.commands.shared.running import ExitCode
from align.commands.shared.screen import console
from align.quotes import Status


@dataclass(frozen=True, slots=True)
class ArchiveQuoteOptions:
    archive: str | None = archive_option()
    fail_on: tuple[Status, ...] = fail_on_option(Status, "STATUS", of="quotation")
    format: str = format_option()


@click.command("quote")
@takes(QuotesGiven, ArchiveQuoteOptions, WhichEpisodes)
def quote_archive(given: QuotesGiven, options: ArchiveQuoteOptions, which: WhichEpisodes) -> int:
    """Find who ever said a QUOTE in the archive: word for word first, then nearly so, with what was changed.

    \b
    mazeej archive quote "The council never paid us."
    mazeej archive quote --article article.md --fail-on modified,stitched,not_found
    """
    texts = given.read()
    if not texts:
        raise click.UsageError("give quotations, --file FILE or --article FILE.")
    with open_archive(options.archive) as opened:
        warn_of_stale(opened)
        found = [archive.find_quote_in_archive(text, opened, which.filter()) for text in texts]
    if options.format == "json":
        click.echo(outputs.quotes_json(found), nl=False)
    else:
        outputs.print_archived_quotes(found, console(), ui_language())
    return ExitCode.VERDICT_MET if {one.status for one in found} & set(options.fail_on) else ExitCode.DONE
