"""A judge that was trained to tell whether one sentence follows from another (natural language inference)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.meaning.onnx_text import OnnxText
from align.meaning.types import Stance
from align.types import AlignError

MOST_LETTERS = 400  # of a claim: no more tokens than leave a window of the passage beside it
_ROLES = ("entail", "contradict", "neutral")  # how the three labels begin, in every such model's configuration


class EntailmentJudge:
    """Any model of the hub's layout that has the labels entailment, contradiction and neutral."""

    def __init__(self, name: str, folder: Path) -> None:
        """Raises AlignError where the folder holds no such model."""
        self.name = name
        self._model = OnnxText(folder)
        self._columns  # noqa: B018  a model with other labels is refused before anything is read

    @cached_property
    def _columns(self) -> list[int]:
        """Where the output has entailment, contradiction and neutral."""
        labels = self._model.config.get("id2label")
        named = {str(label).casefold(): int(at) for at, label in labels.items()} if isinstance(labels, dict) else {}
        found = [[at for label, at in named.items() if label.startswith(role)] for role in _ROLES]
        if sorted(map(len, found)) != [1, 1, 1]:
            known = ", ".join(named) or "none"
            raise AlignError(
                f"the model in {self._model.folder} is no judge: it should have the labels entailment, neutral and "
                f"contradiction (id2label in config.json) and has {known}"
            )
        return [at for (at,) in found]

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        return self.read_pairs([(claim, passage) for passage in passages])

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """The stance of each passage to its claim. Of a long passage, that of the window that says most to it."""
        stances: list[Stance | None] = [None] * len(pairs)
        texts = [(passage, claim[:MOST_LETTERS]) for claim, passage in pairs]
        for which, logits, _ in self._model.run(texts, windows=True):
            if logits.ndim != 2 or logits.shape[1] <= max(self._columns):
                raise AlignError(f"{self._model.graph} gives no three labels: it is no judge")
            for index, row in zip(which.tolist(), _probabilities(logits[:, self._columns]), strict=True):
                supports, refutes, neutral = map(float, row)
                known = stances[index]
                if known is None or neutral < known.neutral:
                    stances[index] = Stance(supports, refutes, neutral)
        return [stance for stance in stances if stance is not None]


def _probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    exponents = np.exp(logits - logits.max(1, keepdims=True))
    shares: NDArray[np.float32] = exponents / exponents.sum(1, keepdims=True)
    return shares
