"""`mazeej claims`: what would be checked."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align import report as reports
from align.commands.shared.articles import article_and_claims
from align.commands.shared.declare import argument, takes
from align.commands.shared.language import ui_language
from align.commands.shared.options import format_option
from align.commands.shared.screen import console


@dataclass(frozen=True, slots=True)
class ClaimsArguments:
    article: str = argument()
    format: str = format_option()


@click.command("claims")
@takes(ClaimsArguments)
def list_claims(given: ClaimsArguments) -> None:
    """List the claims of ARTICLE that can be checked, without any recording.

    \b
    mazeej claims article.txt
    mazeej claims article.html --format json
    """
    _, found = article_and_claims(given.article)
    if given.format == "json":
        click.echo(reports.claims_json(found), nl=False)
    else:
        reports.print_claims(found, console(), language=ui_language())
