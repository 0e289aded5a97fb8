"""Fits the model that decides, and writes it to `align/judging/weights.json`.

    python benchmarks/calibrate.py [FILE…] [--out FILE]

The fit learns from whole talks alone. Printed behind the weights is how each comparison does on each set, passages and
triples too: how often it fires, and how often rightly. Without FILE the sets in ../shared/data are read. How good the
fit is on talks it has not seen, `benchmarks/accuracy.py` tells. The weights of judges that have a say in ✓ and ✗ are
dropped; the terminal says whose, and what makes them anew.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from align.judging import model as models
from align.meaning.reader import JOINED
from benchmarks.accuracy import DATA, HEADLINE_SETS, QUICK_PAIRS
from benchmarks.datasets import read_all
from benchmarks.fitting import as_text, bound_to_words
from benchmarks.leave_out import lessons, thinned
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
    learnt = lessons(datasets)
    before = WEIGHTS.read_text(encoding="utf-8")
    text = as_text(learnt.model(), before)
    options.out.write_text(text, encoding="utf-8")
    for reader in bound_to_words(before):
        print(_dropped(reader), file=sys.stderr)
    print(text)
    print(comparison_table(learnt.by_set))


def _dropped(reader: str) -> str:
    *encoder, judge = reader.split(JOINED)
    asked = [f"--judge '{judge}'", *(f"--encoder '{name}'" for name in encoder), "--keep"]
    return (
        f"the weights of {reader} are dropped, since they hang on those of the words; "
        f"python -m benchmarks.measure {' '.join(asked)} makes them anew"
    )


if __name__ == "__main__":
    main()
