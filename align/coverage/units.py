"""A talk cut into passages that can be listened to by themselves, whatever its segments are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from align.matching import TranscriptIndex
from align.matching.host import QUESTION_MARKS

# In tokens; 20 to 40 are about 8 to 16 seconds.
FEWEST = 20  # phrases are joined until they have as many
MOST = 40  # a longer phrase is cut here, or at a comma in the second half before it …
TAIL = 10  # … unless it ends at most so many tokens later
PAUSE_SECONDS = 3.0  # a silence that nothing is joined over
MOST_SECONDS = 60.0  # the limit of an evidence, which long pauses inside a phrase could exceed
_COMMAS = (",", "،", ";", "؛", ":", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first`..`last` (inclusive) of one speaker, in whole phrases where these are not too long."""

    first: int
    last: int
    asked: bool  # a question; nothing told is joined to one


def units_of(talk: TranscriptIndex, covered: np.ndarray) -> tuple[Unit, ...]:
    """All of the talk but the tokens that are `covered` (shape (tokens,), bool), in units, in order. Linear in time."""
    return tuple(_units(talk, covered))


def _units(talk: TranscriptIndex, covered: np.ndarray) -> Iterator[Unit]:
    ending, asked = _phrases(talk)
    first = 0
    for last in range(len(talk)):
        after = last + 1
        if covered[last]:
            first = after
        elif after == len(talk) or covered[after] or asked[last] != asked[after] or _ends(first, last, ending, talk):
            yield Unit(first, last, asked[last])
            first = after


def _phrases(talk: TranscriptIndex) -> tuple[list[int], list[bool]]:
    """For each token the last one of its phrase, and whether that ends with a question mark."""
    ending: list[int] = []
    asked: list[bool] = []
    while len(ending) < len(talk):
        first, last = len(ending), talk.phrase(len(ending))[1]
        ending += [last] * (last - first + 1)
        asked += [any(mark in _after(last, talk) for mark in QUESTION_MARKS)] * (last - first + 1)
    return ending, asked


def _ends(first: int, last: int, ending: list[int], talk: TranscriptIndex) -> bool:
    """Whether a unit that began with the token `first` ends with `last`, which is not the talk's last one."""
    size, after = last - first + 1, last + 1
    words, at = talk.words, talk.word_of_token
    following = words[at[after]]
    if following.start - words[at[last]].end > PAUSE_SECONDS or following.end - words[at[first]].start > MOST_SECONDS:
        return True
    if ending[last] == last:
        return size >= FEWEST or talk.speaker_of_token(last) != talk.speaker_of_token(after)
    can_end = size == MOST or (2 * size >= MOST and _after(last, talk).strip().endswith(_COMMAS))
    return size == MOST + TAIL or (can_end and ending[last] - last > TAIL)


def _after(token: int, talk: TranscriptIndex) -> str:
    """What stands behind a token, before the next one."""
    end = talk.tokens[token + 1].start if token + 1 < len(talk) else len(talk.text)
    return talk.text[talk.tokens[token].end : end]
