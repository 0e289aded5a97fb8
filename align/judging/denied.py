"""What of a whole talk stands under a negation."""

from __future__ import annotations

from align.judging.negation import denials, read_words
from align.matching import TranscriptIndex


def denied_words(talk: TranscriptIndex) -> tuple[list[bool], list[int]]:
    """Which tokens of the talk stand under a negation, and its negators in order; each phrase is read on its own."""
    under: list[bool] = []
    negators: list[int] = []
    words = read_words(talk.text, talk.tokens, talk.names(), talk.language)
    while len(under) < len(talk):
        first, last = talk.phrase(len(under))
        denied = denials(words[first : last + 1], talk.language)
        negators += [first + at for at in denied.places]
        under += denied.ruled
    return under, negators
