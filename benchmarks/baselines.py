"""What a matcher must beat: well-known scores of a claim against every segment, best segment first.

They are kept apart from `align` on purpose: normalisation and stems here are the plain, published ones, so that a
change of Mazeej's language tables never moves what it is compared with.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from Stemmer import Stemmer

Scores: TypeAlias = NDArray[np.float64]  # claims × segments, more is better
Baseline: TypeAlias = Callable[[Sequence[str], Sequence[str]], Scores]

_WORD = re.compile(r"\w+")
# Alef forms, alef maqsura and ta marbuta written one way, as in Larkey, Ballesteros and Connell, SIGIR 2002.
_LETTERS = str.maketrans("أإآٱىة", "اااايه", "ـ")
_BM25_K1, _BM25_B = 1.2, 0.75  # Robertson and Zaragoza, "The probabilistic relevance framework", 2009
_NEIGHBOUR_WEIGHT = 0.5


def partial_ratio(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    return _fuzzy(fuzz.partial_ratio, claims, segments)


def token_set_ratio(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    return _fuzzy(fuzz.token_set_ratio, claims, segments)


def weighted_ratio(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    return _fuzzy(fuzz.WRatio, claims, segments)


def bm25(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    """Okapi BM25 over Snowball stems."""
    bags = [Counter(map(stem, words(segment))) for segment in segments]
    lengths = np.array([bag.total() for bag in bags], dtype=float)
    norms = _BM25_K1 * (1 - _BM25_B + _BM25_B * lengths / max(float(lengths.mean()), 1.0))
    scores = np.zeros((len(claims), len(segments)))
    postings = _postings(bags)
    for row, claim in zip(scores, claims, strict=True):
        for term in set(map(stem, words(claim))) & postings.keys():
            places, counts = postings[term]
            rarity = math.log(1 + (len(bags) - len(places) + 0.5) / (len(places) + 0.5))
            row[places] += rarity * counts * (_BM25_K1 + 1) / (counts + norms[places])
    return scores


def character_tfidf(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    """Cosine of character 2- to 4-grams inside words, logarithmic counts, smoothed inverse document frequency."""
    bags = [Counter(grams(segment)) for segment in segments]
    postings = _postings(bags)
    rarity = {gram: math.log((1 + len(bags)) / (1 + len(places))) + 1 for gram, (places, _) in postings.items()}
    squares = np.zeros(len(segments))
    for gram, (places, counts) in postings.items():
        squares[places] += (rarity[gram] * (1 + np.log(counts))) ** 2
    norms = np.sqrt(np.maximum(squares, 1e-12))
    scores = np.zeros((len(claims), len(segments)))
    for row, claim in zip(scores, claims, strict=True):
        # A gram of the claim that is nowhere in the recording shortens every cosine alike: it is left out.
        for gram, count in Counter(grams(claim)).items():
            if gram in postings:
                places, counts = postings[gram]
                row[places] += rarity[gram] ** 2 * (1 + math.log(count)) * (1 + np.log(counts))
        row /= norms
    return scores


def smoothed_mixture(claims: Sequence[str], segments: Sequence[str]) -> Scores:
    """BM25 and character TF-IDF, each scaled to 1 for its best segment, plus half of both neighbours' score."""
    mixed = sum(
        (
            scores / np.maximum(scores.max(axis=1, keepdims=True), 1e-12)
            for scores in (bm25(claims, segments), character_tfidf(claims, segments))
        ),
        start=np.zeros((len(claims), len(segments))),
    )
    smooth = mixed.copy()
    smooth[:, 1:] += _NEIGHBOUR_WEIGHT * mixed[:, :-1]
    smooth[:, :-1] += _NEIGHBOUR_WEIGHT * mixed[:, 1:]
    return smooth


BASELINES: dict[str, Baseline] = {
    "rapidfuzz partial_ratio": partial_ratio,
    "rapidfuzz token_set_ratio": token_set_ratio,
    "rapidfuzz WRatio": weighted_ratio,
    "BM25, stems": bm25,
    "TF-IDF, characters": character_tfidf,
    "BM25 + TF-IDF, smoothed": smoothed_mixture,
}


def ranked(scores: Scores, depth: int) -> list[list[int]]:
    """For each claim the indices of the `depth` best segments; of equals the earlier first."""
    return [[int(at) for at in row[:depth]] for row in np.argsort(-scores, axis=1, kind="stable")]


def words(text: str) -> list[str]:
    """Lower-case words without diacritics."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return _WORD.findall(plain.translate(_LETTERS).casefold())


def grams(text: str) -> Iterable[str]:
    """The 2- to 4-grams of every word, with its borders marked."""
    for word in words(text):
        marked = f"<{word}>"
        for size in (2, 3, 4):
            for at in range(len(marked) - size + 1):
                yield marked[at : at + size]


@cache
def stem(word: str) -> str:
    """Snowball's stem, of its Arabic or its English stemmer by the word's script."""
    return str(_stemmer("english" if word.isascii() else "arabic").stemWord(word))


@cache
def _stemmer(language: str) -> Stemmer:
    return Stemmer(language)


def _fuzzy(scorer: Callable[..., float], claims: Sequence[str], segments: Sequence[str]) -> Scores:
    plain = [[" ".join(words(text)) for text in texts] for texts in (claims, segments)]
    return process.cdist(*plain, scorer=scorer).astype(float)


def _postings(bags: Sequence[Counter[str]]) -> dict[str, tuple[NDArray[np.int64], Scores]]:
    """For each term the segments that hold it and how often."""
    places: dict[str, list[tuple[int, int]]] = {}
    for at, bag in enumerate(bags):
        for term, count in bag.items():
            places.setdefault(term, []).append((at, count))
    return {
        term: (np.array([at for at, _ in found]), np.array([count for _, count in found], dtype=float))
        for term, found in places.items()
    }
