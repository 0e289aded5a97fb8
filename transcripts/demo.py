"""Where the bundled demo lies: in a checkout, or in what a wheel installed."""

from __future__ import annotations

from pathlib import Path

from transcripts.types import TranscriptError

MARKER = "demo/episode.mp3"


def demo_dir() -> Path:
    """The folder with `episode.mp3`, `article.md`, `gold.json` and `model/`. TranscriptError where it is missing."""
    from importlib.metadata import distributions

    checkout = Path(__file__).resolve().parent.parent / "demo"
    if (checkout / "episode.mp3").is_file():
        return checkout
    for distribution in distributions(name="mazeej"):
        for file in distribution.files or ():
            if file.as_posix().endswith(f"share/mazeej/{MARKER}"):
                return Path(str(file.locate())).resolve().parent
    raise TranscriptError("the bundled demo is not part of this installation; reinstall mazeej from its wheel")
