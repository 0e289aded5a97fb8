"""How often reviewers found a verdict wrong, and how far that can be trusted."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from align.types import Decision

Z95 = 1.96  # standard deviations on both sides of the mean that hold 95 % of a normal distribution


@dataclass(frozen=True, slots=True)
class ErrorRate:
    """Disagreements among the verdicts that a reviewer could decide on."""

    wrong: int
    decided: int  # agreed or disagreed
    cant_tell: int  # besides

    @property
    def share(self) -> float | None:
        return self.wrong / self.decided if self.decided else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Wilson's 95 % interval of `share`."""
        return wilson(self.wrong, self.decided) if self.decided else None


def error_rate(decisions: Sequence[Decision]) -> ErrorRate:
    """Of the decisions on any number of findings."""
    counted = Counter(decisions)
    wrong = counted[Decision.DISAGREE]
    return ErrorRate(wrong, wrong + counted[Decision.AGREE], counted[Decision.CANT_TELL])


def wilson(hits: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (Wilson, "Probable inference", JASA 1927); honest for few cases, too. `of` is not 0."""
    share, spread = hits / of, Z95**2 / of
    centre = share + spread / 2
    reach = Z95 * math.sqrt(share * (1 - share) / of + spread / (4 * of))
    # Rounding may leave an end a hair outside of 0..1 where the share itself is 0 or 1.
    return max(0.0, (centre - reach) / (1 + spread)), min(1.0, (centre + reach) / (1 + spread))
