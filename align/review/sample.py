"""Which findings a reviewer is asked about: a sample that holds each verdict in its share of the report."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from align.types import Finding, Verdict


def draw(findings: Sequence[Finding], count: int, seed: int) -> tuple[int, ...]:
    """Places in `findings` of `count` of them (all, where there are fewer), in the order to ask about them.

    Each verdict that occurs comes once, the commonest first; after that each gets its share by Sainte-Laguë's method:
    the next place goes to the greatest size / (2 · places + 1). A sample thus begins with every smaller one of the same
    seed: a review can stop anywhere, and go on with a greater `count`. Within a verdict the order is that of a hash of
    seed and claim, the same on every machine."""
    strata: dict[Verdict, list[int]] = {}
    for index in sorted(range(len(findings)), key=lambda index: _lot(findings[index], index, seed)):
        strata.setdefault(findings[index].verdict, []).append(index)
    places = dict.fromkeys(strata, 0)

    def claim_to_the_next(verdict: Verdict) -> tuple[bool, float, int]:
        size, given = len(strata[verdict]), places[verdict]
        return given == 0, size / (2 * given + 1) if given < size else 0, -list(Verdict).index(verdict)

    drawn = []
    for _ in range(min(count, len(findings))):
        verdict = max(strata, key=claim_to_the_next)
        drawn.append(strata[verdict][places[verdict]])
        places[verdict] += 1
    return tuple(drawn)


def _lot(finding: Finding, index: int, seed: int) -> tuple[bytes, int]:
    text = f"{seed}\0{finding.claim.id}\0{finding.claim.text}"
    return sha256(text.encode("utf-8", errors="surrogatepass")).digest(), index
