"""Claims decided with what a reader says of their passages: among the features, where its effect was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.judging.assess import meaning_features
from align.judging.meaning import Weighed
from align.judging.model import fitted
from align.judging.verdicts import Assessed, decide, statements
from align.matching import TranscriptIndex
from align.meaning.reader import Reader
from align.meaning.second_opinion import second_opinions
from align.types import Finding


def decided(assessed: Sequence[Assessed], talk: TranscriptIndex, reader: Reader) -> tuple[Finding, ...]:
    """The findings on claims. A judge that was never measured may cast doubt on what the words say, and no more."""
    model = fitted(reader.name)
    if model:
        return tuple(decide(one, talk, model) for one in informed(assessed, talk, reader))
    findings = tuple(decide(one, talk) for one in assessed)
    return second_opinions(findings, reader, talk.transcript) if reader.judge else findings


def informed(assessed: Sequence[Assessed], talk: TranscriptIndex, reader: Reader) -> list[Assessed]:
    """The same claims, for a model that was fitted with this reader. Passages that it did not read are left out."""
    asked = [_questions(one, talk) for one in assessed]
    weighed = iter(reader.weigh([pair for pairs in asked for pair in pairs]))
    return [_answered(one, talk, weighed) for one in assessed]


def _questions(one: Assessed, talk: TranscriptIndex) -> list[tuple[str, str]]:
    return statements(one, talk) + [pair for part in one.parts for pair in _questions(part, talk)]


def _answered(one: Assessed, talk: TranscriptIndex, weighed: Iterator[Weighed]) -> Assessed:
    read = one.passages[: len(statements(one, talk))]
    passages = tuple(
        replace(passage, features=(*passage.features, *meaning_features(next(weighed)))) for passage in read
    )
    return replace(one, passages=passages, parts=tuple(_answered(part, talk, weighed) for part in one.parts))
