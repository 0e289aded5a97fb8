"""Claims decided with what a reader says of their passages: among the features, where its effect was measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from align.judging.assess import meaning_features
from align.judging.meaning import Weighed
from align.judging.verdicts import MOST_EVIDENCE, Assessed, decide, statements
from align.matching import TranscriptIndex
from align.meaning.reader import Reader
from align.meaning.second_opinion import CHANGEABLE, second_opinions
from align.meaning.trial import tells
from align.types import Finding, Note, NoteCode

# Of a talk in which an encoder is asked what was heard: of n places none stands out by more than √(n - 1) deviations.
FEWEST_TOKENS = 150
LEAST_SPREAD = 1e-6  # of the similarities in a talk: one of a single statement has none


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The findings on claims, and what a reader of the report must know of how they came about."""

    findings: tuple[Finding, ...]
    notes: tuple[Note, ...] = ()


def decided(assessed: Sequence[Assessed], talk: TranscriptIndex, reader: Reader | None = None) -> Conclusion:
    """The findings on claims; with a reader, the way its effect was measured.

    A judge that was never measured may cast doubt on what was found without it, no more, and where it does not tell
    what was said in this talk from what was not, not even that.
    """
    reader = reader and reader.in_language(talk.language.code)
    model = reader.model if reader else None
    if reader and model and (reader.judge or len(talk) >= FEWEST_TOKENS):
        return Conclusion(tuple(decide(one, talk, model) for one in informed(assessed, talk, reader)))
    if not reader or not reader.judge:
        return Conclusion(tuple(decide(one, talk) for one in assessed))
    without = decided(assessed, talk, reader.without_judge())
    if not any(finding.verdict in CHANGEABLE for finding in without.findings):
        return without
    doubted = second_opinions(without.findings, reader, talk) if tells(reader.judge, talk) else None
    if doubted is None:
        return replace(without, notes=(Note(NoteCode.DOES_NOT_TELL, (reader.judge.name,)),))
    return Conclusion(doubted)


def informed(assessed: Sequence[Assessed], talk: TranscriptIndex, reader: Reader) -> list[Assessed]:
    """The same claims, for a model that was fitted with this reader; of passages, those that its judge has read."""
    read = [_those_read(one) for one in assessed] if reader.judge else assessed
    weighed = iter(reader.weigh([pair for one in read for pair in _questions(one, talk)]))
    return [_answered(one, talk, weighed) for one in read]


def _those_read(one: Assessed) -> Assessed:
    return replace(one, passages=one.passages[:MOST_EVIDENCE], parts=tuple(map(_those_read, one.parts)))


def _questions(one: Assessed, talk: TranscriptIndex) -> list[tuple[str, str]]:
    return statements(one, talk) + [pair for part in one.parts for pair in _questions(part, talk)]


def _answered(one: Assessed, talk: TranscriptIndex, weighed: Iterator[Weighed]) -> Assessed:
    near = _standing_out(talk.similarity(one.reading.text)) if talk.similarity and one.reading else None
    passages = []
    for passage in one.passages:
        place = slice(passage.passage.first, passage.passage.last + 1)
        alike = None if near is None else float(near[place].max())
        told = replace(next(weighed), similarity=alike)
        passages.append(replace(passage, features=(*passage.features, *meaning_features(told))))
    parts = tuple(_answered(part, talk, weighed) for part in one.parts)
    return replace(one, passages=tuple(passages), parts=parts)


def _standing_out(similarity: NDArray[np.float32]) -> NDArray[np.float32]:
    """How many standard deviations each place is nearer to a claim than the talk's places are on average.

    Cosines of one encoder lie higher in one language and one kind of talk than in another, so that a bound on them that
    was fitted on some talks does not fit others.
    """
    apart: NDArray[np.float32] = similarity - similarity.mean()
    return apart / max(float(similarity.std()), LEAST_SPREAD)
