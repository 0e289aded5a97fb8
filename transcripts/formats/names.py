"""Names at the beginning of what is said: `Name: text`, and `[SPEAKER_00]: text` as WhisperX writes in subtitles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from transcripts.formats.raw import RawSegment

SHARE_WITH_SPEAKER = 0.25  # of the segments, where a file names its speakers
_SPEAKER = re.compile(r"(?:\[([^\[\]:]{1,39})\]|([^\s:][^:]{0,39})):\s+(.*)", re.DOTALL)


def with_names(segments: Sequence[RawSegment]) -> tuple[RawSegment, ...]:
    """The segments with such names as their speakers, where names come back and are frequent: «قال: …» is none."""
    matches = [_SPEAKER.fullmatch(segment.text) for segment in segments]
    names = [match.group(1) or match.group(2) if match else None for match in matches]
    counts = Counter(name for name in names if name)
    speakers = {name for name, count in counts.items() if count > 1}
    if sum(counts[name] for name in speakers) < SHARE_WITH_SPEAKER * len(segments):
        return tuple(segments)
    return tuple(
        replace(segment, speaker=name, text=match.group(3)) if match and name in speakers else segment
        for segment, match, name in zip(segments, matches, names, strict=True)
    )
