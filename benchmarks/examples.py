"""Labelled claims with all that the decision on them rests on."""

from __future__ import annotations

from dataclasses import dataclass

from align.check import read_talk
from align.judging.verdicts import Assessed, assess_claim
from align.matching import TranscriptIndex
from align.meaning import Reader, informed
from benchmarks.datasets import Dataset, Labelled, Shape, Talk


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled claim with everything that the decision on it rests on."""

    talk: Talk
    index: TranscriptIndex
    item: Labelled
    assessed: Assessed
    group: str
    whole_talk: bool  # or a single passage


def examples(dataset: Dataset, reader: Reader | None = None) -> list[Example]:
    """Those of all claims with a label; a reader helps to find, and says what it thinks of what was found."""
    whole = dataset.shape is Shape.RECORDING
    found = []
    for talk in dataset.talks:
        index = read_talk(talk.transcript, reader=reader)
        items = [item for item in talk.claims if item.label is not None]
        assessed = [assess_claim(item.claim, index) for item in items]
        assessed = informed(assessed, index, reader) if reader else assessed
        found += [Example(talk, index, item, one, talk.group, whole) for item, one in zip(items, assessed, strict=True)]
    return found
