"""Which words of a claim were heard, and which ones conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from align.language import Language, Token, fold, language, language_of, tokenise
from align.quantities import Relation, compare_said, quantities
from align.types import Evidence, Finding, ReasonCode, Span, Verdict

_ALIKE = 80.0  # rapidfuzz ratio from which two words are shown as the same word in another form
_SHORTEST = 3  # letters; shorter words are alike by chance
_CONFLICTS = frozenset(code for code in ReasonCode if code.endswith("_differs"))


class Mark(StrEnum):
    HEARD = "heard"
    CONFLICT = "conflict"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A run of a text and what it is marked as."""

    text: str
    mark: Mark | None = None


@lru_cache(maxsize=1_000)  # at a desk most findings stay as they were
def marked_claim(finding: Finding) -> tuple[MarkedText, ...]:
    """The claim's text with the words that its best evidence has too, and those that its reasons name. What was not
    found shares words with its candidates by chance: there none are marked."""
    heard = finding.evidence[0].text if finding.evidence and finding.verdict is not Verdict.NOT_FOUND else ""
    text = finding.claim.text
    marks = [(span, Mark.HEARD) for span, _ in _matches(text, heard)]
    marks += [(span, Mark.MISSING) for span in finding.unmet]
    for reason in finding.reasons:
        if reason.article and reason.code in _CONFLICTS:
            marks += [(span, Mark.CONFLICT) for span in _occurrences(reason.article, text)]
        elif reason.article and reason.code is ReasonCode.PART_MISSING:
            marks += [(span, Mark.MISSING) for span in _occurrences(reason.article, text)]
    return tuple(_pieces(text, marks))


@lru_cache(maxsize=3_000)
def marked_evidence(evidence: Evidence, finding: Finding) -> tuple[MarkedText, ...]:
    """The words heard, with those that the claim has too, and those that the reasons name."""
    text = evidence.text
    marks = [(span, Mark.HEARD) for _, span in _matches(finding.claim.text, text)]
    for reason in finding.reasons:
        here = reason.interval is None or reason.interval.overlap(evidence.interval) > 0
        if reason.audio and here and reason.code in _CONFLICTS:
            marks += [(span, Mark.CONFLICT) for span in _occurrences(reason.audio, text)]
    return tuple(_pieces(text, marks))


def _matches(claim: str, heard: str) -> Iterator[tuple[Span, Span]]:
    """Pairs of amounts, and of words, one of each text, that are the same or alike; no word is in two pairs."""
    yield from _same_amounts(claim, heard)
    words = language(language_of(claim))
    free = [token for token in tokenise(heard) if not words.is_stopword(token.text)]
    for token in tokenise(claim):
        if words.is_stopword(token.text):
            continue
        best = max(free, key=lambda other: _likeness(words, token, other), default=None)
        if best is not None and _likeness(words, token, best) >= _ALIKE:
            free.remove(best)
            yield Span(token.start, token.end), Span(best.start, best.end)


def _same_amounts(claim: str, heard: str) -> Iterator[tuple[Span, Span]]:
    """Amounts that agree, however written: «35 ألف» and «خمسة وتلاتين ألف»."""
    said = quantities(heard, language_of(heard))
    for amount in quantities(claim, language_of(claim)):
        for other in said:
            if compare_said(amount, other).relation is Relation.AGREES:
                yield Span(amount.start, amount.end), Span(other.start, other.end)


def _likeness(words: Language, one: Token, other: Token) -> float:
    """0..100; 100 for the same word, stem or concept."""
    if one.text == other.text or set(_certain(words, one)) & set(_certain(words, other)):
        return 100.0
    if min(len(one.text), len(other.text)) < _SHORTEST or one.text[:1].isdigit() or other.text[:1].isdigit():
        return 0.0
    return fuzz.ratio(one.text, other.text)


def _certain(words: Language, token: Token) -> Iterator[str]:
    """The token's stem and concepts; its root is a guess and stays out."""
    return (key for key in words.keys(token.text) if not key.startswith("r:"))


def _occurrences(phrase: str, text: str) -> list[Span]:
    """Where the words of `phrase` follow each other in `text`, spelling, diacritics and punctuation aside."""
    sought = [token.text for token in tokenise(phrase)]
    tokens = tokenise(text)
    size = len(sought)
    if not size:
        return [
            Span(start, start + len(phrase)) for start in [text.find(phrase)] if start >= 0 and fold(phrase).strip()
        ]
    return [
        Span(tokens[start].start, tokens[start + size - 1].end)
        for start in range(len(tokens) - size + 1)
        if [token.text for token in tokens[start : start + size]] == sought
    ]


def _pieces(text: str, marks: Iterable[tuple[Span, Mark]]) -> Iterator[MarkedText]:
    """`text` cut where marks begin and end; a conflict hides what else is marked there."""
    painted: list[Mark | None] = [None] * len(text)
    for mark in Mark.HEARD, Mark.MISSING, Mark.CONFLICT:
        for span, own in marks:
            if own is mark:
                painted[span.start : span.end] = [mark] * (span.end - span.start)
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or painted[end] is not painted[start]:
            yield MarkedText(text[start:end], painted[start])
            start = end
