"""From what the user names to a recording on this disk."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import replace
from pathlib import Path
from typing import Literal

from audio.addresses import check_redirect, checked, is_address
from audio.containers import probe
from audio.download import Progress, download
from audio.episodes import choose
from audio.feed_xml import LARGEST_FEED, SNIFFED_BYTES, is_feed_head, is_page_head
from audio.feeds import read_feed
from audio.names import percent_encoded, shown
from audio.pages import fetch_page
from audio.tracks import with_track
from audio.types import AudioError, Episode, Recording


def open_recording(
    source: str | Path,
    *,
    episode: int | str | None = None,
    track: int | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Recording:
    """Look at a recording: a file that FFmpeg's libraries can read, audio or video, or the address of one, of a
    podcast's feed, or (where yt-dlp is installed) of a page such as YouTube's.

    `episode` chooses from a feed: its number or a part of its title. `track` chooses from a file with several, counted
    from 1; without it, it is the one with most speech. With `fresh` an address is fetched again where the cache holds
    what was behind it. `progress` is told of a download: bytes so far, bytes in all (None where unknown).
    Raises AudioError, naming the source, when it cannot be reached or read, or there is no sound in it.
    """
    name = str(source)
    remote = is_address(name)
    if "://" in name and not remote and not Path(source).exists():
        checked(name)  # which refuses it
    path = download(name, fresh=fresh, progress=progress).path if remote else Path(source)
    kind = _kind(path)
    if kind == "feed":
        chosen = choose(_listed(path, name), episode, name)
        return open_episode(chosen, name, track=track, fresh=fresh, progress=progress)
    if episode is not None:
        raise AudioError(f"{shown(name)} is not a feed, so there is no episode to choose from it")
    if kind == "page" and remote:
        path.unlink(missing_ok=True)
        path, told = fetch_page(name, fresh=fresh)
        return with_track(_with_episode(_described(path, name), told), track)
    return with_track(_downloaded(path, name, name) if remote else _described(path, name), track)


def open_episode(
    episode: Episode,
    feed: str | Path,
    *,
    track: int | None = None,
    fresh: bool = False,
    progress: Progress | None = None,
) -> Recording:
    """The same of an episode that `feed`, a path or an address, lists; see `episodes_in`."""
    name = str(feed)
    if is_address(name):
        check_redirect(name, episode.address)
    checked(episode.address)
    sound = download(episode.address, fresh=fresh, progress=progress).path
    return with_track(_with_episode(_downloaded(sound, name, episode.address), episode), track)


def episodes_in(source: str | Path, *, progress: Progress | None = None) -> list[Episode] | None:
    """All episodes that a feed lists, in its own order; None where `source` is no feed. What is not stays downloaded.

    Raises AudioError, naming the source, when it cannot be reached or read.
    """
    name = str(source)
    remote = is_address(name)
    path = download(name, progress=progress).path if remote else Path(source)
    return _listed(path, name) if _kind(path) == "feed" else None


def is_feed(path: Path | str) -> bool:
    """Whether a file on this disk is a podcast's feed, by its first bytes."""
    return _kind(Path(path)) == "feed"


def _listed(path: Path, name: str) -> list[Episode]:
    try:
        if path.stat().st_size > LARGEST_FEED:
            raise AudioError(f"{shown(name)} is too large for a feed")
        return read_feed(path.read_bytes(), name)
    finally:
        if is_address(name):
            path.unlink(missing_ok=True)  # it has other episodes tomorrow


def _with_episode(recording: Recording, episode: Episode) -> Recording:
    """With what the feed or the page says, which is better kept than a file's tags."""
    return replace(
        recording,
        title=episode.title,
        published=episode.published or recording.published,
        address=episode.address,
        transcripts=episode.transcripts,
    )


def _downloaded(path: Path, name: str, address: str) -> Recording:
    try:
        return replace(_described(path, name), address=percent_encoded(address))
    except AudioError:
        path.unlink(missing_ok=True)  # else this address would lead to the same useless file for ever
        raise


def _described(path: Path, name: str) -> Recording:
    sha256 = _fingerprint(path)
    found = probe(path, name)
    return Recording(
        path=path,
        source=name,
        sha256=sha256,
        duration=found.duration,
        title=found.title,
        artist=found.artist,
        chapters=found.chapters,
        warnings=found.warnings,
        tracks=found.tracks,
        channels=found.channels,
        sample_rate=found.sample_rate,
        published=found.published,
    )


def _kind(path: Path) -> Literal["feed", "page", "sound"]:
    """What a file's first bytes look like; "sound" stands for anything unknown, which is then looked into."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            return "sound"
        with path.open("rb") as file:
            head = file.read(SNIFFED_BYTES)
    except (OSError, ValueError):
        return "sound"
    return "page" if is_page_head(head) else "feed" if is_feed_head(head) else "sound"


def _fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes. Raises AudioError when it is no readable, non-empty regular file."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise AudioError(f"{shown(path)} is a folder, not a recording")
        if not stat.S_ISREG(status.st_mode):
            raise AudioError(f"{shown(path)} is not a regular file")
        if status.st_size == 0:
            raise AudioError(f"{shown(path)} is empty (0 bytes)")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise AudioError(f"there is no file {shown(path)}") from error
    except PermissionError as error:
        raise AudioError(f"{shown(path)} cannot be read: permission denied") from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise AudioError(f"{shown(path)} cannot be read: {getattr(error, 'strerror', None) or error}") from error
