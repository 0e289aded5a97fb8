"""Could another place be meant just as well, and does it say otherwise?

The verdict rests on one place. Where another one, apart from it, meets the claim about as well and disagrees, the
reader is told: which of the two the writer meant, only a reader can tell.
"""

from __future__ import annotations

from collections.abc import Sequence

from align.judging.signals import FOUND, Conflict, Signals
from align.judging.voices import heard_surely
from align.language import Agreement
from align.matching import Retrieval, TranscriptIndex
from align.quantities import Quantity, compare

NEARLY = 0.95  # of the best place's score that the other must reach
APART = 16  # tokens between the two: what is nearer is one place, and heard with it
LACKING = 0.2  # share of the claim's weight that the other may lack of what the best one has, besides what is disputed


def elsewhere(signals: Sequence[Signals], found: Retrieval, talk: TranscriptIndex) -> Conflict | None:
    """What stands against the claim at another place about as good as the first of `signals`, which says otherwise."""
    best, *others = signals
    for other in others:
        conflict = _disagreement(best, other, found)
        if conflict is None or not _as_good(best, other, conflict, found):
            continue
        if heard_surely(conflict.first, conflict.last, talk):
            return conflict
    return None


def _disagreement(best: Signals, other: Signals, found: Retrieval) -> Conflict | None:
    """The other place's conflict, if the best one has none, or another amount for the same one of the claim."""
    against = next((conflict for conflict in other.conflicts if not conflict.mild), None)
    one, two = best.amounts.conflict, other.amounts.conflict
    if two is not None and any(_is_same(term.quantity, two.heard.quantity) for term in found.terms):
        return None  # an amount that the claim has as well stands in no other's place
    if against is None or not best.conflicts:
        return against
    if one is None or two is None or one.term != two.term:
        return None
    return against if compare(one.heard.quantity, two.heard.quantity) is Agreement.DIFFERENT else None


def _is_same(claimed: Quantity | None, heard: Quantity) -> bool:
    return claimed is not None and (claimed.low, claimed.high) == (heard.low, heard.high)


def _as_good(best: Signals, other: Signals, conflict: Conflict, found: Retrieval) -> bool:
    """Whether the other place is about as good, what is disputed left aside: that is better met where it was said."""
    one, two = best.passage, other.passage
    apart = max(one.first, two.first) - min(one.last, two.last)
    if not other.stated or other.found < FOUND or apart < APART:
        return False
    aside = set(conflict.terms)
    lost = _met(best, aside, found) - _met(other, aside, found)
    lacking = sum(found.weights[term] for term in best.met() - other.met() - aside)
    return two.score + max(0.0, lost) >= NEARLY * one.score and lacking <= LACKING


def _met(signals: Signals, terms: set[int], found: Retrieval) -> float:
    """The share of the claim's weight that `terms` have and are met with there."""
    return sum(found.weights[link.term] * link.similarity for link in signals.passage.links if link.term in terms)
