"""Does the recording deny what the claim states, or state what it denies?

A negator rules the words that follow it up to a short distance or the next clause; a word of opposite meaning counts
as the claim's word denied. Repeated negators strengthen («ما في ولا شي», "not … no"), they do not cancel out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Language, tokenise
from align.matching import Candidate, Match, Pair, Spoken, Term

SCOPE = 4  # words a negator rules
_EXCEPTIVES = frozenset("الا غير سوى except only but".split())
_BREAKS = frozenset("لكن ولكن بل بس لان but because".split())
EXCEPTION_REACH = 7  # words within which an exception («لا … إلا») lifts the negation


@dataclass(frozen=True, slots=True)
class PolarityConflict:
    """The pair on which the two sides are opposed most, and what weight of the claim they are opposed on."""

    pair: Pair
    weight: float  # share of the claim's weight, 0..1
    antonym: bool


def negated(words: Sequence[str], language: Language) -> list[bool]:
    """Which of `words` (normalised, in order, of one phrase) stand under a negation."""
    flags = [False] * len(words)
    for i, word in enumerate(words):
        if not language.is_negator(word):
            continue
        flags[i] = False
        if any(w in _EXCEPTIVES for w in words[i + 1 : i + 1 + EXCEPTION_REACH]):
            continue
        for j in range(i + 1, min(len(words), i + 1 + SCOPE)):
            if words[j] in _BREAKS:
                break
            flags[j] = True
    return flags


def polarity_conflict(text: str, found: Match, candidate: Candidate, spoken: Spoken) -> PolarityConflict | None:
    """Where claim and passage have opposite polarity, if the words they are opposed on outweigh those they agree on."""
    terms, weights = found.terms, found.shares
    in_claim = _negated_terms(text, terms, spoken.language)
    in_audio = _negated_tokens(candidate, spoken)
    opposed: list[tuple[float, Pair, bool]] = []
    agreed = 0.0
    for pair in candidate.pairs:
        if terms[pair.term].stopword:
            continue
        weight = weights[pair.term] * pair.likeness
        if in_claim[pair.term] != in_audio[pair.token]:
            opposed.append((weight, pair, False))
        elif in_claim[pair.term]:
            agreed += weight
    for pair in _antonym_pairs(terms, candidate, spoken):
        if in_claim[pair.term] == in_audio.get(pair.token, False):
            opposed.append((weights[pair.term], pair, True))
        else:
            agreed += weights[pair.term]
    total = sum(weight for weight, _, _ in opposed)
    if not opposed or total <= agreed:
        return None
    _, pair, antonym = max(opposed, key=lambda item: item[0])
    return PolarityConflict(pair, total, antonym)


def _negated_terms(text: str, terms: Sequence[Term], language: Language) -> list[bool]:
    tokens = tokenise(text)
    flags = negated([token.text for token in tokens], language)
    starts = {token.start for token, flag in zip(tokens, flags, strict=True) if flag}
    return [any(term.start <= start < term.end for start in starts) for term in terms]


def _negated_tokens(candidate: Candidate, spoken: Spoken) -> dict[int, bool]:
    """Flags for the tokens of the passage; each phrase is judged on its own."""
    flags: dict[int, bool] = {}
    token = candidate.first
    while token <= candidate.last:
        first, last = spoken.phrase(token)
        words = [spoken.tokens[i].text for i in range(first, last + 1)]
        flags.update(zip(range(first, last + 1), negated(words, spoken.language), strict=True))
        token = max(last, token) + 1
    return flags


def _antonym_pairs(terms: Sequence[Term], candidate: Candidate, spoken: Spoken) -> list[Pair]:
    """Terms without a good match in the passage whose opposite is said there."""
    paired = {pair.term for pair in candidate.pairs if pair.likeness > 0.6}
    vocabulary = spoken.vocabulary
    found = []
    for index, term in enumerate(terms):
        opposites = spoken.language.antonyms(term.text) if index not in paired and not term.quantity else frozenset()
        if not opposites:
            continue
        for token in range(candidate.first, candidate.last + 1):
            if opposites & set(vocabulary.keys[vocabulary.type_of_token[token]]):
                found.append(Pair(index, token, 1.0))
                break
    return found
