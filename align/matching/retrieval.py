"""The passages of a recording that speak most about a claim: the best places, each trimmed to the words that matter."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from statistics import median

import numpy as np

from align.matching.ranking import Query, rank_places
from align.matching.settings import MOST_SECONDS, MOST_SEGMENTS, SETTINGS
from align.matching.terms import Term, claim_terms, weigh
from align.matching.transcript_index import TranscriptIndex

NEARBY = 256  # tokens within which most runs of equal scores end


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
    text: str,
    talk: TranscriptIndex,
    most: int = 3,
    weak: Collection[str] = (),
    excused: Collection[str] = (),
    context: str = "",
) -> Retrieval:
    """Where `text` was said; fewer than `most` candidates when nothing else is like it at all.

    `weak` and `excused` words of it (normalised) hardly count, see `claim_terms`. `context` are words that it leans on
    without saying them: they help to choose between places, and are no terms of it.
    """
    terms = claim_terms(text, talk.language, weak, excused)
    if not terms or not len(talk):
        return Retrieval(terms, (0.0,) * len(terms), ())
    rows, weights = weigh(terms, talk)
    ranks = rank_places(Query(text, terms, rows, weights, context), talk)
    wanted = Retrieval(terms, tuple(weights.tolist()), ())
    found: list[Passage] = []
    while len(found) < most:
        centre = _peak(ranks)
        rank = float(ranks[centre])
        if rank <= 0:
            break
        links = _pairs_near(centre, rows, talk)
        first, last = _run(centre, links, wanted, talk)
        ranks[max(0, min(first, centre) - 2) : max(last, centre) + 3] = 0.0
        if not any(first <= other.last and other.first <= last for other in found):
            found.append(_candidate(first, last, min(1.0, rank), links, wanted.weights))
    return replace(wanted, passages=tuple(found))


def _peak(scores: np.ndarray) -> int:
    """The middle of the first run of highest scores."""
    top = int(scores.argmax())
    for end in (top + NEARBY, len(scores)):  # most runs end nearby
        lower = np.flatnonzero(scores[top:end] < scores[top])
        if len(lower):
            return top + (int(lower[0]) - 1) // 2
    return (top + len(scores) - 1) // 2


def _pairs_near(centre: int, rows: np.ndarray, talk: TranscriptIndex) -> list[WordLink]:
    """Each term with the token near `centre` that stands for it best."""
    terms, tokens = rows.shape
    reach = SETTINGS.far
    low, high = max(0, centre - reach), min(tokens, centre + reach + 1)
    near = rows[:, low:high]
    worth = near * (_decay(centre - low, high - centre, SETTINGS.near, SETTINGS.related) * talk.once(_stated)[low:high])
    best = worth.argmax(axis=1)
    places = [at - term for term, at in enumerate(best.tolist()) if near[term, at] > 0]
    if len(places) > 1:
        # Most of a claim is told in its own order: of tokens about as like, the one in its place among the others.
        away = np.abs(_places(terms, high - low) - median(places))
        best = (worth - SETTINGS.gap * np.minimum(away, SETTINGS.far)).argmax(axis=1)
    similarity = near[np.arange(terms), best].tolist()
    return [
        WordLink(term, low + at, alike)
        for term, (at, alike) in enumerate(zip(best.tolist(), similarity, strict=True))
        if alike > 0
    ]


def _stated(talk: TranscriptIndex) -> np.ndarray:
    """What a word is worth as the one that stands for a term: a stated one goes before an asked; shape (tokens,)."""
    worth = np.ones(len(talk), dtype=np.float32)
    for statement in talk.layout().statements:
        if statement.asks:
            worth[statement.first : statement.last + 1] = SETTINGS.alike
    return worth


@lru_cache
def _places(terms: int, tokens: int) -> np.ndarray:
    """Each token's place less each term's; shape (terms, tokens)."""
    return np.arange(tokens)[None, :] - np.arange(terms)[:, None]


@lru_cache
def _decay(before: int, after: int, near: int, related: float) -> np.ndarray:
    """What a match is worth at each of `before` tokens before a centre and of `after` tokens from it on."""
    distance = np.abs(np.arange(-before, after))
    decay = np.where(distance <= near, 1.0, related)
    return decay - 1e-4 * distance  # of equals, the nearest


def _run(centre: int, links: Sequence[WordLink], wanted: Retrieval, talk: TranscriptIndex) -> tuple[int, int]:
    """The first and last token of the run that gains most by `links`, with whole quantities, in whole clauses."""
    first, last = _best_run(centre, links, wanted.weights)
    first, last = _whole_quantities(_without_lead(first, last, links, wanted, talk), last, talk)
    for wide in (_with_answer(*_whole_clauses(first, last, talk), talk), _whole_clauses(first, last, talk)):
        if fits(*wide, talk):
            return wide
    while first < last and not fits(first, last, talk):
        last -= 1
    return first, last


def _candidate(first: int, last: int, score: float, links: Sequence[WordLink], weights: Sequence[float]) -> Passage:
    inside = tuple(link for link in links if first <= link.token <= last)
    return Passage(first, last, score, min(1.0, _met(inside, weights)), inside)


def _best_run(centre: int, links: Sequence[WordLink], weights: Sequence[float]) -> tuple[int, int]:
    """Maximum-sum run of matched tokens (gain: share × likeness; cost: a gap)."""
    gains: dict[int, float] = {}
    for link in links:
        gains[link.token] = gains.get(link.token, 0.0) + weights[link.term] * link.similarity
    places = sorted(gains)
    if not places:
        return centre, centre
    best, best_run = -1.0, (places[0], places[0])
    total, start, before = 0.0, places[0], places[0]
    for place in places:
        total -= SETTINGS.gap * (place - before)
        if total <= 0:
            total, start = 0.0, place
        total += gains[place]
        before = place
        if total > best:
            best, best_run = total, (start, place)
    return best_run


def _without_lead(first: int, last: int, links: Sequence[WordLink], wanted: Retrieval, talk: TranscriptIndex) -> int:
    """The first token of the run without statements at its beginning that have less of the claim than what follows
    them, and not its first words of sense: a link should not start long before the words that decide."""
    inside = [link for link in links if first <= link.token <= last]
    while (behind := talk.layout().statement_of(first).last + 1) <= last:
        lead = [link for link in inside if first <= link.token < behind]
        rest = [link for link in inside if link.token >= behind]
        opens = _first_of_sense(lead, wanted.terms) < _first_of_sense(rest, wanted.terms)
        if opens or _met(lead, wanted.weights) > _met(rest, wanted.weights):
            break
        first = min(link.token for link in rest)
    return first


def _first_of_sense(links: Iterable[WordLink], terms: Sequence[Term]) -> int:
    """The first term of the claim among `links` that is no function word: those are said anywhere."""
    return min((link.term for link in links if not terms[link.term].stopword), default=len(terms))


def _met(links: Iterable[WordLink], weights: Sequence[float]) -> float:
    """The share of the claim's weight that `links` account for."""
    return sum((weights[link.term] * link.similarity for link in links), start=0.0)


def _whole_quantities(first: int, last: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The run with the quantities at its edges whole: "at half past three" does not end at "half"."""
    for heard in talk.quantities_in(first, last):
        first, last = min(first, heard.first), max(last, heard.last)
    return first, last


def _whole_clauses(first: int, last: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The run from the border of a clause to the border of one, where these are near."""
    start, end = talk.layout().clause_of(first).first, talk.layout().clause_of(last).last
    return start if first - start <= SETTINGS.short else first, end if end - last <= SETTINGS.near else last


def _with_answer(first: int, last: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The run with the answer to the question that it ends in, as many whole clauses of it as are near."""
    layout = talk.layout()
    answer = layout.statement_of(last).answered_by
    if answer is None:
        return first, last
    end = layout.statements[answer].last
    if end - last > SETTINGS.far:
        end = max(last, layout.clause_of(last + SETTINGS.far).first - 1)
    return first, end


def fits(first: int, last: int, talk: TranscriptIndex) -> bool:
    """Whether the tokens `first`..`last` are within the limits of one evidence."""
    segments = talk.segment_of_token(last) - talk.segment_of_token(first) + 1
    return segments <= MOST_SEGMENTS and talk.interval(first, last).duration <= MOST_SECONDS
