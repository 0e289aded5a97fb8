"""The terminal: a line without surprises, warnings, a bar, the console for tables."""

from __future__ import annotations

import contextlib
import io
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

import audio
from align.commands.shared.language import in_ui_language
from align.report.text import one_line
from transcripts.log_records import heard_from_rooms

if TYPE_CHECKING:
    from rich.console import Console

Progress: TypeAlias = Callable[[float, float | None], None]
"""Called with how much is done, and of how much."""


def complain(message: str) -> None:
    tell(message, "mazeej: ")


def tell(message: str, before: str = "") -> None:
    """A line on stderr, in the language of the user."""
    click.echo(before + one_line(in_ui_language(message)), err=True)


def warn(message: str) -> None:
    complain(f"warning: {message}")


def prepare_streams() -> None:
    """What a service or `>&-` closed swallows what is written. Text that a terminal's encoding lacks is written as
    escapes; a report must not end in the middle for it."""
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def console() -> Console:
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty())


@contextlib.contextmanager
def warnings_shown() -> Iterator[None]:
    """What the rooms log as a warning, shown as one."""
    with heard_from_rooms(logging.WARNING, lambda record: warn(record.getMessage())):
        yield


@contextlib.contextmanager
def bar(task: str, quiet: bool, measure: Callable[[float], str]) -> Iterator[Progress | None]:
    """A bar with the time left and the stage that the work is in, on a terminal at once; nothing in a pipe."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    what = TextColumn("{task.description}", markup=False)  # names in it come from outside
    told_of = TextColumn("{task.fields[told]}", markup=False)
    columns = (what, BarColumn(), told_of, TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        called = in_ui_language(task)
        row = shown.add_task(called, total=None, told="")

        def enter(record: logging.LogRecord) -> None:
            stage = getattr(record, "stage", None)
            if stage is not None:
                stage = one_line(in_ui_language(stage))
                shown.update(row, description=f"{called}: {stage}" if stage else called)

        def report(done: float, total: float | None) -> None:
            told = measure(done) if total is None else f"{measure(done)} / {measure(total)}"
            shown.update(row, completed=done, total=total, told=told)

        with heard_from_rooms(logging.INFO, enter):
            yield report


def short(name: str) -> str:
    """A name that leaves a bar its room."""
    name = one_line(name)
    return name if len(name) <= 30 else f"{name[:29]}…"


def clock(seconds: float) -> str:
    return audio.format_time(seconds)


def megabytes(size: float) -> str:
    return f"{size / 1e6:.1f} MB"
