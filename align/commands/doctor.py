"""`mazeej doctor`: whether this machine has all that is needed."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align.commands.shared.declare import takes
from align.commands.shared.language import in_ui_language
from align.commands.shared.options import format_option
from align.commands.shared.running import ExitCode
from transcripts import doctor


@dataclass(frozen=True, slots=True)
class DoctorArguments:
    format: str = format_option()


@click.command("doctor")
@takes(DoctorArguments)
def examine(given: DoctorArguments) -> int:
    """Look whether everything that Mazeej needs is there and works, and say what to do where not.

    Ends with exit code 1 where something is a problem. Warnings are for what can be done without.

    \b
    mazeej doctor
    mazeej doctor --format json
    """
    checks = doctor.examine()
    click.echo(doctor.as_json(checks) if given.format == "json" else doctor.as_text(checks, in_ui_language), nl=False)
    return ExitCode.PROBLEM if any(check.state == "problem" for check in checks) else ExitCode.DONE
