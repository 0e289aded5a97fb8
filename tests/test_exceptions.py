"""What is said of all but one, of a part, or of somebody else."""

from __future__ import annotations

import pytest

from align import Verdict
from tests.support.talks import judged, talk


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("All of us left except my brother.", "His brother left", Verdict.CONTRADICTED),
        ("All of us left except my brother.", "His brother did not leave", Verdict.SUPPORTED),
        ("كل الطلاب نجحوا إلا سامر.", "نجح سامر", Verdict.CONTRADICTED),
        ("كل الطلاب نجحوا إلا سامر.", "لم ينجح سامر", Verdict.SUPPORTED),
        ("ما نجح بالامتحان إلا سامر.", "نجح سامر في الامتحان", Verdict.SUPPORTED),
        ("Two of the workers got their wages.", "All the workers got their wages", Verdict.CONTRADICTED),
        ("Two of the workers got their wages.", "Some of the workers got their wages", Verdict.SUPPORTED),
        ("It was not my brother who sold the house.", "His brother sold the house", Verdict.CONTRADICTED),
        ("My sister sold the house, not my brother.", "His brother sold the house", Verdict.CONTRADICTED),
        ("My sister sold the house, not my brother.", "His sister sold the house", Verdict.SUPPORTED),
    ],
)
def test_what_is_excepted_is_not_meant(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict
