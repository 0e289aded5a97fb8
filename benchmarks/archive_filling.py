"""Ten thousand hours put into an archive within minutes: episodes put together of passages from a stock.

Sixty hours of each language are made up, cut and analysed once; every other episode takes each of its passages from
another one of them. What the index and a reader have to do is the same as with talk of its own; the transcripts' files,
which neither of them looks at, are written of the episodes alone that statements are planted in.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from align.archive import ArchiveAnalyser
from benchmarks.season import Plant, details_of, language_of_episode, made_episode, talk
from transcripts import Transcript
from transcripts.archive import Analysis, Archive
from transcripts.archive.episodes import Episodes, Passages
from transcripts.archive.index import Index, speaker_key
from transcripts.archive.words import OVERLAP_WORDS, cut, pack

STOCK = 60  # hours of each language
TOGETHER = 20  # episodes in one transaction
FIRST_STOCK = 1_000_000  # number of an episode that nobody asks for


@dataclass(frozen=True, slots=True)
class StockPassage:
    first_segment: int
    words: bytes  # as the archive keeps them
    analysis: Analysis
    count: int


class SeasonFiller:
    """Fills `archive` with episodes of `words` words."""

    def __init__(self, archive: Archive, words: int, stock: int = STOCK) -> None:
        self._archive = archive
        self._words = words
        self._stock = stock
        self._index = Index(archive.database)

    def fill(self, episodes: int, planted: Sequence[Plant], told: Callable[[int], None]) -> float:
        """Episodes up to number `episodes`, those that are there already aside; returns the seconds."""
        began = time.perf_counter()
        lines = {number for plant in planted for number in plant.lines}
        whole = {0, 1, *lines}  # the first of each language make the speakers known
        for number in sorted(whole):
            self._put(number, planted)
        there = {episode.title for episode in self._archive.episodes()}
        missing = [number for number in range(episodes) if details_of(number).title not in there]
        for start in range(0, len(missing), TOGETHER):
            told(start)
            with self._archive.database.transaction():
                for number in missing[start : start + TOGETHER]:
                    self._add(number)
        return time.perf_counter() - began

    def _put(self, number: int, planted: Sequence[Plant]) -> None:
        self._archive.put(details_of(number), made_episode(number, planted, self._words))

    def _add(self, number: int) -> None:
        database, chance = self._archive.database, random.Random(number)
        talks = self._talks[language_of_episode(number)]
        ids, count = [], 0
        for at in range(min(map(len, talks))):
            passage = chance.choice(talks)[at]
            values = (passage.first_segment << 1, passage.words)
            ids.append(database.run("INSERT INTO passage (place, words) VALUES (?, ?)", values))
            self._index.add(ids[-1], passage.analysis)
            count += passage.count
        said = Transcript((), language=language_of_episode(number), duration=3600 * self._words / 12_000)
        rows = Episodes(database, self._archive.folder)
        rows.add(details_of(number), f"{number}.json", said, Passages(ids[0], ids[-1], count), "")

    @cached_property
    def _talks(self) -> dict[str, list[list[StockPassage]]]:
        numbers = range(FIRST_STOCK, FIRST_STOCK + 2 * self._stock)
        found: dict[str, list[list[StockPassage]]] = {}
        for number in numbers:
            passages = list(self._passages(talk(number, self._words)))
            found.setdefault(language_of_episode(number), []).append(passages)
        return found

    def _passages(self, transcript: Transcript) -> Iterator[StockPassage]:
        pieces = list(cut(transcript))
        own = [piece.texts() for piece in pieces]
        following = [texts[:OVERLAP_WORDS] for texts in own[1:]] + [[]]
        texts = [" ".join(words + after) for words, after in zip(own, following, strict=True)]
        speakers = {str(name): int(id or 0) for id, name in self._archive.database.rows("SELECT id, name FROM speaker")}
        keys = frozenset(map(speaker_key, speakers.values()))
        for piece, words, analysis in zip(pieces, own, ArchiveAnalyser().analyse(texts), strict=True):
            known = Analysis(analysis.words, analysis.keys | keys)
            yield StockPassage(piece.first_segment, pack(piece, speakers.__getitem__), known, len(words))
