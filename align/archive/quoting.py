"""Whether a quotation was ever said, word for word or nearly, and by whom: the index proposes, `align.quotes` tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from align.archive.candidates import CandidateLimits, Proposer
from align.archive.excerpts import excerpt
from align.archive.types import ArchivedQuote, QuotedPlace
from align.language import language, language_of, tokenise
from align.quotes import Status, find_quote
from transcripts.archive import EVERYTHING, Archive, EpisodeFilter, quoted
from transcripts.archive.episodes import holds

RUN = 3  # words one after the other that are looked up as they are: most changes leave some run whole
MOST_RUNS = 10  # of one quotation
FOUND = 2_000  # passages with a run
USUAL_WORDS = 70  # of a passage: a longer quotation reaches over several
MOST_PLACES = 6  # episodes shown
WIDELY = CandidateLimits(episodes=8, of_episode=4, passages=16, least=0.5)
_ORDER = (Status.EXACT, Status.MODIFIED, Status.STITCHED)


def find_quote_in_archive(text: str, archive: Archive, wanted: EpisodeFilter = EVERYTHING) -> ArchivedQuote:
    """Every episode that `text` was said in (by a speaker, where one is wanted), word for word first, at most
    `MOST_PLACES`.

    Raises AlignError for a quotation that is too long, and ArchiveError.
    """
    words = sum(one.words for one in archive.episodes())
    around = 1 + len(text.split()) // USUAL_WORDS
    found: list[QuotedPlace] = []
    for number, passages in _proposed(text, archive, wanted).items():
        read = excerpt(archive, number, passages, around)
        match = find_quote(text, read.transcript, among=words)
        said = match.status is not Status.NOT_FOUND
        if said and (wanted.speaker is None or all(holds(one.speaker, wanted.speaker) for one in match.places)):
            places = (replace(one, segments=tuple(read.segments[at] for at in one.segments)) for one in match.places)
            found.append(QuotedPlace(read.episode, replace(match, places=tuple(places))))
    found.sort(key=lambda one: (_ORDER.index(one.match.status), -one.match.similarity, one.episode.id))
    return ArchivedQuote(text, tuple(found[:MOST_PLACES]))


def _proposed(text: str, archive: Archive, wanted: EpisodeFilter) -> dict[int, set[int]]:
    """Passages by episode: those with most runs of the quotation's words, and those with its rare words."""
    allowed = None if wanted == EVERYTHING else archive.episodes(wanted)
    found: dict[int, set[int]] = defaultdict(set)
    for passage in _with_runs([token.text for token in tokenise(text)], archive, wanted):
        episode = archive.episode_of(passage)
        if episode is not None and (episode in found or len(found) < WIDELY.episodes):
            found[episode].add(passage)
    for one in Proposer(archive, allowed).propose(text, language(language_of(text)), WIDELY):
        found[one.episode].add(one.passage)
    return found


def _with_runs(words: Sequence[str], archive: Archive, wanted: EpisodeFilter) -> list[int]:
    """Passages with runs of `words`, those with most of them first, at most `WIDELY.passages`."""
    size = min(RUN, len(words))
    starts = np.unique(np.linspace(0, max(len(words) - size, 0), MOST_RUNS).astype(int)).tolist() if words else []
    runs: dict[int, int] = defaultdict(int)
    for start in starts:
        expression = " + ".join(map(quoted, words[start : start + size]))
        for passage in archive.match_words(expression, wanted, FOUND):
            runs[passage] += 1
    return sorted(runs, key=lambda passage: (-runs[passage], passage))[: WIDELY.passages]
