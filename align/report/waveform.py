"""A clip's loudness as the path of an SVG."""

from __future__ import annotations

from dataclasses import dataclass

from align.report.clips import EmbeddedClip
from align.types import Evidence

HEIGHT = 40  # units of the drawing; a bar takes up two units of its width
_FLOOR = 1.0  # half height of a silent bar, so that silence is seen as a line


@dataclass(frozen=True, slots=True)
class Waveform:
    width: int
    inside: str  # SVG path of the bars that are the evidence itself
    around: str  # and of those before and after it


def waveform(clip: EmbeddedClip, evidence: Evidence) -> Waveform | None:
    """None where the clip came without peaks."""
    count = len(clip.peaks)
    if not count:
        return None
    inside: list[str] = []
    around: list[str] = []
    for index, peak in enumerate(clip.peaks):
        half = max(_FLOOR, min(1.0, peak) * HEIGHT / 2)
        bar = f"M{2 * index + 1} {HEIGHT / 2 - half:.1f}v{2 * half:.1f}"
        when = clip.interval.start + (index + 0.5) / count * clip.interval.duration
        (inside if evidence.interval.start <= when <= evidence.interval.end else around).append(bar)
    return Waveform(2 * count, "".join(inside), "".join(around))
