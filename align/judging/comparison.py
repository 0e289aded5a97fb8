"""What a comparison of one slot of a claim with what was heard comes to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from align.judging.window import EvidenceWindow
from align.types import ReasonCode


class Slot(StrEnum):
    """What of a claim is compared."""

    AMOUNT = "amount"  # numbers, durations, money, dates, times: with unit and bound
    NAME = "name"
    WORD = "word"  # any other, in the place between two that were said
    POLARITY = "polarity"  # whether it is stated or denied
    OPPOSITE = "opposite"  # a word of which its opposite was said
    QUANTIFIER = "quantifier"  # all, some, none, only
    ORDER = "order"  # before and after
    ROLE = "role"  # who does it to whom
    FRAME = "frame"  # whether it holds today, or held once
    ASSERTION = "assertion"  # stated by somebody whose word counts, or only asked, wished, doubted


@dataclass(frozen=True, slots=True)
class Comparison:
    """One slot of the claim beside what was heard in the same statement."""

    slot: Slot
    level: float | None  # 0 agrees … 1 conflicts; None: nothing was said that it could be compared with
    terms: tuple[int, ...] = ()  # of the claim; () where it is the whole of it
    heard: tuple[int, int] | None = None  # tokens, inclusive
    code: ReasonCode | None = None  # why it does not agree

    @property
    def agrees(self) -> bool:
        return self.level is not None and self.level < HALF

    @property
    def is_open(self) -> bool:
        """Whether it was compared and neither agrees nor conflicts."""
        return self.level is not None and not self.agrees and not self.conflicts

    @property
    def conflicts(self) -> bool:
        return self.level is not None and self.level > HALF and self.heard is not None


HALF = 0.5  # the middle of the scale of levels: comparable, and neither agreeing nor in conflict


def best_supported(said: Sequence[Comparison], window: EvidenceWindow, aside: Sequence[int] = ()) -> Comparison | None:
    """Of what was said in one slot of the claim, that which decides; terms `aside` are no company.

    What agrees does, unless something else was said in a clause that holds more of the claim's other words, and most of
    them. That stands against the claim where it holds them all ("Germany sent forty trucks, France sent sixty"), and
    leaves it open where it does not ("my father left in May, and he came back in June").
    """
    company = [window.rest_in_clause((*one.terms, *aside), one.heard[0]) for one in said if one.heard]
    ordered = sorted(zip(said, company, strict=True), key=lambda pair: (pair[0].level or 0.0, -window.weight(pair[1])))
    if not ordered:
        return None
    best, kept = ordered[0]
    others = [(one, terms) for one, terms in ordered[1:] if one.level != best.level]
    if not best.agrees:
        return max(
            (pair for pair in others if pair[1] > kept), key=lambda pair: window.weight(pair[1]), default=ordered[0]
        )[0]
    heavier = [pair for pair in others if window.weight(pair[1]) > window.weight(kept)]
    rival = max(heavier, key=lambda pair: window.weight(pair[1]), default=ordered[0])[0]
    if rival is best or rival.heard is None:
        return best
    beside = window.clause_share((*rival.terms, *aside), rival.heard[0])
    if beside < HALF:
        return best
    return rival if beside == 1.0 else replace(rival, level=HALF)
