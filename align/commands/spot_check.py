"""`mazeej spot-check`: a person's judgement of a sample."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from align import report as reports
from align import review
from align.commands.shared.declare import argument, option, takes
from align.commands.shared.files import check_folder, report_file
from align.commands.shared.language import ui_language
from align.commands.shared.listening import open_sound
from align.commands.shared.running import Resumable
from align.commands.shared.screen import console


@dataclass(frozen=True, slots=True)
class SpotCheckArguments:
    report: str = argument()
    count: int = option("-n", type=click.IntRange(min=0), default=20, show_default=True, help="Findings to ask about.")
    seed: int = option(
        "--seed", type=int, default=0, show_default=True, metavar="N", help="Another number draws another sample."
    )
    decisions: str | None = option(
        "--decisions", metavar="FILE", help="Take over the decisions that were saved from the report's page."
    )
    audio: str | None = option(
        "--audio", metavar="FILE", help="The recording, where it is not found by the name in the report."
    )
    no_play: bool = option("--no-play", is_flag=True, help="Do not open clips; name the file and the time.")


@click.command("spot-check", cls=Resumable)
@takes(SpotCheckArguments)
def spot_check(given: SpotCheckArguments) -> None:
    """Have a person judge a sample of REPORT: a report.json, or the folder that holds it.

    Shows each finding, plays its evidence and asks; keeps each answer at once, in decisions.json beside the report;
    ends with the error rate. The same command goes on where it stopped.

    \b
    mazeej spot-check mazeej-report
    mazeej spot-check mazeej-report/report.json -n 50 --decisions ~/Downloads/decisions.json
    """
    path = report_file(given.report)
    judged, screen = reports.read_report(path), console()
    check_folder(path.parent)  # which answers are kept in
    recording = open_sound(given.audio, track=judged.recording.track) if given.audio else None
    if recording:
        review.check_recording(judged.recording, recording)
    elif not given.no_play:
        recording = review.find_recording(judged.recording, path)
    decisions = Path(given.decisions) if given.decisions else None
    reviewing, told = review.begin(path, judged, given.count, given.seed, decisions, ui_language())
    if told:
        click.echo(told)
    with TemporaryDirectory(prefix="mazeej-", ignore_cleanup_errors=True) as folder:
        player = review.Player(judged.recording, None if given.no_play else recording, Path(folder), ui_language())
        review.ask(reviewing, player, read_key, screen)
    review.print_rates(reviewing, screen)


def read_key() -> str | None:
    """One key pressed on a terminal, otherwise a line; None at the end."""
    try:
        if sys.stdin.isatty():
            return click.getchar()[:1] or None
        return sys.stdin.buffer.readline().decode("utf-8", errors="replace") or None
    except EOFError:
        return None
