"""The figures a reader lives by, first among them: how often a ✓ is right, and a ✗."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from align.types import Finding, Verdict
from benchmarks.datasets import Labelled
from benchmarks.metrics import Judged, area, discrimination, judging

COVERAGES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)  # shares of the true claims shown, at which precision is told


@dataclass(frozen=True, slots=True)
class Scored:
    """One claim's verdict beside its label, with what a curve and a search are drawn from."""

    talk: str
    item: Labelled
    finding: Finding
    support: float  # how surely the claim is supported, 0..1: comparable over all claims

    @property
    def judged(self) -> Judged:
        assert self.item.label is not None
        return Judged(self.item.label, self.finding.verdict, self.finding.confidence, self.item.edits)

    def _is(self, label: Verdict, *verdicts: Verdict) -> bool:
        return self.item.label is label and self.finding.verdict in verdicts


@dataclass(frozen=True, slots=True)
class Headlines:
    """Shares from 0 to 1; None where there is nothing to take a share of."""

    claims: int
    supported_right: float | None  # of the claims shown ✓, those labelled supported
    supported_shown: float | None  # of the claims labelled supported, those shown ✓
    contradicted_right: float | None  # of the claims shown ✗, those labelled contradicted
    contradicted_shown: float | None
    false_accusations: float | None  # of the claims labelled supported, those shown ✗
    false_supports: float | None  # of the claims labelled contradicted, those shown ✓
    not_heard: float | None  # of the claims labelled supported, those shown as not heard
    silent_supported: float | None  # of the claims labelled not found, those shown ✓
    macro_f1: float
    recall_at_1: float | None
    recall_at_3: float | None
    discrimination: float  # of the confidence
    for_against: float  # area under the curve of `Scored.support`: supported against contradicted
    for_silent: float  # … against not found


def headlines(scored: Sequence[Scored]) -> Headlines:
    """The figures on at least one claim."""
    s, c, n = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND
    by_label = {label: [one for one in scored if one.item.label is label] for label in (s, c, n)}
    ranks = [_rank(one) for one in scored if one.item.gold]

    def shown(label: Verdict, verdict: Verdict) -> float | None:
        return _share(one.finding.verdict is verdict for one in by_label[label])

    def apart(label: Verdict, other: Verdict) -> float:
        return area([one.support for one in by_label[label]], [one.support for one in by_label[other]])

    judged = [one.judged for one in scored if one.item.label is not None]
    figures = judging(judged)
    return Headlines(
        claims=len(judged),
        supported_right=_share(one.label is s for one in judged if one.verdict is s),
        supported_shown=shown(s, s),
        contradicted_right=_share(one.label is c for one in judged if one.verdict is c),
        contradicted_shown=shown(c, c),
        false_accusations=shown(s, c),
        false_supports=shown(c, s),
        not_heard=shown(s, n),
        silent_supported=shown(n, s),
        macro_f1=figures.macro_f1,
        recall_at_1=_share(rank == 1 for rank in ranks),
        recall_at_3=_share(rank is not None for rank in ranks),
        discrimination=discrimination(judged),
        for_against=apart(s, c),
        for_silent=apart(s, n),
    )


def precision_curve(scored: Sequence[Scored]) -> list[tuple[float, float, float]]:
    """(share of the true claims shown, precision, the least `support` shown) at the shares `COVERAGES`."""
    ordered = sorted((one for one in scored if one.item.label), key=lambda one: -one.support)
    true = sum(one.item.label is Verdict.SUPPORTED for one in ordered)
    rows, right = [], 0
    wanted = iter(COVERAGES)
    aim = next(wanted)
    for shown, one in enumerate(ordered, 1):
        right += one.item.label is Verdict.SUPPORTED
        while true and one.support > 0 and right >= aim * true:
            rows.append((aim, right / shown, one.support))
            aim = next(wanted, 2.0)
    return rows


def false_supports_by_edit(scored: Sequence[Scored]) -> dict[str, tuple[int, float]]:
    """Kind of edit -> claims labelled contradicted, and the share of them shown ✓."""
    found: dict[str, list[bool]] = {}
    for one in scored:
        if one.item.label is Verdict.CONTRADICTED:
            for kind in one.item.edits:
                found.setdefault(kind, []).append(one.finding.verdict is Verdict.SUPPORTED)
    return {kind: (len(hits), fmean(hits)) for kind, hits in sorted(found.items(), key=lambda item: -len(item[1]))}


def share_shown(scored: Sequence[Scored], label: Verdict, *verdicts: Verdict) -> float | None:
    """Of the claims labelled `label`, those with one of `verdicts`."""
    return _share(one.finding.verdict in verdicts for one in scored if one.item.label is label)


def _rank(one: Scored) -> int | None:
    places = enumerate(one.finding.evidence[:3], 1)
    return next((rank for rank, place in places if one.item.gold.intersection(place.segments)), None)


def _share(hits: Iterable[bool]) -> float | None:
    listed = list(hits)
    return fmean(listed) if listed else None
