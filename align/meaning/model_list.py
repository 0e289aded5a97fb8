"""The encoders and judges that have a name, as `mazeej models` lists them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from align.meaning.catalogue import MODELS, OWN_JUDGE, SMALL_FOLDER, NamedModel
from align.meaning.lookup import cached_folder


def listed_models() -> list[dict[str, Any]]:
    """For JSON, an object each."""
    return [
        {
            "name": model.name,
            "role": model.role,
            "repository": model.repository,
            "licence": model.licence,
            "about": model.about,
            "estimated_download_bytes": model.download_bytes,
            "cached": {"path": str(folder), "bytes": _size(folder)} if folder else None,
        }
        for model, folder in _found()
    ]


def models_as_text(said: Callable[[str], str] = str) -> str:
    """A table in plain columns, and how to fetch what is not here; `said` as in `transcripts.model_table`."""
    rows: list[tuple[str, ...]] = [("NAME", "FOR", "DOWNLOAD", "ON THIS DISK", "")]
    for model, folder in _found():
        disk = _megabytes(_size(folder)) if folder else ""
        download = f"~{_megabytes(model.download_bytes)}" if model.download_bytes else "none"
        rows.append((model.name, f"--{model.role}", download, disk, model.about))
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[4]]) for row in rows
    ]
    return "\n".join([*(line.rstrip() for line in lines), "", said("`mazeej models get NAME` fetches one."), ""])


def _found() -> Iterator[tuple[NamedModel, Path | None]]:
    yield OWN_JUDGE, SMALL_FOLDER
    for model in MODELS:
        yield model, cached_folder(model.name)


def _size(folder: Path) -> int:
    """Bytes; what a snapshot's links lead to."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _megabytes(size: float) -> str:
    return f"{size / 1e9:.1f} GB" if size >= 999_500_000 else f"{size / 1e6:.0f} MB"
