"""How likely a claim is supported, contradicted or not heard, given the features of a passage.

Two logistic regressions: does the passage speak of what the claim says, and if so, does it stand against it? Their
weights, and the probabilities from which a verdict is given, are fitted by `benchmarks/calibrate.py` and lie in
`weights.json`; a feature may weigh in the direction alone that it means.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from align.judging.assess import FEATURES, MEANING_FEATURES

_FILE = Path(__file__).parent / "weights.json"
WORDS = "words"  # the weights without a model of meaning
LOG_ODDS = "log_odds"
LEAST = 1e-4  # probability that a logarithm is taken of


@dataclass(frozen=True, slots=True)
class Probabilities:
    """Of what a person would say who listened; sum 1."""

    supported: float
    contradicted: float
    not_found: float

    @property
    def said(self) -> float:
        """That the passage speaks of what the claim says, for it or against it."""
        return 1 - self.not_found


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression: log-odds = bias + the sum of feature × weight."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        odds = self.bias + sum(weight * features[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


@dataclass(frozen=True, slots=True)
class Model:
    """Everything of the decision that is fitted."""

    said: Regression
    against: Regression
    heard_from: float  # probability that it was said, from which a claim is not "not heard"
    supported_from: float  # probability of being supported, from which it is shown as that
    contradicted_from: float
    # That it was said, by the `LOG_ODDS` of what `said` tells and a model of meaning: for "not heard" alone.
    heard: Regression | None = None

    def probabilities(self, features: Sequence[float]) -> Probabilities:
        """`features` are beside `FEATURES`, or these and `MEANING_FEATURES`."""
        named = dict(zip((*FEATURES, *MEANING_FEATURES), features, strict=False))
        said, against = self.said.probability(named), self.against.probability(named)
        return Probabilities(said * (1 - against), said * against, 1 - said)

    def hears(self, features: Sequence[float]) -> float:
        """How likely a passage speaks of what the claim says, a model of meaning asked as well where one was fitted."""
        said = self.probabilities(features).said
        if self.heard is None:
            return said
        named = dict(zip((*FEATURES, *MEANING_FEATURES), features, strict=False))
        return self.heard.probability(named | {LOG_ODDS: log_odds(said)})


def log_odds(probability: float) -> float:
    return math.log(max(probability, LEAST) / max(1 - probability, LEAST))


def model_from(row: Mapping[str, Mapping[str, float]]) -> Model:
    """A model as it lies in the file."""
    said, against, limits = _regression(row["said"]), _regression(row["against"]), row["from"]
    heard = _regression(row["heard"]) if "heard" in row else None
    return Model(said, against, limits["heard"], limits["supported"], limits["contradicted"], heard)


def _regression(row: Mapping[str, float]) -> Regression:
    return Regression(row["bias"], {key: value for key, value in row.items() if key != "bias"})


@cache
def _models() -> dict[str, Model]:
    """Of a model of meaning that only helps to hear, the rest is as for the words alone."""
    rows = json.loads(_FILE.read_text(encoding="utf-8"))["models"]
    return {name: model_from(rows[WORDS] | row) for name, row in rows.items()}


def fitted(name: str = WORDS) -> Model | None:
    """The model fitted with the model of meaning of that name; None where there is none."""
    return _models().get(name)


def default_model() -> Model:
    """The model of the words alone."""
    return _models()[WORDS]
