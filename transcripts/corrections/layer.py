"""Files of corrections: schema `mazeej.corrections/1`, described in docs/formats.md.

They lie beside a report or a transcript, as `corrections.json`, and once more among the user's own data, under the
recording's sha256 and its track: there every later run on the same sound finds them, wherever it writes. Two files hold
the union of their corrections; a correction that one of them has taken back is taken back.

Files from before tracks were told apart name none: theirs may be any.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from audio import Interval, data_dir, sound_id
from transcripts.atomic_files import changing, write_atomically
from transcripts.corrections.types import Correction, CorrectionKind
from transcripts.formats.fields import JsonObject, label_of, objects, seconds_of, text_of, track_of
from transcripts.repair.times import usable
from transcripts.types import TranscriptError

SCHEMA = "mazeej.corrections/1"
FILE_NAME = "corrections.json"


@dataclass(frozen=True, slots=True)
class Corrections:
    """The corrections of one recording, in the order they were made."""

    sound_id: str | None = None  # see `Recording.sound_id`; None where only a transcript was known
    entries: tuple[Correction, ...] = ()

    def with_those_of(self, other: Corrections) -> Corrections:
        """Both, each once."""
        known = {entry.id: entry for entry in self.entries}
        for entry in other.entries:
            undone = entry.undone or (entry.id in known and known[entry.id].undone)
            known[entry.id] = replace(entry, undone=undone)
        entries = tuple(sorted(known.values(), key=lambda entry: entry.at))
        return Corrections(self.sound_id or other.sound_id, entries)


def corrections_for(sound_id: str | None, folders: Iterable[Path] = ()) -> Corrections:
    """What was corrected of a recording: in the files beside its reports or transcripts, in `folders`, and in the
    user's own. A file about another recording is left alone. Raises TranscriptError for one that cannot be read."""
    found = Corrections(sound_id)
    library = library_file(sound_id)
    if sound_id and library and not library.is_file():
        library = library_file(_file_of(sound_id))
    files = [folder / FILE_NAME for folder in folders] + ([library] if library else [])
    for path in dict.fromkeys(files):
        if path.is_file() and _may_be_of((own := read_corrections(path)).sound_id, sound_id):
            found = found.with_those_of(own)
    return found


def keep_corrections(corrections: Corrections, folder: Path) -> Corrections:
    """Writes them beside a report, with those that another program put there meanwhile, and into the user's own.
    Returns what stands there now. Raises TranscriptError where the file cannot be read or written."""
    library = library_file(corrections.sound_id)
    places = [folder / FILE_NAME, library] if library else [folder / FILE_NAME]
    try:
        with changing(library) if library else nullcontext():  # which desks on other reports change as well
            both = corrections_for(corrections.sound_id, [folder]).with_those_of(corrections)
            for place in places:
                place.parent.mkdir(parents=True, exist_ok=True)
                write_atomically(place, _text(both))
            return both
    except OSError as error:
        raise TranscriptError(f"{error.filename or library}: cannot be written ({error.strerror or error})") from error


def library_file(sound_id: str | None) -> Path | None:
    """Where the user's own corrections of a recording lie: in the folder that MAZEEJ_DATA names, else in the
    platform's usual place. None where the sound is not known."""
    if not sound_id or not sound_id.replace("-", "").isalnum():
        return None
    return data_dir() / "corrections" / f"{sound_id}.json"


def library_files(audio_sha256: str | None) -> list[Path]:
    """Those that there are on a file, whichever its track; the one without a track first, also where it is not."""
    whole = library_file(audio_sha256)
    if whole is None or not whole.parent.is_dir():
        return [whole] if whole else []
    return [whole, *_of_tracks(whole.parent, whole.parent.stat().st_mtime_ns).get(whole.stem, ())]


@lru_cache(maxsize=1)  # an archive asks for each of thousands of episodes
def _of_tracks(folder: Path, _changed_at: int) -> Mapping[str, Sequence[Path]]:
    """By the sum of the file, as the folder is since it last changed."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.glob("*-*.json")):
        found.setdefault(_file_of(path.stem), []).append(path)
    return found


def _may_be_of(told: str | None, sound_id: str | None) -> bool:
    """Whether a file on the sound `told` can be on this one: where one of them is not known, or the track is not."""
    return not told or not sound_id or told in (sound_id, _file_of(sound_id))


def _file_of(sound_id: str) -> str:
    """The sum of the file that a sound is of."""
    return sound_id.partition("-")[0]


def read_corrections(path: Path) -> Corrections:
    """Raises TranscriptError for a file that is none."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("schema") != SCHEMA:
            raise TranscriptError(f"not a file of corrections ({SCHEMA})")
        entries = tuple(_entry(item) for item in objects(document.get("corrections", []), "correction"))
        sha256, track = label_of(document, "audio_sha256"), track_of(document)
        return Corrections(sound_id(sha256, track) if sha256 else None, entries)
    except OSError as error:
        raise TranscriptError(f"{path}: cannot be read ({error.strerror or error})") from error
    except (TranscriptError, ValueError, RecursionError) as error:
        raise TranscriptError(f"{path}: {error}") from error


def _entry(item: JsonObject) -> Correction:
    try:
        kind = CorrectionKind(text_of(item, "kind"))
    except ValueError:
        raise TranscriptError(f"{item.get('kind')!r} is no kind of correction that this version knows") from None
    start, end = usable(seconds_of(item, "start")), usable(seconds_of(item, "end"))
    interval = None if start is None or end is None else Interval(start, max(start, end))
    return Correction(
        kind,
        text_of(item, "heard"),
        text_of(item, "text"),
        interval,
        by=label_of(item, "by"),
        at=text_of(item, "at"),
        id=text_of(item, "id"),
        undone=item.get("undone") is True,
    )


def _text(corrections: Corrections) -> str:
    sha256, _, track = (corrections.sound_id or "").partition("-")
    head = f'{{"schema": {_json(SCHEMA)},\n "audio_sha256": {_json(sha256 or None)},\n'
    head += f' "track": {track},\n "corrections": [\n' if track else ' "corrections": [\n'
    return head + ",\n".join(f"  {_json(_item(entry))}" for entry in corrections.entries) + "\n ]}\n"


def _item(entry: Correction) -> dict[str, Any]:
    when: Sequence[float | None] = (entry.interval.start, entry.interval.end) if entry.interval else (None, None)
    start, end = (None if time is None else round(time, 3) for time in when)
    item: dict[str, Any] = {"id": entry.id, "kind": entry.kind.value, "start": start, "end": end}
    item |= {"heard": entry.heard, "text": entry.text, "by": entry.by, "at": entry.at}
    return item | ({"undone": True} if entry.undone else {})


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
