"""Where a reader can hear what an archived episode says, and what a page can play."""

from __future__ import annotations

from align.report.text import safe_address
from align.types import RecordingInfo
from audio import AudioError, Interval, link_at
from transcripts.archive import ArchivedEpisode


def link_into(episode: ArchivedEpisode, interval: Interval) -> str | None:
    """The episode's public address, opened where something was said; None where none may be linked."""
    if safe_address(episode.address) is None:
        return None
    try:
        return safe_address(link_at(episode.address or "", interval.start, interval.end))
    except AudioError:
        return None


def page_of(episode: ArchivedEpisode) -> str | None:
    """The address where people read about the episode."""
    return safe_address(episode.page)


def recording_of(episode: ArchivedEpisode) -> RecordingInfo:
    """The episode as a report has its recording; files of the machine are left out."""
    return RecordingInfo(
        title=episode.title,
        duration=episode.duration,
        sha256=episode.audio_sha256,
        link=safe_address(episode.address),
    )
