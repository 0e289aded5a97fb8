"""Repetition loops: a recogniser that lost the sound says the same words over and over, and is sure of them."""

from __future__ import annotations

import unicodedata
import zlib
from collections.abc import Sequence

LONGEST_UNIT = 12  # words; longer units return in refrains, and are caught by the compression ratio
# People do say a word seven times, and a phrase three times. Words, and repeats, that make a loop:
FEWEST_WORDS = 8
FEWEST_REPEATS = 4
# Whisper's threshold for text that repeats itself (`compression_ratio_threshold` in openai/whisper).
COMPRESSION_LIMIT = 2.4


def is_repetitive(text: str) -> bool:
    """Whether a window's text is or holds a loop."""
    return compression_ratio(text) > COMPRESSION_LIMIT or find_repetition(text.split()) is not None


def compression_ratio(text: str) -> float:
    """How much shorter a text can be written, 0 for none.

    Whisper's measure counts UTF-8 bytes, of which an Arabic letter has two with the same first one: ordinary Arabic
    then comes out at 2.1-2.6 (the interviews this was measured on) and nearly all of it as a loop. With one byte a
    letter it is 1.6-2.0, and English stays as it was.
    """
    content = bytes(ord(character) & 0xFF for character in text)
    return len(content) / len(zlib.compress(content)) if content else 0.0


def find_repetition(words: Sequence[str]) -> tuple[int, int] | None:
    """The words `start`..`end` that only repeat what stands before `start`: the first saying is not among them.

    The longest loop there is; None where there is none.
    """
    compared = [plain(word) for word in words]
    best = (0, 0)
    for unit in range(1, min(LONGEST_UNIT, len(words) // FEWEST_REPEATS) + 1):
        run = 0  # how many words in a row equal the one a unit before
        for index in range(unit, len(words)):
            run = run + 1 if compared[index] and compared[index] == compared[index - unit] else 0
            if run + unit >= max(FEWEST_WORDS, FEWEST_REPEATS * unit) and run > best[1] - best[0]:
                best = (index + 1 - run, index + 1)
    return best if best[1] else None


def plain(word: str) -> str:
    """A word as it is compared here, with known hallucinations and in corrections: letters and digits, without case and
    vowel signs."""
    letters = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in letters if character.isalnum())
