"""A sentence encoder: the mean of a transformer's token vectors, one length for all texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from align.meaning.onnx_text import OnnxText
from align.meaning.types import Vectors
from align.types import AlignError

POOLING_CONFIG = "1_Pooling/config.json"  # of sentence-transformers
PROMPTS_CONFIG = "config_sentence_transformers.json"


class SentenceEncoder:
    """A sentence-transformers model in ONNX form; multilingual-e5-small is the one that was measured."""

    def __init__(self, name: str, folder: Path) -> None:
        """Raises AlignError where the folder holds no such model."""
        self.name = name
        self._model = OnnxText(folder)

    @property
    def identity(self) -> str:
        return self._model.identity

    def similarity(self, claim: str, passages: Sequence[str]) -> Sequence[float]:
        if not passages:
            return []
        found: list[float] = (self.passages(passages) @ self.claims([claim])[0]).tolist()
        return found

    def claims(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._prompts["query"], texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._prompts["passage"], texts)

    def _vectors(self, prompt: str, texts: Sequence[str]) -> Vectors:
        parts: dict[int, Vectors] = {}
        for which, states, mask in self._model.run([prompt + text for text in texts]):
            if states.ndim != 3:
                raise AlignError(f"{self._model.graph} gives no vector for each token: it is no sentence encoder")
            pooled = states[:, 0] if self._first_token else (states * mask[..., None]).sum(1)
            pooled /= np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-9)
            parts |= dict(zip(which.tolist(), pooled, strict=True))
        return np.stack([parts[index] for index in range(len(texts))]) if texts else np.zeros((0, 1), np.float32)

    @cached_property
    def _first_token(self) -> bool:
        """Whether a text's vector is that of its first token, not the mean of all."""
        return bool(_read(self._model.folder / POOLING_CONFIG).get("pooling_mode_cls_token"))

    @cached_property
    def _prompts(self) -> dict[str, str]:
        """What stands before a claim and before a passage: as the model's own file says, or E5's (arXiv 2402.05672)."""
        prompts = _read(self._model.folder / PROMPTS_CONFIG).get("prompts") or {}
        if not prompts and "e5" in f"{self.name} {self._model.config.get('_name_or_path', '')}".casefold():
            prompts = {"query": "query: ", "passage": "passage: "}
        passage = prompts.get("passage", prompts.get("document", ""))
        return {"query": str(prompts.get("query", "")), "passage": str(passage)}


def _read(path: Path) -> dict[str, Any]:
    """A configuration that need not be there."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
