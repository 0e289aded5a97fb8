"""Which words of two transcripts of one talk are the same word.

Runs of words that occur once in each anchor the two to each other, as in patience diff (Bram Cohen); the longest chain
of anchors that runs forward in both is kept, and between two anchors a longest common subsequence fills in the rest.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import LCSseq

ANCHOR_WORDS = 4
# Products of lengths above which a stretch without anchors is not looked into: two different talks.
MOST_CELLS = 4_000_000


def matched_words(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Pairs of indices of equal words, rising in both."""
    pairs: list[tuple[int, int]] = []
    at, other = 0, 0
    for mine, yours in [*_chain(_anchors(ours, theirs)), (len(ours), len(theirs))]:
        if mine < at or yours < other:
            continue  # inside the anchor before
        pairs += _filled(ours, theirs, (at, mine), (other, yours))
        size = ANCHOR_WORDS if mine < len(ours) and yours < len(theirs) else 0
        pairs += [(mine + step, yours + step) for step in range(size)]
        at, other = mine + size, yours + size
    return pairs


def _anchors(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Where runs of `ANCHOR_WORDS` words begin that each side has once; in our order."""
    places = _unique_runs(theirs)
    return sorted((at, places[run]) for run, at in _unique_runs(ours).items() if run in places)


def _unique_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[at : at + ANCHOR_WORDS]) for at in range(len(words) - ANCHOR_WORDS + 1)]
    counts = Counter(runs)
    return {run: at for at, run in enumerate(runs) if counts[run] == 1}


def _chain(anchors: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest subsequence that rises in the second index, too."""
    tails: list[int] = []  # second index that the best chain of each length ends with
    ends: list[int] = []  # and the anchor it ends with
    before: list[int] = []
    for index, (_, place) in enumerate(anchors):
        length = bisect_left(tails, place)
        before.append(ends[length - 1] if length else -1)
        tails[length : length + 1] = [place]
        ends[length : length + 1] = [index]
    chain: list[tuple[int, int]] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(anchors[at])
        at = before[at]
    return chain[::-1]


def _filled(
    ours: Sequence[str], theirs: Sequence[str], mine: tuple[int, int], yours: tuple[int, int]
) -> list[tuple[int, int]]:
    """Equal words between two anchors."""
    if (mine[1] - mine[0]) * (yours[1] - yours[0]) > MOST_CELLS:
        return []
    pairs = []
    for operation in LCSseq.opcodes(ours[slice(*mine)], theirs[slice(*yours)]):
        if operation.tag == "equal":
            size = operation.src_end - operation.src_start
            start, other = mine[0] + operation.src_start, yours[0] + operation.dest_start
            pairs += [(start + step, other + step) for step in range(size)]
    return pairs
