"""The command line: finds the command, and turns every foreseen problem into one line and an exit code."""

from __future__ import annotations

import sys

try:
    import os
    from difflib import get_close_matches
    from pkgutil import resolve_name
    from typing import Any

    import click

    from align.commands.shared import language, settings
    from align.commands.shared.running import FORESEEN, ExitCode, fail, refuse
    from align.commands.shared.screen import prepare_streams, warnings_shown
except KeyboardInterrupt:  # before anything could answer it as `Commands` does
    sys.stderr.write("mazeej: interrupted\n")
    sys.exit(130)

GROUPS = {  # name → module:function; a module is imported when its command is called, or its help is shown
    "Start here": {
        "demo": "align.commands.demo:run_demo",
        "models": "align.commands.models:models",
        "doctor": "align.commands.doctor:examine",
        "help": "align.commands.help:show_help",
    },
    "Check": {
        "align": "align.commands.align:check_article",
        "quote": "align.commands.quote:check_quotes",
        "claims": "align.commands.claims:list_claims",
        "open": "align.commands.open:open_desk",
        "spot-check": "align.commands.spot_check:spot_check",
    },
    "Transcribe": {
        "transcribe": "align.commands.transcribe:transcribe",
        "voices": "align.commands.voices:known_voices",
        "archive": "align.commands.archive.group:archive",
    },
    "Publish": {
        "cite": "align.commands.cite:cite_report",
        "clip": "align.commands.clip:cut_clip",
        "shift": "align.commands.shift:show_shift",
    },
}
COMMANDS = {name: place for group in GROUPS.values() for name, place in group.items()}
CONTEXT = {"help_option_names": ["-h", "--help"], "auto_envvar_prefix": settings.PREFIX}


class Commands(click.Group):
    """The commands of `COMMANDS`, and how each of them ends (see the contract in the README)."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        command: click.Command | None = resolve_name(COMMANDS[cmd_name]) if cmd_name in COMMANDS else None
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if not ctx.resilient_parsing and args[0] not in COMMANDS and (meant := get_close_matches(args[0], COMMANDS)):
            raise click.UsageError(f"No such command {args[0]!r}. Did you mean {' or '.join(meant)}?", ctx)
        name, command, rest = super().resolve_command(ctx, args)
        if name and command:
            ctx.default_map = {name: settings.defaults(name, command, lambda: self._all(ctx))}
        return name, command, rest

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        commands = self._all(ctx)
        longest = max(map(len, commands))
        limit = formatter.width - longest - 4
        for title, names in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name.ljust(longest), commands[name].get_short_help_str(limit)) for name in names])

    def _all(self, ctx: click.Context) -> dict[str, click.Command]:
        return {name: command for name in COMMANDS if (command := self.get_command(ctx, name))}

    def main(self, *args: Any, **kwargs: Any) -> Any:
        kwargs["standalone_mode"] = False
        try:
            prepare_streams()
            language.choose(None)
            with warnings_shown():
                code = super().main(*args, **kwargs) or 0
            sys.stdout.flush()  # here a closed pipe can still be answered, at the interpreter's exit no more
            sys.exit(code)
        except click.exceptions.Exit as done:
            sys.exit(done.exit_code)
        except click.UsageError as error:
            refuse(error)
        except (click.Abort, KeyboardInterrupt) as stop:
            fail(str(stop) or "interrupted", ExitCode.INTERRUPTED)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(ExitCode.PROBLEM)
        except OSError as error:  # a full disk under stdout, say; what has a file's name is told by its room
            fail(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        except FORESEEN as error:
            fail(str(error))


@click.group("mazeej", cls=Commands, context_settings=CONTEXT)
@click.version_option(None, "-V", "--version", package_name="mazeej")
def main() -> None:
    """Checks a written article against the podcast it reports on.

    Transcribes the recording with Whisper, finds where each of the article's claims was said, and shows which of
    them the interview supports, with a link to the second.

    \b
    First try:    mazeej demo
    Then:         mazeej align episode.mp3 article.txt --out report
    """


if __name__ == "__main__":
    main()
