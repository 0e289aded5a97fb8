"""The distinct words of a transcript, and how alike each is to a word of the article.

Likeness of two words is the best of: the same form, stem, concept (dialect–standard tables), name skeleton or root,
or the cosine of their character 2-4-grams, weighted by rarity: n-grams carry «طيارة»/«طائرة» and recogniser errors,
tables carry «نطرنا»/«انتظر».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from align.language import Language

# How much each kind of agreement is worth (1 = the same word). Set on the development sets, see benchmarks/README.md.
SAME_FORM = 1.0
KEY_WORTH = {"s": 0.95, "c": 0.9, "r": 0.45}
SAME_NAME = 0.8
NGRAM_WORTH = 0.85
NGRAM_FLOOR = 0.35  # cosines below this are chance
NGRAM_SIZES = (2, 3, 4)
LONGEST_WORD = 40  # characters; what is longer is no word, and its n-grams would cost without end


class Vocabulary:
    """Distinct normalised words (types), with inverted indices from their features."""

    def __init__(self, language: Language, words: Sequence[str]) -> None:
        self._language = language
        self._index: dict[str, int] = {}
        ids = [self._index.setdefault(word, len(self._index)) for word in words]
        self.type_of_token = np.array(ids, dtype=np.int32)
        self.types = list(self._index)
        self.keys = [language.keys(word) for word in self.types]
        self._by_key = self._invert(self.keys)
        self._by_name = self._invert([(language.name_key(word),) for word in self.types])
        self._by_gram = self._invert([_ngrams(self._stem(i)) for i in range(len(self.types))])
        self._gram_weight = {g: float(np.log(1 + len(self.types) / len(at))) for g, at in self._by_gram.items()}
        self._rarest_weight = float(np.log(1 + len(self.types)))
        self._norms = np.zeros(len(self.types))
        for gram, at in self._by_gram.items():
            self._norms[at] += self._gram_weight[gram] ** 2
        self._norms = np.sqrt(self._norms)
        self._rows: dict[str, np.ndarray] = {}

    @staticmethod
    def _invert(features: Iterable[Iterable[str]]) -> dict[str, np.ndarray]:
        lists: dict[str, list[int]] = defaultdict(list)
        for index, names in enumerate(features):
            for name in set(names):
                if name:
                    lists[name].append(index)
        return {name: np.array(ids, dtype=np.int32) for name, ids in lists.items()}

    def _stem(self, index: int) -> str:
        return _stem_of(self.keys[index], self.types[index])

    def likeness(self, word: str) -> np.ndarray:
        """Likeness 0..1 of `word` (normalised) to every type; shape (types,)."""
        if word not in self._rows:
            self._rows[word] = self._likeness(word)
        return self._rows[word]

    def _likeness(self, word: str) -> np.ndarray:
        keys = self._language.keys(word)
        row = self._ngram_cosine(_ngrams(_stem_of(keys, word)))
        row = np.where(row >= NGRAM_FLOOR, NGRAM_WORTH * row, 0.0)
        for ids, worth in self._exact_matches(word, keys):
            row[ids] = np.maximum(row[ids], worth)
        return row

    def _exact_matches(self, word: str, keys: Sequence[str]) -> Iterable[tuple[np.ndarray | int, float]]:
        for key in keys:
            if key in self._by_key:
                yield self._by_key[key], KEY_WORTH.get(key[0], 0.0)
        name = self._language.name_key(word)
        if len(name) > 2 and name in self._by_name:
            yield self._by_name[name], SAME_NAME
        if word in self._index:
            yield self._index[word], SAME_FORM

    def _ngram_cosine(self, grams: set[str]) -> np.ndarray:
        dots = np.zeros(len(self.types))
        norm = 0.0
        for gram in grams:
            weight = self._gram_weight.get(gram, self._rarest_weight)
            norm += weight**2
            ids = self._by_gram.get(gram)
            if ids is not None:
                dots[ids] += weight**2
        return np.asarray(dots / np.maximum(self._norms * np.sqrt(norm), 1e-9), dtype=np.float32)


def _stem_of(keys: Sequence[str], word: str) -> str:
    return next((key[2:] for key in keys if key.startswith("s:")), word)


def _ngrams(word: str) -> set[str]:
    marked = f"#{word[:LONGEST_WORD]}#"
    return {marked[i : i + n] for n in NGRAM_SIZES for i in range(len(marked) - n + 1)}
