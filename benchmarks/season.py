"""Made-up talk without end: episodes in Arabic and English, and statements that are told in some of them.

Words are those of the language tables, and made-up ones in the shapes of Arabic and English ones; their frequencies
fall as in real speech (Zipf), and an episode has words of its own that it comes back to. They mean nothing together.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

import numpy as np

from align.language.tables import rows, spellings, words
from align.types import Claim
from benchmarks.synthetic import _LETTERS, _PATTERNS
from transcripts import Segment, Transcript, Word
from transcripts.archive import EpisodeDetails

WORDS_AN_HOUR = 12_000  # 200 a minute: lively talk
VOCABULARY = 50_000  # words of each language
OWN_WORDS, OWN_SHARE = 300, 0.2  # what an episode is about: so many words make up so much of it
SEGMENT_WORDS = (6, 20)
SHOWS = ("Mazeej", "Ferry Talk", "Market Hour", "ذاكرة", "على الطريق")
_SYLLABLES = (
    "ba be bo da do fa ga ha ka la le li lo ma me mo na ne no pa ra re ri ro sa se so ta te to va ve wa".split()
)

# A statement as it is told, and the claim an article makes of it; {n} is an amount, {who} and {place} are names.
_STATEMENTS = {
    "en": (
        (
            "Listen, {who} paid {n} dollars for that mill near {place}, can you imagine.",
            "{who} paid {n} dollars for a mill near {place}",
        ),
        (
            "We counted {n} boats in the harbour of {place} when {who} arrived.",
            "{n} boats lay in the harbour of {place} when {who} arrived",
        ),
        (
            "So {who} kept {n} goats behind the school in {place} for years.",
            "{who} kept {n} goats behind the school in {place}",
        ),
    ),
    "ar": (
        ("والله {who} دفع {n} ليرة حق المطحنة اللي بـ{place}، تخيل.", "دفع {who} {n} ليرة ثمنا لمطحنة في {place}"),
        ("عدّينا {n} سفينة بمينا {place} لما وصل {who}.", "كان في ميناء {place} {n} سفينة حين وصل {who}"),
        ("و{who} كان يربي {n} خروف ورا المدرسة بـ{place} سنين.", "كان {who} يربي {n} خروفا خلف المدرسة في {place}"),
    ),
}


@dataclass(frozen=True, slots=True)
class Plant:
    """A claim, in which episode it was told, and in which one with another amount (None: in none)."""

    claim: Claim
    told: int
    otherwise: int | None
    lines: Mapping[int, str]  # what is said, by the episode's number


def language_of_episode(number: int) -> str:
    return "ar" if number % 2 else "en"


def plants(episodes: int, count: int, seed: int = 5) -> tuple[Plant, ...]:
    """`count` claims, each told in one of the episodes, every other one told otherwise in another one too."""
    chance = random.Random(seed)
    found = []
    for at in range(count):
        code = "ar" if at % 2 else "en"
        of_language = range(1 if code == "ar" else 0, max(episodes, 2), 2)
        told = chance.choice(of_language)
        others = [number for number in of_language if number != told]
        otherwise = chance.choice(others) if others and at % 4 < 2 else None
        said, claimed = chance.choice(_STATEMENTS[code])
        names = {"who": _name(code, chance), "place": _name(code, chance)}
        n = chance.randrange(110, 9900, 10)
        lines = {told: said.format(n=n, **names)}
        if otherwise is not None:
            lines[otherwise] = said.format(n=n + chance.randrange(20, 90, 10), **names)
        found.append(Plant(Claim(f"c{at + 1}", claimed.format(n=n, **names), None), told, otherwise, lines))
    return tuple(found)


def made_episode(number: int, planted: Sequence[Plant], words: int = WORDS_AN_HOUR) -> Transcript:
    """Episode `number`, with what is told in it."""
    return talk(number, words, [plant.lines[number] for plant in planted if number in plant.lines])


def details_of(number: int) -> EpisodeDetails:
    show = SHOWS[number % len(SHOWS)]
    published = date(1999, 1, 1) + timedelta(number)
    address = f"https://radio.example/{number}.mp3"
    return EpisodeDetails(f"{show} {number + 1}", frozenset([address]), show, published, address)


def talk(number: int, words: int, lines: Sequence[str] = ()) -> Transcript:
    """Two people talking for `words` words, with `lines` said somewhere between."""
    code = language_of_episode(number)
    pool, ranks = vocabulary(code), np.random.default_rng(number)
    drawn = _zipf(ranks, words, len(pool))
    own = ranks.integers(100, len(pool), OWN_WORDS)
    mine = ranks.random(words) < OWN_SHARE
    drawn[mine] = own[_zipf(ranks, int(mine.sum()), OWN_WORDS)]
    sizes = ranks.integers(*SEGMENT_WORDS, size=words // SEGMENT_WORDS[0] + 1)
    ends = [0, *(int(end) for end in np.cumsum(sizes) if end < words), words]
    texts = [[pool[at] for at in drawn[a:b].tolist()] for a, b in pairwise(ends)]
    for line in lines:
        texts.insert(int(ranks.integers(0, len(texts) + 1)), line.split())
    hosts = (ranks.random(len(texts)) < 0.1).tolist()
    return Transcript(tuple(_segments(texts, hosts)), language=code, duration=sum(map(len, texts)) * 0.3)


def _segments(texts: Sequence[Sequence[str]], hosts: Sequence[bool]) -> Iterator[Segment]:
    at = 0
    for text, host in zip(texts, hosts, strict=True):
        timed = (
            Word(round((at + i) * 0.3, 3), round((at + i) * 0.3 + 0.25, 3), word, 0.9) for i, word in enumerate(text)
        )
        yield Segment(tuple(timed), "Host" if host else "Guest")
        at += len(text)


def _zipf(ranks: np.random.Generator, count: int, types: int) -> np.ndarray:
    """`count` ranks from 0 on, each as likely as 1 / (rank + 2.7) (Mandelbrot)."""
    return np.searchsorted(_cumulative(types), ranks.random(count)).astype(np.int64)


@cache
def _cumulative(types: int) -> np.ndarray:
    weights = np.cumsum(1 / (np.arange(types) + 2.7))
    return np.asarray(weights / weights[-1])


@cache
def vocabulary(code: str) -> list[str]:
    """The same words on every run: function words first, then the tables', then made-up ones."""
    chance = random.Random(code)
    found = dict.fromkeys(sorted(words(code, "function-words", "stopword")))
    listed = [word for row in rows(code, "lexicon") for word in spellings(row[-1])]
    chance.shuffle(listed)
    found |= dict.fromkeys(word.rstrip("-") for word in listed)
    while len(found) < VOCABULARY:
        found[_made_up(code, chance)] = None
    return list(found)[:VOCABULARY]


def _made_up(code: str, chance: random.Random) -> str:
    if code == "en":
        return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))
    root = chance.sample(_LETTERS, 3)
    return chance.choice(_PATTERNS).translate(str.maketrans("123", "".join(root)))


def _name(code: str, chance: random.Random) -> str:
    """A name that no table has and that is said nowhere else."""
    if code == "en":
        return "".join(chance.choices(_SYLLABLES, k=4)).capitalize() + chance.choice(("x", "z", "q"))
    return "".join(chance.choices("ظغذثضخ", k=2)) + "ا" + "".join(chance.choices(_LETTERS, k=2)) + "وش"
