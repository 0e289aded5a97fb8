"""The archive as a notebook opens it."""

from __future__ import annotations

from pathlib import Path

import audio
from align.archive.analyser import ArchiveAnalyser
from transcripts.archive import Archive, EpisodeDetails, EpisodeFilter

__all__ = ["Archive", "EpisodeDetails", "EpisodeFilter", "open_archive"]


def open_archive(folder: Path | str | None = None) -> Archive:
    """The archive in `folder`, by default the user's own, to be closed, as by `with`; the first `put` makes it."""
    return Archive(folder or audio.data_dir() / "archive", ArchiveAnalyser())
