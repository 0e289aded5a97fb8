"""How well `align --coverage` finds what an article leaves out: half of each talk's claims are hidden from it.

    python benchmarks/coverage.py [FILE…] [--seeds N]

The other half is "the article". A passage of the list hits where it holds most of a gold segment of a hidden claim, or
lies mostly inside one. The baselines choose among the same units of the talk, without those of the article's evidence.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from align.check import read_talk
from align.coverage import MOST_OMISSIONS, omissions
from align.coverage.told import covered_tokens
from align.coverage.units import Unit, units_of
from align.judging import judge
from align.matching import TranscriptIndex
from align.types import Article, Finding
from audio import Interval
from benchmarks.baselines import stem, words
from benchmarks.datasets import Labelled, Talk, read_all

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SETS = ("interviews-apc-msa-dev", "meetings-qmsum-dev")
FEWEST_WORDS = 4  # of a gold segment that can be hit: "Yes ." says nothing
NOISE = "{"  # QMSum's marks for laughter and the like, which no recogniser writes
DAMPING, STEPS = 0.85, 30  # of LexRank, Erkan and Radev 2004

Scores: TypeAlias = NDArray[np.float64]
Scorer: TypeAlias = Callable[[Sequence[Unit], TranscriptIndex], Scores]


@dataclass(frozen=True, slots=True)
class Counted:
    """Means over a set's talks and seeds."""

    precision: float  # share of the list that hits a hidden claim
    recall: float  # share of the hidden claims that the list hits
    told: float  # share of the list that hits claims of the article alone
    seconds: float  # mean length of a passage


def longest(units: Sequence[Unit], _: TranscriptIndex) -> Scores:
    return np.array([unit.last - unit.first + 1.0 for unit in units])


def tfidf(units: Sequence[Unit], spoken: TranscriptIndex) -> Scores:
    """Sum of the logarithmic counts times the inverse document frequencies of a unit's stems."""
    return np.asarray(_tfidf(units, spoken).sum(axis=1))


def lexrank(units: Sequence[Unit], spoken: TranscriptIndex) -> Scores:
    """Centrality by a random walk over cosines, without a threshold."""
    rows = _tfidf(units, spoken)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    degree = np.maximum(rows @ rows.sum(axis=0), 1e-9)
    rank = np.ones(len(units))
    for _ in range(STEPS):
        rank = 1 - DAMPING + DAMPING * (rows @ (rows.T @ (rank / degree)))
    return np.asarray(rank)


BASELINES: dict[str, Scorer] = {"longest": longest, "TF-IDF sum": tfidf, "LexRank": lexrank}


def _tfidf(units: Sequence[Unit], spoken: TranscriptIndex) -> Scores:
    """Weights of shape (units, stems)."""
    bags = [[stem(word) for word in words(spoken.heard(unit.first, unit.last))] for unit in units]
    index = {term: at for at, term in enumerate(dict.fromkeys(term for bag in bags for term in bag))}
    counts = np.zeros((len(units), len(index)))
    for row, bag in zip(counts, bags, strict=True):
        for term in bag:
            row[index[term]] += 1
    return np.asarray(np.log1p(counts) * np.log(len(units) / np.maximum((counts > 0).sum(axis=0), 1)))


def measure(talks: Sequence[Talk], seeds: int) -> tuple[dict[str, Counted], float]:
    """Every method's figures, and the seconds that Mazeej's lists took together."""
    found: dict[str, list[list[float]]] = {}
    seconds = 0.0
    for talk in talks:
        spoken = read_talk(talk.transcript)
        judged = [judge(item.claim, spoken) for item in talk.claims]
        for seed in range(seeds):
            shown, hidden = _split(talk, seed)
            findings = [judged[at] for at in shown]
            began = time.perf_counter()
            own = [item.passage.interval for item in omissions(Article("", ()), findings, spoken)]
            seconds += time.perf_counter() - began
            for name, passages in (("Mazeej", own), *_baselines(findings, spoken, own, random.Random(seed))):
                wanted, told = ([talk.claims[at] for at in half] for half in (hidden, shown))
                found.setdefault(name, []).append(_figures(passages, wanted, told, talk))
    return {name: Counted(*(float(value) for value in np.mean(rows, axis=0))) for name, rows in found.items()}, seconds


def _split(talk: Talk, seed: int) -> tuple[list[int], list[int]]:
    order = list(range(len(talk.claims)))
    random.Random(f"{talk.id} {seed}").shuffle(order)
    half = len(order) // 2
    return order[:half], [at for at in order[half:] if talk.claims[at].gold]


def _baselines(
    findings: Sequence[Finding], spoken: TranscriptIndex, own: Sequence[Interval], chance: random.Random
) -> list[tuple[str, list[Interval]]]:
    covered = covered_tokens(findings, spoken)
    free = np.flatnonzero(~covered).tolist()
    ends = spoken.words[-1].end
    starts = [spoken.interval(at, at).start for at in chance.choices(free, k=len(own))]
    lists = [
        ("random, as long", [Interval(s, min(ends, s + o.duration)) for s, o in zip(starts, own, strict=True)]),
    ]
    units = units_of(spoken, covered)
    for name, scorer in BASELINES.items():
        best = np.argsort(-scorer(units, spoken), kind="stable")[:MOST_OMISSIONS]
        lists.append((name, [spoken.interval(units[at].first, units[at].last) for at in best.tolist()]))
    return lists


def _figures(
    passages: Sequence[Interval], hidden: Sequence[Labelled], shown: Sequence[Labelled], talk: Talk
) -> list[float]:
    if not passages or not hidden:
        return [0.0] * 4
    hits = [_segments_hit(passage, talk) for passage in passages]
    wanted = frozenset[int]().union(*(item.gold for item in hidden))
    told = frozenset[int]().union(*(item.gold for item in shown))
    return [
        float(np.mean([bool(hit & wanted) for hit in hits])),
        float(np.mean([any(hit & item.gold for hit in hits) for item in hidden])),
        float(np.mean([bool(hit & told) and not hit & wanted for hit in hits])),
        float(np.mean([passage.duration for passage in passages])),
    ]


def _segments_hit(passage: Interval, talk: Talk) -> frozenset[int]:
    """Segments that the passage holds most of, or that hold most of it."""
    return frozenset(
        at
        for at, segment in enumerate(talk.transcript.segments)
        if len(segment.words) >= FEWEST_WORDS
        and 2 * passage.overlap(Interval(segment.start, segment.end))
        >= min(passage.duration, segment.end - segment.start)
    )


def _without_noise(talk: Talk) -> Talk:
    segments = tuple(
        replace(segment, words=tuple(word for word in segment.words if not word.text.startswith(NOISE)))
        for segment in talk.transcript.segments
    )
    return replace(talk, transcript=replace(talk.transcript, segments=segments))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what is found of that which an article leaves out.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"recordings; default: those in {DATA}")
    parser.add_argument("--seeds", type=int, default=10, metavar="N", help="ways to halve the claims (default 10)")
    options = parser.parse_args(arguments)
    files = options.files or [path for path in (DATA / f"{name}.jsonl" for name in SETS) if path.is_file()]
    datasets = read_all(files, DATA)
    for dataset in datasets:
        talks = [_without_noise(talk) for talk in dataset.talks if any(item.gold for item in talk.claims)]
        if not talks:
            sys.exit(f"{dataset.name} names no gold segments: nothing can be measured with it.")
        found, seconds = measure(talks, options.seeds)
        print(
            f"#### {dataset.name}\n\n{len(talks)} talks, {options.seeds} halvings each; the lists in {seconds:.1f} s.\n"
        )
        print("|  | precision | recall | told | mean s |\n| --- | ---: | ---: | ---: | ---: |")
        for name, row in found.items():
            print(f"| {name} | {row.precision:.2f} | {row.recall:.2f} | {row.told:.2f} | {row.seconds:.0f} |")
        print(flush=True)


if __name__ == "__main__":
    main()
