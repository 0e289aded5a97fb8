"""Where a reader can hear an evidence."""

from __future__ import annotations

from align.types import Evidence, RecordingInfo


def evidence_link(evidence: Evidence, recording: RecordingInfo) -> str | None:
    """The recording's public address, pointed at the evidence; None where the recording has none."""
    if recording.link is None:
        return None
    from audio.links import link_at

    return link_at(recording.link, evidence.interval.start, evidence.interval.end, lead=recording.lead)
