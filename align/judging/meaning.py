"""What a model of meaning may add to the comparisons: none of it is asked for unless somebody gives one.

The model is given a claim and the statement it is compared with, and says how alike they are and whether the one
follows from the other. The decision takes what it says as features, with weights of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a model says of one claim and one statement; None where it does not say."""

    similarity: float | None = None  # standard deviations over the mean of the talk's places
    entails: float | None = None  # probability that the statement says the claim; neutral is the rest
    refutes: float | None = None  # … and that it says otherwise
    proof: str | None = None  # words of the statement, as they stand there, that it rests on
    about: float | None = None  # probability that it speaks of the claim at all, of a model that is asked no more


class Meaning(Protocol):
    """A model of meaning."""

    @property
    def name(self) -> str:
        """By which its weights are found in `weights.json`; where there are none, those of the words alone decide."""
        ...

    def weigh(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Weighed]:
        """For each claim and statement, in order."""
        ...
