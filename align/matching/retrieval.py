"""The passages of a recording that speak most about a claim.

Around every token, each term of the claim counts with its best likeness nearby, less the farther away; the sum,
weighted by rarity, is the passage score. This is BM25's idea (rarity, saturation, closeness) with a soft notion of
"the same word", and it does not depend on how the transcript was cut into segments.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

import numpy as np

from align.matching.terms import Term, claim_terms, weigh
from align.matching.transcript_index import TranscriptIndex

# (reach in tokens to each side; worth of a match within it)
REACHES = ((4, 1.0), (8, 0.95), (16, 0.8), (32, 0.5))
STRETCH = 4096  # tokens scored at a time: what is worked on stays in the processor's cache
NEARBY = 256  # tokens within which most runs of equal scores end
ORDER_COST = 0.012  # likeness that a token out of its place is short of, for each token it is away
MOST_OUT_OF_PLACE = 20  # tokens; farther is no worse
SPEAKER_WORTH = 0.5  # "The project manager suggested …": all that a person says answers to their name, weakly
CONTEXT_WORTH = 0.2  # of the words that a claim's pronoun stands for, where it is met itself; benchmarks/context.py
GAP_COST = 0.012  # what a token without a match costs a passage, as a share of the claim's weight
LIGHT = 0.12  # a term of less than this share of the heaviest one's weight does not help to find the place
FEWEST_HEAVY = 4  # terms without which a place is looked for by all of them
EDGE_TERMS = 2  # first or last terms of a claim by which its edge is known
SURE_EDGE = 0.75  # likeness from which they were said
MOST_WIDENED = 10  # tokens that an evidence may grow to each side to be read as a clause
LEAST_PAIR = 0.3  # likeness below which two words are not paired
ALWAYS_LISTED = 3  # candidates that are listed however unlike the claim they are
WORTH_CONSIDERING = 0.6  # share of the best score that a further one must reach: below, none goes before the best
MOST_SEGMENTS, MOST_SECONDS = 8, 60.0  # an evidence is the best words, not a chapter


@dataclass(frozen=True, slots=True)
class WordLink:
    """A term of the claim and the token of the recording that stands for it."""

    term: int
    token: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens `first`..`last` (inclusive) of the recording, and how the claim's terms are met there."""

    first: int
    last: int
    score: float  # 0..1
    coverage: float  # 0..1, share of the claim's weight that is met inside
    links: tuple[WordLink, ...]


@dataclass(frozen=True, slots=True)
class Retrieval:
    """A claim's terms, each one's share of its weight, and the best places for it."""

    terms: tuple[Term, ...]
    weights: tuple[float, ...]  # sum 1
    passages: tuple[Passage, ...]  # best first, not overlapping


def retrieve(
    text: str, talk: TranscriptIndex, most: int = 3, weak: Collection[str] = (), context: str = ""
) -> Retrieval:
    """Where `text` was said; fewer than `most` candidates when nothing else is like it at all.

    `weak` words of it (normalised) hardly count, see `claim_terms`. `context` are words that it leans on without saying
    them: they help to choose between places, and are no terms of it.
    """
    terms = claim_terms(text, talk.language, weak)
    if not terms or not len(talk):
        return Retrieval(terms, (0.0,) * len(terms), ())
    rows, weights = weigh(terms, talk)
    heavy = weights >= LIGHT * weights.max()
    if heavy.sum() < FEWEST_HEAVY:
        heavy[:] = True  # "What kind of a system is that?" is found by its small words, too
    scores = _passage_scores(rows, weights * heavy)
    scores += _speaker_scores(terms, weights, talk)
    ranks = scores.copy()
    if context:
        ranks += np.where(scores > 0, CONTEXT_WORTH * _context_scores(context, terms, talk), 0.0)
    listed: list[float] = weights.tolist()
    found: list[Passage] = []
    least = WORTH_CONSIDERING * float(ranks.max())
    while len(found) < most:
        centre = _peak(ranks)
        if ranks[centre] <= (0 if len(found) < ALWAYS_LISTED else least):
            break
        links = _pairs_near(centre, rows)
        first, last = _run(centre, links, listed, talk)
        ranks[max(0, min(first, centre) - 2) : max(last, centre) + 3] = 0.0
        if not any(first <= other.last and other.first <= last for other in found):
            found.append(_candidate(first, last, float(scores[centre]), links, listed))
    return Retrieval(terms, tuple(listed), tuple(found))


def _passage_scores(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Score of the passage around every token, by the terms that have a share; shape (tokens,)."""
    tokens = rows.shape[1]
    counted = np.flatnonzero(weights)
    scores = np.empty(tokens)
    for start in range(0, tokens, STRETCH):
        end = min(tokens, start + STRETCH)
        np.einsum("i,ij->j", weights[counted], _best_near(rows, counted, start, end), out=scores[start:end])
    return scores


def _best_near(rows: np.ndarray, counted: np.ndarray, start: int, end: int) -> np.ndarray:
    """Best likeness of each of the terms `counted` near the tokens from `start` up to `end`, less the farther away."""
    terms, widest, count = len(counted), REACHES[-1][0], end - start
    low, high = max(0, start - widest), min(rows.shape[1], end + widest)
    maxima = np.zeros((terms, count + 2 * widest), dtype=rows.dtype)  # over `size` tokens from each on
    maxima[:, low - start + widest : high - start + widest] = rows[counted, low:high]
    size = 1
    best = np.zeros((terms, count), dtype=rows.dtype)
    for reach, worth in REACHES:
        while size < 2 * reach + 1:
            step = min(size, 2 * reach + 1 - size)  # two windows that meet or overlap make a longer one
            maxima = np.maximum(maxima[:, :-step], maxima[:, step:])
            size += step
        np.maximum(best, worth * maxima[:, widest - reach : widest - reach + count], out=best)
    return best


def _speaker_scores(terms: tuple[Term, ...], weights: np.ndarray, talk: TranscriptIndex) -> np.ndarray:
    """What a speaker's every token gains when the claim names them; shape (tokens,)."""
    scores = np.zeros(len(talk))
    for term, weight in zip(terms, weights, strict=True):
        for mask in talk.spoken_by(term.text):
            scores[mask] += SPEAKER_WORTH * weight
    return scores


def _context_scores(context: str, terms: tuple[Term, ...], talk: TranscriptIndex) -> np.ndarray:
    """Score of what the words of `context` that the claim's `terms` lack find around every token; shape (tokens,)."""
    said = {term.text for term in terms}
    words = claim_terms(context, talk.language)
    words = tuple(term for term in words if not term.stopword and term.text not in said)
    if not words:
        return np.zeros(len(talk))
    rows, weights = weigh(words, talk)
    scores = _passage_scores(rows, weights)
    scores += _speaker_scores(words, weights, talk)
    return scores


def _peak(scores: np.ndarray) -> int:
    """The middle of the first run of highest scores."""
    top = int(scores.argmax())
    for end in (top + NEARBY, len(scores)):  # most runs end nearby
        lower = np.flatnonzero(scores[top:end] < scores[top])
        if len(lower):
            return top + (int(lower[0]) - 1) // 2
    return (top + len(scores) - 1) // 2


def _pairs_near(centre: int, rows: np.ndarray) -> list[WordLink]:
    """Each term with the token near `centre` that stands for it best."""
    terms, tokens = rows.shape
    reach = REACHES[-1][0]
    low, high = max(0, centre - reach), min(tokens, centre + reach + 1)
    near = rows[:, low:high]
    worth = near * _decay(centre - low, high - centre)
    best = worth.argmax(axis=1)
    places = [at - term for term, at in enumerate(best.tolist()) if near[term, at] >= LEAST_PAIR]
    if len(places) > 1:
        # Most of a claim is told in its own order: of tokens about as like, the one in its place among the others.
        away = np.abs(_places(terms, high - low) - median(places))
        best = (worth - ORDER_COST * np.minimum(away, MOST_OUT_OF_PLACE)).argmax(axis=1)
    similarity = near[np.arange(terms), best].tolist()
    return [
        WordLink(term, low + at, alike)
        for term, (at, alike) in enumerate(zip(best.tolist(), similarity, strict=True))
        if alike >= LEAST_PAIR
    ]


@lru_cache
def _places(terms: int, tokens: int) -> np.ndarray:
    """Each token's place less each term's; shape (terms, tokens)."""
    return np.arange(tokens)[None, :] - np.arange(terms)[:, None]


@lru_cache
def _decay(before: int, after: int) -> np.ndarray:
    """What a match is worth at each of `before` tokens before a centre and of `after` tokens from it on."""
    distance = np.abs(np.arange(-before, after))
    decay = np.full(distance.shape, REACHES[-1][1])
    for limit, worth in reversed(REACHES):
        decay[distance <= limit] = worth
    return decay - 1e-4 * distance  # of equals, the nearest


def _run(centre: int, links: Sequence[WordLink], weights: Sequence[float], talk: TranscriptIndex) -> tuple[int, int]:
    """The first and last token of the run that gains most by `links`, with whole quantities, and readable."""
    first, last = _whole_quantities(*_best_run(centre, links, weights), talk)
    return _readable(first, last, links, len(weights), talk)


def _candidate(first: int, last: int, score: float, links: Sequence[WordLink], weights: Sequence[float]) -> Passage:
    inside = tuple(link for link in links if first <= link.token <= last)
    coverage = sum((weights[link.term] * link.similarity for link in inside), start=0.0)
    return Passage(first, last, score, min(1.0, coverage), inside)


def _best_run(centre: int, links: Sequence[WordLink], weights: Sequence[float]) -> tuple[int, int]:
    """Maximum-sum run of matched tokens (gain: share × likeness; cost: `GAP_COST` a token between)."""
    gains: dict[int, float] = {}
    for link in links:
        gains[link.token] = gains.get(link.token, 0.0) + weights[link.term] * link.similarity
    places = sorted(gains)
    if not places:
        return centre, centre
    best, best_run = -1.0, (places[0], places[0])
    total, start, before = 0.0, places[0], places[0]
    for place in places:
        total -= GAP_COST * (place - before)
        if total <= 0:
            total, start = 0.0, place
        total += gains[place]
        before = place
        if total > best:
            best, best_run = total, (start, place)
    return best_run


def _whole_quantities(first: int, last: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The run with the quantities at its edges whole: "at half past three" does not end at "half"."""
    for heard in talk.quantities_in(first, last):
        first, last = min(first, heard.first), max(last, heard.last)
    return first, last


def _readable(first: int, last: int, links: Sequence[WordLink], terms: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The run widened to whole phrases, within the limits of one evidence.

    An edge stays where the claim's own first or last words were said, and where the phrase's end is not near.
    """
    sure = {link.term: link.token for link in links if link.similarity >= SURE_EDGE}
    opens = any(sure.get(term) == first + term for term in range(EDGE_TERMS))
    ends = {heard.first: heard.last for heard in talk.quantities_in(first, last)}
    closes = any(_end(sure.get(terms - 1 - back), ends) == last - back for back in range(EDGE_TERMS))
    wide_first = first if opens else _near_edge(first, talk.phrase(first)[0])
    wide_last = last if closes else _near_edge(last, talk.phrase(last)[1])
    if fits(wide_first, wide_last, talk):
        first, last = wide_first, wide_last
    while first < last and not fits(first, last, talk):
        last -= 1
    return first, last


def _end(token: int | None, ends: Mapping[int, int]) -> int | None:
    """The last token of what is said from `token` on: of the whole quantity where one begins there."""
    return None if token is None else ends.get(token, token)


def _near_edge(token: int, edge: int) -> int:
    return edge if abs(edge - token) <= MOST_WIDENED else token


def fits(first: int, last: int, talk: TranscriptIndex) -> bool:
    """Whether the tokens `first`..`last` are within the limits of one evidence."""
    segments = talk.segment_of_token(last) - talk.segment_of_token(first) + 1
    return segments <= MOST_SEGMENTS and talk.interval(first, last).duration <= MOST_SECONDS
