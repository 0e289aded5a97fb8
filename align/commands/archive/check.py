"""`mazeej archive check`: an article against every episode."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from align import archive, claims
from align.archive import Standing
from align.archive import output as outputs
from align.archive.output.formats import ArchiveReportFormat
from align.commands.shared.archives import WhichEpisodes, archive_option, open_archive, warn_of_stale
from align.commands.shared.articles import article_and_claims
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_folder, warn_of_older_forms
from align.commands.shared.language import ui_language
from align.commands.shared.options import check_printed_format, fail_on_option, formats_option, quiet_option
from align.commands.shared.reports import made_here
from align.commands.shared.running import ExitCode
from align.commands.shared.screen import console
from align.report import wordings
from align.report.text import one_line

if TYPE_CHECKING:
    from align.types import Article, Claim


@dataclass(frozen=True, slots=True)
class ArchiveCheckInput:
    article: str | None = argument(required=False)
    claims: str | None = option("--claims", metavar="FILE", help="Claims instead of an article: text, JSONL or CSV.")
    archive: str | None = archive_option()

    def read(self) -> tuple[Article | None, tuple[Claim, ...]]:
        if (self.article is None) == (self.claims is None):
            raise click.UsageError("give either ARTICLE or --claims FILE.")
        return (None, claims.read_claims(Path(self.claims))) if self.claims else article_and_claims(self.article or "")


@dataclass(frozen=True, slots=True)
class ArchiveCheckOutput:
    out: str = option(
        "--out",
        default="mazeej-archive-report",
        show_default=True,
        metavar="DIR",
        help="Folder for the report; with - the JSON alone is printed.",
    )
    formats: tuple[ArchiveReportFormat, ...] = formats_option(ArchiveReportFormat)
    checked_by: str | None = option(
        "--checked-by", metavar="NAME", help="Who answers for the check; stands in the report."
    )
    fail_on: tuple[Standing, ...] = fail_on_option(Standing, "VERDICT", of="claim")
    quiet: bool = quiet_option(help="Print nothing but problems.")


@click.command("check")
@takes(ArchiveCheckInput, WhichEpisodes, ArchiveCheckOutput)
def check_archive(given: ArchiveCheckInput, which: WhichEpisodes, output: ArchiveCheckOutput) -> int:
    """Find which episodes of the archive support each claim of ARTICLE, and which say otherwise.

    \b
    mazeej archive check article.txt --out report
    mazeej archive check article.html --show Mazeej --since 2024-01-01 --fail-on contradicted,disputed
    mazeej archive check --claims claims.csv --out -
    """
    check_printed_format(output.out, output.formats)
    article, stated = given.read()
    if output.out != "-":
        check_folder(Path(output.out))
    with open_archive(given.archive) as opened:
        warn_of_stale(opened)
        report = archive.check_archive(article, stated, opened, which.filter())
    report = replace(report, provenance=made_here(output.checked_by))
    if output.out == "-":
        click.echo(outputs.report_json(report), nl=False)
    else:
        outputs.write_report(report, Path(output.out), output.formats)
        warn_of_older_forms(Path(output.out), output.formats)
        if not output.quiet:
            _show(report, output)
    met = {finding.standing for finding in report.findings} & set(output.fail_on)
    return ExitCode.VERDICT_MET if met else ExitCode.DONE


def _show(report: archive.ArchiveReport, output: ArchiveCheckOutput) -> None:
    language = ui_language()
    outputs.print_report(report, console(), language)
    names = ", ".join(f"report.{name}" for name in output.formats)
    folder = f"{one_line(output.out)}/"
    click.echo(f"\n{wordings()[language]['terminal.written'].format(files=names, folder=folder)}")
