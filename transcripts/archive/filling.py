"""Filling the index: an episode's passages written down and made findable, and all of them anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from transcripts.archive.database import Database
from transcripts.archive.episodes import Passages
from transcripts.archive.index import Index, speaker_key
from transcripts.archive.types import Analyser, Analysis, ArchivedEpisode, ArchivedPassage
from transcripts.archive.words import OVERLAP_WORDS, cut, pack
from transcripts.types import Segment, Transcript

MOST_DELETED = 0.2  # share of the index that is of deleted passages, before it is made anew
SPARED = 10_000  # passages; below, it is not worth the while
_ANALYSER, _DELETED = "analyser", "dead"  # names in the table `meta`


class Filler:
    """Every method but `renew` is called inside a transaction."""

    def __init__(self, database: Database, index: Index, analyser: Analyser) -> None:
        self._database = database
        self._index = index
        self._analyser = analyser

    def fill(self, transcript: Transcript) -> Passages:
        """Adds the passages of one episode."""
        if self._database.meta(_ANALYSER) is None:
            self._database.set_meta(_ANALYSER, self._analyser.version)
        pieces = list(cut(transcript))
        ids = [self._store(pack(piece, self._speaker), piece.first_segment, piece.continues) for piece in pieces]
        self._add_to_index(ids, [piece.segments for piece in pieces])
        count = sum(len(piece.texts()) for piece in pieces)
        return Passages(ids[0], ids[-1], count) if ids else Passages(0, -1, 0)

    def forget(self, episode: ArchivedEpisode) -> None:
        """Takes the passages of an episode away."""
        self._database.run("DELETE FROM passage WHERE id BETWEEN ? AND ?", (episode.first, episode.last))
        deleted = int(self._database.meta(_DELETED) or 0) + episode.last - episode.first + 1
        self._database.set_meta(_DELETED, str(deleted))

    @property
    def is_due(self) -> bool:
        """Whether the index is to be made anew, or that was not finished."""
        return self._is_to_begin() or self._database.row("SELECT 1 FROM episode WHERE NOT indexed LIMIT 1") is not None

    def _is_to_begin(self) -> bool:
        deleted = int(self._database.meta(_DELETED) or 0)
        live = self._database.value("SELECT sum(last - first + 1) FROM episode") or 0
        worn = deleted > max(SPARED, MOST_DELETED * live)
        return worn or self._database.meta(_ANALYSER) not in (None, self._analyser.version)

    def renew(
        self,
        progress: Callable[[float, float | None], None],
        passages: Callable[[Iterable[int]], Sequence[ArchivedPassage]],
    ) -> None:
        if self._is_to_begin():
            with self._database.transaction():
                self._index.clear()
                self._database.run("UPDATE episode SET indexed = 0")
                self._database.set_meta(_ANALYSER, self._analyser.version)
                self._database.set_meta(_DELETED, "0")
        waiting = self._database.rows("SELECT id FROM episode WHERE NOT indexed ORDER BY id")
        total = self._database.value("SELECT count(*) FROM episode")
        for done, (number,) in enumerate(waiting, total - len(waiting)):
            progress(done, total)
            with self._database.transaction():
                row = self._database.row("SELECT first, last FROM episode WHERE id = ? AND NOT indexed", (number,))
                if row:
                    kept = passages(range(row["first"], row["last"] + 1))
                    self._add_to_index([passage.id for passage in kept], [passage.segments for passage in kept])
                    self._database.run("UPDATE episode SET indexed = 1 WHERE id = ?", (number,))

    def _store(self, data: bytes, first_segment: int, continues: bool) -> int:
        place = first_segment << 1 | continues
        return self._database.run("INSERT INTO passage (place, words) VALUES (?, ?)", (place, data))

    def _add_to_index(self, ids: Sequence[int], passages: Sequence[tuple[Segment, ...]]) -> None:
        """The passages of one episode, each to be found by the first words of the next one, too."""
        own = [[word.text for segment in segments for word in segment.words] for segments in passages]
        following = [texts[:OVERLAP_WORDS] for texts in own[1:]] + [[]]
        texts = [" ".join(words + after) for words, after in zip(own, following, strict=True)]
        for number, segments, analysis in zip(ids, passages, self._analyser.analyse(texts), strict=True):
            speakers = {speaker_key(self._speaker(name)) for name in _speakers(segments)}
            self._index.add(number, Analysis(analysis.words, analysis.keys | speakers))

    def _speaker(self, name: str) -> int:
        name = name.encode("utf-8", "replace").decode()
        known: int | None = self._database.value("SELECT id FROM speaker WHERE name = ?", (name,))
        return known or self._database.run("INSERT INTO speaker (name) VALUES (?)", (name,))


def _speakers(segments: Sequence[Segment]) -> set[str]:
    labels = [segment.speaker for segment in segments if segment.words]
    return {label for label in (*labels, *(word.speaker for s in segments for word in s.words)) if label}
