"""Who does it to whom, and in which voice it is told."""

from __future__ import annotations

import pytest

from align.types import ReasonCode
from tests.support.talks import judged, talk


@pytest.mark.parametrize(
    ("said", "claim", "exchanged"),
    [
        ("The newspaper sued the mayor.", "The mayor sued the newspaper", True),
        ("The teacher was hit by my brother.", "The teacher hit his brother", True),
        ("The teacher was hit by my brother.", "His brother hit the teacher", False),
        ("My brother hit the teacher.", "The teacher was hit by his brother", False),
        ("The teacher hit my brother.", "The teacher was hit by his brother", True),
    ],
)
def test_the_passive_turns_round_who_does_it(said: str, claim: str, exchanged: bool) -> None:
    codes = [reason.code for reason in judged(claim, talk(said)).reasons]
    assert (ReasonCode.ROLE_DIFFERS in codes) is exchanged
