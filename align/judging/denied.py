"""What of a whole talk stands under a negation."""

from __future__ import annotations

from dataclasses import dataclass

from align.judging.negation import denials, read_words
from align.matching import TranscriptIndex


@dataclass(frozen=True, slots=True)
class Denied:
    """Beside the tokens of a talk: which stand under a negation, and which are the very word denied."""

    ruled: list[bool]
    heads: list[bool]
    by_verb: list[bool]  # the very word that is refused or cancelled
    negators: list[int]  # tokens, in order: all that may deny


def denied_words(talk: TranscriptIndex) -> Denied:
    """Each phrase is read on its own; a negator does not reach beyond its clause."""
    found = Denied([], [], [], [])
    words = read_words(talk.text, talk.tokens, talk.names(), talk.language)
    ends = [clause.last for clause in talk.layout().clauses for _ in range(clause.first, clause.last + 1)]
    while (first := len(found.ruled)) < len(talk):
        last = talk.phrase(first)[1]
        denied = denials(words[first : last + 1], talk.language, [end - first for end in ends[first : last + 1]])
        found.negators.extend(first + at for at in denied.places)
        found.ruled.extend(denied.ruled)
        found.heads.extend(denied.heads)
        found.by_verb.extend(denied.by_verb)
    return found
