"""From a window's words to segments: sentences, cut also at pauses and where they grow too long to read."""

from __future__ import annotations

from collections.abc import Sequence

from audio import Seconds
from transcripts.types import Word

SENTENCE_ENDS = tuple(".!?؟…。！？۔")
CLOSING = "\"'»”)]"
PAUSE: Seconds = 0.8  # a longer one is a border between two things said
LONGEST: Seconds = 12.0  # then the longest pause inside becomes a border
SHORTEST_WORDS = 2  # on each side of such a border


def phrases(words: Sequence[Word]) -> list[tuple[Word, ...]]:
    """The words in order, in stretches of a sentence or less."""
    cut: list[tuple[Word, ...]] = []
    begin = 0
    for index, word in enumerate(words):
        last = index + 1 == len(words)
        if last or _ends_sentence(word) or words[index + 1].start - word.end > PAUSE:
            cut += _short(tuple(words[begin : index + 1]))
            begin = index + 1
    return cut


def _ends_sentence(word: Word) -> bool:
    return word.text.rstrip(CLOSING).endswith(SENTENCE_ENDS)


def _short(words: tuple[Word, ...]) -> list[tuple[Word, ...]]:
    borders = range(SHORTEST_WORDS, len(words) - SHORTEST_WORDS + 1)
    if words[-1].end - words[0].start <= LONGEST or not borders:
        return [words]
    middle = len(words) / 2
    border = max(borders, key=lambda i: (words[i].start - words[i - 1].end, -abs(i - middle)))
    return _short(words[:border]) + _short(words[border:])
