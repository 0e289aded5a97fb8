"""What of a whole talk stands under a negation."""

from __future__ import annotations

from align.judging.negation import denials, read_words
from align.matching import Spoken


def denied_words(spoken: Spoken) -> tuple[list[bool], list[int]]:
    """Which tokens of the talk stand under a negation, and its negators in order; each phrase is read on its own."""
    under: list[bool] = []
    negators: list[int] = []
    words = read_words(spoken.text, spoken.tokens, spoken.names(), spoken.language)
    while len(under) < len(spoken):
        first, last = spoken.phrase(len(under))
        denied = denials(words[first : last + 1], spoken.language)
        negators += [first + at for at in denied.places]
        under += denied.ruled
    return under, negators
