"""Fits the model that decides, and writes it to `align/judging/weights.json`.

    python benchmarks/calibrate.py [FILE…] [--out FILE]

Printed: the weights, and how each comparison does on each set: how often it fires, and how often rightly. Without FILE
the interviews, passages and triples in ../shared/data are read. How good the fit is on talks it has not seen,
`benchmarks/accuracy.py` tells.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from align.judging import model as models
from benchmarks.accuracy import DATA, HEADLINE_SETS, QUICK_PAIRS
from benchmarks.datasets import read_all
from benchmarks.examples import examples, own_words
from benchmarks.fitting import as_text, fit
from benchmarks.leave_out import thinned
from benchmarks.tables import comparison_table

WEIGHTS = Path(models.__file__).parent / "weights.json"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Fit the model that decides.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--out", type=Path, default=WEIGHTS, metavar="FILE")
    parser.add_argument("--quick", action="store_true", help=f"only {QUICK_PAIRS} short texts of each set")
    options = parser.parse_args(arguments)
    files = options.files or sorted(path for pattern in HEADLINE_SETS for path in DATA.glob(pattern))
    datasets = [thinned(each, QUICK_PAIRS) if options.quick else each for each in read_all(files, DATA)]
    by_set = {dataset.name: examples(dataset) for dataset in datasets}
    known = [one for found in by_set.values() for one in found]
    text = as_text(fit(known + own_words(datasets)), WEIGHTS.read_text(encoding="utf-8"))
    options.out.write_text(text, encoding="utf-8")
    print(text)
    print(comparison_table(by_set))


if __name__ == "__main__":
    main()
