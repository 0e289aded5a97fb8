"""What is said of all but one, of a part, of somebody else, or of another event."""

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


@pytest.mark.parametrize(
    ("said", "claim", "supported"),
    [
        ("I moved to Leeds in 2019 and the company made a profit.", "The company made a profit in 2019", False),
        ("In 2019 I moved to Leeds and the company made a profit.", "The company made a profit in 2019", True),
        ("I moved to Leeds in 2019 and the company made a profit.", "He moved to Leeds in 2019", True),
        ("I went down to Leeds in 2019 and sales were great.", "Sales increased in 2019", False),
        ("The company, which I bought in 2010, moved to Leeds.", "The company moved to Leeds in 2010", False),
        ("The company, which I bought in 2010, moved to Leeds.", "He bought the company in 2010", True),
    ],
)
def test_a_date_is_of_the_clause_it_stands_in(said: str, claim: str, supported: bool) -> None:
    finding = judged(claim, talk(said, "And many other things happened in that town."))
    assert (finding.verdict is Verdict.SUPPORTED) is supported
