"""What the players of a page about an archive play."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from align.report.clips import LEAD, LONGEST
from align.report.text import safe_address
from audio import AudioError, Interval, Recording, cut, open_recording
from transcripts.archive import ArchivedEpisode

MOST_CLIPS = 40  # in one page: some 6 MB at `LONGEST` each


class Players:
    """The sources of one page."""

    def __init__(self) -> None:
        self._clips = 0

    def source(self, episode: ArchivedEpisode, interval: Interval) -> str | None:
        """The sound's public address and the stretch (W3C Media Fragments), else a clip of the user's own file as a
        `data:` address; None where there is neither, or the page carries `MOST_CLIPS` already."""
        address = safe_address(episode.address)
        if address is not None:
            return f"{address.partition('#')[0]}#t={interval.start:.2f},{interval.end:.2f}"
        if episode.sound is None or self._clips == MOST_CLIPS:
            return None
        clip = _clip(episode.sound, interval)
        self._clips += clip is not None
        return clip


@lru_cache(maxsize=MOST_CLIPS)
def _clip(sound: Path, interval: Interval) -> str | None:
    """None where the file is gone, or too damaged to be cut."""
    start = max(0.0, interval.start - LEAD)
    try:
        recording = _opened(sound)
        end = min(interval.end + LEAD, start + LONGEST, recording.duration)
        return cut(recording, Interval(start, max(start, end))).data_uri()
    except (AudioError, OSError):
        return None


@lru_cache(maxsize=MOST_CLIPS)
def _opened(sound: Path) -> Recording:
    return open_recording(str(sound))
