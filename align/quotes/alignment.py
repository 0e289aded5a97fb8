"""Aligning a quotation with everything that was heard, exactly.

The recurrence is that of approximate string matching (Sellers 1980: a quotation may begin and end anywhere), with two
more steps for words that one side writes together. A row of it, one word of the quotation against the whole
recording, is a handful of vector operations, so that no index has to guess where to look.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

# Costs are whole numbers, so that equal alignments cost exactly the same.
WORD, LIGHT_WORD = 10, 5  # a word of the quotation that was not heard
VARIANT = 1  # one that was heard as a word that sounds alike
LEFT_OUT = 4  # a word heard that the quotation leaves out
LONGEST_OMISSION = 100  # words heard that one "…" may stand for, which is most of a minute; then it is another place


@dataclass(frozen=True, slots=True)
class Problem:
    """A quotation of `m` units before a recording of `n`; everything the recurrence needs to know of the two.

    `fused[i]` holds the places where unit `i` of the quotation and the next are heard as one word, `split[i]` the
    places of the second of two words heard that unit `i` writes as one.
    """

    weights: tuple[int, ...]  # what each unit costs when it was not heard; length m
    type_costs: Sequence[np.ndarray]  # cost of hearing each type in place of unit i; m arrays of shape (types,)
    types: np.ndarray  # type of every unit heard; shape (n,)
    fused: tuple[tuple[int, ...], ...]  # length m, the last empty
    split: tuple[tuple[int, ...], ...]  # length m
    gaps: frozenset[int] = (
        frozenset()
    )  # units before which the quotation says that it leaves words out; never the first

    def reversed(self) -> Problem:
        """The same with both texts read backwards."""
        last = len(self.types) - 1
        fused = tuple(tuple(last - at for at in places) for places in self.fused[-2::-1])
        return Problem(
            self.weights[::-1],
            self.type_costs[::-1],
            self.types[::-1],
            (*fused, ()),
            tuple(tuple(last - at + 1 for at in places) for places in self.split[::-1]),
            frozenset(len(self.weights) - gap for gap in self.gaps),
        )

    def part(self, units: slice, heard: slice) -> Problem:
        """The units `units` of the quotation before a stretch of what was heard."""
        low, high = heard.start, heard.stop
        fused = [tuple(at - low for at in places if low <= at < high) for places in self.fused[units]]
        split = [tuple(at - low for at in places if low < at < high) for places in self.split[units]]
        return Problem(
            self.weights[units],
            self.type_costs[units],
            self.types[heard],
            (*fused[:-1], ()),
            tuple(split),
            frozenset(gap - units.start for gap in self.gaps if units.start < gap < units.stop),
        )


def rows(problem: Problem) -> Iterator[np.ndarray]:
    """For 0, 1, … m units of the quotation: least cost of an alignment that ends before unit `j` of what was heard,
    shape (n + 1,)."""
    ramp = LEFT_OUT * np.arange(len(problem.types) + 1, dtype=np.int32)
    before: np.ndarray | None = None
    row = np.zeros(len(ramp), dtype=np.int32)
    yield row
    for at, weight in enumerate(problem.weights):
        if at in problem.gaps:
            before, row = None, _with_omission(row)
        new = row + weight
        np.minimum(new[1:], row[:-1] + problem.type_costs[at][problem.types], out=new[1:])
        for place in problem.split[at]:
            new[place + 1] = min(new[place + 1], row[place - 1])
        if at and before is not None:
            for place in problem.fused[at - 1]:
                new[place + 1] = min(new[place + 1], before[place])
        # Words left out: new[j] = min over k ≤ j of new[k] + LEFT_OUT * (j - k)
        new = np.minimum.accumulate(new - ramp) + ramp
        before, row = row, new
        yield row


def _with_omission(row: np.ndarray) -> np.ndarray:
    """The least cost within `LONGEST_OMISSION` places before each, itself included; by doubling the stretch."""
    least, reach = row, 0
    while reach < LONGEST_OMISSION:
        shift = min(reach + 1, LONGEST_OMISSION - reach)
        moved = np.minimum(least[shift:], least[:-shift]) if shift < len(least) else least[:0]
        start = np.minimum.accumulate(least[:shift])
        least, reach = np.concatenate([start, moved]), reach + shift
    return least


@dataclass(frozen=True, slots=True)
class Step:
    """Units `quote` of the quotation met by units `heard` (half-open ranges; one of them may be empty).

    Without units of the quotation and without cost it is an omission that the quotation marks.
    """

    quote: tuple[int, int]
    heard: tuple[int, int]
    cost: int


def steps(problem: Problem) -> tuple[Step, ...]:
    """The cheapest alignment of a whole quotation, in order; of equally cheap ones that which ends first and, read from
    its end, pairs words rather than dropping them."""
    table = list(rows(problem))
    i, j = len(problem.weights), int(table[-1].argmin())
    found: list[Step] = []
    while i:
        gap = i - 1 in problem.gaps
        rows_before = [*table[: i - 1], _with_omission(table[i - 1])] if gap else table
        a, b = _before(problem, rows_before, table[i], i, j)
        found.append(Step((a, i), (b, j), int(table[i][j] - rows_before[a][b] if a < i else LEFT_OUT)))
        if gap and a < i:
            start = max(0, b - LONGEST_OMISSION)
            kept = start + int(np.flatnonzero(table[a][start : b + 1] == rows_before[a][b])[-1])
            if kept < b:
                found.append(Step((a, a), (kept, b), 0))
            b = kept
        i, j = a, b
    return tuple(reversed(found))


def _before(problem: Problem, table: Sequence[np.ndarray], row: np.ndarray, i: int, j: int) -> tuple[int, int]:
    """The cell that the cost of cell (i, j) comes from; `row` is row `i`, `table` holds those before it."""
    cost = row[j]
    if j and cost == table[i - 1][j - 1] + problem.type_costs[i - 1][problem.types[j - 1]]:
        return i - 1, j - 1
    if j - 1 in problem.split[i - 1] and cost == table[i - 1][j - 2]:
        return i - 1, j - 2
    if i > 1 and i - 1 not in problem.gaps and j - 1 in problem.fused[i - 2] and cost == table[i - 2][j - 1]:
        return i - 2, j - 1
    if cost == table[i - 1][j] + problem.weights[i - 1]:
        return i - 1, j
    return i, j - 1
