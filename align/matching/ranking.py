"""How much of a claim is met around every word of a talk.

Around every token, each term of the claim counts with its best similarity nearby, less where it is far; the sum,
weighted by rarity, is the score. This is BM25's idea (rarity, saturation, closeness) with a soft notion of "the same
word", and it does not depend on how the transcript was cut into segments. Places are ranked by it with a bonus for
what it cannot see: letters shared without a word being the same, what is talked about around the place, and, where
there is a sentence encoder, meaning. Bonuses are in standard deviations, so that they weigh the same in every talk.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.language import tokenise
from align.matching.settings import SETTINGS
from align.matching.terms import Term, claim_terms, likeness_rows, weigh
from align.matching.transcript_index import TranscriptIndex

LEAST = 1e-6  # rank of the worst place at which anything is met
FEW = 0.01  # share of the tokens that a word is like, up to which only what is around them is looked at


@dataclass(frozen=True, slots=True)
class Query:
    """A claim as it is looked for in a talk."""

    text: str
    terms: tuple[Term, ...]
    rows: np.ndarray  # similarity of every term to every token, shape (terms, tokens)
    weights: np.ndarray  # each term's share of the claim's weight, shape (terms,)
    context: str = ""  # words that it leans on without saying them


@dataclass(frozen=True, slots=True)
class _Places:
    """What is found around every token of a talk; each of shape (tokens,)."""

    scores: np.ndarray
    letters: np.ndarray  # shared without a word being the same
    topic: np.ndarray  # what is talked about


def rank_places(query: Query, talk: TranscriptIndex) -> np.ndarray:
    """How well the place around every token answers the query: 0..1 but for bonuses, 0 where nothing is met at all;
    shape (tokens,)."""
    found = _places(query.terms, query.rows, query.weights, talk)
    ordinary = found if talk.background is None else _elsewhere(query, talk.background)
    ranks = found.scores.copy()
    if query.context:
        ranks += SETTINGS.related * _context_scores(query, talk)
    spread = float(ordinary.scores.std())
    ranks += spread * SETTINGS.bonus * _standardised(found.letters, ordinary.letters)
    ranks += spread * SETTINGS.bonus * _standardised(found.topic, ordinary.topic)
    if talk.similarity is not None:
        similarity = talk.similarity(query.text)
        ranks += spread * SETTINGS.bonus * _standardised(similarity, similarity)
    return np.where(found.scores > 0, np.maximum(ranks, LEAST), 0.0)


def _places(terms: tuple[Term, ...], rows: np.ndarray, weights: np.ndarray, talk: TranscriptIndex) -> _Places:
    scores = _scores(terms, rows, weights, talk)
    return _Places(scores, _letters_like(terms, talk), _around(scores, 2 * SETTINGS.far))


def _elsewhere(query: Query, talk: TranscriptIndex) -> _Places:
    """The same, of the same weights, in ordinary talk."""
    return _places(query.terms, likeness_rows(query.terms, talk), query.weights, talk)


def near_scores(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Sum of the terms' weights, each times its best similarity near a token; shape (tokens,)."""
    tokens, beyond = rows.shape[1], SETTINGS.far
    scores = np.zeros(tokens + 2 * beyond)
    best = np.zeros(len(scores), dtype=rows.dtype)  # of one term, around the few tokens that are like it
    reach = np.arange(2 * beyond + 1)
    worth = np.where(np.abs(reach - beyond) <= SETTINGS.near, 1.0, SETTINGS.related).astype(rows.dtype)
    for row, weight in zip(rows, weights, strict=True):
        alike = np.flatnonzero(row != 0)
        if len(alike) > FEW * tokens:
            scores[beyond : beyond + tokens] += weight * _best_near(row)
        else:
            around = (alike[:, None] + reach).ravel()
            np.maximum.at(best, around, np.outer(row[alike], worth).ravel())
            scores[around] += weight * best[around]  # where two reach it, they add the same, once
            best[around] = 0.0
    return scores[beyond : beyond + tokens]


def _best_near(row: np.ndarray) -> np.ndarray:
    """Best similarity of a term near each token, less where it is far; shape (tokens,)."""
    maxima, size = np.pad(row, SETTINGS.far), 1  # the greatest of `size` tokens from each on
    best: list[np.ndarray] = []
    for reach in (SETTINGS.near, SETTINGS.far):
        while size < 2 * reach + 1:
            step = min(size, 2 * reach + 1 - size)  # two windows that meet or overlap make a longer one
            maxima = np.maximum(maxima[:-step], maxima[step:])
            size += step
        best.append(maxima[SETTINGS.far - reach : SETTINGS.far - reach + len(row)])
    near, far = best
    return np.asarray(np.maximum(near, SETTINGS.related * far))


def _letters_like(terms: tuple[Term, ...], talk: TranscriptIndex) -> np.ndarray:
    """Cosine, but for a factor, of the n-grams of the claim and of those around every token; shape (tokens,)."""
    of_token = talk.vocabulary.type_of_token
    shared = talk.vocabulary.shared_letters(word.text for term in terms for word in tokenise(term.text))
    return np.asarray(_around(shared[of_token], 2 * SETTINGS.near) / talk.once(_letter_lengths))


def _letter_lengths(talk: TranscriptIndex) -> np.ndarray:
    """About the lengths of the n-gram vectors of what is around every token; shape (tokens,)."""
    squares = talk.vocabulary.norms[talk.vocabulary.type_of_token] ** 2
    return np.asarray(np.sqrt(np.maximum(_around(squares, 2 * SETTINGS.near), 1e-9)))


def _scores(terms: tuple[Term, ...], rows: np.ndarray, weights: np.ndarray, talk: TranscriptIndex) -> np.ndarray:
    """What is near every token, and what a speaker's every token gains when the claim names them; shape (tokens,)."""
    scores = near_scores(rows, weights)
    for term, weight in zip(terms, weights, strict=True):
        for mask in talk.spoken_by(term.text):
            scores[mask] += SETTINGS.related * weight
    return scores


def _context_scores(query: Query, talk: TranscriptIndex) -> np.ndarray:
    """Score of what the words of the context that the claim's terms lack find around every token; shape (tokens,)."""
    said = {term.text for term in query.terms}
    words = claim_terms(query.context, talk.language)
    words = tuple(term for term in words if not term.stopword and term.text not in said)
    if not words:
        return np.zeros(len(talk))
    return _scores(words, *weigh(words, talk), talk)


def _around(values: np.ndarray, reach: int) -> np.ndarray:
    """Sum of `values` over `reach` tokens to each side, fewer at the ends; shape as given."""
    sums = np.cumsum(np.concatenate([np.zeros(reach + 1), values, np.zeros(reach)]))
    return np.asarray(sums[2 * reach + 1 :] - sums[: len(values)])


def _standardised(values: np.ndarray, among: np.ndarray) -> np.ndarray:
    """In standard deviations of `among` from its mean."""
    return np.asarray((values - among.mean()) / max(float(among.std()), 1e-9))
