"""The archive's transcript files: a name for each, and whether somebody has edited one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from transcripts.archive.types import ArchiveError
from transcripts.corrections import correct, corrections_for, library_files
from transcripts.edits import save
from transcripts.file_names import folded_name, free_name, usable_name
from transcripts.formats import load
from transcripts.types import Transcript, TranscriptError

FOLDER = "transcripts"


def name_for(title: str, published: date | None, taken: Callable[[str], bool]) -> str:
    """A name that no other episode has: the date and the title, and a number where two are alike."""
    stem = usable_name(f"{published} {title}" if published else title) or "episode"
    return free_name(stem, lambda name: taken(folded_name(f"{name}.json"))) + ".json"


def corrected(transcript: Transcript) -> Transcript:
    """With what persons corrected of this recording. Raises TranscriptError where that cannot be read."""
    found = corrections_for(transcript.sound_id)
    return correct(transcript, found.entries).transcript if found.entries else transcript


def read(path: Path) -> Transcript:
    """As it is in its file, with the corrections. Raises TranscriptError."""
    return corrected(load(path))


def stamp(path: Path, audio_sha256: str | None) -> str:
    """Another one when the file or the corrections of its recording have changed, those of any of its tracks."""
    corrections = [stamp_of(file) for file in library_files(audio_sha256)] or [""]
    return "|".join([stamp_of(path), *corrections])


def stamp_of(path: Path) -> str:
    """Another one when the file has changed; empty where there is none."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_mtime_ns} {status.st_size}"


def write(transcript: Transcript, path: Path) -> None:
    """Unless a person has edited the file. Raises ArchiveError: where one cannot be written, no other can."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        save(transcript, path)
    except OSError as error:
        raise ArchiveError(f"{path.parent} cannot be written ({error.strerror or error})") from error
    except TranscriptError as error:
        raise ArchiveError(str(error)) from error
