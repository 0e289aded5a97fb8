"""Every talk judged with what was fitted on the others alone."""

from __future__ import annotations

from collections.abc import Sequence

from align import check_claims
from benchmarks.datasets import Dataset
from benchmarks.headlines import Scored, pair_up

SHORT_SETS = 600  # talks of a set of short texts that are judged; evenly spread, whole groups


def left_out(datasets: Sequence[Dataset]) -> dict[str, list[Scored]]:
    """The verdicts on each set's claims, by its name."""
    return {dataset.name: _scored(dataset) for dataset in datasets}


def thinned(dataset: Dataset, most: int = SHORT_SETS) -> Dataset:
    """At most about `most` talks of a set of short texts."""
    if not dataset.pairs:
        return dataset
    groups = list(dict.fromkeys(talk.group for talk in dataset.talks))
    size = len(dataset.talks) / max(len(groups), 1)
    step = max(1, -(-len(groups) // max(1, int(most / size))))
    kept = frozenset(groups[::step])
    return Dataset(dataset.name, dataset.shape, tuple(talk for talk in dataset.talks if talk.group in kept))


def _scored(dataset: Dataset) -> list[Scored]:
    scored = []
    for talk in dataset.talks:
        findings = check_claims([item.claim for item in talk.claims], talk.transcript)
        support = [one.confidence if one.verdict == "supported" else 0.0 for one in findings]
        scored += pair_up(talk, findings, support)
    return scored
