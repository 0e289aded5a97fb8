"""How well places were found and verdicts given. Every figure is a share from 0 to 1 unless it says otherwise."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from align.review import wilson
from align.types import Verdict
from audio import Interval, Seconds

DEPTH = 3  # places a claim may be given; everything is counted over these
NEAR_SECONDS = 10.0
BINS = 10
LABELS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND)  # what people labelled


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim is said to have been said."""

    segments: tuple[int, ...]
    interval: Interval


@dataclass(frozen=True, slots=True)
class Search:
    """The places found for one claim, best first, and the right ones."""

    places: tuple[Place, ...]
    gold: frozenset[int]  # not empty
    gold_intervals: tuple[Interval, ...]  # of those segments


@dataclass(frozen=True, slots=True)
class Retrieval:
    claims: int
    recall_at_1: float  # the first place holds a gold segment
    recall_at_1_range: tuple[float, float]  # 95 % of samples of so many claims would have it there
    recall_at_3: float
    mrr: float  # mean of 1 / rank of the first right place, 0 where none of the three is
    within_10_s: float  # the first place starts inside a gold segment or at most 10 s from one
    mean_seconds: float  # how long the first places are: long ones hit more easily
    mean_segments: float


@dataclass(frozen=True, slots=True)
class Judged:
    """One claim's verdict beside its label."""

    label: Verdict
    verdict: Verdict
    confidence: float
    edits: tuple[str, ...] = ()

    @property
    def counted_as(self) -> Verdict:
        """The verdict among the labels; `unclear` and `not_checkable` are none of them, so never right."""
        return Verdict.SUPPORTED if self.verdict is Verdict.PARTLY_SUPPORTED else self.verdict

    @property
    def right(self) -> bool:
        return self.counted_as is self.label


@dataclass(frozen=True, slots=True)
class Score:
    """One label against all the others; 0 where nothing was so labelled or so called."""

    claims: int  # that carry the label
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Recall:
    claims: int
    recall: float


@dataclass(frozen=True, slots=True)
class Judging:
    claims: int
    macro_f1: float  # over the labels that occur
    two_way_macro_f1: float  # the same on the claims labelled supported or contradicted alone
    binary_macro_f1: float  # supported against everything else
    per_verdict: dict[str, Score]
    contradicted_recall: dict[str, Recall]  # by kind of edit; an edit of two kinds counts in both
    false_contradicted: float  # of the claims labelled supported
    unclear: float
    confusion: dict[str, dict[str, int]]  # label → verdict as given → claims
    calibration_error: float
    discrimination: float


@dataclass(frozen=True, slots=True)
class Bin:
    """The verdicts whose confidence is at least `low` and below `high`; the last bin takes 1 too."""

    low: float
    high: float
    claims: int
    confidence: float  # mean
    right: float


def retrieval(searches: Sequence[Search]) -> Retrieval:
    """What was found of at least one claim."""
    ranks = [_rank(search) for search in searches]
    firsts = [search.places[0] for search in searches if search.places]
    return Retrieval(
        claims=len(searches),
        recall_at_1=_share(rank == 1 for rank in ranks),
        recall_at_1_range=wilson(sum(rank == 1 for rank in ranks), len(ranks)),
        recall_at_3=_share(rank is not None for rank in ranks),
        mrr=fmean(1 / rank if rank else 0.0 for rank in ranks),
        within_10_s=_share(_distance(search) <= NEAR_SECONDS for search in searches),
        mean_seconds=_mean(place.interval.duration for place in firsts),
        mean_segments=_mean(len(place.segments) for place in firsts),
    )


def judging(judged: Sequence[Judged]) -> Judging:
    """The verdicts on at least one claim against their labels."""
    given = [(str(item.label), str(item.counted_as)) for item in judged]
    supported = [item for item in judged if item.label is Verdict.SUPPORTED]
    return Judging(
        claims=len(judged),
        macro_f1=_macro_f1(given),
        two_way_macro_f1=_macro_f1([pair for pair in given if pair[0] != Verdict.NOT_FOUND]),
        binary_macro_f1=_macro_f1([(_binary(label), _binary(verdict)) for label, verdict in given]),
        per_verdict={label: score(given, label) for label in map(str, LABELS) if _claims(given, label)},
        contradicted_recall=_contradicted_recall(judged),
        false_contradicted=_share(item.verdict is Verdict.CONTRADICTED for item in supported),
        unclear=_share(item.verdict is Verdict.UNCLEAR for item in judged),
        confusion=_confusion(judged),
        calibration_error=calibration_error(reliability(judged)),
        discrimination=discrimination(judged),
    )


def score(given: Sequence[tuple[str, str]], label: str) -> Score:
    """`given` pairs each claim's label with what it was called."""
    labelled = _claims(given, label)
    called = sum(verdict == label for _, verdict in given)
    right = given.count((label, label))
    precision = right / called if called else 0.0
    recall = right / labelled if labelled else 0.0
    return Score(labelled, precision, recall, 2 * right / (labelled + called) if right else 0.0)


def reliability(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Confidence beside the share that was right, in the ten bins that are not empty."""
    bins = []
    for at in range(BINS):
        inside = [item for item in judged if min(int(item.confidence * BINS), BINS - 1) == at]
        if inside:
            confidence = fmean(item.confidence for item in inside)
            right = _share(item.right for item in inside)
            bins.append(Bin(at / BINS, (at + 1) / BINS, len(inside), confidence, right))
    return tuple(bins)


def calibration_error(bins: Sequence[Bin]) -> float:
    """Expected calibration error: the mean of |confidence - share right| over the bins, weighted by their claims.

    Naeini, Cooper and Hauskrecht, "Obtaining well calibrated probabilities using Bayesian binning", AAAI 2015.
    """
    return sum(row.claims * abs(row.confidence - row.right) for row in bins) / sum(row.claims for row in bins)


def discrimination(judged: Sequence[Judged]) -> float:
    """Chance that a right verdict is given more confidence than a wrong one (ties half): the area under the ROC curve.

    One confidence for everything can have no calibration error at all; it has 0.5 here, as has the absence of either.
    """
    right = [item.confidence for item in judged if item.right]
    return area(right, [item.confidence for item in judged if not item.right])


def area(above: Sequence[float], below: Sequence[float]) -> float:
    """Under the ROC curve: the chance that one of `above` exceeds one of `below`, ties half; without either .5."""
    if not above or not below:
        return 0.5
    ordered = sorted(below)
    won = sum(bisect_left(ordered, value) + bisect_right(ordered, value) for value in above)
    return won / (2 * len(above) * len(ordered))


def _rank(search: Search) -> int | None:
    hits = (rank for rank, place in enumerate(search.places[:DEPTH], 1) if search.gold.intersection(place.segments))
    return next(hits, None)


def _distance(search: Search) -> Seconds:
    """From the start of the first place to the nearest gold segment; infinite where no place was given."""
    if not search.places:
        return float("inf")
    start = search.places[0].interval.start
    return min(max(gold.start - start, start - gold.end, 0.0) for gold in search.gold_intervals)


def _macro_f1(given: Sequence[tuple[str, str]]) -> float:
    return _mean(score(given, label).f1 for label in sorted({label for label, _ in given}))


def _claims(given: Sequence[tuple[str, str]], label: str) -> int:
    return sum(truth == label for truth, _ in given)


def _binary(verdict: str) -> str:
    return "not supported" if verdict in (Verdict.CONTRADICTED, Verdict.NOT_FOUND) else verdict


def _contradicted_recall(judged: Sequence[Judged]) -> dict[str, Recall]:
    found: dict[str, list[bool]] = {}
    for item in judged:
        if item.label is Verdict.CONTRADICTED:
            for kind in item.edits:
                found.setdefault(kind, []).append(item.right)
    return {kind: Recall(len(hits), _share(hits)) for kind, hits in sorted(found.items())}


def _confusion(judged: Sequence[Judged]) -> dict[str, dict[str, int]]:
    counts = Counter((item.label, item.verdict) for item in judged)
    return {
        str(label): {str(verdict): counts[label, verdict] for verdict in Verdict if counts[label, verdict]}
        for label in LABELS
        if any(item.label is label for item in judged)
    }


def _mean(values: Iterable[float]) -> float:
    return fmean(list(values) or [0.0])


def _share(hits: Iterable[bool]) -> float:
    return _mean(map(float, hits))
