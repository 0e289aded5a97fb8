"""Where a reader can hear an evidence."""

from __future__ import annotations

from align.types import Evidence, RecordingInfo
from audio import Interval


def evidence_link(evidence: Evidence, recording: RecordingInfo) -> str | None:
    """The recording's public address, pointed at the evidence; None where the recording has none, or where it leads to
    an edition without these words."""
    interval = public_interval(evidence, recording)
    if recording.link is None or interval is None:
        return None
    from audio.links import link_at

    return link_at(recording.link, interval.start, interval.end, lead=recording.lead)


def public_interval(evidence: Evidence, recording: RecordingInfo) -> Interval | None:
    """The evidence in the time of the edition that the public address leads to; None where that was cut there."""
    return recording.edition.interval(evidence.interval) if recording.edition else evidence.interval
