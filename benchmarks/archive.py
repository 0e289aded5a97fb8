"""How an archive of years of talk answers: disk, search, `check` of sixty claims, one more episode, memory.

    python -m benchmarks.archive [--hours N] [--folder DIR]

The talk is made up (benchmarks/season.py) and filled in by benchmarks/archive_filling.py. With --folder what was filled
is kept, and a call that was stopped goes on from there.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from align.archive import ArchiveAnalyser, ArchiveReport, check_archive, find_quote_in_archive, search_archive
from align.quotes import Status
from benchmarks.archive_filling import STOCK, SeasonFiller
from benchmarks.season import WORDS_AN_HOUR, Plant, details_of, made_episode, plants, vocabulary
from transcripts.archive import Archive

T = TypeVar("T")
CLAIMS = 60
QUESTIONS = 40  # of each kind
ADDED = 5  # episodes, whole, with their transcript's file
# Ranks in the vocabulary: a word of the first ones is said in most episodes, one of the last in few.
COMMON, USUAL, RARE = (150, 400), (2_000, 8_000), (30_000, 50_000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--hours", type=int, default=1_000)
    parser.add_argument("--folder", type=Path, help="where the archive is kept; without it, it is deleted")
    parser.add_argument("--words", type=int, default=WORDS_AN_HOUR, help="words an hour")
    parser.add_argument("--stock", type=int, default=STOCK, help="hours of each language that the others are made of")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary)
        with Archive(folder, ArchiveAnalyser()) as archive:
            for line in measured(archive, given.hours, given.words, given.stock):
                print(line, flush=True)


def measured(archive: Archive, hours: int, words: int, stock: int) -> Iterator[str]:
    """The table, row by row: wall time, which other work on the machine makes longer, and the processor's own."""
    planted = plants(hours, CLAIMS)
    filled = SeasonFiller(archive, words, stock).fill(hours, planted, _progress(hours))
    print(file=sys.stderr)
    yield "| what | figure | CPU |"
    yield "| --- | ---: | ---: |"
    yield f"| episodes, passages, words | {len(archive.episodes()):,}, {archive.passage_count:,}, {hours * words:,} | |"
    yield f"| filled in | {filled:.0f} s | |"
    yield f"| index, an hour | {(archive.folder / 'archive.sqlite').stat().st_size / hours / 1e3:.0f} kB | |"
    yield _memory("filling")
    yield from _searches(archive)
    yield from _checks(archive, planted)
    yield from _quotes(archive, planted)
    yield from _additions(archive, hours, words)
    yield _memory("all of it")


def _progress(hours: int) -> Callable[[int], None]:
    def tell(done: int) -> None:
        print(f"\r{done:,} of {hours:,}", end="", file=sys.stderr, flush=True)

    return tell


def _searches(archive: Archive) -> Iterator[str]:
    every: list[Taken] = []
    for kind, questions in _questions().items():
        for question in questions[: QUESTIONS // 4]:  # warm
            search_archive(archive, question)
        taken = [_timed(partial(search_archive, archive, question))[0] for question in questions]
        every += taken
        yield f"| search, {kind}: p50, p95 | {_percentiles(taken)} |"
    yield f"| search, all of these: p50, p95 | {_percentiles(every)} |"


def _questions() -> dict[str, list[str]]:
    chance = random.Random(11)

    def words(ranks: tuple[int, int], count: int) -> list[str]:
        found: list[str] = []
        while len(found) < count:
            word = vocabulary("ar" if len(found) % 2 else "en")[chance.randrange(*ranks)]
            if word.isalpha() and len(word) > 3:
                found.append(word)
        return found

    def pairs(first: tuple[int, int], second: tuple[int, int]) -> list[str]:
        ones, others = words(first, QUESTIONS), words(second, QUESTIONS)
        return [f"{one} {other}" for one, other in zip(ones, others, strict=True)]

    return {
        "a rare word": words(RARE, QUESTIONS),
        "a usual word": words(USUAL, QUESTIONS),
        "a common word": words(COMMON, QUESTIONS),
        "two common words": pairs(COMMON, COMMON),
        "a common and a rare one": pairs(COMMON, RARE),
        "a phrase of two common words": [f'"{pair}"' for pair in pairs(COMMON, COMMON)],
        "a phrase of one word, and a word": [f'"{one}" {other}' for one, other in map(str.split, pairs(COMMON, USUAL))],
        "the beginning of a word": [f"{word[:4]}*" for word in words(USUAL, QUESTIONS)],
    }


def _checks(archive: Archive, planted: Sequence[Plant]) -> Iterator[str]:
    claims = [plant.claim for plant in planted]
    runs = [_timed(partial(check_archive, None, claims, archive)) for _ in range(3)]
    (first, _), *warm = runs
    wall, cpu = min(taken.wall for taken, _ in warm), min(taken.cpu for taken, _ in warm)
    figures = f"{first.wall:.1f} s, {wall:.1f} s | {first.cpu:.1f} s, {cpu:.1f} s"
    yield f"| check of {len(claims)} claims: first, then | {figures} |"
    told, otherwise = _found(runs[-1][1], planted)
    yield f"| … told episode found, other amount found | {told}, {otherwise} | |"


def _found(report: ArchiveReport, planted: Sequence[Plant]) -> tuple[str, str]:
    """In how many findings the episodes stand in which the claims were planted."""

    def share(numbers: Sequence[int | None]) -> str:
        hits = [
            any(one.episode.title == details_of(number).title for one in finding.episodes)
            for finding, number in zip(report.findings, numbers, strict=True)
            if number is not None
        ]
        return f"{sum(hits)} of {len(hits)}"

    return share([plant.told for plant in planted]), share([plant.otherwise for plant in planted])


def _quotes(archive: Archive, planted: Sequence[Plant]) -> Iterator[str]:
    lines = [plant.lines[plant.told] for plant in planted[:20]]
    runs = [_timed(partial(find_quote_in_archive, line, archive)) for line in lines]
    exact = sum(found.status is Status.EXACT for _, found in runs)
    yield f"| quote: p50, p95 | {_percentiles([taken for taken, _ in runs])} |"
    yield f"| … word for word where it was said | {exact} of {len(runs)} | |"


def _additions(archive: Archive, hours: int, words: int) -> Iterator[str]:
    taken, size = [], 0
    for number in range(hours, hours + ADDED):
        one, episode = _timed(partial(archive.put, details_of(number), made_episode(number, (), words)))
        taken.append(one)
        size = episode.transcript.stat().st_size
        archive.remove(episode.id)
    yield f"| an episode of an hour added: p50, p95 | {_percentiles(taken)} |"
    yield f"| its transcript's file | {size / 1e3:.0f} kB | |"


def _memory(what: str) -> str:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"| peak memory, {what} | {peak / (1 << 20 if sys.platform == 'darwin' else 1 << 10):.0f} MiB | |"


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds."""

    wall: float
    cpu: float


def _timed(work: Callable[[], T]) -> tuple[Taken, T]:
    wall, cpu = time.perf_counter(), time.process_time()
    result = work()
    return Taken(time.perf_counter() - wall, time.process_time() - cpu), result


def _percentiles(taken: Sequence[Taken]) -> str:
    """The half and nineteen of twenty, in milliseconds: wall time, then the processor's."""
    cells = ([one.wall for one in taken], [one.cpu for one in taken])
    return " | ".join(", ".join(f"{np.percentile(cell, at) * 1e3:.0f} ms" for at in (50, 95)) for cell in cells)


if __name__ == "__main__":
    main()
