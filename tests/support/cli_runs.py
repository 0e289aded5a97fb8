"""Running the command line inside the tests' own process, and what every one of its complaints has in common."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click
from click.testing import CliRunner

from cli import main

TALK = """1
00:00:01,000 --> 00:00:04,000
The old bridge was closed for seven months.

2
00:00:05,000 --> 00:00:09,000
Nobody was hurt when the roof of the station came down.

3
00:00:10,000 --> 00:00:14,000
The repair cost two million dollars and the city paid half of it.
"""
ARTICLE = """The bridge opens again

The bridge was closed for seven months. The engineer said that the repair cost three million dollars.
"""


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


def mazeej(*arguments: str | Path, stdin: bytes | None = None) -> Run:
    """One call of the program; what it did not foresee is raised."""
    result = CliRunner().invoke(main, [str(argument) for argument in arguments], input=stdin, catch_exceptions=False)
    return Run(result.exit_code, result.stdout, result.stderr)


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found, name
    return found


def complaint(run: Run, code: int = 1) -> str:
    """The one line on stderr of a run that ended with `code`."""
    lines = [line for line in run.err.splitlines() if not line.startswith("mazeej: warning: ")]
    assert run.code == code, run
    assert len(lines) == 1, run.err
    assert lines[0].startswith("mazeej: "), run.err
    assert lines[0].isprintable(), ascii(run.err)
    return lines[0].removeprefix("mazeej: ")


def usage_complaint(run: Run) -> str:
    """The last line of a run that was called wrongly."""
    assert run.code == 2, run
    assert "Traceback" not in run.err
    assert run.err.startswith("Usage: "), run.err
    return run.err.splitlines()[-1].removeprefix("mazeej: ")


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return path
