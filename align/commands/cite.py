"""`mazeej cite`: a report as citations."""

from __future__ import annotations

from dataclasses import dataclass, replace

import click

from align import citations, review
from align import report as reports
from align.citations import Style
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import print_or_write, report_file
from align.commands.shared.options import lead_option, link_option, output_option
from align.commands.shared.screen import complain


@dataclass(frozen=True, slots=True)
class CiteArguments:
    report: str = argument()
    style: str = option(
        "--style",
        type=click.Choice([str(style) for style in Style]),
        default="markdown",
        show_default=True,
        help="Form of the citations, as above.",
    )
    link: str | None = link_option(help="Public address of the episode, if the report has none or another.")
    lead: float | None = lead_option(default=None, help="How much earlier links start.  [default: the report's]")
    output: str | None = output_option()


@click.command("cite")
@takes(CiteArguments)
def cite_report(given: CiteArguments) -> None:
    """Turn REPORT (a report's folder or its report.json) into citations that can be published.

    They hold the claims that are supported, and with a mark (◐) those that are partly supported; chapters and
    soundbites, which have no place for a mark, hold the supported ones alone.

    \b
    markdown, html   the article with a link behind each claim
    footnotes        the article with the words heard as footnotes
    shownotes        a line for each link, in the order of the episode
    chapters         Podcasting 2.0 chapters as JSON
    soundbites       <podcast:soundbite> elements for a feed
    w3c              Web Annotations as JSON-LD
    claimreview      schema.org ClaimReview; it rates what the interview says, not what is true
    csv              a table

    \b
    mazeej cite mazeej-report --style footnotes -o article-with-notes.md
    mazeej cite mazeej-report/report.json --style shownotes --link https://youtu.be/dQw4w9WgXcQ --lead 2
    """
    path = report_file(given.report)
    report = review.as_citable(reports.read_report(path), path.parent)
    recording = report.recording if given.lead is None else replace(report.recording, lead=given.lead)
    if given.link:  # a new address leads to the time of the recording, unless the report waited for one
        edition = None if recording.link else recording.edition
        recording = replace(recording, link=given.link, edition=edition)
    print_or_write(citations.cite(replace(report, recording=recording), given.style), given.output)
    if count := citations.left_out(report, given.style):
        complain(f"only partly supported, and so not among the {given.style}: {count}")
