"""A talk cut into passages that can be listened to by themselves, whatever its segments are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from align.matching import Spoken

FEWEST, MOST = 20, 40  # tokens, about 8 to 16 seconds: phrases are joined up to the first and cut at the second, or at
TAIL = 20  # a comma before it, unless they end at most so many tokens later
PAUSE_SECONDS = 3.0  # a silence that nothing is joined over
MOST_SECONDS = 60.0  # the limit of an evidence, which long pauses inside a phrase could exceed
_COMMAS = (",", "،", ";", "؛", ":", "-", "–", "—")
_QUESTION_MARKS = ("?", "؟")


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `first`..`last` (inclusive) of one speaker, in whole phrases where these are not too long."""

    first: int
    last: int
    asked: bool  # ends as a question


def units_of(spoken: Spoken, covered: np.ndarray) -> tuple[Unit, ...]:
    """All of the talk but the tokens that are `covered` (shape (tokens,), bool), in units, in order. Linear in time."""
    return tuple(_units(spoken, covered))


def _units(spoken: Spoken, covered: np.ndarray) -> Iterator[Unit]:
    first = 0
    for last in range(len(spoken)):
        if covered[last]:
            first = last + 1
        elif _ends(first, last, spoken, covered):
            yield Unit(first, last, _after(last, spoken).startswith(_QUESTION_MARKS))
            first = last + 1


def _ends(first: int, last: int, spoken: Spoken, covered: np.ndarray) -> bool:
    """Whether a unit that began with the token `first` ends with `last`."""
    size, after = last - first + 1, last + 1
    if after == len(spoken) or covered[after] or size >= MOST + TAIL:
        return True
    words, at = spoken.words, spoken.word_of_token
    following = words[at[after]]
    if following.start - words[at[last]].end > PAUSE_SECONDS or following.end - words[at[first]].start > MOST_SECONDS:
        return True
    between = spoken.text[spoken.tokens[last].end : spoken.tokens[after].start]
    if "\n" in between:
        return size >= FEWEST or spoken.speaker_of_token(last) != spoken.speaker_of_token(after)
    can_end = size == MOST or (2 * size >= MOST and between.strip().endswith(_COMMAS))
    return can_end and spoken.phrase(last)[1] - last > TAIL


def _after(token: int, spoken: Spoken) -> str:
    """What stands behind a token, before the next one."""
    end = spoken.tokens[token + 1].start if token + 1 < len(spoken) else len(spoken.text)
    return spoken.text[spoken.tokens[token].end : end].strip()
