"""Transcripts that a person edited by hand: never written over."""

from __future__ import annotations

import json
import logging
import os
from pathlib import Path

from transcripts.atomic_files import is_own_file, write_atomically
from transcripts.formats import form_of, load, text_for
from transcripts.formats.own import is_untouched, write_own
from transcripts.types import Transcript, TranscriptError

logger = logging.getLogger(__name__)


def edited_version(path: Path, transcript: Transcript) -> Transcript | None:
    """What the file at `path` holds, where a person edited it since it was written from exactly this `transcript`;
    else None. Raises TranscriptError where the edited file cannot be read."""
    document = _edited(path)
    if document is None or document.get("digest") != _digest(transcript):
        return None
    return load(path)


def save(transcript: Transcript, path: Path | str, format: str | None = None) -> None:
    """Writes `transcript` to `path`, whole or not at all; `format` is one of `WRITERS`, by default `form_of` its name.

    Only `json` keeps everything, and tells whether a person edited it: an edited one stays as it is where it was made
    from this very transcript, else under a name of its own. The other forms cannot tell: a file that is there with
    another text is kept under a name of its own.
    Raises TranscriptError: unknown format, or the file cannot be written.
    """
    path = Path(path)
    text = text_for(transcript, path, format)
    try:
        if is_own_file(path) and not _makes_way(path, text, format):
            return
        write_atomically(path, text)
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be written ({error.strerror or error})") from error


def _makes_way(path: Path, text: str, format: str | None) -> bool:
    """Whether the file that is there may be written over, after it was renamed where it has to be kept."""
    if (format or form_of(path)) == "json":
        document = _edited(path)
        if document is None:
            return True
        if document.get("digest") == json.loads(text)["digest"]:
            return False
        aside = set_aside(path, "edited")
        logger.warning("%s was edited by hand and is of another transcription: it is kept as %s", path, aside.name)
    elif path.read_bytes().strip() not in (b"", text.encode("utf-8", "replace").strip()):
        aside = set_aside(path, "earlier")
        logger.warning("%s was there already, with another text: it is kept as %s", path, aside.name)
    return True


def is_edited(path: Path) -> bool:
    """Whether a person edited the file, or put it there. Raises TranscriptError where it cannot be read."""
    return _edited(path) is not None


def set_aside(path: Path, mark: str) -> Path:
    """Gives a file a name that is free, as `transcript.edited-1.json`, and returns it. Raises TranscriptError.

    A link stays one: it is the file it leads to that is renamed.
    """
    path = Path(os.path.realpath(path))
    number = 1
    while (aside := path.with_name(f"{path.stem}.{mark}-{number}{path.suffix}")).exists():
        number += 1
    try:
        return path.rename(aside)
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be renamed ({error.strerror or error})") from error


def _edited(path: Path) -> dict[str, object] | None:
    """The document in a file that somebody edited, or that Mazeej did not write; None where nobody did."""
    try:
        document = json.loads(path.read_bytes())
        if isinstance(document, dict) and is_untouched(document):
            return None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (ValueError, TranscriptError, RecursionError):
        return {}  # broken by an editor, perhaps: kept all the same
    return document if isinstance(document, dict) else {}


def _digest(transcript: Transcript) -> object:
    return json.loads(write_own(transcript))["digest"]
