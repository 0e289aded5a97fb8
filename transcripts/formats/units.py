"""In which unit whole numbers are, where no name says it: the one in which people would speak at a human pace."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

from transcripts.formats.nodes import DocumentNode

LETTERS_PER_SECOND = 12.0  # of unhurried Arabic or English, pauses between words included
SLOWEST = 0.1  # letters a second, from which whole numbers are seconds, however much silence is among them
SLOWEST_HUNDREDTHS = 1.2  # the same under `t0` and `t1`, in which whisper.cpp counts hundredths
OTHER_UNITS = (1e-3, 1e-7)  # milliseconds, Azure's ticks
UNITS_WITH_HUNDREDTHS = (1e-2, 1e-3)


def unit_for(nodes: Sequence[DocumentNode]) -> float:
    """Seconds in one of the unit that `nodes` count their times in, where that is not known."""
    if any(node.timed and node.unit == 1.0 for node in nodes):  # one with a fraction speaks for all
        return 1.0
    lasting = [node for node in nodes if node.start is not None and node.end is not None and node.end > node.start]
    letters = sum(len(node.text) for node in lasting)
    span = sum((node.end or 0.0) - (node.start or 0.0) for node in lasting)
    if not lasting:  # only beginnings
        starts = [node.start for node in nodes if node.start is not None]
        span = max(starts, default=0.0) - min(starts, default=0.0)
        letters = sum(len(node.text) for node in nodes[:-1])
    hundredths = any(node.hundredths for node in nodes)
    if not 0 < span < float("inf") or letters / span >= (SLOWEST_HUNDREDTHS if hundredths else SLOWEST):
        return 1.0
    units = UNITS_WITH_HUNDREDTHS if hundredths else OTHER_UNITS
    return min(units, key=lambda unit: abs(log(max(letters, 1) / (span * unit) / LETTERS_PER_SECOND)))
