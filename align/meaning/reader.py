"""An encoder, a judge or both, as the decision on claims asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from align.judging.meaning import Weighed
from align.meaning.types import Encoder, Judge, Stance

Progress = Callable[[int, int], None]
"""Called with how many claims were read, and of how many."""


class Reader:
    """What `align.judging` takes as its model of meaning."""

    def __init__(self, encoder: Encoder | None, judge: Judge | None, progress: Progress | None = None) -> None:
        self.encoder, self.judge = encoder, judge
        self._progress = progress

    @property
    def name(self) -> str:
        """Of the two together, as weights are stored under it."""
        return " + ".join(part.name for part in (self.encoder, self.judge) if part)

    def weigh(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Weighed]:
        """What is said of each claim and statement; a claim's own pairs stand together."""
        claims = [(claim, [text for _, text in group]) for claim, group in groupby(pairs, key=lambda pair: pair[0])]
        weighed: list[Weighed] = []
        for number, (claim, statements) in enumerate(claims):
            weighed += self._weighed(claim, statements)
            if self._progress:
                self._progress(number + 1, len(claims))
        return weighed

    def _weighed(self, claim: str, statements: Sequence[str]) -> Iterator[Weighed]:
        near = self.encoder.similarity(claim, statements) if self.encoder else [None] * len(statements)
        stances = self.judge.read(claim, statements) if self.judge else [None] * len(statements)
        for similarity, stance in zip(near, stances, strict=True):
            yield Weighed(similarity) if stance is None else _with_stance(similarity, stance)


def _with_stance(similarity: float | None, stance: Stance) -> Weighed:
    return Weighed(similarity, stance.supports, stance.refutes, stance.proof)
