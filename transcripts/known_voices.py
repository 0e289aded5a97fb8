"""Voices that the user had learnt, by name: a vector each, no sound, in the user's data folder and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import TypeAlias

from audio import data_dir
from audio.voices import FoundVoices
from transcripts.atomic_files import changing, write_atomically
from transcripts.types import TranscriptError

_Voice: TypeAlias = tuple[str, tuple[float, ...]]  # the encoder and its vector

SURE = 0.86  # cosine of two voices' mean vectors: one person in two recordings has .9 and more, two people reach .76
APART = 0.05  # cosine by which the best match must be better than the next: relatives and twins


@dataclass(slots=True)
class KnownVoices:
    """The voices in one file, by default that of the user; nothing is written unless a voice is learnt."""

    path: Path = field(default_factory=lambda: data_dir() / "voices.json")

    def names(self) -> tuple[str, ...]:
        """Raises TranscriptError where the file cannot be read; there need not be one."""
        return tuple(self._read())

    def learn(self, name: str, found: FoundVoices, label: str) -> None:
        """Keep the voice `label` of a recording under `name`, in place of an earlier one. Raises TranscriptError."""
        if label not in found.vectors:
            heard = ", ".join(sorted(found.vectors)) or "nobody"
            raise TranscriptError(f"nobody is labelled {label} in the recording; heard: {heard}")
        with self._changed() as known:
            known[name] = (found.encoder, found.vectors[label])

    def forget(self, name: str) -> None:
        """Raises TranscriptError where nobody of that name was learnt."""
        with self._changed() as known:
            if name not in known:
                raise TranscriptError(f"no voice is known as {name}")
            del known[name]

    def recognised(self, found: FoundVoices) -> dict[str, str]:
        """Names of a recording's voices, by label, where the match is sure; nobody is two of them."""
        known = {name: vector for name, (encoder, vector) in self._read().items() if encoder == found.encoder}
        matches: dict[str, str] = {}
        for label, vector in found.vectors.items():
            ranked = sorted(((_cosine(vector, other), name) for name, other in known.items()), reverse=True)
            if ranked and ranked[0][0] >= SURE and (len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= APART):
                matches[label] = ranked[0][1]
        taken = list(matches.values())
        return {label: name for label, name in matches.items() if taken.count(name) == 1}

    def _read(self) -> dict[str, _Voice]:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
            return {name: (entry["encoder"], tuple(map(float, entry["vector"]))) for name, entry in document.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise TranscriptError(f"{self.path} is not a file of known voices ({error})") from error

    @contextmanager
    def _changed(self) -> Iterator[dict[str, _Voice]]:
        """The voices, to be changed and then written; nobody else changes them meanwhile."""
        try:
            with changing(self.path):
                yield (known := self._read())
                rows = {name: {"encoder": encoder, "vector": list(vector)} for name, (encoder, vector) in known.items()}
                write_atomically(self.path, json.dumps(rows, ensure_ascii=False))
        except OSError as error:
            raise TranscriptError(f"{self.path} cannot be written ({error.strerror or error})") from error


def _cosine(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    dot = sum(a * b for a, b in zip(one, other, strict=False))
    return dot / max(1e-9, sqrt(sum(a * a for a in one)) * sqrt(sum(b * b for b in other)))
