"""How much a passage has to say: the rarity of its words in this talk, and how densely they stand.

Sums of inverse document frequencies (Spärck Jones 1972) were measured against what summaries and articles tell of real
talks; they carry further than centrality (LexRank, TextRank, the centroid), which prefers passages that repeat what is
said all the time. See benchmarks/README.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.coverage.units import Unit
from align.language.tables import words
from align.matching import TranscriptIndex

FEWEST_TERMS = 3  # different words of a passage that says something
NAMED_WORTH = 1.5  # of a word that belongs to a name or to an amount, against one that does not


class Salience:
    """The weights of a talk's words.

    `term` numbers what each token says, equal for one word in its forms, -1 for function words and small talk;
    `weight` is what each token is worth, 0 for those. Both of shape (tokens,).
    """

    def __init__(self, units: Sequence[Unit], talk: TranscriptIndex) -> None:
        self.term = _terms(talk)
        self.weight = _weights(self.term, units, talk)
        courtesies = words(talk.language.code, "small-talk", "courtesy")
        self._courteous = np.array([token.text in courtesies for token in talk.tokens], dtype=bool)

    def of(self, unit: Unit) -> float:
        """Weight of its different words times their mean: of two equal sums, the one in fewer words. A question says
        nothing, a greeting little."""
        weights = self.by_term(unit)
        if unit.asked or len(weights) < FEWEST_TERMS:
            return 0.0
        courtesies = int(self._courteous[unit.first : unit.last + 1].sum())
        return sum(weights.values()) ** 2 / len(weights) / (1 + courtesies)

    def by_term(self, unit: Unit) -> dict[int, float]:
        """The weight of each different word of a unit."""
        weights: dict[int, float] = {}
        span = slice(unit.first, unit.last + 1)
        for term, weight in zip(self.term[span].tolist(), self.weight[span].tolist(), strict=True):
            if term >= 0:
                weights[term] = max(weight, weights.get(term, 0.0))
        return weights


def _terms(talk: TranscriptIndex) -> np.ndarray:
    language, vocabulary = talk.language, talk.vocabulary
    empty = words(language.code, "small-talk", "courtesy") | words(language.code, "small-talk", "filler")
    numbers: dict[str, int] = {}
    of_type = np.array(
        [
            -1 if language.is_stopword(word) or word in empty else numbers.setdefault(keys[0], len(numbers))
            for word, keys in zip(vocabulary.types, vocabulary.keys, strict=True)
        ],
        dtype=np.int32,
    )
    return of_type[vocabulary.type_of_token]


def _weights(term: np.ndarray, units: Sequence[Unit], talk: TranscriptIndex) -> np.ndarray:
    """Inverse document frequency over the units, more for names and amounts, less where the recogniser was unsure."""
    unit = np.full(len(talk), -1, dtype=np.int64)
    for number, one in enumerate(units):
        unit[one.first : one.last + 1] = number
    counted = (term >= 0) & (unit >= 0)
    pairs = np.unique(term[counted] * np.int64(len(units)) + unit[counted])
    frequency = np.bincount(pairs // max(len(units), 1), minlength=int(term.max(initial=0)) + 1)
    weight = np.where(counted, np.log1p(len(units) / np.maximum(frequency[term], 1)), 0.0)
    for name in talk.names():
        if not name.weak:
            weight[name.first : name.last + 1] *= NAMED_WORTH
    for heard in talk.quantities():
        weight[heard.first : heard.last + 1] *= NAMED_WORTH
    surely = [talk.words[at].probability for at in talk.word_of_token]
    return np.asarray(weight * [1.0 if sure is None else sure for sure in surely])
