"""How likely a claim is supported, contradicted or neither, given a passage's features, and how likely it is the place.

A multinomial logistic regression: the log-odds of "supported" and of "contradicted", each against neither; and a
regression of its own for whether the passage is where it was spoken of. Weights, and the probabilities from which a
verdict is given, are fitted by `benchmarks/calibrate.py` and lie in `weights.json`; a feature may weigh in the
direction alone that it means.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path

from align.judging.assess import FEATURES, MEANING_FEATURES
from align.types import Verdict

_FILE = Path(__file__).parent / "weights.json"
_KNOWN = frozenset((*FEATURES, *MEANING_FEATURES))
WORDS = "words"  # the weights without a model of meaning
LOG_ODDS = "log_odds"
LEAST = 1e-4  # probability that a logarithm is taken of
UNDECIDED = 0.25  # confidence of "unclear", below that of nearly every verdict: nothing is claimed to be right


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of what a person would say who listened; sum 1."""

    supported: float
    contradicted: float
    not_found: float

    def of(self, verdict: Verdict) -> float:
        """That a person would say what `verdict`, one of what was heard, says; what was said in part was said."""
        if verdict is Verdict.UNCLEAR:
            return UNDECIDED
        return self.contradicted if verdict is Verdict.CONTRADICTED else self.supported


@dataclass(frozen=True, slots=True)
class Regression:
    """The log-odds of one outcome: bias + the sum of feature × weight."""

    bias: float
    weights: Mapping[str, float]

    def odds(self, features: Mapping[str, float]) -> float:
        """How much likelier it is than the outcome that it is measured against; from 0."""
        log_odds = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return math.exp(max(-30.0, min(30.0, log_odds)))

    def probability(self, features: Mapping[str, float]) -> float:
        """Where there are but these two outcomes."""
        odds = self.odds(features)
        return odds / (1 + odds)


@dataclass(frozen=True, slots=True)
class Model:
    """Everything of the decision that is fitted."""

    supported: Regression
    contradicted: Regression
    heard: Regression  # that a passage is the place where it was spoken of: for the order of passages, and "not heard"
    heard_from: float  # probability that it was spoken of, from which a claim is not "not heard"
    supported_from: float  # probability of being supported, from which it is shown as that
    contradicted_from: float
    rightness: Mapping[Verdict, Regression] = field(default_factory=dict)  # of a verdict, by the `LOG_ODDS` of it

    def probabilities(self, features: Sequence[float]) -> Probabilities:
        """`features` are beside `FEATURES`, or these and `MEANING_FEATURES`."""
        named = _named(features)
        supported, contradicted = self.supported.odds(named), self.contradicted.odds(named)
        total = 1 + supported + contradicted
        return Probabilities(supported / total, contradicted / total, 1 / total)

    def hears(self, features: Sequence[float]) -> float:
        """How likely a passage is the place where what the claim says was spoken of."""
        return self.heard.probability(_named(features))

    def confidence(self, verdict: Verdict, probability: float) -> float:
        """How likely a verdict of such a probability is right (J. Platt's scaling, 1999); that itself without a fit."""
        fitted = self.rightness.get(verdict)
        return probability if fitted is None else fitted.probability({LOG_ODDS: log_odds(probability)})


def _named(features: Sequence[float]) -> dict[str, float]:
    return dict(zip((*FEATURES, *MEANING_FEATURES), features, strict=False))


def log_odds(probability: float) -> float:
    return math.log(max(probability, LEAST) / max(1 - probability, LEAST))


def model_from(row: Mapping[str, Mapping[str, float]]) -> Model:
    """A model as it lies in the file."""
    supported, contradicted = _regression(row["supported"]), _regression(row["contradicted"])
    limits = row["from"]
    rightness = {verdict: _regression(row[f"{verdict} right"]) for verdict in Verdict if f"{verdict} right" in row}
    heard = _regression(row["heard"])
    return Model(
        supported, contradicted, heard, limits["heard"], limits["supported"], limits["contradicted"], rightness
    )


def _regression(row: Mapping[str, float]) -> Regression:
    return Regression(row["bias"], {name: weight for name, weight in row.items() if name != "bias"})


@cache
def _models() -> dict[str, Model]:
    """By the name of the model of meaning, `WORDS` without one. Of one that only helps to hear, the rest is as for the
    words alone; rows that were fitted on features that are no more are left out.
    """
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["models"]
    models = {name: model_from(rows[WORDS] | row) for name, row in rows.items()}
    return {name: model for name, model in models.items() if _KNOWN.issuperset(_weighed(model))}


def _weighed(model: Model) -> Iterator[str]:
    """The names of its features."""
    return chain(model.supported.weights, model.contradicted.weights, model.heard.weights)


def fitted(name: str = WORDS) -> Model | None:
    """The model fitted with the model of meaning of that name; None where there is none."""
    return _models().get(name)


def default_model() -> Model:
    """The model of the words alone."""
    return _models()[WORDS]
