"""Writing a transcript: the kind is named, or told by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from transcripts.formats.own import write_own
from transcripts.formats.podcasting import write_podcasting
from transcripts.formats.stamped import write_stamped
from transcripts.formats.subtitles_write import write_srt, write_vtt
from transcripts.formats.tables import write_tsv
from transcripts.rttm import write_rttm
from transcripts.types import Transcript, TranscriptError

WRITERS: Mapping[str, Callable[[Transcript], str]] = {
    "json": write_own,
    "podcast-json": write_podcasting,
    "srt": write_srt,
    "vtt": write_vtt,
    "txt": write_stamped,
    "tsv": write_tsv,
    "rttm": write_rttm,
}
PODCASTING_SUFFIX = "podcast.json"  # both are JSON: a name that ends in .json alone is Mazeej's own


def form_of(path: Path | str) -> str | None:
    """The form that a file's name ends in, one of `WRITERS`; None for any other ending."""
    name = Path(path).name.lower()
    if name.endswith(f".{PODCASTING_SUFFIX}"):
        return "podcast-json"
    suffix = Path(name).suffix.removeprefix(".")
    return suffix if suffix in WRITERS else None


def suffix_of(form: str) -> str:
    """What names of files in this form end in, without the dot."""
    return PODCASTING_SUFFIX if form == "podcast-json" else form


def text_for(transcript: Transcript, path: Path, format: str | None = None) -> str:
    """What the file at `path` will hold; `format` is one of `WRITERS`, by default `form_of` its name.

    Raises TranscriptError: unknown format.
    """
    writer = WRITERS.get(format or form_of(path) or "")
    if writer is None:
        name = format or path.suffix.lstrip(".") or "no suffix"
        raise TranscriptError(f"{path}: {name}: not one of the formats {', '.join(WRITERS)}")
    # Programs that compare who speaks when tell recordings apart by the name in the file.
    return write_rttm(transcript, path.stem) if writer is write_rttm else writer(transcript)
