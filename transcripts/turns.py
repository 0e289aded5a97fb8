"""Who spoke when, laid over a transcript: every word gets the speaker whose turn it is said in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from audio import Seconds, Turn
from transcripts.types import Segment, Transcript, Word

# A word outside of every turn belongs to the nearest one within this: diarizers and recognisers each place an edge
# of speech to within about a quarter of a second (the collar of NIST's scoring).
NEAREST: Seconds = 0.5


def with_speakers(transcript: Transcript, turns: Sequence[Turn]) -> Transcript:
    """The transcript with the turns' speakers in place of its own; without turns it stays as it is.

    Segments are split where the speaker changes. Each word goes to whom it has most of its time in common with, of
    equals to the speaker of the word before. Words far from any turn go with their neighbours in the segment; where it
    has none, nobody is named.
    """
    if not turns:
        return transcript
    voices = [_Voice(speaker, turns) for speaker in dict.fromkeys(turn.speaker for turn in turns)]
    segments: list[Segment] = []
    before: str | None = None
    for segment in transcript.segments:
        labels: list[str | None] = []
        for word in segment.words:
            before = _speaker_of(word, voices, before)
            labels.append(before)
        segments += _split(segment, _filled(labels))
    return replace(transcript, segments=tuple(segments))


def speakers_of(transcript: Transcript) -> tuple[str, ...]:
    """The labels of a transcript's speakers, in the order they first speak."""
    labels = (
        label for segment in transcript.segments for label in (segment.speaker, *(w.speaker for w in segment.words))
    )
    return tuple(dict.fromkeys(label for label in labels if label))


class _Voice:
    """All the turns of one speaker, joined where they touch."""

    def __init__(self, speaker: str, turns: Iterable[Turn]) -> None:
        self.speaker = speaker
        self._starts: list[Seconds] = []
        self._ends: list[Seconds] = []
        for start, end in sorted((t.interval.start, t.interval.end) for t in turns if t.speaker == speaker):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, word: Word) -> Seconds:
        common = 0.0
        for place in range(bisect_right(self._ends, word.start), bisect_left(self._starts, word.end)):
            common += min(word.end, self._ends[place]) - max(word.start, self._starts[place])
        return common

    def distance(self, word: Word) -> Seconds:
        """From the word to the nearest turn, 0 inside of one."""
        after = bisect_left(self._starts, word.end)
        behind = self._starts[after] - word.end if after < len(self._starts) else float("inf")
        ahead = word.start - self._ends[after - 1] if after else float("inf")
        return max(0.0, min(behind, ahead))


def _speaker_of(word: Word, voices: Sequence[_Voice], before: str | None) -> str | None:
    def nearness(voice: _Voice) -> tuple[float, float, bool]:
        return voice.overlap(word), -voice.distance(word), voice.speaker == before

    best = max(voices, key=nearness)
    return best.speaker if best.distance(word) <= NEAREST else None


def _filled(labels: Sequence[str | None]) -> list[str | None]:
    """With the neighbour's label where there is none: the one before, at the beginning the one after."""
    filled: list[str | None] = []
    for label in labels:
        filled.append(label or (filled[-1] if filled else None))
    first = next((label for label in filled if label), None)
    return [label or first for label in filled]


def _split(segment: Segment, labels: Sequence[str | None]) -> list[Segment]:
    pairs = zip(segment.words, labels, strict=True)
    runs = [(label, tuple(word for word, _ in run)) for label, run in groupby(pairs, key=lambda pair: pair[1])]
    bounds = segment.bounds if len(runs) < 2 else None
    return [
        replace(segment, words=tuple(replace(word, speaker=None) for word in words), speaker=label, bounds=bounds)
        for label, words in runs
    ] or [replace(segment, speaker=None)]
