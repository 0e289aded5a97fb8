"""What each number that matching is tuned by is worth: places found with it, without it, and with others.

    python -m benchmarks.places [FILE…] [--vary]

Without FILE three sets of talks in ../shared/data. No number is fitted to a talk; `--vary` shows how much each matters.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

from align.check import read_talk
from align.matching import Passage, TranscriptIndex, retrieve
from align.matching.settings import SETTINGS
from benchmarks.datasets import Dataset, read_all

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("interviews-apc-msa-dev", "interviews-dev-2", "meetings-qmsum-dev")
# For each number of `SETTINGS` what it is replaced with: none of it where that makes sense, and some less or more.
VARIED: Mapping[str, Sequence[float]] = {
    "alike": (0.8, 0.95),
    "related": (0.3, 0.5),
    "stopword": (0.0, 0.2),
    "near": (5, 12),
    "far": (16, 32),
    "key": (1.0, 2.0),
    "skeleton": (3, 9),
    "bonus": (0.2, 0.6),
    "gap": (0.006, 0.024),
    "breath": (0.1, 9.0),
    "short": (2, 8),
    "pause": (0.4, 1.2),
    "questions": (1, 6),
    "oftener": (1.0, 4.0),
}


@dataclass(frozen=True, slots=True)
class Places:
    """How often a claim's first, and one of its first three, places is right; and how long the first is."""

    claims: int
    first: int
    three: int
    seconds: float  # of all first places together


def measure(talks: Sequence[tuple[TranscriptIndex, Sequence[tuple[str, frozenset[int]]]]]) -> Places:
    """Places of the claims, each with its gold segments, of each talk."""
    claims = first = three = 0
    seconds = 0.0
    for talk, wanted in talks:
        for text, gold in wanted:
            passages = retrieve(text, talk).passages
            hits = [not gold.isdisjoint(_segments(passage, talk)) for passage in passages]
            claims, first, three = claims + 1, first + any(hits[:1]), three + any(hits)
            seconds += talk.interval(passages[0].first, passages[0].last).duration if passages else 0.0
    return Places(claims, first, three, seconds)


def _segments(passage: Passage, talk: TranscriptIndex) -> range:
    return range(talk.segment_of_token(passage.first), talk.segment_of_token(passage.last) + 1)


def rows(datasets: Sequence[Dataset]) -> Iterator[tuple[TranscriptIndex, Sequence[tuple[str, frozenset[int]]]]]:
    """Each talk laid out anew, with its claims that have gold segments."""
    for dataset in datasets:
        for talk in dataset.talks:
            wanted = [(item.claim.text, item.gold) for item in talk.claims if item.gold]
            if wanted:
                yield read_talk(talk.transcript), wanted


@contextmanager
def _set(name: str, value: float) -> Iterator[None]:
    """`SETTINGS` with another value; the modules hold the one object."""
    before = getattr(SETTINGS, name)
    object.__setattr__(SETTINGS, name, type(before)(value))
    try:
        yield
    finally:
        object.__setattr__(SETTINGS, name, before)


def _line(name: str, found: Sequence[Places]) -> str:
    pooled = Places(*(sum(getattr(places, field.name) for places in found) for field in fields(Places)))
    cells = [f"{p.first / p.claims:.3f} / {p.three / p.claims:.3f}" for p in (*found, pooled)]
    return f"| {name} | {' | '.join(cells)} | {pooled.seconds / pooled.claims:.1f} |"


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how places are found, and what each number is worth.")
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: three sets in {DATA}"
    )
    parser.add_argument("--vary", action="store_true", help="every number of align/matching/settings.py by turns")
    options = parser.parse_args(arguments)
    files = options.files or [path for name in SETS if (path := DATA / f"{name}.jsonl").exists()]
    datasets = read_all(files, DATA)
    print(f"| R@1 / R@3 | {' | '.join(dataset.name for dataset in datasets)} | all | mean s |")
    print(f"| --- |{' ---: |' * (len(datasets) + 2)}")
    print(_line("as it is", [measure(list(rows([dataset]))) for dataset in datasets]), flush=True)
    for name, values in VARIED.items() if options.vary else ():
        for value in values:
            with _set(name, value):
                print(_line(f"{name} {value}", [measure(list(rows([d]))) for d in datasets]), flush=True)


if __name__ == "__main__":
    main()
