"""A long run of words as segments a person can read: cut where the speaker changes, a sentence ends or a pause is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from audio import Seconds
from transcripts.phrases import SENTENCE_ENDS
from transcripts.repair.raw import RawSegment, RawWord

SHORTEST_WORDS = 6  # of a segment that a full stop ends
LONGEST_WORDS = 40  # about 15 seconds of speech
PAUSE_SECONDS: Seconds = 1.0  # between two sentences or turns, seldom within one


def cut(segment: RawSegment) -> Iterator[RawSegment]:
    """The segment's words, each speaker's by themselves, in pieces of at most `LONGEST_WORDS`."""
    piece: list[RawWord] = []
    for word, following in pairwise([*segment.words, None]):
        if word is None:
            continue
        piece.append(word)
        if following is None or _ends(piece, following):
            yield _piece(segment, piece)
            piece = []


def _ends(piece: Sequence[RawWord], following: RawWord) -> bool:
    last = piece[-1]
    if last.speaker != following.speaker or len(piece) >= LONGEST_WORDS:
        return True
    closed = last.text.rstrip().endswith(SENTENCE_ENDS) and len(piece) >= SHORTEST_WORDS
    return closed or (
        last.end is not None and following.start is not None and following.start - last.end > PAUSE_SECONDS
    )


def _piece(segment: RawSegment, words: Sequence[RawWord]) -> RawSegment:
    return replace(
        segment, text="", start=None, end=None, words=tuple(words), speaker=words[0].speaker or segment.speaker
    )
