"""Fitting the model of `align/judging/model.py`: logistic regressions on labelled claims, and where a verdict is shown.

A feature may weigh in the direction alone that it means (more of the claim said never speaks against it): the labels of
claims that a machine wrote follow their wording as well, and a free fit would learn that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from align.judging.assess import FEATURES, MEANING_FEATURES
from align.judging.model import LOG_ODDS, WORDS, Model, Regression, log_odds
from align.judging.verdicts import decide, may_contradict, may_support, ranked
from align.types import Verdict
from benchmarks.examples import Example

SUPPORTED_RIGHT, CONTRADICTED_RIGHT = 0.915, 0.86  # shares of what is shown ✓ and ✗ that are to be right, of the talks
HEARD_FROM = 0.4  # probability from which a claim was heard: to call what was said unheard is the worse mistake
RIDGE, STEPS = 1.0, 500
FEWEST = 20  # verdicts of a kind, from which their confidence is fitted, and where they are shown
# In which direction each feature may weigh, in the log-odds against "not found"; 0 for either. First those whose
# direction is the same in all three: how much of the claim was said, and how close together.
_SAID = {
    "coverage": 1,
    "words": 1,
    "in_one_statement": 1,
    "scattered": -1,
    "score": 1,
    "names_open": -1,
    "spoken": 1,
}
SUPPORTED: Mapping[str, int] = _SAID | {
    "amounts_agree": 1,
    "amounts_open": -1,
    "values_differ": -1,
    "opposed": -1,
    "doubt": -1,
    "leans": -1,
}
CONTRADICTED: Mapping[str, int] = _SAID | {
    "amounts_open": 1,
    "values_differ": 1,
    "opposed": 1,
    "doubt": -1,
    "leans": 1,
}
HEARD: Mapping[str, int] = _SAID | {
    "amounts_agree": 1,
    "amounts_open": -1,
    "values_differ": 0,
    "opposed": 0,
    "similarity": 1,
    "about": 1,
}


def fit(found: Sequence[Example]) -> Model:
    """The model for `found`; those without any passage teach nothing.

    The verdict is learnt by the claim's label alone, wherever its first passage lies: the same is often said in more
    places than were labelled. Whether a passage is the place is learnt by itself.
    """
    rows = [one for one in found if one.assessed.passages]
    names = (*FEATURES, *MEANING_FEATURES)[: len(rows[0].assessed.passages[0].features)]
    features = np.array([one.assessed.passages[0].features for one in rows])
    labels = np.array([one.item.label for one in rows])
    outcomes = np.array([labels == verdict for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)])
    supported, contradicted = regress(names, features, outcomes, (SUPPORTED, CONTRADICTED))
    [heard] = regress(names, features, np.array([[_is_said(one) for one in rows]]), (HEARD,))
    model = Model(supported, contradicted, heard, HEARD_FROM, 1.0, 1.0)
    return _with_confidence(_with_thresholds(model, rows), rows)


def _is_said(one: Example) -> bool:
    """Whether the first passage speaks of the claim."""
    if one.item.label is Verdict.NOT_FOUND:
        return False
    passage = one.assessed.passages[0].passage
    segments = {one.index.segment_of_token(token) for token in (passage.first, passage.last)}
    return not one.item.gold or bool(one.item.gold & frozenset(range(min(segments), max(segments) + 1)))


def regress(
    names: Sequence[str],
    features: np.ndarray,
    outcomes: np.ndarray,
    signs: Sequence[Mapping[str, int]],
) -> list[Regression]:
    """Multinomial logistic regression with a ridge and with signs, by accelerated projected gradient descent.

    `features` have shape (examples, features), `outcomes` (outcomes, examples) with at most one true for an example;
    one with none is of the outcome that all are measured against. `signs` stand beside the outcomes: feature -> the
    direction in which it may weigh, 0 for either; those that are missing may not.
    """
    mean, spread = features.mean(axis=0), features.std(axis=0)
    spread[spread < 1e-9] = 1.0
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    direction = np.array([[each.get(name, 0) for name in names] + [0] for each in signs])
    used = np.array([[name in each for name in names] + [True] for each in signs])
    ridge = np.r_[np.full(len(names), RIDGE), 0.0]
    step = 1 / np.linalg.eigvalsh(0.5 * rows.T @ rows + np.diag(ridge))[-1]
    found = ahead = np.zeros(direction.shape)
    momentum = 1.0
    for _ in range(STEPS):
        odds = np.exp(np.clip(ahead @ rows.T, -30, 30))
        error = odds / (1 + odds.sum(axis=0)) - outcomes
        moved = ahead - step * (error @ rows + ridge * ahead)
        moved = np.where((moved * direction < 0) | ~used, 0.0, moved)
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = moved + (momentum - 1) / following * (moved - found)
        found, momentum = moved, following
    unscaled = [(each[:-1] / spread, float(each[-1])) for each in found]
    return [
        Regression(bias - float(own @ mean), {name: float(w) for name, w in zip(names, own, strict=True) if w})
        for own, bias in unscaled
    ]


def _with_thresholds(model: Model, talks: Sequence[Example]) -> Model:
    """The probabilities from which as many verdicts are right as are to be, on the talks fitted on."""
    first = [(one, *ranked(one.assessed.passages, model)[0]) for one in talks]
    weighed = [row for row in first if not row[1].said_in_full]  # the others are shown whatever is likely
    supported = [
        (likely.supported, one.item.label is Verdict.SUPPORTED) for one, at, likely in weighed if may_support(at)
    ]
    against = [
        (likely.contradicted, one.item.label is Verdict.CONTRADICTED)
        for one, at, likely in weighed
        if may_contradict(at)
    ]
    return replace(
        model,
        supported_from=_least(supported, SUPPORTED_RIGHT),
        contradicted_from=_least(against, CONTRADICTED_RIGHT),
    )


def _with_confidence(model: Model, talks: Sequence[Example]) -> Model:
    """How likely each verdict is right, given its probability: as often as it was on the talks fitted on."""
    given: dict[Verdict, list[tuple[float, bool]]] = {}
    for one in talks:
        finding = decide(one.assessed, one.index, model)
        given.setdefault(finding.verdict, []).append((log_odds(finding.confidence), is_right(finding.verdict, one)))
    fitted: dict[Verdict, Regression] = {}
    for verdict, rows in given.items():
        if verdict is not Verdict.UNCLEAR and len(rows) >= FEWEST:
            fitted[verdict] = _rightness(rows)
    return replace(model, rightness=fitted)


def _rightness(rows: Sequence[tuple[float, bool]]) -> Regression:
    """How likely a verdict is right, by the log-odds of its probability (J. Platt's scaling, 1999)."""
    odds, right = np.array(rows, dtype=float).T
    return regress([LOG_ODDS], odds[:, None], right[None], [{LOG_ODDS: 1}])[0]


def is_right(verdict: Verdict, one: Example) -> bool:
    """As `benchmarks/metrics.py` counts it: what was said in part was said."""
    return one.item.label is (Verdict.SUPPORTED if verdict is Verdict.PARTLY_SUPPORTED else verdict)


def _least(shown: Sequence[tuple[float, bool]], aim: float) -> float:
    """The least probability from which the share `aim` is to be expected right; where there is none, `aim` itself.

    Expected by Platt's scaling: where the last of them happened to be right or wrong would move a count of hits.
    """
    if len(shown) < FEWEST:
        return aim
    scaled = _rightness([(log_odds(likely), is_right) for likely, is_right in shown])
    expected, best = 0.0, aim
    for count, (likely, _) in enumerate(sorted(shown, reverse=True), 1):
        expected += scaled.probability({LOG_ODDS: log_odds(likely)})
        best = likely if expected >= aim * count else best
    return best


def as_row(model: Model) -> dict[str, dict[str, float]]:
    """A model as it lies in `weights.json`."""
    known = {"supported": model.supported, "contradicted": model.contradicted, "heard": model.heard}
    known |= {f"{verdict} right": one for verdict, one in sorted(model.rightness.items())}
    rows = {name: _regression_row(one) for name, one in known.items()}
    limits = {"heard": model.heard_from, "supported": model.supported_from, "contradicted": model.contradicted_from}
    return rows | {"from": {key: round(value, 3) for key, value in limits.items()}}


def _regression_row(one: Regression) -> dict[str, float]:
    return {"bias": round(one.bias, 3)} | {name: round(value, 3) for name, value in one.weights.items()}


def bound_to_words(before: str) -> list[str]:
    """The readers with weights of their own for ✓ and ✗, made beside the words'; others have but their own "heard"."""
    known = json.loads(before)["models"]
    return [name for name, row in known.items() if name != WORDS and not row.keys() <= {"heard", "measured"}]


def as_text(words: Model, before: str) -> str:
    """The file with these weights of the words, and of `before` the rows of readers that only hear."""
    gone = {WORDS, *bound_to_words(before)}
    rows = {WORDS: as_row(words)} | {
        name: row for name, row in json.loads(before)["models"].items() if name not in gone
    }
    return json.dumps({"made_by": "benchmarks/calibrate.py", "models": rows}, indent=2, ensure_ascii=False) + "\n"
