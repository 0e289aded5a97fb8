"""Is it the structure of what was said that is read, or its words alone? Talks in which a place may go one of two ways.

    python -m benchmarks.contrasts [--judge NAME|PATH|llm:NAME] [--every N] [FILE…]

Each place of a talk has a pair of claims: one is borne out and the other denied, and with the place the other way it is
the other way round, though nearly all words are the same. Every talk is read twice, with all places one way and the
other, so that neither the claims' wording nor the words of the talk tell. Printed for each language: how the claims are
shown, and in how many pairs the one that is borne out is held the likelier (.5 is chance), by the words and by a judge.
Contrast sets, after M. Gardner et al., "Evaluating models' local decision boundaries via contrast sets" (2020).
"""

from __future__ import annotations

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from align.check import read_talk
from align.judging.model import default_model
from align.judging.verdicts import assess_claim, decide, support
from align.matching import TranscriptIndex
from align.meaning import open_judge
from align.meaning.types import Judge, Stance
from align.report.wording import SIGNS
from align.types import Claim, Verdict
from benchmarks.datasets import utterances

DATA = Path(__file__).parent / "data"
BREAK = " / "  # between utterances
PAUSE = 1.0  # seconds between them
COLUMNS = (
    Verdict.SUPPORTED,
    Verdict.PARTLY_SUPPORTED,
    Verdict.CONTRADICTED,
    Verdict.UNCLEAR,
    Verdict.NOT_FOUND,
)


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk with its places filled, and for each place the claim that it bears out and the one that it denies."""

    language: str
    said: str
    pairs: tuple[tuple[str, str], ...]
    unsettled: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """What came of the talks in one language."""

    shown: dict[str, Counter[Verdict]] = field(default_factory=lambda: defaultdict(Counter))
    by_words: list[float] = field(default_factory=list)  # of each pair: 1 where the one borne out is likelier, .5 a tie
    by_judge: list[float] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what is read of a talk's structure.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--judge", default="none", metavar="NAME|PATH|llm:NAME")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="read every Nth talk only")
    options = parser.parse_args(arguments)
    judge = open_judge(options.judge)
    talks = list(read(options.files or sorted(DATA.glob("contrasts-*.jsonl"))))
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, both_ways in enumerate(talks):
        if number % options.every == 0:
            for talk in both_ways:
                _tally(talk, judge, tallies[talk.language])
    signs = " | ".join(SIGNS[verdict] for verdict in COLUMNS)
    print(f"| language | claims | n | {signs} |\n| --- | --- | ---: |{' ---: |' * len(COLUMNS)}")
    for language, tally in sorted(tallies.items()):
        for kind, shown in tally.shown.items():
            shares = " | ".join(f"{shown[verdict] / shown.total():.3f}" for verdict in COLUMNS)
            print(f"| {language} | {kind} | {shown.total()} | {shares} |")
    for language, tally in sorted(tallies.items()):
        ordered = {"words": tally.by_words} | ({judge.name: tally.by_judge} if judge else {})
        told = ", ".join(f"by {name} {sum(right) / max(1, len(right)):.3f}" for name, right in ordered.items())
        print(f"\n{language}, of {len(tally.by_words)} pairs rightly ordered: {told}")


def read(files: Sequence[Path]) -> Iterator[tuple[Talk, Talk]]:
    """Each talk with its places one way and the other; neighbouring places go different ways."""
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield _filled(row, 0), _filled(row, 1)


def _filled(row: dict[str, Any], first: int) -> Talk:
    turns = [(first + place) % 2 for place in range(len(row["places"]))]
    said = row["talk"].format(*(either[turn] for either, turn in zip(row["places"], turns, strict=True)))
    texts = [pair["texts"] for pair in row["claims"]]
    pairs = tuple((both[turn], both[1 - turn]) for both, turn in zip(texts, turns, strict=True))
    return Talk(row["lang"], said, pairs, tuple(row["open"]))


def _tally(talk: Talk, judge: Judge | None, tally: Tally) -> None:
    index = read_talk(utterances(talk.said, talk.language, PAUSE))
    for true, false in talk.pairs:
        likely = [_shown(text, index, tally.shown[kind]) for kind, text in (("borne out", true), ("denied", false))]
        tally.by_words.append(_ordered(*likely))
        if judge is not None:
            stances = [judge.read(text, [talk.said.replace(BREAK, " ")])[0] for text in (true, false)]
            tally.by_judge.append(_ordered(*map(_lean, stances)))
    for text in talk.unsettled:
        _shown(text, index, tally.shown["neither"])


def _shown(text: str, index: TranscriptIndex, shown: Counter[Verdict]) -> float:
    """Counts the verdict on a claim, and says how likely it is supported."""
    assessed = assess_claim(Claim("claim", text, None), index)
    shown[decide(assessed, index).verdict] += 1
    return support(assessed, default_model())


def _lean(stance: Stance | None) -> float:
    return 0.0 if stance is None else (stance.supports or 0.0) - (stance.refutes or 0.0)


def _ordered(true: float, false: float) -> float:
    return 0.5 if true == false else float(true > false)


if __name__ == "__main__":
    main()
