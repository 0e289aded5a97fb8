"""An encoder, a judge or both, as the decision on claims asks them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from itertools import groupby

from align.judging.meaning import Weighed
from align.judging.model import Model, fitted
from align.meaning.entailment import EntailmentJudge
from align.meaning.language_model import LanguageModelJudge
from align.meaning.types import Encoder, Judge, Stance
from align.types import Note, NoteCode

Progress = Callable[[float, float | None], None]
JOINED = " + "  # between the names of an encoder and a judge


@dataclass(frozen=True, slots=True)
class Telling:
    """What a reader says while it works."""

    # Before a language model is asked: about how many claims, and about how many tokens in all.
    estimate: Callable[[int, int], None] | None = None
    # Around the reading: what it gives is called with how many claims were read, and of how many.
    watch: Callable[[], AbstractContextManager[Progress | None]] = nullcontext


class Reader:
    """What `align.judging` takes as its model of meaning."""

    def __init__(
        self,
        encoder: Encoder | None,
        judge: Judge | None = None,
        telling: Telling = Telling(),
        *,
        wanted: bool = False,
        cache: bool = True,
    ) -> None:
        """`wanted`: an encoder was asked for, so that the report says where there is none.

        `cache`: whether the vectors of a talk are taken from the cache, and kept there.
        """
        self.encoder, self.judge, self.cache = encoder, judge, cache
        self._telling = telling
        self._wanted = wanted

    @property
    def name(self) -> str:
        """Of the two together, as weights are stored under it."""
        return JOINED.join(part.name for part in (self.encoder, self.judge) if part)

    @property
    def model(self) -> Model | None:
        """What was fitted with the two together, or else with the judge alone; None where neither was."""
        return fitted(self.name) or (fitted(self.judge.name) if self.judge else None)

    def without_judge(self) -> Reader:
        return Reader(self.encoder, wanted=self._wanted, cache=self.cache)

    def in_language(self, code: str) -> Reader:
        """Without a judge that does not read the language."""
        known = self.judge.languages if isinstance(self.judge, EntailmentJudge) else None
        return self if known is None or code in known else self.without_judge()

    def weigh(self, pairs: Sequence[tuple[str, str]]) -> Sequence[Weighed]:
        """What is said of each claim and statement; a claim's own pairs stand together."""
        asked = [(claim, [text for _, text in group]) for claim, group in groupby(pairs, key=lambda pair: pair[0])]
        claims = [(claim, list(dict.fromkeys(texts))) for claim, texts in asked]  # places close together read the same
        if isinstance(self.judge, LanguageModelJudge) and self._telling.estimate:
            self._telling.estimate(*self.judge.estimate(claims))
        weighed: list[Weighed] = []
        with self._telling.watch() as progress:
            for number, stances in enumerate(self._read(claims), 1):
                said = dict(zip(claims[number - 1][1], map(self._weighed, stances), strict=True))
                weighed += [said[text] for text in asked[number - 1][1]]
                if progress:
                    progress(number, len(claims))
        return weighed

    def notes(self) -> Iterator[Note]:
        """What a reader of the report must know: which models read, where they ran, how much they may do.

        Of the judge that is included nothing need be said: the report names it with what else made it.
        """
        if self._wanted and not self.encoder:
            yield Note(NoteCode.NO_ENCODER)
        if self.encoder:
            yield Note(NoteCode.READ_HERE, (self.encoder.name,))
        if self.judge and not self._hears_only:
            remote = isinstance(self.judge, LanguageModelJudge) and self.judge.remote
            yield Note(NoteCode.READ_ELSEWHERE if remote else NoteCode.READ_HERE, (self.judge.name,))
            if self.model is None:
                yield Note(NoteCode.UNMEASURED, (self.judge.name,))

    @property
    def _hears_only(self) -> bool:
        """Whether the judge is asked no more than whether a passage speaks of a claim."""
        return getattr(self.judge, "hears_only", False)

    def _weighed(self, stance: Stance | None) -> Weighed:
        """Without the encoder's similarity, which the talk knows already (`decision.py`)."""
        if stance is None:
            return Weighed()
        if self._hears_only:
            return Weighed(about=1.0 - stance.neutral)
        return Weighed(None, stance.supports, stance.refutes, stance.proof)

    def _read(self, claims: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Sequence[Stance | None]]:
        if isinstance(self.judge, LanguageModelJudge):
            return self.judge.read_each(claims)
        if self.judge is None:
            return ([None] * len(statements) for _, statements in claims)
        return (self.judge.read(claim, statements) for claim, statements in claims)
