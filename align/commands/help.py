"""`mazeej help`: the same as --help."""

from __future__ import annotations

from dataclasses import dataclass

import click

from align.commands.shared.declare import argument, takes


@dataclass(frozen=True, slots=True)
class HelpArguments:
    command: tuple[str, ...] = argument("[COMMAND]…", nargs=-1)


@click.command("help")
@takes(HelpArguments)
def show_help(given: HelpArguments) -> None:
    """Show what there is, or what COMMAND does and takes.

    \b
    mazeej help
    mazeej help align
    """
    context = click.get_current_context().find_root()
    for word in given.command:
        if not isinstance(context.command, click.Group):
            raise click.UsageError(f"{context.command_path} has no commands of its own.")
        name, command, _ = context.command.resolve_command(context, [word])
        if command is None:
            raise click.UsageError(f"No such command {word!r}.", context)
        context = command.make_context(name, [], parent=context, resilient_parsing=True)
    click.echo(context.get_help())
