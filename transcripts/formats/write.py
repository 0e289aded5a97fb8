"""Writing a transcript: the kind is named, or told by the file's suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from transcripts.files import write_atomically
from transcripts.formats.own import write_own
from transcripts.formats.plain import write_stamped, write_tsv
from transcripts.formats.podcasting import write_podcasting
from transcripts.formats.subtitles import write_srt, write_vtt
from transcripts.types import Transcript, TranscriptError

WRITERS: Mapping[str, Callable[[Transcript], str]] = {
    "json": write_own,
    "podcast-json": write_podcasting,
    "srt": write_srt,
    "vtt": write_vtt,
    "txt": write_stamped,
    "tsv": write_tsv,
}


def save(transcript: Transcript, path: Path | str, format: str | None = None) -> None:
    """Write `transcript` to `path`, whole or not at all; `format` is one of `WRITERS`, by default the suffix.

    Only `json` keeps everything. Raises TranscriptError: unknown format, or the file cannot be written.
    """
    path = Path(path)
    name = format or path.suffix.lstrip(".").lower()
    writer = WRITERS.get(name)
    if writer is None:
        raise TranscriptError(f"{path}: {name or 'no suffix'}: not one of the formats {', '.join(WRITERS)}")
    try:
        write_atomically(path, writer(transcript))
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be written ({error.strerror})") from error
