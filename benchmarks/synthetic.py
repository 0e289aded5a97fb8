"""A made-up interview of any length, the same on every machine, and claims that are told in it.

The words have the shapes of Arabic ones (roots in patterns, articles, clitics) and their frequencies fall as in real
speech (Zipf), so that the work is like that on a real recording; they mean nothing.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from align.types import Claim
from transcripts import Segment, Transcript, Word

SECONDS_PER_WORD = 0.4  # 150 words a minute: 27,000 words are three hours
VOCABULARY = 9000
CLAIM_WORDS = (9, 22)
KEPT, REPLACED = 0.6, 0.2  # of a claim's words: as said, another word; the rest is left out

_COMMON = (
    "و في من على كان ما لا هو هي هاد هي اللي عن مع بعد قبل كل شي بس لكن يعني إنه كنا كانت لم لن ليس مو مش نحن أنا هم"
    " يوم سنة شهر ساعة ثلاثة أربعة خمسة عشرين مية ألف 3 12 2023 نص ناس بيت بلد"
).split()
_LETTERS = "بتجحخدرزسشصضطعغفقكلمنهوي"
# 1, 2, 3 stand for the letters of the root.
_PATTERNS = (
    "123 1ا23 12ا3 م12و3 ي123 ت123 ت12ي3 ا1ت2ا3 است12ا3 م1ا2ة 12ي3 1و2 123ون 123ات ال123 ال1ا23 ب123 وال12ا3".split()
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim and the segments that it was made from."""

    claim: Claim
    segments: frozenset[int]


def interview(words: int, seed: int = 1) -> Transcript:
    """Two people talking for `words` words, in segments of 4 to 20."""
    chance = random.Random(seed)
    pool = _vocabulary()
    weights = list(accumulate(1 / rank for rank in range(1, len(pool) + 1)))
    said = chance.choices(pool, cum_weights=weights, k=words)
    segments: list[Segment] = []
    at = 0
    while at < words:
        size = min(chance.randint(4, 20), words - at)
        speaker = "host" if chance.random() < 0.1 else "guest"
        timed = (_word(at + offset, text, speaker) for offset, text in enumerate(said[at : at + size]))
        segments.append(Segment(tuple(timed), speaker=speaker))
        at += size
    return Transcript(tuple(segments), language="ar", duration=words * SECONDS_PER_WORD)


def told_claims(transcript: Transcript, count: int, seed: int = 2) -> tuple[Told, ...]:
    """Stretches of the talk retold: words left out and replaced, from beginning to end of the recording."""
    chance = random.Random(seed)
    pool = _vocabulary()
    said = [(at, word.text) for at, segment in enumerate(transcript.segments) for word in segment.words]
    starts = sorted(chance.randrange(len(said) - CLAIM_WORDS[1]) for _ in range(count))
    told = []
    for number, start in enumerate(starts):
        stretch = said[start : start + chance.randint(*CLAIM_WORDS)]
        text = " ".join(_retold([word for _, word in stretch], pool, chance))
        told.append(Told(Claim(str(number), text, span=None), frozenset(at for at, _ in stretch)))
    return tuple(told)


def _retold(words: Sequence[str], pool: Sequence[str], chance: random.Random) -> list[str]:
    draws = [(chance.random(), word) for word in words]
    retold = [word if draw < KEPT else chance.choice(pool) for draw, word in draws if draw < KEPT + REPLACED]
    return retold or list(words)


def _vocabulary() -> list[str]:
    """The same words on every run, the most frequent first."""
    chance = random.Random(0)
    words = dict.fromkeys(_COMMON)
    while len(words) < VOCABULARY:
        root = chance.sample(_LETTERS, 3)
        words[chance.choice(_PATTERNS).translate(str.maketrans("123", "".join(root)))] = None
    return list(words)


def _word(at: int, text: str, speaker: str) -> Word:
    return Word(at * SECONDS_PER_WORD, (at + 1) * SECONDS_PER_WORD, text, speaker=speaker)
