"""Which of a list of times can be believed, and how to estimate the others."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

SECONDS_PER_CHARACTER = 1 / 12  # unhurried Arabic or English speech, where a file gives no end
SLOWEST_SECONDS_PER_CHARACTER = 1 / 4  # text that would be read more slowly has silence behind it
MINIMAL_SECONDS = 0.3  # one short word


def usable(time: float | None) -> float | None:
    """`time` where it is a number a recording can have (below zero counts as zero), else None."""
    if time is None or not math.isfinite(time):
        return None
    return max(0.0, time)


def longest_rise(times: Sequence[float | None]) -> set[int]:
    """Indices of a longest non-decreasing subsequence of `times`, None left out (patience sorting, O(n log n))."""
    tails: list[float] = []
    tail_indices: list[int] = []
    before: dict[int, int | None] = {}
    for index, time in enumerate(times):
        if time is None:
            continue
        place = bisect_right(tails, time)
        before[index] = tail_indices[place - 1] if place else None
        if place == len(tails):
            tails.append(time)
            tail_indices.append(index)
        else:
            tails[place] = time
            tail_indices[place] = index
    chosen: set[int] = set()
    last = tail_indices[-1] if tail_indices else None
    while last is not None:
        chosen.add(last)
        last = before[last]
    return chosen


def spread(start: float, end: float, weights: Sequence[int]) -> list[tuple[float, float]]:
    """Cut `start`..`end` into consecutive parts, as long as the weights (≥ 1) say."""
    total = sum(weights)
    edges = [start]
    done = 0
    for weight in weights:
        done += weight
        edges.append(start + (end - start) * done / total)
    return list(pairwise(edges))
