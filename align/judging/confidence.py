"""How sure a verdict is: the share of such verdicts that were right on labelled data."""

from __future__ import annotations

import math

from align.types import Verdict

# (base, per log-odds that the passage is about the claim), fitted by benchmarks/calibrate.py over the development sets
# pooled: half of their claims were made false on purpose, so a supported claim of an honest article is surer than said.
_CONSTANTS = {
    Verdict.SUPPORTED: (-0.56, 0.33),
    Verdict.CONTRADICTED: (0.94, 0.41),
    Verdict.NOT_FOUND: (-0.81, -1.00),
}
UNCLEAR = 0.5  # nothing is claimed that could be right


def confidence(verdict: Verdict, found: float) -> float:
    """Probability 0..1 that `verdict` is right, `found` being the probability that the passage is about the claim."""
    constants = _CONSTANTS.get(Verdict.SUPPORTED if verdict is Verdict.PARTLY_SUPPORTED else verdict)
    if constants is None:
        return UNCLEAR
    base, per_odds = constants
    return 1 / (1 + math.exp(-(base + per_odds * log_odds(found))))


def log_odds(probability: float) -> float:
    """The logit, bounded so that certainty stays finite."""
    bounded = min(max(probability, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))
