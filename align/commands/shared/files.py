"""Where commands write."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

import click

from align.commands.shared.screen import warn
from align.report import ReportFormat
from align.types import AlignError
from transcripts.atomic_files import write_atomically


def check_folder(folder: Path) -> None:
    """Hours of transcription must not end before a folder that cannot be written to. Raises AlignError."""
    try:
        nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
        if not nearest.is_dir():
            raise AlignError(f"cannot write into {folder}: {nearest} is not a folder")
        if not os.access(nearest, os.W_OK | os.X_OK):
            raise AlignError(f"cannot write into {folder}: no permission to write into {nearest}")
    except OSError as error:
        raise AlignError(f"cannot write into {folder}: {error.strerror}") from error


def check_file(path: Path) -> None:
    """The same of a file, whose folder has to be there."""
    try:
        if not path.parent.is_dir():
            raise AlignError(f"cannot write {path}: there is no folder {path.parent}")
        place, needed = (path, os.W_OK) if path.exists() else (path.parent, os.W_OK | os.X_OK)
        if not os.access(place, needed):
            raise AlignError(f"cannot write {path}: no permission to write into {place}")
    except OSError as error:
        raise AlignError(f"cannot write {path}: {error.strerror}") from error


def make_folder(folder: Path) -> None:
    """Raises AlignError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AlignError(f"cannot write into {folder}: {error.strerror or error}") from error


def warn_of_older_forms(folder: Path, written: Collection[str]) -> None:
    """Forms of a report that an earlier run left in `folder`, beside those that are written now: they say otherwise."""
    names = (f"report.{form}" for form in ReportFormat if form not in written)
    older = [str(path) for name in names if (path := folder / name).exists()]
    if older:
        warn(f"of an earlier run, and not written anew: {', '.join(older)}")


def print_or_write(text: str, output: str | None) -> None:
    """On stdout, or into the file named, which appears whole or not at all. Raises AlignError."""
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        write_atomically(Path(output), text)
    except OSError as error:
        raise AlignError(f"cannot write {output}: {error.strerror or error}") from error


def report_file(report: str) -> Path:
    """The report.json that a user means by it or by its folder. Raises AlignError for a folder without one."""
    path = Path(report)
    if not path.is_dir():
        return path
    if not (path / "report.json").exists():
        raise AlignError(f"there is no report.json in {report}: `mazeej align` writes one")
    return path / "report.json"
