"""Every talk judged with what was fitted on the others alone."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from align.judging.model import Model
from align.judging.verdicts import decide, support
from align.meaning import Reader
from benchmarks.datasets import Dataset
from benchmarks.examples import Example, examples, own_words
from benchmarks.fitting import fit
from benchmarks.headlines import Scored

FOLDS = 5  # into which short texts are shared out


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that a fit learns from: the claims of each set by its name, and the talks' own words."""

    by_set: Mapping[str, Sequence[Example]]
    own_words: Sequence[Example]

    @property
    def claims(self) -> list[Example]:
        return [one for found in self.by_set.values() for one in found]

    def model(self, without: str | None = None) -> Model:
        """Fitted on all but one fold, where there are others."""
        taught = [*self.claims, *self.own_words]
        return fit([one for one in taught if _fold(one) != without] or taught)


def lessons(datasets: Sequence[Dataset], reader: Reader | None = None) -> Lessons:
    """With what a reader finds and says, where there is one."""
    return Lessons({each.name: examples(each, reader) for each in datasets}, own_words(datasets, reader))


def left_out(learnt: Lessons) -> dict[str, list[Scored]]:
    """The verdicts on each set's claims, by its name.

    A talk is judged with what the other talks and the passages teach; a fold of passages with the other folds and the
    talks.
    """
    models = {fold: learnt.model(without=fold) for fold in dict.fromkeys(map(_fold, learnt.claims))}
    return {name: [scored(one, models[_fold(one)]) for one in found] for name, found in learnt.by_set.items()}


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


def scored(one: Example, model: Model) -> Scored:
    return Scored(one.talk.id, one.item, decide(one.assessed, one.index, model), support(one.assessed, model))
