"""Every talk judged with what was fitted on the others alone."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

from align.judging.model import Model
from align.judging.verdicts import decide, support
from align.meaning import Reader
from benchmarks.datasets import Dataset
from benchmarks.examples import Example, examples, own_words
from benchmarks.fitting import fit
from benchmarks.headlines import Scored

FOLDS = 5  # into which short texts are shared out


def left_out(
    datasets: Sequence[Dataset], reader: Reader | None = None, unseen: Sequence[Dataset] = ()
) -> dict[str, list[Scored]]:
    """The verdicts on each set's claims, by its name; with what a reader finds and says, where there is one.

    A talk is judged with what the other talks and the passages teach; a fold of passages with the other folds and the
    talks; the sets in `unseen`, from which nothing is learnt, with all of them.
    """
    by_set = {dataset.name: examples(dataset, reader) for dataset in datasets}
    known = [one for found in by_set.values() for one in found]
    taught = known + own_words(datasets, reader)
    models: dict[str, Model] = {}
    for fold in dict.fromkeys(map(_fold, known)):
        others = [one for one in taught if _fold(one) != fold]
        models[fold] = fit(others or taught)
    scored = {name: [_scored(one, models[_fold(one)]) for one in found] for name, found in by_set.items()}
    if unseen:
        model = fit(taught)
        scored |= {each.name: [_scored(one, model) for one in examples(each, reader)] for each in unseen}
    return scored


def thinned(dataset: Dataset, most: int) -> Dataset:
    """At most about `most` talks of a set of short texts, evenly spread; whole groups."""
    if not dataset.pairs:
        return dataset
    groups = list(dict.fromkeys(talk.group for talk in dataset.talks))
    size = len(dataset.talks) / max(len(groups), 1)
    step = max(1, -(-len(groups) // max(1, int(most / size))))
    kept = frozenset(groups[::step])
    return replace(dataset, talks=tuple(talk for talk in dataset.talks if talk.group in kept))


def _fold(one: Example) -> str:
    return str(zlib.crc32(one.group.encode()) % FOLDS) if one.kind == "passage" else one.group


def _scored(one: Example, model: Model) -> Scored:
    return Scored(one.talk.id, one.item, decide(one.assessed, one.index, model), support(one.assessed, model))
