"""Fitting the model of `align/judging/model.py`: logistic regressions on labelled claims, and where a verdict is shown.

A feature may weigh in the direction alone that it means (more of the claim said never speaks against it): the labels of
claims that a machine wrote follow their wording as well, and a free fit would learn that.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.check import read_talk
from align.judging.assess import FEATURES, MEANING_FEATURES
from align.judging.denied import denied_words
from align.judging.model import LOG_ODDS, WORDS, Model, Regression, log_odds
from align.judging.verdicts import Assessed, assess_claim, decide, may_contradict, may_support, ranked
from align.matching import TranscriptIndex
from align.matching.statements import Statement
from align.meaning import Reader, informed
from align.quantities import Relation, compare_said
from align.types import Claim, Verdict
from benchmarks.datasets import Dataset, Labelled, Shape, Talk

SUPPORTED_RIGHT, CONTRADICTED_RIGHT = 0.9, 0.87  # shares of what is shown ✓ and ✗ that are to be right, of the talks
RIDGE, STEPS = 1.0, 500
FEWEST = 20  # verdicts of a kind, from which their confidence is fitted
# Total weight of each kind of examples. Beside the talks' claims: passages and triples, and the talks' own statements
# as claims, unchanged and changed, without which nothing is known of claims in the recording's own words.
WEIGHTS = {"talk": 1.0, "passage": 0.6, "own words": 0.1, "changed words": 0.05}
OWN_WORDS = range(5, 16)  # of a statement that is taken for a claim
OWN_STATEMENTS = 12  # of a talk, evenly spread
UNTRUE = {"ar": "ليس صحيحا أن", "en": "It is not true that"}

# In which direction each feature may weigh, in the log-odds against "the passage does not speak of it".
SUPPORTED: Mapping[str, int] = {
    "coverage": 1,
    "words": 1,
    "together": 1,
    "scattered": -1,
    "score": 1,
    "close": 1,
    "amounts_agree": 1,
    "amounts_open": -1,
    "names_open": -1,
    "values_differ": -1,
    "opposed": -1,
    "spoken": 1,
    "leans": -1,
}
CONTRADICTED: Mapping[str, int] = {
    "coverage": 1,
    "words": 1,
    "together": 1,
    "scattered": -1,
    "score": 1,
    "close": -1,
    "amounts_open": 1,
    "names_open": -1,
    "values_differ": 1,
    "opposed": 1,
    "spoken": 1,
    "leans": 1,
}
HEARD: Mapping[str, int] = {LOG_ODDS: 1, "similarity": 1, "spoken": 1}


@dataclass(frozen=True, slots=True)
class Example:
    """A labelled claim with everything that the decision on it rests on."""

    talk: Talk
    index: TranscriptIndex
    item: Labelled
    assessed: Assessed
    group: str
    kind: str  # one of `WEIGHTS`


def examples(dataset: Dataset, reader: Reader | None = None) -> list[Example]:
    """Those of all claims with a label; a reader helps to find, and says what it thinks of what was found."""
    kind = "talk" if dataset.shape is Shape.RECORDING else "passage"
    found = []
    for talk in dataset.talks:
        index = read_talk(talk.transcript, reader=reader)
        items = [item for item in talk.claims if item.label is not None]
        assessed = [assess_claim(item.claim, index) for item in items]
        assessed = informed(assessed, index, reader) if reader else assessed
        found += [Example(talk, index, item, one, talk.group, kind) for item, one in zip(items, assessed, strict=True)]
    return found


def own_words(datasets: Sequence[Dataset], reader: Reader | None = None) -> list[Example]:
    """Statements of the talks, taken for claims that they support; and changed into claims that they contradict."""
    found = []
    for talk in (talk for each in datasets if each.shape is Shape.RECORDING for talk in each.talks):
        index = read_talk(talk.transcript, reader=reader)
        stated = [one for one in index.layout().statements if not one.asks and one.last - one.first + 1 in OWN_WORDS]
        own = [(one, index.heard(one.first, one.last)) for one in stated[:: max(1, len(stated) // OWN_STATEMENTS)]]
        changed = [(one, text) for one in stated if (text := _with_another_amount(one, index))]
        opposed = [(one, text) for one in stated if (text := _denied_or_not(one, index))]
        changed += opposed[:: max(1, len(opposed) // OWN_STATEMENTS)]
        of_talk = [_own(talk, index, one, Verdict.SUPPORTED, text) for one, text in own]
        of_talk += [_own(talk, index, one, Verdict.CONTRADICTED, text) for one, text in changed]
        assessed = [one.assessed for one in of_talk]
        assessed = informed(assessed, index, reader) if reader else assessed
        found += [replace(one, assessed=read) for one, read in zip(of_talk, assessed, strict=True)]
    return found


def _own(talk: Talk, index: TranscriptIndex, one: Statement, label: Verdict, text: str) -> Example:
    segments = frozenset(index.segment_of_token(token) for token in range(one.first, one.last + 1))
    claim = Claim(f"own {one.first}", text, None)
    kind = "own words" if label is Verdict.SUPPORTED else "changed words"
    return Example(talk, index, Labelled(claim, segments, label), assess_claim(claim, index), talk.group, kind)


def _denied_or_not(one: Statement, index: TranscriptIndex) -> str | None:
    """A statement's words without their one negator; or all of them called untrue, where there is none."""
    tokens = range(one.first, one.last + 1)
    negators = [at for at in tokens if index.language.is_negator(index.tokens[at].text)]
    start, end = index.tokens[one.first].start, index.tokens[one.last].end
    if not negators:
        prefix = UNTRUE.get(index.language.code)
        return prefix and f"{prefix} {index.text[start:end]}"
    alone = len(negators) == 1 and index.tokens[negators[0]].text in index.language.negators
    if not alone or not any(index.once(denied_words).heads[at] for at in tokens):
        return None
    negator = index.tokens[negators[0]]
    return (index.text[start : negator.start] + index.text[negator.end + 1 : end]).strip()


def _with_another_amount(one: Statement, index: TranscriptIndex) -> str | None:
    """A statement's words with its first amount replaced by another of its kind that is said elsewhere."""
    own = [
        each for each in index.quantities_in(one.first, one.last) if one.first <= each.first and each.last <= one.last
    ]
    if not own:
        return None
    first = own[0]
    others = (
        each.quantity
        for each in index.quantities()
        if compare_said(each.quantity, first.quantity).relation is Relation.CONFLICTS
        and not any(compare_said(each.quantity, mine.quantity).relation is Relation.AGREES for mine in own)
    )
    other = next(others, None)
    if other is None:
        return None
    start, end = index.tokens[one.first].start, index.tokens[one.last].end
    return index.text[start : first.quantity.start] + other.text + index.text[first.quantity.end : end]


def fit(found: Sequence[Example]) -> Model:
    """The model for `found`; those without any passage teach nothing."""
    rows = [one for one in found if one.assessed.passages]
    names = (*FEATURES, *MEANING_FEATURES)[: len(rows[0].assessed.passages[0].features)]
    features = np.array([one.assessed.passages[0].features for one in rows])
    labels = np.array([one.item.label for one in rows])
    said = np.array([_is_said(one) for one in rows])
    outcomes = np.array([(labels == verdict) & said for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED)])
    weights = _weights(rows)
    supported, contradicted = regress(names, features, outcomes, weights, (SUPPORTED, CONTRADICTED))
    model = Model(supported, contradicted, 0.5, 1.0, 1.0)
    if len(names) > len(FEATURES):
        sure = np.array([log_odds(model.probabilities(row).said) for row in features])
        [heard] = regress((LOG_ODDS, *names), np.c_[sure, features], said[None], weights, (HEARD,))
        model = replace(model, heard=heard)
    talks = [one for one in rows if one.kind == "talk"] or rows
    return _with_confidence(_with_thresholds(model, talks), talks)


def _is_said(one: Example) -> bool:
    """Whether the first passage speaks of the claim."""
    if one.item.label is Verdict.NOT_FOUND:
        return False
    passage = one.assessed.passages[0].passage
    segments = {one.index.segment_of_token(token) for token in (passage.first, passage.last)}
    return not one.item.gold or bool(one.item.gold & frozenset(range(min(segments), max(segments) + 1)))


def _weights(rows: Sequence[Example]) -> np.ndarray:
    kinds = np.array([one.kind for one in rows])
    talks = int((kinds == "talk").sum())
    weights = np.ones(len(rows))
    if not talks:
        return weights
    for kind, share in WEIGHTS.items():
        here = kinds == kind
        weights[here] = share * talks / max(1, int(here.sum()))
    return weights


def regress(
    names: Sequence[str],
    features: np.ndarray,
    outcomes: np.ndarray,
    weights: np.ndarray,
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
    step = 1 / np.linalg.eigvalsh(0.5 * (rows * weights[:, None]).T @ rows + np.diag(ridge))[-1]
    found = ahead = np.zeros(direction.shape)
    momentum = 1.0
    for _ in range(STEPS):
        odds = np.exp(np.clip(ahead @ rows.T, -30, 30))
        error = odds / (1 + odds.sum(axis=0)) - outcomes
        moved = ahead - step * ((error * weights) @ rows + ridge * ahead)
        moved = np.where((moved * direction < 0) | ~used, 0.0, moved)
        following = (1 + np.sqrt(1 + 4 * momentum * momentum)) / 2
        ahead = moved + (momentum - 1) / following * (moved - found)
        found, momentum = moved, following
    return [_unscaled(names, each[:-1] / spread, float(each[-1]), mean) for each in found]


def _unscaled(names: Sequence[str], weights: np.ndarray, bias: float, mean: np.ndarray) -> Regression:
    kept = {name: float(weight) for name, weight in zip(names, weights, strict=True) if weight}
    return Regression(bias - float(weights @ mean), kept)


def _with_thresholds(model: Model, talks: Sequence[Example]) -> Model:
    """The probabilities from which as many verdicts are right as are to be, on the talks fitted on."""
    first = [(one, *ranked(one.assessed.passages, model)[0]) for one in talks]
    heard = [row for row in first if model.hears(row[1].features) >= model.heard_from]
    supported = [
        (likely.supported, one.item.label is Verdict.SUPPORTED) for one, at, likely in heard if may_support(at)
    ]
    against = [
        (likely.contradicted, one.item.label is Verdict.CONTRADICTED) for one, at, likely in heard if may_contradict(at)
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
            odds, right = np.array(rows).T
            fitted[verdict] = regress([LOG_ODDS], odds[:, None], right[None], np.ones(len(odds)), [{LOG_ODDS: 1}])[0]
    return replace(model, rightness=fitted)


def is_right(verdict: Verdict, one: Example) -> bool:
    """As `benchmarks/metrics.py` counts it: what was said in part was said."""
    return one.item.label is (Verdict.SUPPORTED if verdict is Verdict.PARTLY_SUPPORTED else verdict)


def _least(shown: Sequence[tuple[float, bool]], aim: float) -> float:
    """The least probability from which the share `aim` is right; where there is none, `aim` is taken for one."""
    right, best = 0, aim
    for count, (likely, is_right) in enumerate(sorted(shown, reverse=True), 1):
        right += is_right
        if right >= aim * count:
            best = likely
    return best


def as_row(model: Model) -> dict[str, dict[str, float]]:
    """A model as it lies in `weights.json`."""
    known = {"supported": model.supported, "contradicted": model.contradicted}
    known |= {f"{verdict} right": one for verdict, one in sorted(model.rightness.items())}
    known |= {"heard": model.heard} if model.heard else {}
    rows = {name: _regression_row(one) for name, one in known.items()}
    limits = {"heard": model.heard_from, "supported": model.supported_from, "contradicted": model.contradicted_from}
    return rows | {"from": {key: round(value, 3) for key, value in limits.items()}}


def _regression_row(one: Regression) -> dict[str, float]:
    return {"bias": round(one.bias, 3)} | {name: round(value, 3) for name, value in one.weights.items()}


def as_text(words: Model, before: str) -> str:
    """The file with these weights of the words. Of `before` is kept what hangs on their probability alone."""
    known = json.loads(before)["models"]
    kept = {name: row for name, row in known.items() if row.keys() <= {"heard", "measured"}}
    rows = {WORDS: as_row(words)} | kept
    return json.dumps({"made_by": "benchmarks/calibrate.py", "models": rows}, indent=2, ensure_ascii=False) + "\n"
