"""Does the recording deny what the claim states, or state what it denies?

A negator rules the words that follow it, up to a short distance or the next clause; repeated negators strengthen
(«ما في ولا شي»), they do not cancel out. Speech is full of negators that have nothing to do with the claim, so the
two sides are opposed only if the negation of the one rules words that the other says without any negation near, or if
a word is met by its opposite.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from align.language import Language, tokenise
from align.language.tables import words as listed
from align.matching import Candidate, Match, Pair, Spoken, Term

SCOPE = 4  # words a negator rules
DENIAL_SCOPE = 12  # words that a verb of denying rules: what was denied is a whole sentence
EXCEPTION_REACH = 7  # words within which an exception («لا … إلا») lifts the negation
CLOSE = 3  # tokens around the paired words in which a negator counts as being about them
SURE_PAIR = 0.6  # likeness from which a word is met by itself, and not by its opposite


@dataclass(frozen=True, slots=True)
class PolarityConflict:
    """The pair on which the two sides are opposed most, and the share of the claim's weight they are opposed on."""

    pair: Pair
    weight: float  # 0..1
    antonym: bool


def negations(words: Sequence[str], language: Language) -> list[int]:
    """Places of the words that deny something, in the normalised words of one phrase."""
    code = language.code
    fused, unfused = tuple(_role(code, "fused")), _role(code, "fused-not")
    return [
        at
        for at, word in enumerate(words)
        if (language.is_negator(word) or (word.startswith(fused) and word not in unfused)) and _denies(words, at, code)
    ]


def _denies(words: Sequence[str], at: int, code: str) -> bool:
    word, before = words[at], words[at - 1] if at else ""
    after = words[at + 1] if at + 1 < len(words) else ""
    if word in _role(code, "ma") and before in _role(code, "ma-not-after"):
        return False
    if word in _role(code, "want") and after.startswith(tuple(_role(code, "verb-begins"))):
        return False
    return not any(other in _role(code, "exceptive") for other in words[at + 1 : at + 1 + EXCEPTION_REACH])


def ruled(words: Sequence[str], language: Language) -> list[bool]:
    """Which of `words` stand under a negation."""
    flags = [False] * len(words)
    breaks = _role(language.code, "clause-break")
    denying = [at for at, word in enumerate(words) if word in denials(language)]
    reaches = [(at, SCOPE) for at in negations(words, language)] + [(at, DENIAL_SCOPE) for at in denying]
    for at, reach in reaches:
        for reached in range(at + 1, min(len(words), at + 1 + reach)):
            if words[reached] in breaks:
                break
            flags[reached] = True
    return flags


def denials(language: Language) -> frozenset[str]:
    """Verbs that deny all that follows in their sentence."""
    return _role(language.code, "denial")


@cache
def _role(code: str, role: str) -> frozenset[str]:
    return listed(code, "negation", role)


def polarity_conflict(text: str, found: Match, candidate: Candidate, spoken: Spoken) -> PolarityConflict | None:
    """The strongest opposition of the claim and the passage; None where there is none."""
    claim_words = tokenise(text)
    flags = ruled([token.text for token in claim_words], spoken.language)
    ruled_starts = {token.start for token, flag in zip(claim_words, flags, strict=True) if flag}
    ruled_terms = {i for i, t in enumerate(found.terms) if any(t.start <= start < t.end for start in ruled_starts)}
    ruled_tokens, negators = _passage(candidate, spoken)
    content = [pair for pair in candidate.pairs if not found.terms[pair.term].stopword]
    opposites = _antonyms(found.terms, candidate, spoken)
    if opposites:
        opposed = [p for p in opposites if (p.term in ruled_terms) == (p.token in ruled_tokens)]
        return _conflict(opposed, found, antonym=True)
    if ruled_terms:
        near = any(abs(pair.token - at) <= CLOSE + SCOPE for pair in content for at in negators)
        return None if near else _conflict([p for p in content if p.term in ruled_terms], found, antonym=False)
    return _conflict([p for p in content if p.token in ruled_tokens], found, antonym=False)


def _conflict(opposed: Sequence[Pair], found: Match, *, antonym: bool) -> PolarityConflict | None:
    if not opposed:
        return None
    weights = [found.shares[pair.term] * pair.likeness for pair in opposed]
    return PolarityConflict(opposed[weights.index(max(weights))], sum(weights), antonym)


def _passage(candidate: Candidate, spoken: Spoken) -> tuple[set[int], list[int]]:
    """Tokens of the passage under a negation, and its negators; each phrase is read on its own."""
    under: set[int] = set()
    negators: list[int] = []
    token = candidate.first
    while token <= candidate.last:
        first, last = spoken.phrase(token)
        words = [spoken.tokens[i].text for i in range(first, last + 1)]
        negators += [first + at for at in negations(words, spoken.language)]
        under.update(first + at for at, flag in enumerate(ruled(words, spoken.language)) if flag)
        token = max(last, token) + 1
    return under, negators


def _antonyms(terms: Sequence[Term], candidate: Candidate, spoken: Spoken) -> list[Pair]:
    """Terms without a good match in the passage whose opposite is said there."""
    met = {pair.term for pair in candidate.pairs if pair.likeness > SURE_PAIR}
    vocabulary = spoken.vocabulary
    found = []
    for index, term in enumerate(terms):
        opposites = spoken.language.antonyms(term.text) if index not in met and not term.quantity else frozenset()
        for token in range(candidate.first, candidate.last + 1) if opposites else ():
            if opposites & set(vocabulary.keys[vocabulary.type_of_token[token]]):
                found.append(Pair(index, token, 1.0))
                break
    return found
