"""How sure a verdict is: fits the constants of `align/judging/confidence.py` and shows how far they hold.

    python benchmarks/calibrate.py [FILE…]

For each verdict a logistic regression of "the label agrees" on the log-odds that the passage is about the claim, over
the development sets pooled, a claim one vote and a set one vote in equal parts. Printed: the constants, and for each
set the mean confidence beside the share of right verdicts when that set was left out of the fit.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from align.check import read_talk
from align.judging import judge
from align.judging.confidence import log_odds
from align.judging.reading import read_claim
from align.judging.signals import read_signals
from align.judging.verdicts import MOST_CONSIDERED
from align.types import Verdict
from benchmarks.datasets import read

SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
VERDICTS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND)
STEPS, RATE, RIDGE = 4000, 0.3, 1e-3


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict: the set it is from, what the confidence hangs on, and whether the label agrees."""

    set: str
    verdict: Verdict
    found: float
    right: bool


def judge_set(path: Path) -> list[Judged]:
    rows = []
    data = read(path)
    for talk in data.talks:
        spoken = read_talk(talk.transcript)
        for item in talk.claims:
            if item.label is None:
                continue
            signals = read_signals(read_claim(item.claim, spoken, MOST_CONSIDERED), spoken)
            found = signals[0].found if signals else 0.0
            verdict = judge(item.claim, spoken).verdict
            verdict = Verdict.SUPPORTED if verdict is Verdict.PARTLY_SUPPORTED else verdict
            if verdict in VERDICTS:
                rows.append(Judged(data.name, verdict, found, verdict is item.label))
    return rows


def fit(rows: Sequence[Judged]) -> tuple[float, float]:
    """(base, per log-odds) by gradient descent on the weighted log-loss."""
    odds = np.array([log_odds(row.found) for row in rows])
    right = np.array([row.right for row in rows], dtype=float)
    sizes = {name: sum(row.set == name for row in rows) for name in {row.set for row in rows}}
    weights = np.array([1 / len(rows) + 1 / (len(sizes) * sizes[row.set]) for row in rows])
    slope, base = 0.0, 0.0
    for _ in range(STEPS):
        error = (1 / (1 + np.exp(-(slope * odds + base))) - right) * weights / weights.sum()
        slope -= RATE * (float(error @ odds) + RIDGE * slope)
        base -= RATE * float(error.sum())
    return base, slope


def apply(constants: tuple[float, float], row: Judged) -> float:
    base, per_odds = constants
    return 1 / (1 + math.exp(-(base + per_odds * log_odds(row.found))))


def main(arguments: Sequence[str]) -> None:
    paths = [Path(name) for name in arguments] or sorted(SHARED.glob("*.jsonl"))
    if not paths:
        raise SystemExit(f"no labelled sets in {SHARED.name}: name the files to measure")
    rows = [row for path in paths for row in judge_set(path)]
    for verdict in VERDICTS:
        own = [row for row in rows if row.verdict is verdict]
        base, per_odds = fit(own)
        print(f"Verdict.{verdict.name}: ({base:.2f}, {per_odds:.2f}),")
        for name in sorted({row.set for row in own}):
            held = [row for row in own if row.set == name]
            constants = fit([row for row in own if row.set != name])
            mean = sum(apply(constants, row) for row in held) / len(held)
            share = sum(row.right for row in held) / len(held)
            print(f"    {name:32} {len(held):5} verdicts  left out: said {mean:.2f}, right {share:.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
