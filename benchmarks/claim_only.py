"""What the wording of a claim alone tells of its label: the control beside every fitted figure.

    python -m benchmarks.claim_only [FILE…]

Claims that a machine wrote leak their labels through how long they are and what they hold. The same regressions, fitted
leave-one-talk-out, see nothing here of what was said; what they reach is no merit of any judging. Without FILE the
interviews in ../shared/data are read.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from align.types import Verdict
from benchmarks.accuracy import DATA
from benchmarks.datasets import read_all
from benchmarks.examples import Example, examples
from benchmarks.fitting import regress
from benchmarks.metrics import Judged, judging

FEATURES = ("length", "amounts", "names", "denies")
LABELS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what the wording of claims alone tells.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    files = parser.parse_args(arguments).files or sorted(DATA.glob("interviews-*.jsonl"))
    found = [one for dataset in read_all(files, DATA) for one in examples(dataset)]
    rows = np.array([_features(one) for one in found])
    likely = np.zeros((len(found), len(LABELS)))
    for group in dict.fromkeys(one.group for one in found):
        left = np.array([one.group == group for one in found])
        outcomes = np.array([[one.item.label is label for one in found] for label in LABELS[:2]])
        free = [dict.fromkeys(FEATURES, 0)] * 2
        fitted = regress(FEATURES, rows[~left], outcomes[:, ~left], free)
        odds = np.array([[one.odds(dict(zip(FEATURES, row, strict=True))) for one in fitted] for row in rows[left]])
        likely[left, :2] = odds / (1 + odds.sum(axis=1, keepdims=True))
        likely[left, 2] = 1 - likely[left, :2].sum(axis=1)
    given = [LABELS[at] for at in likely.argmax(axis=1)]
    labels = [one.item.label for one in found]
    judged = [Judged(label, verdict, 0.0, ()) for label, verdict in zip(labels, given, strict=True) if label]
    score = likely[:, 0] - likely[:, 1]
    print(f"claims {len(found)}, macro-F1 {judging(judged).macro_f1:.2f}")
    print(f"area under the curve, supported against contradicted: {_area(found, score):.2f}")


def _features(one: Example) -> tuple[float, ...]:
    reading = one.assessed.reading
    if reading is None:
        return (0.0,) * len(FEATURES)
    amounts = sum(term.quantity is not None for term in reading.found.terms)
    return (float(np.log1p(len(reading.found.terms))), float(amounts), float(len(reading.names)), float(reading.denies))


def _area(found: Sequence[Example], score: np.ndarray) -> float:
    true, false = (score[[one.item.label is label for one in found]] for label in LABELS[:2])
    return float(np.mean((true[:, None] > false) + 0.5 * (true[:, None] == false)))


if __name__ == "__main__":
    main()
