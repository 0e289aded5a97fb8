"""What the user names - a feed, a folder, a recording, a transcript - as the episodes that are in it.

An episode is known by its names, any of them: "guid:" with the feed and what it calls the episode, "address:" of the
sound, "path:" of the user's own file, "sound:" with the sum of the sound once it was heard, "text:" with that of a
transcript.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import unquote, urlsplit

from audio import AudioError, Episode, episodes_in
from audio.addresses import is_address, path_of
from audio.feeds import SOUND_ENDINGS, VIDEO_ENDINGS
from audio.names import shown
from transcripts.archive.archive import FILE_NAME
from transcripts.archive.files import stamp_of
from transcripts.archive.types import EpisodeDetails
from transcripts.formats import is_transcript
from transcripts.formats.own import SCHEMA

Progress: TypeAlias = Callable[[int, int | None], None]  # bytes of a download, and in all

_RECORDINGS = SOUND_ENDINGS | VIDEO_ENDINGS
# Of files in a folder, the best first: which of several beside one recording is read. Before all: Mazeej's own.
TRANSCRIPT_ENDINGS = (".json3", ".vtt", ".srt", ".ttml", ".ass", ".ssa", ".textgrid", ".tsv", ".json")
_MANY_THINGS = (".tsv", ".json")  # what ends so may be no transcript, and nobody said that it is


@dataclass(frozen=True, slots=True)
class Candidate:
    """An episode that may come into the archive."""

    place: str  # of the source that it is from, see `place_of`
    details: EpisodeDetails  # its title and date may be told better by the sound itself
    episode: Episode | None = None  # where a feed lists it
    is_sound: bool = True  # else a transcript alone
    is_doubtful: bool = False  # a file in a folder that may be something else
    changed: date | None = field(default=None, compare=False)  # when its file was last written

    @property
    def where(self) -> str:
        """Its sound, or its transcript, as one place."""
        return self.details.address or str(self.details.sound or self.details.origin)

    @property
    def when(self) -> date | None:
        return self.details.published or self.changed


def place_of(source: str) -> str:
    """A source by the name under which it is known, wherever it is called from."""
    return source if is_address(source) else str(path_of(source).resolve())


def candidates(place: str, progress: Progress | None = None) -> list[Candidate]:
    """The episodes in a source (as `place_of` names it), a feed's in its order, a folder's by their names.

    Raises AudioError or TranscriptError, naming the source, where it cannot be read or is empty.
    """
    path = Path(place)
    if not is_address(place):
        if not path.exists():
            raise AudioError(f"there is no file {shown(place)}")
        if path.is_dir():
            return _in_folder(path)
        if is_transcript(path):
            return [_transcript(path, place)]
    listed = episodes_in(place, progress=progress)
    if listed is not None:
        return _of_feed(listed, place)
    if is_address(place):
        name = PurePosixPath(unquote(urlsplit(place).path)).stem or place
        return [Candidate(place, EpisodeDetails(name, frozenset({f"address:{place}"}), address=place))]
    return [_recording(path, place)]


def chosen(found: Sequence[Candidate], since: date | None, last: int | None) -> list[Candidate]:
    """Those from `since` on, and the newest `last` of them, in their order. One without a date is older than any."""
    late = [each for each in found if since is None or (each.when and each.when >= since)]
    if last is None:
        return late
    newest = sorted(range(len(late)), key=lambda at: late[at].when or date.min, reverse=True)[:last]
    return [late[at] for at in sorted(newest)]


def _of_feed(episodes: Sequence[Episode], feed: str) -> list[Candidate]:
    uses = Counter(episode.guid for episode in episodes)
    found = []
    for episode in episodes:
        names = {f"address:{episode.address}"}
        if episode.guid and uses[episode.guid] == 1:  # some feeds call every episode the same
            names.add(f"guid:{feed} {episode.guid}")
        details = EpisodeDetails(
            episode.title,
            frozenset(names),
            show=episode.show,
            published=episode.published,
            address=episode.address,
            page=episode.page,
        )
        found.append(Candidate(feed, details, episode))
    return found


def _in_folder(folder: Path) -> list[Candidate]:
    found = [candidate for group in _groups(folder) if (candidate := _of_group(group, str(folder)))]
    if not found:
        raise AudioError(f"{folder} has no recording and no transcript in it")
    return found


def _groups(folder: Path) -> Iterator[list[Path]]:
    """Files of one name, but for their endings; hidden ones and other archives are passed over."""
    groups: dict[Path, list[Path]] = {}
    for path in _files(folder):
        if path.suffix.lower() in _RECORDINGS or path.suffix.lower() in TRANSCRIPT_ENDINGS:
            groups.setdefault(path.with_suffix(""), []).append(path)
    return iter(groups.values())


def _files(folder: Path) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        raise AudioError(f"{folder} cannot be read ({error.strerror or error})") from error
    if any(path.name == FILE_NAME for path in inside):
        return
    for path in inside:
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        elif path.is_file():
            yield path


def _of_group(paths: Sequence[Path], place: str) -> Candidate | None:
    """A recording with the best transcript beside it, or either alone."""
    sound = next((path for path in paths if path.suffix.lower() in _RECORDINGS), None)
    written = [path for path in paths if path.suffix.lower() in TRANSCRIPT_ENDINGS]
    transcript = min(written, key=_rank, default=None)
    if sound:
        return _recording(sound, place, transcript)
    return _transcript(transcript, place) if transcript else None


def _rank(path: Path) -> tuple[bool, int]:
    return not _is_own(path), TRANSCRIPT_ENDINGS.index(path.suffix.lower())


def _is_own(path: Path) -> bool:
    """Whether Mazeej wrote it, by its first bytes."""
    try:
        with path.open("rb") as file:
            return SCHEMA.encode() in file.read(64)
    except OSError:
        return False


def _recording(path: Path, place: str, transcript: Path | None = None) -> Candidate:
    names = frozenset(f"path:{each}" for each in (path, transcript) if each)
    show, stamp = path.parent.name or None, stamp_of(path)
    details = EpisodeDetails(path.stem, names, show=show, sound=path, origin=transcript, sound_stamp=stamp)
    return Candidate(place, details, changed=_changed(path))


def _transcript(path: Path, place: str) -> Candidate:
    title = path.parent.name if path.name == "transcript.json" else path.stem  # that of a report's folder
    details = EpisodeDetails(title, frozenset({f"path:{path}"}), show=path.parent.name or None, origin=path)
    doubtful = place != str(path) and path.suffix.lower() in _MANY_THINGS and not _is_own(path)
    return Candidate(place, details, is_sound=False, is_doubtful=doubtful, changed=_changed(path))


def _changed(path: Path) -> date | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError):
        return None
