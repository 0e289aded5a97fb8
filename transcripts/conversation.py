"""What two people said, transcribed one by one, put together in the order spoken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from transcripts.types import Transcript


def conversation(spoken: Mapping[str, Transcript]) -> Transcript:
    """One transcript of several of the same recording, at least one, each by the name of its speaker."""
    first = next(iter(spoken.values()))
    segments = [replace(segment, speaker=speaker) for speaker, heard in spoken.items() for segment in heard.segments]
    dropped = [line for heard in spoken.values() for line in heard.dropped]
    return replace(
        first,
        segments=tuple(sorted(segments, key=lambda segment: (segment.start, segment.end))),
        dropped=tuple(sorted(dropped, key=lambda line: line.interval.start)),
        language=next((heard.language for heard in spoken.values() if heard.language), None),
    )
