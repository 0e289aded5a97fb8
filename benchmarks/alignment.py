"""How fast claims are found in long recordings, in how much memory, and against scoring every window.

    python benchmarks/alignment.py [--json OUT]

Every figure is taken in a process of its own, after start-up (imports and language tables), on one made-up interview
(`benchmarks/synthetic.py`); no data is needed. Three hours are 27,000 words.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from statistics import median
from typing import TypeVar

from benchmarks.synthetic import interview, told_claims

WORDS = (2_700, 27_000, 270_000)
NAIVE_WORDS = 27_000
CLAIMS = 60
RUNS = 3  # the median counts: other work on the machine makes single runs jump
SCORERS = ("ratio", "partial_ratio", "token_set_ratio")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Measured:
    words: int
    segments: int
    claims: int
    seconds: float  # wall time
    cpu_seconds: float  # of all threads: steadier where other work runs beside
    peak_mib: float  # of the whole process
    found: float  # share of the claims whose best evidence holds a word they were made from


@dataclass(frozen=True, slots=True)
class Naive:
    scorer: str
    words: int
    windows: int  # scored, over all claims
    seconds: float
    cpu_seconds: float
    found: float


def measure(words: int) -> Measured:
    """Runs the door of `align` once on `words` words."""
    from align import check_claims

    small = interview(200)
    check_claims([told.claim for told in told_claims(small, 2)], small)  # loads the tables
    transcript = interview(words)
    told = told_claims(transcript, CLAIMS)
    claims = [item.claim for item in told]
    gc.collect()  # whether the next full round of the collector falls into the run would be chance
    began, cpu = time.perf_counter(), time.process_time()
    findings = check_claims(claims, transcript)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    hits = sum(
        bool(found.evidence) and not item.segments.isdisjoint(found.evidence[0].segments)
        for item, found in zip(told, findings, strict=True)
    )
    return Measured(words, len(transcript.segments), CLAIMS, seconds, cpu, _peak_mib(), hits / CLAIMS)


def measure_naive(scorer: str) -> Naive:
    """rapidfuzz's fastest way to score every window as long as the claim, one word further each time."""
    from rapidfuzz import fuzz, process

    transcript = interview(NAIVE_WORDS)
    told = told_claims(transcript, CLAIMS)
    said = [(at, word.text) for at, segment in enumerate(transcript.segments) for word in segment.words]

    @cache  # claims of as many words share their windows
    def windows_of(size: int) -> list[str]:
        return [" ".join(word for _, word in said[at : at + size]) for at in range(len(said) - size + 1)]

    scored = hits = 0
    began, cpu = time.perf_counter(), time.process_time()
    for item in told:
        size = len(item.claim.text.split())
        windows = windows_of(size)
        scores = process.cdist([item.claim.text], windows, scorer=getattr(fuzz, scorer), workers=1)
        best = int(scores.argmax())
        scored += len(windows)
        hits += any(segment in item.segments for segment, _ in said[best : best + size])
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    return Naive(scorer, NAIVE_WORDS, scored, seconds, cpu, hits / CLAIMS)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the speed and memory of finding claims.")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write every figure there, too")
    options = parser.parse_args(arguments)
    own = [_median_run(words) for words in WORDS]
    naive = [_alone(measure_naive, scorer) for scorer in SCORERS]
    print(_tables(own, naive))
    if options.json:
        figures = {"mazeej": [asdict(row) for row in own], "every_window": [asdict(row) for row in naive]}
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


def _median_run(words: int) -> Measured:
    runs = [_alone(measure, words) for _ in range(RUNS)]
    middle = median(run.seconds for run in runs)
    return next(run for run in runs if run.seconds == middle)


def _alone(work: Callable[..., T], argument: object) -> T:
    """`work(argument)` in a new process, so that neither memory nor caches of another run count."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, argument).result()


def _peak_mib() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10  # macOS counts bytes, Linux KiB


def _tables(own: Sequence[Measured], naive: Sequence[Naive]) -> str:
    reference = next(row for row in own if row.words == NAIVE_WORDS)
    lines = ["| Mazeej: words | segments | seconds | CPU s | peak MiB | found |", f"|{' ---: |' * 6}"]
    lines += [
        f"| {row.words} | {row.segments} | {row.seconds:.2f} | {row.cpu_seconds:.2f} | {row.peak_mib:.0f} "
        f"| {row.found:.2f} |"
        for row in own
    ]
    lines += ["", f"| every window of {NAIVE_WORDS} words | windows | seconds | CPU s | times Mazeej's CPU s | found |"]
    lines += [f"| --- |{' ---: |' * 5}"]
    lines += [
        f"| rapidfuzz {row.scorer} | {row.windows} | {row.seconds:.1f} | {row.cpu_seconds:.1f} "
        f"| {row.cpu_seconds / reference.cpu_seconds:.0f} | {row.found:.2f} |"
        for row in naive
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
