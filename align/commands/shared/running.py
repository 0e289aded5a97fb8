"""How a command ends: exit codes, the errors that are foreseen, and Ctrl-C."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import Any, NoReturn

import click

from align.commands.shared.screen import complain
from align.commands.shared.settings import origin
from align.types import AlignError
from audio import AudioError
from transcripts import TranscriptError

FORESEEN = (AlignError, AudioError, TranscriptError)  # their message is the sentence the user reads


class ExitCode(IntEnum):
    """The contract in the README."""

    DONE = 0
    PROBLEM = 1
    USAGE = 2
    VERDICT_MET = 3
    INTERRUPTED = 130


class Stopped(click.Abort):
    """Ctrl-C; the message says what became of the work."""


class Resumable(click.Command):
    """A command whose work is kept when Ctrl-C stops it, and says so; or says that it was not to be kept."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.Abort, KeyboardInterrupt) as stop:
            kept = "what was finished is kept, the same command goes on from there"
            if ctx.params.get("no_cache"):
                kept = "with --no-cache the transcription under way is not kept"
            click.echo(err=True)  # behind the ^C, as click does
            raise Stopped(f"stopped; {kept}") from stop


def fail(message: str, code: ExitCode = ExitCode.PROBLEM) -> NoReturn:
    """Ends the program with one line."""
    complain(message)
    sys.exit(code)


def refuse(error: click.UsageError) -> NoReturn:
    """Ends the program with what is wrong with its call, and where that was said."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        sys.exit(ExitCode.USAGE)
    if error.ctx:
        click.echo(f"{error.ctx.get_usage()}\nTry '{error.ctx.command_path} --help'.\n", err=True)
    fail(error.format_message() + origin(error), ExitCode.USAGE)
