"""Where Mazeej finds claims and how it judges them, on labelled data, beside the usual scores.

    python benchmarks/accuracy.py [FILE…] [--json OUT] [--quick]

Without FILE every set in ../shared/data is read, where there is one. Like all benchmarks it imports the installed
project (`make install-dev`).
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

from benchmarks.datasets import Dataset, read_all
from benchmarks.evaluate import calibrated, evaluate
from benchmarks.tables import calibration_table, set_tables
from benchmarks.variants import VARIANTS

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
QUICK_PAIRS = 200  # of a set, evenly spread


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure Mazeej on labelled data.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: all in {DATA}")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every figure there, too")
    parser.add_argument("--quick", action="store_true", help=f"only the sets as they are, {QUICK_PAIRS} pairs of each")
    options = parser.parse_args(arguments)
    files = options.files or sorted(DATA.glob("*.jsonl"))
    datasets = read_all(files, DATA)
    results, pooled = [], []
    for dataset in datasets:
        variants = ["original"] if dataset.pairs or options.quick else list(VARIANTS)
        result, judged = evaluate(_thinned(dataset) if options.quick else dataset, variants)
        results.append(result)
        pooled += judged
        print(set_tables(result), flush=True)
    calibration = calibrated(pooled)
    if calibration:
        print(calibration_table(calibration))
    if options.json:
        figures = {
            "quick": options.quick,
            "sets": [asdict(result) for result in results],
            "calibration": asdict(calibration) if calibration else None,
        }
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _thinned(dataset: Dataset) -> Dataset:
    step = -(-len(dataset.talks) // QUICK_PAIRS) if dataset.pairs else 1
    return replace(dataset, talks=dataset.talks[::step])


if __name__ == "__main__":
    main()
