"""What reads a passage as a person does: how near it is in meaning to a claim, and what it says to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]  # shape (texts, width), each of length 1


@dataclass(frozen=True, slots=True)
class Stance:
    """What a passage says to a claim: probabilities whose sum is 1; None of what its reader does not tell apart."""

    supports: float | None
    refutes: float | None
    neutral: float
    proof: str | None = None  # words of the passage, verbatim; None where the reader names none


class Encoder(Protocol):
    """Turns texts into vectors; near ones mean about the same."""

    @property
    def name(self) -> str: ...

    @property
    def identity(self) -> str:
        """What its vectors depend on, as a hexadecimal number: the model's files, not its name."""

    def similarity(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        """The cosine of the claim with each passage, -1 to 1."""

    def claims(self, texts: Sequence[str]) -> Vectors: ...

    def passages(self, texts: Sequence[str]) -> Vectors: ...


class Judge(Protocol):
    """Reads passages against a claim."""

    @property
    def name(self) -> str: ...

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        """What each passage says to the claim; None where no answer came that could be trusted."""
