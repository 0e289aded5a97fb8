"""`mazeej models` and `mazeej doctor`: what there is on this machine."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align.commands.shared.declare import takes
from align.commands.shared.options import format_option
from align.commands.shared.running import ExitCode
from transcripts import doctor, model_table


@dataclass(frozen=True, slots=True)
class MachineArguments:
    format: str = format_option()


@click.command("models")
@takes(MachineArguments)
def list_models(given: MachineArguments) -> None:
    """List the Whisper models: what their names mean, what they need, which are on this disk.

    \b
    mazeej models
    mazeej models --format json
    """
    found = model_table.inventory()
    click.echo(model_table.as_json(found) if given.format == "json" else model_table.as_text(found), nl=False)


@click.command("doctor")
@takes(MachineArguments)
def examine(given: MachineArguments) -> int:
    """Look whether everything that Mazeej needs is there and works, and say what to do where not.

    Ends with exit code 1 where something is a problem. Warnings are for what can be done without.

    \b
    mazeej doctor
    mazeej doctor --format json
    """
    checks = doctor.examine()
    click.echo(doctor.as_json(checks) if given.format == "json" else doctor.as_text(checks), nl=False)
    return ExitCode.PROBLEM if any(check.state == "problem" for check in checks) else ExitCode.DONE
