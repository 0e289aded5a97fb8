"""What is said of one part of a whole does not deny what a claim says of the rest."""

from __future__ import annotations

import pytest

from align.types import Verdict
from tests.support.talks import judged, talk

MINERS = "Seven of the twelve miners survived."
VOTE = "Sixty per cent of the members accepted the plan."
PUPILS = "سبعة من أصل عشر طلاب نجحوا"


@pytest.mark.parametrize(
    ("said", "claim", "accused"),
    [
        (MINERS, "Five of the twelve miners died.", False),
        (MINERS, "Seven of the twelve miners died.", True),
        (MINERS, "Nine of the twelve miners died.", True),
        (MINERS, "The twelve miners died.", True),
        (VOTE, "40% of the members refused the plan.", False),
        (VOTE, "Half of the members refused the plan.", True),
        (VOTE, "60% of the members refused the plan.", True),
        (PUPILS, "رسب ثلاثة من أصل عشرة طلاب", False),
        (PUPILS, "رسب خمسة من أصل عشرة طلاب", True),
    ],
)
def test_another_part_accuses_nobody(said: str, claim: str, accused: bool) -> None:
    finding = judged(claim, talk(said, "It was cold." if said.isascii() else "كان برد كتير"))
    assert finding.verdict is (Verdict.CONTRADICTED if accused else Verdict.UNCLEAR)
