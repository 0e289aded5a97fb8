"""How near every word's surroundings in a talk are in meaning to a claim.

A talk is cut into runs of clauses of about a breath's length. Each is embedded once, and kept in the cache; what was
said around it counts through its neighbours' vectors, so that a talk costs no more than its words.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from align.matching import Layout, TranscriptIndex
from align.meaning.types import Encoder, Vectors
from align.meaning.vector_cache import kept_vectors

NEIGHBOUR = 0.25  # of a run's own weight: what is said before and after it; .25 was best of 0, .25, .5, 1
LEAST_TOKENS = 10  # of a run: a shorter text is near to everything; its statement's end closes it all the same


class TalkSimilarity:
    """For retrieval: the cosine of a claim with the run of clauses around each token."""

    def __init__(self, encoder: Encoder, talk: TranscriptIndex, *, cache: bool = True) -> None:
        self._encoder, self._talk, self._cache = encoder, talk, cache
        self._known: dict[str, NDArray[np.float32]] = {}  # a claim is asked for twice: to find it, and to decide on it

    def __call__(self, text: str) -> NDArray[np.float32]:
        """Of shape (tokens,), -1 to 1: of a run alone and of it among its neighbours, the mean."""
        if not len(self._talk):
            return np.zeros(0, np.float32)
        vectors, run_of_token = self._read
        if text not in self._known:
            self._known[text] = vectors @ self._encoder.claims([text])[0]
        return self._known[text][run_of_token]

    @cached_property
    def _read(self) -> tuple[Vectors, NDArray[np.intp]]:
        """Each run's vector, and the run that each token is of."""
        runs = list(_runs(self._talk.layout()))
        texts = [self._talk.heard(first, last) for first, last in runs]
        alone = kept_vectors(self._encoder, texts) if self._cache else self._encoder.passages(texts)
        among = alone.copy()
        among[1:] += NEIGHBOUR * alone[:-1]
        among[:-1] += NEIGHBOUR * alone[1:]
        among /= np.maximum(np.linalg.norm(among, axis=1, keepdims=True), 1e-9)
        sizes = [last - first + 1 for first, last in runs]
        return ((alone + among) / 2).astype(np.float32), np.repeat(np.arange(len(runs)), sizes)


def _runs(layout: Layout) -> Iterator[tuple[int, int]]:
    """First and last tokens of neighbouring clauses of one statement, each run of `LEAST_TOKENS` where it has them."""
    first = 0
    for clause, after in zip(layout.clauses, (*layout.clauses[1:], None), strict=False):
        enough = clause.last - first + 1 >= LEAST_TOKENS
        if after is None or enough or after.statement != clause.statement:
            yield first, clause.last
            first = clause.last + 1
