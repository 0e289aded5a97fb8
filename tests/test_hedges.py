"""What is said as a guess says so beside a ✓; the month of May is none."""

from __future__ import annotations

import pytest

from align.types import ReasonCode, Verdict
from tests.support.talks import judged, talk


@pytest.mark.parametrize(
    ("said", "claim", "guess"),
    [
        ("In May we sold the house.", "They sold the house.", False),
        ("Last May we sold the house.", "They sold the house.", False),
        ("In May perhaps we sold the house.", "They sold the house.", True),
        ("Perhaps we sold the house in May.", "In May they sold the house.", True),
        ("بأيار بعنا البيت", "باعوا البيت", False),
        ("بأيار يمكن بعنا البيت", "باعوا البيت", True),
    ],
)
def test_a_month_makes_no_guess(said: str, claim: str, guess: bool) -> None:
    finding = judged(claim, talk(said))
    plain = finding.verdict is Verdict.SUPPORTED and not finding.reasons
    assert plain is not guess
    assert guess or ReasonCode.HEDGED not in [reason.code for reason in finding.reasons]
