"""Sound from pages such as YouTube's, through yt-dlp where it is installed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from audio.cache import cache_dir
from audio.extras import installing
from audio.names import shown, tidy
from audio.types import AudioError, Episode


def fetch_page(address: str, *, fresh: bool = False) -> tuple[Path, Episode]:
    """The sound of a page in the cache, fetched again where a `fresh` one is wanted, and what the page says about it.

    Raises AudioError when yt-dlp is not installed or finds no sound there.
    """
    try:
        import yt_dlp
    except ImportError as error:
        raise AudioError(
            f"{shown(address)} is a web page, not a recording; "
            f"to take the sound out of pages such as YouTube's: {installing('youtube')}"
        ) from error
    stem = hashlib.sha256(address.encode("utf-8", "surrogateescape")).hexdigest()[:32]
    options = {
        "format": "bestaudio/best",
        "outtmpl": str(cache_dir() / "recordings" / f"{stem}.%(ext)s")
        .replace("%", "%%")
        .replace("%%(ext)s", "%(ext)s"),
        "noplaylist": True,
        "overwrites": fresh or None,  # None is yt-dlp's default: a file that is there is taken
        "fixup": "never",  # it would call ffmpeg
        "quiet": True,
        "no_warnings": True,
        "noprogress": True,
        "logger": _Silent(),
    }
    try:
        with yt_dlp.YoutubeDL(options) as loader:
            told: dict[str, Any] = loader.extract_info(address, download=True)
        path = Path(told["requested_downloads"][0]["filepath"])
    except yt_dlp.utils.DownloadError as error:
        said = tidy(str(error).removeprefix("ERROR: "))
        raise AudioError(f"{shown(address)} gives no sound: {said}") from error
    except (KeyError, IndexError, TypeError) as error:  # a list of several, or nothing
        raise AudioError(f"{shown(address)} leads to more or less than one recording") from error
    return path, _described(told, address)


def _described(told: dict[str, Any], address: str) -> Episode:
    try:
        published = datetime.strptime(str(told.get("upload_date")), "%Y%m%d").date()
    except ValueError:
        published = None
    return Episode(title=tidy(told.get("title")) or shown(address), address=address, published=published, page=address)


class _Silent:
    """Takes what yt-dlp would print; its errors arrive as exceptions."""

    def debug(self, message: str) -> None: ...
    def info(self, message: str) -> None: ...
    def warning(self, message: str) -> None: ...
    def error(self, message: str) -> None: ...
