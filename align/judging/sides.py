"""How the negations of a claim, and of the words that it meets, are read: word for word, or a set phrase as one word.

«بلا مأوى» says "homeless" to a claim of the homeless, where its negator denies nothing; to a claim of a home it denies
one. So a phrase is one word where the other side says what it means, and the words that it is made of elsewhere.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from align.judging.denied import denied_expressions, denied_words
from align.judging.negation import Denials
from align.judging.reading import DeniedTerms, Reading
from align.judging.window import EvidenceWindow
from align.matching import TranscriptIndex, heard_phrases


@dataclass(frozen=True, slots=True)
class Sides:
    """What a claim denies, and the talk where it touches it."""

    claim: DeniedTerms
    _talk: TranscriptIndex
    _met: list[int]  # tokens, in order, of set phrases that say what the claim says

    def heard(self, token: int) -> Denials:
        """The talk's denials as they are read at `token`."""
        clause = self._talk.layout().clause_of(token)
        at = bisect_left(self._met, clause.first)
        as_one = at < len(self._met) and self._met[at] <= clause.last
        return denied_expressions(token, self._talk) if as_one else denied_words(token, self._talk)


def read_sides(reading: Reading, window: EvidenceWindow) -> Sides:
    """What a claim and the statements it touches deny, the set phrases that both sides say being one word each."""
    talk, terms = window.talk, reading.found.terms
    phrases = talk.once(heard_phrases)
    said = {key for term in terms for key in (*term.phrases, *talk.language.keys(term.text)) if key in phrases}
    met = sorted(at for key in said for tokens in phrases[key] for at in tokens if window.first <= at <= window.last)
    as_one = any(_meets(at, window) for at, term in enumerate(terms) if term.phrases)
    return Sides(reading.denied_as_one if as_one else reading.denied, talk, met)


def _meets(term: int, window: EvidenceWindow) -> bool:
    """Whether what a set phrase of the claim means was said, by a word or by a set phrase."""
    talk, meant = window.talk, window.found.terms[term].phrases
    phrases = talk.once(heard_phrases)
    return any(
        key in talk.vocabulary.keys_of(token) or any(token in tokens for tokens in phrases.get(key, ()))
        for key in meant
        for token in window.occurrences[term]
    )
