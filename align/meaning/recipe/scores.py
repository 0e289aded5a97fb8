"""How well a model reads, beside its controls: `python -m align.meaning.recipe.scores BUILD`.

Printed for every file of predictions and every kind of example: the share right, macro-F1, and two areas under the
curve: of "said" (for the claim or against it) against "not said", and, of what was said, of "for" against "against".
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.meaning.recipe.examples import CONTRADICTED, SILENT, SUPPORTED

LABELS = (SUPPORTED, CONTRADICTED, SILENT)


def main(arguments: Sequence[str]) -> None:
    print(f"{'model':14} {'examples':32} {'n':>5} {'right':>6} {'F1':>6} {'said':>6} {'for':>6}")
    for path in sorted(Path(arguments[0]).glob("predictions/*.jsonl")):
        by_kind: dict[str, list[tuple[int, list[float]]]] = defaultdict(list)
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            by_kind[row["source"]].append((row["label"], row["probabilities"]))
        for kind, rows in sorted(by_kind.items()):
            found = scores(np.array([label for label, _ in rows]), np.array([said for _, said in rows]))
            print(f"{path.stem:14} {kind:32} {len(rows):5}", *(f"{value:6.3f}" for value in found))


def scores(labels: NDArray[np.intp], probabilities: NDArray[np.float64]) -> tuple[float, float, float, float]:
    """Share right, macro-F1, area of "said", area of "for" among what was said."""
    given = probabilities.argmax(1)
    f1 = [
        2 * ((labels == label) & (given == label)).sum() / max(1, (labels == label).sum() + (given == label).sum())
        for label in LABELS
    ]
    said = labels != SILENT
    supports, refutes, neutral = probabilities.T
    return (
        float((labels == given).mean()),
        float(np.mean(f1)),
        area(1 - neutral, said),
        area((supports - refutes)[said], labels[said] == SUPPORTED),
    )


def area(values: NDArray[np.float64], positive: NDArray[np.bool_]) -> float:
    """Under the ROC curve, ties half; .5 where one of the two kinds is missing."""
    ups, downs = values[positive], values[~positive]
    if not len(ups) or not len(downs):
        return 0.5
    return float((ups[:, None] > downs).mean() + 0.5 * (ups[:, None] == downs).mean())


if __name__ == "__main__":
    main(sys.argv[1:])
