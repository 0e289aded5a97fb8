"""How many people speak, and what their voices are called."""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_uppercase

MOST_VOICES = 20  # more are not looked for
LABELS = tuple(ascii_uppercase[:MOST_VOICES])  # of voices, by how long they speak


@dataclass(frozen=True, slots=True)
class VoiceCount:
    """How many people speak, as far as it is known: 1 ≤ `fewest` ≤ `most` ≤ `MOST_VOICES`, or ValueError."""

    fewest: int = 1
    most: int = MOST_VOICES

    def __post_init__(self) -> None:
        if not 1 <= self.fewest <= self.most <= MOST_VOICES:
            raise ValueError(f"not a number of voices: {self.fewest} to {self.most}")
