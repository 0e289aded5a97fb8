"""Where Mazeej finds claims and how it judges them, on labelled data.

    python benchmarks/accuracy.py [FILE…] [--sets] [--json OUT] [--quick] [--encoder …] [--judge …]

First the figures a reader lives by, every talk judged with what was fitted on the others alone; with --sets then each
set by itself beside the usual scores, also cut otherwise and misheard. Without FILE the interviews, passages and
triples in ../shared/data are read (with --sets every set there), where there are any, and the articles in
benchmarks/data. Like all benchmarks it imports the installed project (`make install-dev`).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from align.meaning import Reader, open_encoder, open_judge
from benchmarks.datasets import read_all
from benchmarks.evaluate import calibrated, evaluate
from benchmarks.headlines import headlines
from benchmarks.leave_out import left_out, lessons, thinned
from benchmarks.tables import calibration_table, headline_tables, set_tables
from benchmarks.variants import VARIANTS

ARTICLES = sorted((Path(__file__).parent / "data").glob("articles-*.jsonl"))
DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
HEADLINE_SETS = ("interviews-*.jsonl", "triples-*.jsonl", "entailment-*.jsonl")
QUICK_PAIRS = 200  # of a set, evenly spread


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure Mazeej on labelled data.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: all in {DATA}")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every figure there, too")
    parser.add_argument("--sets", action="store_true", help="each set by itself, too, beside the usual scores")
    parser.add_argument("--quick", action="store_true", help=f"only the sets as they are, {QUICK_PAIRS} pairs of each")
    parser.add_argument("--encoder", default="none", metavar="NAME|PATH", help="find places by meaning, too")
    parser.add_argument("--judge", default="none", metavar="NAME|PATH|llm:NAME", help="have the places read")
    options = parser.parse_args(arguments)
    patterns = ("*.jsonl",) if options.sets else HEADLINE_SETS
    shared = sorted(path for pattern in patterns for path in DATA.glob(pattern))
    if not options.files and not shared and ARTICLES:
        print(f"{DATA} holds no data: only the articles are measured.", file=sys.stderr)
    files = options.files or [*shared, *ARTICLES]
    datasets = read_all(files, DATA)
    labelled = [thinned(each, QUICK_PAIRS) if options.quick else each for each in datasets]
    reader = Reader(open_encoder(options.encoder), open_judge(options.judge))
    scored = left_out(lessons(labelled, reader if reader.name else None))
    print(headline_tables(labelled, scored), flush=True)
    results, pooled = [], []
    for dataset in datasets if options.sets else ():
        variants = ["original"] if dataset.pairs or options.quick else list(VARIANTS)
        result, judged = evaluate(thinned(dataset, QUICK_PAIRS) if options.quick else dataset, variants)
        results.append(result)
        pooled += judged
        print(set_tables(result), flush=True)
    calibration = calibrated(pooled)
    if calibration:
        print(calibration_table(calibration))
    if options.json:
        figures = {
            "quick": options.quick,
            "headlines": {name: asdict(headlines(found)) for name, found in scored.items() if found},
            "sets": [asdict(result) for result in results],
            "calibration": asdict(calibration) if calibration else None,
        }
        options.json.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
