"""The training text: mostly running Levantine speech, the rest general Arabic, nothing of the demo episode."""

from __future__ import annotations

from random import Random

import dialect
import general
from heldout import leaks

DIALECT_SHARE = 0.7


def sentence(r: Random) -> str:
    """One sentence that shares no run of five words with the demo episode (see `heldout.py`)."""
    while True:
        text = dialect.sentence(r) if r.random() < DIALECT_SHARE else general.sentence(r)
        if not leaks(text):
            return text
