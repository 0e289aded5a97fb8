"""Which speaker asks the questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection
from functools import cache

from align.language import Language, tokenise
from align.language.tables import words as listed
from align.matching.settings import SETTINGS
from transcripts import Segment, Transcript

QUESTION_MARKS = ("?", "؟")


def host_of(transcript: Transcript, language: Language, guests: Collection[str] = ()) -> str | None:
    """The speaker who asks most of the questions, none of the `guests`; a guess.

    Where nothing in the talk has a question mark, words of asking tell, if one speaker has clearly more of them.
    None without two speakers or without questions.
    """
    labels = {segment.speaker for segment in transcript.segments if segment.speaker}
    if len(labels) < 2:
        return None
    candidates = [segment for segment in transcript.segments if segment.speaker and segment.speaker not in guests]
    if any(_is_marked(segment) for segment in transcript.segments):
        (host, most), *others = _count(candidates, _is_marked).most_common() or [("", 0)]
        return host if most > 0 and (not others or most > others[0][1]) else None
    asking = listed(language.code, "function-words", "wh") | listed(language.code, "function-words", "question-always")

    @cache  # most words come again and again
    def is_asking(text: str) -> bool:
        words = [token.text for token in tokenise(text)]
        return any(word in asking or language.without_conjunction(word) in asking for word in words)

    def asks(segment: Segment) -> bool:
        return any(is_asking(word.text) for word in segment.words)

    asked, said = _count(candidates, asks), _count(candidates, lambda _: True)
    shares = sorted(((asked[label] / said[label], label) for label in said), reverse=True)
    if not shares or asked[shares[0][1]] < SETTINGS.questions:
        return None
    clear = len(shares) == 1 or shares[0][0] >= SETTINGS.oftener * shares[1][0]
    return shares[0][1] if clear else None


def _is_marked(segment: Segment) -> bool:
    return segment.text.rstrip().endswith(QUESTION_MARKS)


def _count(segments: Collection[Segment], counted: Callable[[Segment], bool]) -> Counter[str]:
    """How many segments of each speaker are `counted`."""
    found: Counter[str] = Counter()
    for segment in segments:
        found[segment.speaker or ""] += counted(segment)
    return found
