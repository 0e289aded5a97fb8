"""What a model that reads changes: the figures of the words alone, the figures with it, and its weights.

    python -m benchmarks.measure --judge NAME|PATH|llm:NAME [--encoder NAME|PATH] [FILE…] [--keep]

`mazeej models measure NAME` does the same. Every talk is judged with what was fitted on the others alone; where no FILE
is given, the hard talks of `benchmarks/data` with what was fitted on all of them. With --keep
the weights fitted on all of them are written under the model's name to `align/judging/weights.json`, with the figures:
from then on it takes part in the decision. `benchmarks/calibrate.py` drops a judge's, since they hang on those of the
words, and says so.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from align.judging import model as models
from align.judging.assess import MEANING_FEATURES
from align.judging.model import Model
from align.meaning import Reader, open_encoder, open_judge
from align.types import AlignError
from benchmarks.accuracy import DATA
from benchmarks.datasets import read_all
from benchmarks.examples import examples
from benchmarks.fitting import as_row
from benchmarks.headlines import Headlines, headlines
from benchmarks.leave_out import left_out, lessons, scored

HARD_DATA = Path(__file__).parent / "data"
HARD = sorted(HARD_DATA.glob("podcast-verification-hard-*.jsonl"))
WEIGHTS = Path(models.__file__).parent / "weights.json"
SHOWN = (
    ("supported_right", "✓ right"),
    ("supported_shown", "true shown ✓"),
    ("contradicted_right", "✗ right"),
    ("contradicted_shown", "altered shown ✗"),
    ("false_supports", "altered shown ✓"),
    ("not_heard", "said, not heard"),
    ("recall_at_1", "R@1"),
    ("macro_f1", "macro-F1"),
    ("for_against", "area ✓/✗"),
    ("for_silent", "area ✓/○"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure a model that reads.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="labelled talks, JSON lines")
    parser.add_argument("--judge", default="none", metavar="NAME|PATH|llm:NAME")
    parser.add_argument("--encoder", default="none", metavar="NAME|PATH")
    parser.add_argument("--keep", action="store_true", help="let it take part in the decision from now on")
    options = parser.parse_args(arguments)
    measure(Reader(open_encoder(options.encoder), open_judge(options.judge)), options.files, keep=options.keep)


def measure(reader: Reader, files: Sequence[Path] = (), *, keep: bool = False, weights: Path = WEIGHTS) -> None:
    """Print both rows, and with `keep` write the reader's weights.

    Raises AlignError where a model does, and where no file holds a whole talk.
    """
    table = Table(files)
    table.measure("words", None)
    measured = table.measure(f"with {reader.name}", reader)
    if keep:
        _keep(reader, measured, weights)
        print(f"{reader.name} takes part in the decision from now on", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a reader on the talks, each left out of what it is judged by, and what all of them teach."""

    figures: Headlines
    model: Model


class Table:
    """Prints a row of figures for each reader; where no files are given, one on the hard talks as well."""

    def __init__(self, files: Sequence[Path]) -> None:
        self._datasets = read_all(files or sorted(DATA.glob("interviews-*.jsonl")), DATA)
        self._hard = [] if files else read_all(HARD, HARD_DATA)
        titles = " | ".join(title for _, title in SHOWN)
        print(f"| | {titles} |\n| {' | '.join(['---'] * (len(SHOWN) + 1))} |")

    def measure(self, name: str, reader: Reader | None) -> Measured:
        learnt = lessons(self._datasets, reader)
        if not learnt.taught:
            raise AlignError("no file holds a whole talk with labelled claims: from passages nothing is learnt")
        found = headlines([one for of_set in left_out(learnt).values() for one in of_set])
        print(_row(name, found), flush=True)
        model = learnt.model()
        hard = [scored(one, model) for dataset in self._hard for one in examples(dataset, reader)]
        if hard:
            print(_row(f"{name}, hard talks", headlines(hard)), flush=True)
        return Measured(found, model)


def _row(name: str, found: Headlines) -> str:
    values = (getattr(found, key) for key, _ in SHOWN)
    return f"| {name} | {' | '.join('–' if value is None else f'{value:.3f}' for value in values)} |"


def _keep(reader: Reader, measured: Measured, weights: Path) -> None:
    document = json.loads(weights.read_text(encoding="utf-8"))
    fitted = as_row(measured.model)
    reads = {*fitted["supported"], *fitted["contradicted"]}.intersection(MEANING_FEATURES)
    kept = fitted if reads else {"heard": fitted["heard"]}  # for the rest, words decide as without it
    document["models"][reader.name] = kept | {"measured": asdict(measured.figures)}
    weights.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
