"""Writes docs/cli.md from the help of the commands; tests/test_docs.py holds that it is current.

.venv/bin/python docs/cli_reference.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 100  # columns of the help
HEAD = """# The command line

<!-- Made by docs/cli_reference.py from the help texts: do not edit. -->

Exit codes: 0 done · 1 a problem with the input, told in one line on stderr · 2 wrong usage · 3 `--fail-on` was met ·
130 stopped with Ctrl-C.
"""


def reference(command: click.Command) -> str:
    """Markdown with the help of `command` and of all commands below it."""
    return "\n".join([HEAD, *_sections(command, "mazeej", None)])


def _sections(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        terminal_width=WIDTH,
        max_content_width=WIDTH,
        **command.context_settings,
    )
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None and not below.hidden:
                yield from _sections(below, name, context)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    from cli import main

    (ROOT / "docs" / "cli.md").write_text(reference(main), encoding="utf-8")
