"""Which passages of an archive may speak to a claim: its words, names and amounts are looked up, rare ones count most.

A passage scores what it has of the claim's weight, inverse document frequency as in `align.matching`, and a share of
what its neighbours have: a statement may begin in one and end in the next. What is so common that its places say
nothing is not looked up, so that the cost does not grow with the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np

from align.archive.analyser import keys_of_term, roots_of_term
from align.language import Language
from align.matching import Term
from align.matching.settings import SETTINGS
from align.matching.terms import claim_terms
from transcripts.archive import Archive, ArchivedEpisode, quoted


@dataclass(frozen=True, slots=True)
class CandidateLimits:
    """Set by hand, measured in benchmarks/README.md, "An archive"."""

    frequency: int = 20_000  # passages: a key that more have is looked up with another one alone
    beside: float = 0.3  # weight of a match in the neighbouring passage, relative to one in the passage itself
    ranked: int = 300  # passages among which episodes are chosen
    least: float = 0.3  # of the best passage's score
    episodes: int = 6
    of_episode: int = 6  # passages
    passages: int = 16


LIMITS = CandidateLimits()
_REMEMBERED = 1 << 10  # keys whose passages are kept: claims of one article name the same things


@dataclass(frozen=True, slots=True)
class ProposedPassage:
    passage: int
    episode: int
    score: float  # weight that was met


@dataclass(frozen=True, slots=True)
class _Wanted:
    """One thing that a claim says, and the keys of it."""

    keys: tuple[str, ...]
    related: tuple[str, ...]  # of other words of its root
    weight: float
    frequency: int  # about how many passages have it


class Proposer:
    """Proposes passages of `archive`, of the `episodes` alone where these are given."""

    def __init__(self, archive: Archive, episodes: Sequence[ArchivedEpisode] | None = None) -> None:
        self._archive = archive
        self._outside = None if episodes is None else _outside(episodes)
        self._count = archive.passage_count
        self._passages = lru_cache(maxsize=_REMEMBERED)(self._looked_up)

    def propose(self, text: str, spoken: Language, limits: CandidateLimits = LIMITS) -> tuple[ProposedPassage, ...]:
        """The best passages for `text`, best first, and no more than `limits` allow of one episode and in all."""
        wanted = [self._wanted(term, spoken) for term in claim_terms(text, spoken) if not term.stopword]
        wanted = [one for one in wanted if one.frequency]
        rare = [one for one in wanted if one.frequency <= limits.frequency]
        scores = self._scores(rare, limits) if rare else self._common(wanted, limits)
        if self._outside is not None:
            scores = scores[: len(self._outside)]
            scores[self._outside[: len(scores)]] = 0.0
        return tuple(self._chosen(scores, limits))

    def _wanted(self, term: Term, spoken: Language) -> _Wanted:
        keys = keys_of_term(term, spoken)
        frequency = sum(map(self._archive.document_frequency, keys))
        weight = log(1 + self._count / (1 + frequency)) * (SETTINGS.key if term.is_compared else 1.0)
        return _Wanted(keys, roots_of_term(term, spoken), weight, frequency)

    def _looked_up(self, key: str) -> np.ndarray:
        return np.array(self._archive.postings(key), dtype=np.int64)

    def _scores(self, wanted: Sequence[_Wanted], limits: CandidateLimits) -> np.ndarray:
        """What every passage met of the weight; shape (ids + 2,)."""
        met: list[tuple[np.ndarray, float]] = []
        for one in wanted:
            own = _together([self._passages(key) for key in one.keys])
            roots = [
                self._passages(key) for key in one.related if self._archive.document_frequency(key) <= limits.frequency
            ]
            related = np.setdiff1d(_together(roots), own, assume_unique=True)
            met += [(own, one.weight), (related, SETTINGS.related * one.weight)]
        scores = np.zeros(max((int(ids[-1]) for ids, _ in met if len(ids)), default=0) + 3)
        for ids, weight in met:
            scores[ids] += weight
            scores[_neighbours(ids)] += limits.beside * weight
        return scores

    def _common(self, wanted: Sequence[_Wanted], limits: CandidateLimits) -> np.ndarray:
        """The same where every word is common: passages that have the two rarest of them."""
        pair = sorted(wanted, key=lambda one: one.frequency)[:2]
        expression = " AND ".join(f"({' OR '.join(map(quoted, one.keys))})" for one in pair)
        ids = self._archive.match_keys(expression, limit=limits.frequency) if pair else ()
        scores = np.zeros((ids[-1] if ids else 0) + 3)
        scores[list(ids)] = sum(one.weight for one in pair)
        return scores

    def _chosen(self, scores: np.ndarray, limits: CandidateLimits) -> Iterator[ProposedPassage]:
        likely = np.flatnonzero(scores >= max(limits.least * float(scores.max(initial=0.0)), 1e-9))
        ranked = likely[np.argsort(-scores[likely], kind="stable")].tolist()
        taken: dict[int, int] = {}  # passages by episode
        looked = 0
        for passage in ranked:
            episode = self._archive.episode_of(passage)
            if episode is None:
                continue
            looked += 1
            full = episode not in taken and len(taken) == limits.episodes
            if not full and taken.get(episode, 0) < limits.of_episode:
                taken[episode] = taken.get(episode, 0) + 1
                yield ProposedPassage(passage, episode, float(scores[passage]))
            if looked == limits.ranked or sum(taken.values()) == limits.passages:
                return


def _outside(episodes: Sequence[ArchivedEpisode]) -> np.ndarray:
    """Which passages are of none of the episodes; shape (ids,)."""
    outside = np.ones(max((one.last for one in episodes), default=0) + 1, dtype=bool)
    for one in episodes:
        outside[one.first : one.last + 1] = False
    return outside


def _together(found: Sequence[np.ndarray]) -> np.ndarray:
    """Ids in any of `found`, ascending, each once."""
    if len(found) == 1:
        return found[0]
    return np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)


def _neighbours(ids: np.ndarray) -> np.ndarray:
    """Those before and behind `ids`, which ascend, that are not among them; each once."""
    if not len(ids):
        return ids
    gaps = np.diff(ids)
    before, behind = ids[1:][gaps > 1] - 1, ids[:-1][gaps > 2] + 1
    return np.concatenate([ids[:1] - 1, before, behind, ids[-1:] + 1])
