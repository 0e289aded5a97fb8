"""What comes of comparing one slot of a claim with what was heard."""

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
    """Of all that was said in one slot of the claim, what decides, by how much of its rest the same clause says.

    Agreement wins, unless a rival's clause says more of the rest, and at least half of it. The rival then conflicts
    where its clause says all of it ("Germany sent forty trucks, France sent sixty"), and is open where it does not ("my
    father left in May, and he came back in June"). Terms `aside` do not count.
    """
    rests = [window.rest_in_clause((*one.terms, *aside), one.heard[0]) for one in said if one.heard]
    ordered = sorted(zip(said, rests, strict=True), key=lambda pair: (pair[0].level or 0.0, -window.weight(pair[1])))
    if not ordered:
        return None
    best, rest = ordered[0]
    others = [(one, terms) for one, terms in ordered[1:] if one.level != best.level]
    if not best.agrees:
        return max(
            (pair for pair in others if pair[1] > rest), key=lambda pair: window.weight(pair[1]), default=ordered[0]
        )[0]
    heavier = [pair for pair in others if window.weight(pair[1]) > window.weight(rest)]
    rival = max(heavier, key=lambda pair: window.weight(pair[1]), default=ordered[0])[0]
    if rival is best or rival.heard is None:
        return best
    share = window.clause_share((*rival.terms, *aside), rival.heard[0])
    if share < HALF:
        return best
    return rival if share == 1.0 else replace(rival, level=HALF)
