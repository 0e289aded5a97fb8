"""Passages of an archive laid out for judging: of each episode those proposed, with what was said around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from align.language import Language, language, language_of_parts
from align.matching import TranscriptIndex
from transcripts import Segment, Transcript
from transcripts.archive import Archive, ArchivedEpisode, ArchivedPassage, as_transcript

AROUND = 1  # passages before and behind one, so that a statement, a question and its answer are whole
BACKGROUND = 60  # passages of ordinary talk, some 4,000 words, that tell how rare a word is


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some passages of one episode, in order, as a transcript of their own."""

    episode: ArchivedEpisode
    transcript: Transcript
    segments: tuple[int, ...]  # number in the episode's transcript of each of the segments


def excerpt(archive: Archive, number: int, passages: Iterable[int], around: int = AROUND) -> Excerpt:
    """`passages` of episode `number` with so many passages `around` each."""
    episode = archive.episode(number)
    near = {other for one in passages for other in range(one - around, one + around + 1)}
    kept = archive.passages(sorted(one for one in near if episode.first <= one <= episode.last))
    segments: list[Segment] = []
    numbers: list[int] = []
    for run in _runs(kept):
        said = as_transcript(run).segments
        segments += said
        numbers += range(run[0].first_segment, run[0].first_segment + len(said))
    return Excerpt(episode, Transcript(tuple(segments), episode.language), tuple(numbers))


def _runs(passages: Sequence[ArchivedPassage]) -> Iterator[list[ArchivedPassage]]:
    """Neighbours together."""
    for _, run in groupby(enumerate(passages), key=lambda pair: pair[1].id - pair[0]):
        yield [passage for _, passage in run]


def background(archive: Archive, spoken: Language, most: int = BACKGROUND) -> TranscriptIndex | None:
    """Passages in the language from all over the archive, laid out; None where there are none."""
    episodes = archive.episodes()
    places = [(one.first, one.last - one.first + 1) for one in sorted(episodes, key=lambda one: one.first)]
    ends = np.cumsum([size for _, size in places])
    total = int(ends[-1]) if len(ends) else 0
    wanted = np.unique(np.linspace(0, max(total - 1, 0), min(2 * most, total)).astype(int))
    of = np.searchsorted(ends, wanted, side="right")
    ids = [places[at][0] + int(place - (ends[at] - places[at][1])) for at, place in zip(of, wanted, strict=True)]
    fitting = [one for one in archive.passages(ids) if spoken_in(one.segments) is spoken]
    step = max(1, len(fitting) // most)
    segments = tuple(segment for one in fitting[::step] for segment in one.segments)
    return TranscriptIndex(Transcript(segments, spoken.code), spoken) if segments else None


def spoken_in(segments: Sequence[Segment]) -> Language:
    return language(language_of_parts(segment.text for segment in segments))
