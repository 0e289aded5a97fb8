"""The distinct words of a transcript, and how alike each is to a word of the article.

Likeness of two words is the best of: the same form, stem, concept (dialect–standard tables), name skeleton or root,
or the cosine of their character 2-4-grams, weighted by rarity: n-grams carry «طيارة»/«طائرة» and recogniser errors,
tables carry «نطرنا»/«انتظر».
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from align.language import Language
from align.matching.settings import SETTINGS

NGRAM_SIZES = (2, 3, 4)
REMEMBERED = 512  # words of claims whose likeness to every type is kept: the frequent ones come again and again
LONGEST_WORD = 40  # characters; what is longer is no word, and its n-grams would cost without end


class _Index:
    """An inverted index: which types have a feature. All its lists lie in one array, a feature's after another's."""

    def __init__(self, features: Iterable[Collection[str]]) -> None:
        listed = list(features)
        sizes = [len(names) for names in listed]
        names = list(chain.from_iterable(listed))  # of the first type, of the second …
        self._numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        by_type = np.fromiter(map(self._numbers.__getitem__, names), dtype=np.intp, count=len(names))
        counts = np.bincount(by_type, minlength=len(self._numbers))
        self.types = np.repeat(np.arange(len(sizes)), sizes)[np.argsort(by_type, kind="stable")]
        self.sharing = np.repeat(counts, counts)  # how many types share the feature, beside each of `types`
        self._borders = [0, *np.cumsum(counts).tolist()]

    def places(self, feature: str) -> slice:
        """Where in `types` those that have `feature` stand."""
        number = self._numbers.get(feature)
        return slice(0, 0) if number is None else slice(self._borders[number], self._borders[number + 1])

    def having(self, feature: str) -> np.ndarray:
        """The types that have `feature`, in order."""
        return self.types[self.places(feature)]


@dataclass(frozen=True, slots=True)
class _Sought:
    """A word of a claim."""

    places: list[slice]  # in the index of n-grams: where the types stand that have each of its own
    likeness: np.ndarray  # 0..1, to every type; shape (types,)


class Vocabulary:
    """Distinct normalised words (types), with inverted indices from their features."""

    def __init__(self, language: Language, words: Sequence[str]) -> None:
        self._language = language
        self.types = list(dict.fromkeys(words))
        self._index = {word: at for at, word in enumerate(self.types)}
        self.type_of_token = np.array([self._index[word] for word in words], dtype=np.intp)
        self.keys = [language.keys(word) for word in self.types]
        self._by_key = _Index(self.keys)
        self._by_name = _Index([language.name_key(word)] for word in self.types)
        self._by_gram = _Index(_ngrams(_stem_of(keys)) for keys in self.keys)
        # Squared weights of the n-grams: beside each of the index's types, and of one that no type has.
        self._gram_weights = np.log(1 + len(self.types) / self._by_gram.sharing) ** 2
        self._rarest_weight = float(np.log(1 + len(self.types))) ** 2
        self.norms = np.sqrt(np.bincount(self._by_gram.types, self._gram_weights, minlength=len(self.types)))
        # No `lru_cache`: one of a method keeps its object alive until the garbage collector comes by.
        self._remembered: dict[str, _Sought] = {}  # those asked for last at the end

    def keys_of(self, token: int) -> Sequence[str]:
        """The keys (`Language.keys`) of a token of the talk."""
        return self.keys[int(self.type_of_token[token])]

    def having(self, key: str) -> np.ndarray:
        """The types that have a key, in order."""
        return self._by_key.having(key)

    def similarity(self, word: str) -> np.ndarray:
        """Likeness 0..1 of `word` (normalised) to every type; shape (types,)."""
        return self._sought(word).likeness

    def _sought(self, word: str) -> _Sought:
        found = self._remembered.pop(word, None)
        if found is None:
            keys = self._language.keys(word)
            places = [self._by_gram.places(gram) for gram in _ngrams(_stem_of(keys))]
            found = _Sought(places, self._likeness(word, keys, places))
            if len(self._remembered) == REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        self._remembered[word] = found
        return found

    def _likeness(self, word: str, keys: Sequence[str], places: Sequence[slice]) -> np.ndarray:
        row = self._ngram_cosine(places)
        row = np.where(row >= SETTINGS.related, SETTINGS.alike * row, 0.0)
        same = [self._by_key.having(key) for key in keys]
        if len(name := self._language.name_key(word)) >= SETTINGS.skeleton:
            same.append(self._by_name.having(name))
        alike = np.concatenate(same)
        row[alike] = np.maximum(row[alike], SETTINGS.alike)
        if word in self._index:
            row[self._index[word]] = 1.0
        return row

    def _ngram_cosine(self, places: Sequence[slice]) -> np.ndarray:
        squares = [float(self._gram_weights[at.start]) if at.start < at.stop else self._rarest_weight for at in places]
        return np.asarray(self._shared(places) / (self.norms * np.sqrt(sum(squares))), dtype=np.float32)

    def shared_letters(self, words: Iterable[str]) -> np.ndarray:
        """The product of each type's n-gram vector, of length `norms`, with that of `words`; shape (types,)."""
        return self._shared([at for word in words for at in self._sought(word).places])

    def _shared(self, places: Sequence[slice]) -> np.ndarray:
        """The weight of the n-grams at `places` that each type has; shape (types,)."""
        types = np.concatenate([self._by_gram.types[at] for at in places])
        weights = np.concatenate([self._gram_weights[at] for at in places])
        return np.bincount(types, weights, minlength=len(self.types))


def _stem_of(keys: Sequence[str]) -> str:
    return keys[0].removeprefix("s:")


def _ngrams(word: str) -> tuple[str, ...]:
    """The distinct n-grams of a word and its two ends, in order."""
    marked = f"#{word[:LONGEST_WORD]}#"
    return tuple(dict.fromkeys([marked[i : i + n] for n in NGRAM_SIZES for i in range(len(marked) - n + 1)]))
