"""From a transcript to passages and back, and a passage's words with their times as a few hundred bytes."""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, chain

from audio import Interval, Seconds
from transcripts.archive.types import ArchivedPassage
from transcripts.types import Segment, Transcript, Word

# Some thirty seconds of talk: as much as a claim is about, and few enough rows for a hundred million words.
USUAL_WORDS = 70
MOST_WORDS = 100
MOST_SECONDS: Seconds = 90.0  # where few words are said
OVERLAP_WORDS = 12  # of the next passage that one is found by, too: a phrase is not cut

_MILLISECONDS = 1000
_PROBABILITIES = 250  # steps of a probability in a byte
_NO_PROBABILITY = 255
_INTERPOLATED, _BOUNDS, _OWN_SPEAKERS = 1, 2, 4  # flags of a segment
_NUMBER = array("i").itemsize


@dataclass(frozen=True, slots=True)
class Piece:
    """Segments that make a passage, the first and the last of them perhaps in part."""

    first_segment: int
    continues: bool
    segments: tuple[Segment, ...]

    def texts(self) -> list[str]:
        return [word.text for segment in self.segments for word in segment.words]


def cut(transcript: Transcript) -> Iterator[Piece]:
    """The passages in order: whole segments, and where one is longer than a passage, parts of it."""
    taken: list[tuple[int, bool, Segment]] = []
    words = 0
    for number, continues, segment in _parts(transcript):
        long = taken and segment.end - taken[0][2].start > MOST_SECONDS
        if taken and (long or words >= USUAL_WORDS or words + len(segment.words) > MOST_WORDS):
            yield _piece(taken)
            taken, words = [], 0
        taken.append((number, continues, segment))
        words += len(segment.words)
    if words:
        yield _piece(taken)


def _parts(transcript: Transcript) -> Iterator[tuple[int, bool, Segment]]:
    for number, segment in enumerate(transcript.segments):
        if len(segment.words) <= MOST_WORDS:
            yield number, False, segment
            continue
        for at in range(0, len(segment.words), USUAL_WORDS):
            part = segment.words[at : at + USUAL_WORDS]
            yield number, at > 0, replace(segment, words=part, bounds=None)


def _piece(taken: Sequence[tuple[int, bool, Segment]]) -> Piece:
    return Piece(taken[0][0], taken[0][1], tuple(segment for _, _, segment in taken))


def as_transcript(passages: Sequence[ArchivedPassage], language: str | None = None) -> Transcript:
    """Passages of one episode, in order, as a transcript of their own.

    Of neighbours, segment `n` is number `passages[0].first_segment + n` of the whole.
    """
    segments: list[Segment] = []
    before: ArchivedPassage | None = None
    for passage in passages:
        own = passage.segments
        if before and before.id + 1 == passage.id and passage.continues:
            segments[-1] = replace(segments[-1], words=segments[-1].words + own[0].words, bounds=None)
            own = own[1:]
        segments += own
        before = passage
    return Transcript(tuple(segments), language)


def pack(piece: Piece, speaker_id: Callable[[str], int]) -> bytes:
    """What `unpack` makes the segments of again: times to the millisecond, probabilities to 1/250."""
    words = [word for segment in piece.segments for word in segment.words]
    numbers = array("i", [len(piece.segments)])
    for segment in piece.segments:
        numbers.extend(_head(segment, speaker_id))
    starts = [_ticks(word.start) for word in words]
    numbers.extend(b - a for a, b in zip([0, *starts], starts, strict=False))
    numbers.extend(_ticks(word.end) - start for word, start in zip(words, starts, strict=True))
    sure = bytes(_probability_byte(word.probability) for word in words)
    text = "\n".join(" ".join(word.text.split()) for word in words).encode("utf-8", "replace")
    size = len(numbers).to_bytes(4, "little")
    return zlib.compress(size + _by_planes(numbers) + sure + text, 9)


def unpack(data: bytes, speaker: Callable[[int], str | None]) -> tuple[Segment, ...]:
    plain = zlib.decompress(data)
    end = 4 + int.from_bytes(plain[:4], "little") * _NUMBER
    numbers = iter(_from_planes(plain[4:end]))
    heads = [_read_head(numbers) for _ in range(next(numbers))]
    count = sum(head.words for head in heads)
    starts = list(accumulate(next(numbers) for _ in range(count)))
    ends = [start + next(numbers) for start in starts]
    sure, texts = plain[end : end + count], plain[end + count :].decode("utf-8").split("\n")
    own = chain.from_iterable(head.speakers or (0,) * head.words for head in heads)
    words = iter(
        [
            Word(start / _MILLISECONDS, stop / _MILLISECONDS, text, _probability(byte), speaker(who) if who else None)
            for start, stop, byte, text, who in zip(starts, ends, sure, texts, own, strict=False)
        ]
    )
    return tuple(
        Segment(
            tuple(next(words) for _ in range(head.words)),
            speaker(head.speaker) if head.speaker else None,
            interpolated=bool(head.flags & _INTERPOLATED),
            bounds=head.bounds,
        )
        for head in heads
    )


@dataclass(frozen=True, slots=True)
class _SegmentHead:
    words: int
    speaker: int  # 0: nobody is named
    flags: int
    bounds: Interval | None
    speakers: tuple[int, ...]  # of its words one by one; empty: none has one of its own


def _head(segment: Segment, speaker_id: Callable[[str], int]) -> Iterator[int]:
    own = any(word.speaker for word in segment.words)
    yield len(segment.words)
    yield speaker_id(segment.speaker) if segment.speaker else 0
    yield (
        (_INTERPOLATED if segment.interpolated else 0)
        | (_BOUNDS if segment.bounds else 0)
        | (_OWN_SPEAKERS if own else 0)
    )
    if segment.bounds:
        yield _ticks(segment.bounds.start)
        yield _ticks(segment.bounds.end)
    if own:
        yield from (speaker_id(word.speaker) if word.speaker else 0 for word in segment.words)


def _read_head(numbers: Iterator[int]) -> _SegmentHead:
    words, speaker, flags = next(numbers), next(numbers), next(numbers)
    bounds = Interval(next(numbers) / _MILLISECONDS, next(numbers) / _MILLISECONDS) if flags & _BOUNDS else None
    own = tuple(next(numbers) for _ in range(words)) if flags & _OWN_SPEAKERS else ()
    return _SegmentHead(words, speaker, flags, bounds, own)


def _ticks(seconds: Seconds) -> int:
    return round(seconds * _MILLISECONDS)


def _probability_byte(probability: float | None) -> int:
    return _NO_PROBABILITY if probability is None else round(min(1.0, max(0.0, probability)) * _PROBABILITIES)


def _probability(byte: int) -> float | None:
    return None if byte == _NO_PROBABILITY else byte / _PROBABILITIES


def _by_planes(numbers: array[int]) -> bytes:
    """All lowest bytes, then all second ones …: small numbers leave long runs of zeros, which zlib packs well."""
    data = numbers.tobytes()
    return b"".join(data[plane::_NUMBER] for plane in range(_NUMBER))


def _from_planes(data: bytes) -> array[int]:
    mixed = bytearray(len(data))
    size = len(data) // _NUMBER
    for plane in range(_NUMBER):
        mixed[plane::_NUMBER] = data[plane * size : (plane + 1) * size]
    return array("i", bytes(mixed))
