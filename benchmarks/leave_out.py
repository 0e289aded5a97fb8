"""Every talk judged with what was fitted on the others alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from align.judging.model import Model, default_model, fitted
from align.judging.verdicts import decide, support
from align.meaning import Reader
from benchmarks.datasets import Dataset
from benchmarks.examples import Example, examples
from benchmarks.fitting import fit
from benchmarks.headlines import Scored


@dataclass(frozen=True, slots=True)
class Lessons:
    """The claims of each set by its name. Learnt from are those that were written one by one for whole talks.

    From single passages nothing is learnt: what is rare in a talk cannot be told there, and their claims are closer to
    each other than an article's are. Nor from articles: they measure what the others teach.
    """

    by_set: Mapping[str, Sequence[Example]]
    known: Model  # the one that Mazeej comes with

    @property
    def taught(self) -> list[Example]:
        return [one for found in self.by_set.values() for one in found if one.whole_talk]

    @property
    def groups(self) -> frozenset[str]:
        """Of talks: what is of one group is left out together."""
        return frozenset(one.group for one in self.taught)

    def model(self, without: str | None = None) -> Model:
        """Fitted on all talks but one, where there are others; without any talk the one that is known."""
        others = [one for one in self.taught if one.group != without] or self.taught
        return fit(others) if others else self.known


def lessons(datasets: Sequence[Dataset], reader: Reader | None = None) -> Lessons:
    """With what a reader finds and says, where there is one."""
    known = (fitted(reader.name) if reader else None) or default_model()
    return Lessons({each.name: examples(each, reader) for each in datasets}, known)


def left_out(learnt: Lessons) -> dict[str, list[Scored]]:
    """The verdicts on each set's claims, by its name: a talk's with what the others teach, a passage's with all."""
    models = {group: learnt.model(without=group) for group in learnt.groups}
    whole = learnt.model()
    return {name: [scored(one, models.get(one.group, whole)) for one in found] for name, found in learnt.by_set.items()}


def thinned(dataset: Dataset, most: int) -> Dataset:
    """At most about `most` talks of a set of short texts, evenly spread; whole groups."""
    if not dataset.pairs:
        return dataset
    groups = list(dict.fromkeys(talk.group for talk in dataset.talks))
    size = len(dataset.talks) / max(len(groups), 1)
    step = max(1, -(-len(groups) // max(1, int(most / size))))
    kept = frozenset(groups[::step])
    return replace(dataset, talks=tuple(talk for talk in dataset.talks if talk.group in kept))


def scored(one: Example, model: Model) -> Scored:
    return Scored(one.talk.id, one.item, decide(one.assessed, one.index, model), support(one.assessed, model))
