"""Rolling captions: each shows again what the one before it showed, and adds to it. Said once, kept once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from transcripts.repair.raw import RawSegment

ROLLING = 0.4  # of the captions begin with the end of the one before, where captions roll
FEWEST_SHARED = 2  # different words that two captions must share: who says "no" twice says it twice


def without_repeats(segments: Sequence[RawSegment]) -> list[RawSegment]:
    """The captions, where they roll each without what the one before showed.

    One that only repeats stays, to keep the count, and is empty.
    """
    shown = [segment.text.split() for segment in segments]
    repeated = [*[0] * bool(shown), *(_shared(before, after) for before, after in pairwise(shown))]
    adding = sum(1 for count, words in zip(repeated, shown, strict=True) if 0 < count < len(words))
    saying = sum(1 for before, after in pairwise(shown) if before and after)
    timed = any(segment.words for segment in segments)  # as YouTube's are, which always roll
    if adding < (1 if timed else max(2, ROLLING * saying)):
        return list(segments)
    return [_rest(segment, words, count) for segment, words, count in zip(segments, shown, repeated, strict=True)]


def _shared(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words at the end of one caption begin the next; none where these are one word again and again."""
    for count in range(min(len(before), len(after)), 0, -1):
        if before[-count:] == after[:count]:
            return count if len(set(after[:count])) >= FEWEST_SHARED else 0
    return 0


def _rest(segment: RawSegment, words: Sequence[str], repeated: int) -> RawSegment:
    if not repeated:
        return segment
    timed = segment.words[repeated:] if len(segment.words) == len(words) else ()
    return replace(segment, text=" ".join(words[repeated:]), words=timed)
