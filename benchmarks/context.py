"""Whether the words that a claim's pronoun stands for help to find its place.

    python benchmarks/context.py [FILE…] [--noise N]

The sets hold claims without an article. Their claims, one after another, are read as one, so that `find_claims` gives
each the context that it would have there; only those that it gives any are counted, with it and without. With
`--noise` also on N talks made of each by noise. Without FILE every set of recordings in ../shared/data is read.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path

from align import check_claims
from align.claims import find_claims
from align.types import Article, Finding, Paragraph, Span
from benchmarks.accuracy import DATA
from benchmarks.datasets import Labelled, Talk, read_all
from benchmarks.variants import noised

Counted = tuple[Labelled, Finding, Finding]  # a claim, judged without and with its context


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what a claim's context is worth.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help=f"JSON lines; default: in {DATA}")
    parser.add_argument("--noise", type=int, default=4, metavar="N", help="noised talks made of each (default 4)")
    options = parser.parse_args(arguments)
    files = options.files or [*sorted(DATA.glob("interviews-*.jsonl")), *sorted(DATA.glob("meetings-*.jsonl"))]
    datasets = read_all(files, DATA)
    print("| set | claims | R@1 without | with | R@3 without | with | verdicts right without | with |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    for dataset in datasets:
        talks = dataset.talks
        print(_row(dataset.name, [row for talk in talks for row in _counted(talk)]), flush=True)
        noisy = [noised(replace(talk, id=f"{talk.id}{seed}")) for seed in range(options.noise) for talk in talks]
        if noisy:
            print(_row(f"{dataset.name}, noised", [row for talk in noisy for row in _counted(talk)]), flush=True)


def _counted(talk: Talk) -> Iterator[Counted]:
    """The claims of a talk that have a context and a place."""
    contexts = _contexts([item.claim.text for item in talk.claims])
    items = [(item, context) for item, context in zip(talk.claims, contexts, strict=True) if context and item.gold]
    without = check_claims([item.claim for item, _ in items], talk.transcript)
    given = check_claims([replace(item.claim, context=context) for item, context in items], talk.transcript)
    yield from zip((item for item, _ in items), without, given, strict=True)


def _contexts(texts: Sequence[str]) -> list[str]:
    """The context of each of `texts` where it follows the one before, as the first claim that is found in it has it."""
    sentences = [text if text.rstrip().endswith((".", "!", "?", "؟")) else f"{text}." for text in texts]
    starts = list(accumulate((len(sentence) + 1 for sentence in sentences), initial=0))
    article = " ".join(sentences)
    found = [claim for claim in find_claims(Article(article, (Paragraph(Span(0, len(article))),))) if claim.span]
    return [
        next((claim.context for claim in found if claim.span and start <= claim.span.start < end), "")
        for start, end in pairwise(starts)
    ]


def _row(name: str, rows: Sequence[Counted]) -> str:
    shares = [
        f"{sum(_is_found(item, pair[side], depth) for item, *pair in rows) / max(1, len(rows)):.2f}"
        for depth in (1, 3)
        for side in (0, 1)
    ]
    labelled = [row for row in rows if row[0].label is not None]
    right = [
        str(sum(pair[side].verdict is item.label for item, *pair in labelled)) if labelled else "" for side in (0, 1)
    ]
    return f"| {name} | {len(rows)} | {' | '.join((*shares, *right))} |"


def _is_found(item: Labelled, finding: Finding, depth: int) -> bool:
    return any(item.gold & set(evidence.segments) for evidence in finding.evidence[:depth])


if __name__ == "__main__":
    main()
