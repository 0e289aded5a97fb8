"""The same talk as another recogniser might have given it: cut elsewhere, or heard worse.

A matcher must not win by the length of the segments it was tried on, nor by clean text.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from audio import Interval
from benchmarks.datasets import Talk
from transcripts import Segment, Word

NOISED_SHARE = 0.20  # of the words

# Letters that sound alike, group by group: Arabic by place of articulation, English by sound. Made for this project.
_NEAR = "اأعءه حهخ سصثش تطدض ذزظد قكغج يىئ نمل بف وؤ bpv dt gkcq szx mn fvw aeo eiy ou lr jgy".split()
_ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def halves(talk: Talk) -> Talk:
    """Every segment of two words or more cut in two."""
    segments = talk.transcript.segments
    return _regroup(talk, [(part, {at}) for at, segment in enumerate(segments) for part in _cut(segment)])


def joined(talk: Talk) -> Talk:
    """Every three segments in a row made one; it names a speaker only where all of them agree."""
    segments = talk.transcript.segments
    starts = range(0, len(segments), 3)
    return _regroup(talk, [(_join(segments[at : at + 3]), range(at, at + 3)) for at in starts])


def noised(talk: Talk) -> Talk:
    """A fifth of the words dropped, run together with the next, or misspelt; the same ones on every run."""
    chance = random.Random(talk.id)
    segments = tuple(
        replace(segment, words=tuple(_mishear(segment.words, chance))) for segment in talk.transcript.segments
    )
    return replace(talk, transcript=replace(talk.transcript, segments=segments))


VARIANTS: dict[str, Callable[[Talk], Talk]] = {
    "original": lambda talk: talk,
    "halves": halves,
    "joined": joined,
    "noised": noised,
}


def _cut(segment: Segment) -> list[Segment]:
    middle = len(segment.words) // 2
    if not middle:
        return [segment]
    return [replace(segment, words=part, bounds=None) for part in (segment.words[:middle], segment.words[middle:])]


def _join(segments: Sequence[Segment]) -> Segment:
    speakers = {segment.speaker for segment in segments}
    words = tuple(word for segment in segments for word in segment.words)
    bounds = Interval(segments[0].start, segments[-1].end)
    return replace(segments[0], words=words, bounds=bounds, speaker=speakers.pop() if len(speakers) == 1 else None)


def _regroup(talk: Talk, pieces: Sequence[tuple[Segment, Collection[int]]]) -> Talk:
    """The talk in new segments, each given with the old ones it holds words of; it is gold where one of those was."""
    claims = tuple(
        replace(item, gold=frozenset(at for at, (_, old) in enumerate(pieces) if not item.gold.isdisjoint(old)))
        for item in talk.claims
    )
    transcript = replace(talk.transcript, segments=tuple(segment for segment, _ in pieces))
    return replace(talk, transcript=transcript, claims=claims)


def _mishear(words: Sequence[Word], chance: random.Random) -> list[Word]:
    """The words with errors; at least one is left, so that segments keep their numbers."""
    heard: list[Word] = []
    run_on = False
    for at, word in enumerate(words):
        if run_on:
            heard[-1] = replace(heard[-1], end=word.end, text=heard[-1].text + word.text)
            run_on = False
            continue
        error = chance.choice(("drop", "merge", "letter", "near")) if chance.random() < NOISED_SHARE else None
        last = at == len(words) - 1
        if error == "drop" and not (last and not heard):
            continue
        if error in ("letter", "near"):
            word = replace(word, text=_misspell(word.text, chance, near=error == "near"))
        heard.append(word)
        run_on = error == "merge" and not last
    return heard


def _misspell(word: str, chance: random.Random, *, near: bool) -> str:
    """One letter replaced, by one that sounds alike where `near` and there is such a letter."""
    places = [at for at, letter in enumerate(word) if letter.isalpha()]
    if not places:
        return word
    at = chance.choice(places)
    letter = word[at].lower()
    alike = {other for group in _NEAR if letter in group for other in group} if near else set()
    pool = alike or set(_LATIN if letter < "\u0250" else _ARABIC)
    return word[:at] + chance.choice(sorted(pool - {letter})) + word[at + 1 :]
