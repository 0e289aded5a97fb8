"""Runs Mazeej and the baselines over labelled talks."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from align import check_claims
from align.types import Finding
from audio import Interval
from benchmarks.baselines import BASELINES, ranked
from benchmarks.datasets import Dataset, Talk
from benchmarks.metrics import (
    DEPTH,
    Bin,
    Judged,
    Judging,
    Place,
    Retrieval,
    Search,
    calibration_error,
    discrimination,
    judging,
    reliability,
    retrieval,
)
from benchmarks.variants import VARIANTS
from transcripts import Segment

OWN = "Mazeej"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One variant of one set."""

    seconds: float  # wall time of all calls of `check_claims`
    retrieval: dict[str, Retrieval]  # by system, Mazeej first; empty where no claim has a gold segment
    judging: Judging | None  # None where no claim has a label


@dataclass(frozen=True, slots=True)
class SetResult:
    name: str
    pairs: bool
    claims: int
    words: int  # in all its transcripts
    outcomes: dict[str, Outcome]  # by variant


@dataclass(frozen=True, slots=True)
class Calibration:
    """All sets pooled, as they are."""

    claims: int
    expected_error: float
    discrimination: float
    bins: tuple[Bin, ...]


def evaluate(dataset: Dataset, variants: Sequence[str]) -> tuple[SetResult, list[Judged]]:
    """The figures for each variant, and the verdicts on the set as it is, for pooling."""
    outcomes: dict[str, Outcome] = {}
    pooled: list[Judged] = []
    for name in variants:
        talks = [VARIANTS[name](talk) for talk in dataset.talks]
        began = time.perf_counter()
        findings = [check_claims([item.claim for item in talk.claims], talk.transcript) for talk in talks]
        seconds = time.perf_counter() - began
        judged = [verdict for talk, found in zip(talks, findings, strict=True) for verdict in _judged(talk, found)]
        if name == "original":
            pooled = judged
        outcomes[name] = Outcome(seconds, _searched(talks, findings), judging(judged) if judged else None)
    return SetResult(
        name=dataset.name,
        pairs=dataset.pairs,
        claims=sum(len(talk.claims) for talk in dataset.talks),
        words=sum(1 for talk in dataset.talks for _ in talk.transcript.words()),
        outcomes=outcomes,
    ), pooled


def _judged(talk: Talk, findings: Sequence[Finding]) -> list[Judged]:
    return [
        Judged(item.label, finding.verdict, finding.confidence, item.edits)
        for item, finding in zip(talk.claims, findings, strict=True)
        if item.label is not None
    ]


def _searched(talks: Sequence[Talk], findings: Sequence[Sequence[Finding]]) -> dict[str, Retrieval]:
    if not any(item.gold for talk in talks for item in talk.claims):
        return {}
    own = [
        [tuple(Place(evidence.segments, evidence.interval) for evidence in finding.evidence) for finding in found]
        for found in findings
    ]
    systems = {OWN: own} | {name: [_baseline(name, talk) for talk in talks] for name in BASELINES}
    return {
        name: retrieval(
            [search for talk, found in zip(talks, places, strict=True) for search in _searches(talk, found)]
        )
        for name, places in systems.items()
    }


def _baseline(name: str, talk: Talk) -> list[tuple[Place, ...]]:
    segments = talk.transcript.segments
    scores = BASELINES[name]([item.claim.text for item in talk.claims], [segment.text for segment in segments])
    return [tuple(Place((at,), _interval(segments[at])) for at in best) for best in ranked(scores, DEPTH)]


def _searches(talk: Talk, found: Sequence[tuple[Place, ...]]) -> list[Search]:
    segments = talk.transcript.segments
    return [
        Search(places, item.gold, tuple(_interval(segments[at]) for at in sorted(item.gold)))
        for item, places in zip(talk.claims, found, strict=True)
        if item.gold
    ]


def _interval(segment: Segment) -> Interval:
    return Interval(segment.start, segment.end)


def calibrated(pooled: Sequence[Judged]) -> Calibration | None:
    if not pooled:
        return None
    bins = reliability(pooled)
    return Calibration(len(pooled), calibration_error(bins), discrimination(pooled), bins)
