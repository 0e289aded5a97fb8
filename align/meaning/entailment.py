"""A judge that was trained to tell whether one sentence follows from another (natural language inference)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.meaning.onnx_text import OnnxText
from align.meaning.types import Stance
from align.types import AlignError

_REMEMBERED = 1 << 14  # pairs of a claim and a passage
# How the labels of such models begin, whatever their order: the two that say something, and those that say neither.
_ENTAILS, _REFUTES, _NEITHER = "entail", "contradict", ("neutral", "not", "non")


class EntailmentJudge:
    """Any model of the hub's layout that tells entailment, contradiction and neither apart, or one of the two alone."""

    def __init__(
        self, name: str, folder: Path, *, hears_only: bool = False, languages: Collection[str] | None = None
    ) -> None:
        """Raises AlignError where the folder holds no such model.

        `hears_only`: it is asked no more than whether a passage speaks of a claim. `languages`: codes of those that it
        reads; None for any.
        """
        self.name = name
        self.hears_only = hears_only
        self.languages = languages
        self._model = OnnxText(folder)
        self._columns  # noqa: B018  a model with other labels is refused before anything is read
        self._known: dict[tuple[str, str], Stance] = {}

    @cached_property
    def _columns(self) -> tuple[int | None, int | None]:
        """Where the output has entailment and contradiction; None of one that the model does not tell."""
        labels = self._model.config.get("id2label")
        named = {str(label).casefold(): int(at) for at, label in labels.items()} if isinstance(labels, dict) else {}
        entails, refutes = (
            [at for label, at in named.items() if label.startswith(start)] for start in (_ENTAILS, _REFUTES)
        )
        others = [label for label, at in named.items() if at not in (*entails, *refutes)]
        fitting = len(entails) <= 1 and len(refutes) <= 1 and (entails or refutes)
        if not fitting or not others or not all(label.startswith(_NEITHER) for label in others):
            known = ", ".join(named) or "none"
            raise AlignError(
                f"the model in {self._model.folder} is no judge: it should have the labels entailment, neutral and "
                f"contradiction, or entailment and not_entailment (id2label in config.json), and has {known}"
            )
        return next(iter(entails), None), next(iter(refutes), None)

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        """What was read before is remembered: after a correction at the desk most pairs are as they were."""
        pairs = [(claim, passage) for passage in passages]
        known = {pair: stance for pair in pairs if (stance := self._known.get(pair)) is not None}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        known |= dict(zip(new, self.read_pairs(new), strict=True))
        if len(self._known) > _REMEMBERED:
            self._known = {}  # another thread may still read the old one
        self._known |= known
        return [known[pair] for pair in pairs]

    def read_pairs(self, pairs: Sequence[tuple[str, str]]) -> list[Stance]:
        """The stance of each passage to its claim. Of a long passage, that of the window that says most to it."""
        stances: list[Stance | None] = [None] * len(pairs)
        most = self._model.most_tokens // 2  # of a claim, so that a window of the passage finds room beside it
        texts = [(passage, self._model.beginning(claim, most)) for claim, passage in pairs]
        for which, logits, _ in self._model.run(texts, windows=True):
            if logits.ndim != 2 or logits.shape[1] != len(self._model.config["id2label"]):
                raise AlignError(f"{self._model.graph} gives no probability for each label: it is no judge")
            for index, row in zip(which.tolist(), _probabilities(logits), strict=True):
                supports, refutes = (None if at is None else float(row[at]) for at in self._columns)
                neutral = 1.0 - (supports or 0.0) - (refutes or 0.0)
                known = stances[index]
                if known is None or neutral < known.neutral:
                    stances[index] = Stance(supports, refutes, neutral)
        return [stance for stance in stances if stance is not None]


def _probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    exponents = np.exp(logits - logits.max(1, keepdims=True))
    shares: NDArray[np.float32] = exponents / exponents.sum(1, keepdims=True)
    return shares
