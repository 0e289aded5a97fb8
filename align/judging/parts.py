"""The parts of a coordinated claim, each with a verdict of its own."""

from __future__ import annotations

from collections.abc import Sequence

from align.matching import Passage, Retrieval
from align.types import Claim, PartFinding, Span, Verdict

# A part of which less than this share is met in the claim's passages was not said there.
LEAST_MET = 0.15


def judge_parts(
    claim: Claim, found: Retrieval, passages: Sequence[Passage], verdict: Verdict, decisive: Sequence[int]
) -> tuple[PartFinding, ...]:
    """A verdict for each part, given the whole claim's and the terms that decided it.

    Where the claim is supported a part may still be missing; where it is contradicted only the parts that hold the
    deciding terms are, the others are judged by themselves.
    """
    base = claim.span.start if claim.span else 0
    return tuple(
        PartFinding(part.span, _part_verdict(_from(part.span, base), found, passages, verdict, decisive))
        for part in claim.parts
    )


def _from(span: Span, base: int) -> Span:
    return Span(span.start - base, span.end - base)


def _part_verdict(
    part: Span, found: Retrieval, passages: Sequence[Passage], verdict: Verdict, decisive: Sequence[int]
) -> Verdict:
    terms = {i for i, term in enumerate(found.terms) if part.start <= term.start < part.end}
    if verdict in (Verdict.NOT_FOUND, Verdict.UNCLEAR):
        return verdict
    if verdict is Verdict.CONTRADICTED and terms & set(decisive):
        return Verdict.CONTRADICTED
    weight = sum(found.weights[i] for i in terms)
    met = max((_met(terms, found, passage) for passage in passages), default=0.0)
    return Verdict.SUPPORTED if met >= LEAST_MET * weight else Verdict.NOT_FOUND


def _met(terms: set[int], found: Retrieval, passage: Passage) -> float:
    return sum(found.weights[link.term] * link.similarity for link in passage.links if link.term in terms)


def verdict_of_parts(verdict: Verdict, parts: Sequence[PartFinding]) -> Verdict:
    """The whole claim's verdict: one part said and one not is partly supported."""
    if verdict is Verdict.SUPPORTED and any(part.verdict is Verdict.NOT_FOUND for part in parts):
        return Verdict.PARTLY_SUPPORTED
    return verdict
