"""A talk cut into passages that can be listened to by themselves, whatever its segments are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from align.matching import Spoken
from align.matching.host import QUESTION_MARKS

FEWEST, MOST = 20, 40  # tokens, about 8 to 16 seconds: phrases are joined up to the first and cut at the second, or at
TAIL = 10  # a comma before it, unless they end at most so many tokens later
PAUSE_SECONDS = 3.0  # a silence that nothing is joined over
MOST_SECONDS = 60.0  # the limit of an evidence, which long pauses inside a phrase could exceed
_COMMAS = (",", "،", ";", "؛", ":", "-", "–", "—")


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first`..`last` (inclusive) of one speaker, in whole phrases where these are not too long."""

    first: int
    last: int
    asked: bool  # a question; nothing told is joined to one


def units_of(spoken: Spoken, covered: np.ndarray) -> tuple[Unit, ...]:
    """All of the talk but the tokens that are `covered` (shape (tokens,), bool), in units, in order. Linear in time."""
    return tuple(_units(spoken, covered))


def _units(spoken: Spoken, covered: np.ndarray) -> Iterator[Unit]:
    ending, asked = _phrases(spoken)
    first = 0
    for last in range(len(spoken)):
        after = last + 1
        if covered[last]:
            first = after
        elif (
            after == len(spoken) or covered[after] or asked[last] != asked[after] or _ends(first, last, ending, spoken)
        ):
            yield Unit(first, last, asked[last])
            first = after


def _phrases(spoken: Spoken) -> tuple[list[int], list[bool]]:
    """For each token the last one of its phrase, and whether that ends with a question mark."""
    ending: list[int] = []
    asked: list[bool] = []
    while len(ending) < len(spoken):
        first, last = len(ending), spoken.phrase(len(ending))[1]
        ending += [last] * (last - first + 1)
        asked += [any(mark in _after(last, spoken) for mark in QUESTION_MARKS)] * (last - first + 1)
    return ending, asked


def _ends(first: int, last: int, ending: list[int], spoken: Spoken) -> bool:
    """Whether a unit that began with the token `first` ends with `last`, which is not the talk's last one."""
    size, after = last - first + 1, last + 1
    words, at = spoken.words, spoken.word_of_token
    following = words[at[after]]
    if following.start - words[at[last]].end > PAUSE_SECONDS or following.end - words[at[first]].start > MOST_SECONDS:
        return True
    if ending[last] == last:
        return size >= FEWEST or spoken.speaker_of_token(last) != spoken.speaker_of_token(after)
    can_end = size == MOST or (2 * size >= MOST and _after(last, spoken).strip().endswith(_COMMAS))
    return size == MOST + TAIL or (can_end and ending[last] - last > TAIL)


def _after(token: int, spoken: Spoken) -> str:
    """What stands behind a token, before the next one."""
    end = spoken.tokens[token + 1].start if token + 1 < len(spoken) else len(spoken.text)
    return spoken.text[spoken.tokens[token].end : end]
