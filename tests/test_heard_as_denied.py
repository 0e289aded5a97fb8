"""What is heard only as what is denied, and what is shown of it."""

from __future__ import annotations

import pytest

from align import Verdict
from align.check import read_talk
from align.judging.comparison import Slot
from align.judging.verdicts import assess_claim
from align.types import Claim
from tests.support.talks import judged, talk


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        # What is heard only as what is denied is no support, even where it is too little to accuse by.
        ("ما أخدت قرض من البنك.", "وحصل على قرض من البنك.", Verdict.UNCLEAR),
        ("I was shortlisted in 2015. I have not won it yet.", "He won the prize in 2015.", Verdict.UNCLEAR),
        ("We did not fire anyone.", "She fired employees.", Verdict.NOT_FOUND),
        ("We have no permit yet.", "They have a permit.", Verdict.CONTRADICTED),
        ("I never sold it. My brother sold the farm.", "His brother sold the farm.", Verdict.SUPPORTED),
        ("Don't miss the show at nine o'clock.", "The show is at nine o'clock.", Verdict.SUPPORTED),
    ],
)
def test_what_is_heard_as_denied_alone_bears_nothing_out(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict


def test_evidence_is_not_cut_behind_the_word_that_denies_it() -> None:
    finding = judged("الزبائن سوريون", talk("لا مو بس سوريين، النص تقريبا ألمان"))
    assert finding.evidence[0].text.startswith("لا مو بس سوريين")


def test_words_of_the_guest_s_introduction_are_company_where_they_are_said() -> None:
    said = talk(
        ("host", "معنا اليوم المهندس نادر، مدير مرفق المياه بالبلدة. والكهربا انقطعت؟"),
        ("guest", "إي، الكهربا انقطعت تلات أيام."),
        ("host", "والمي؟"),
        ("guest", "بس المي ما انقطعت عن البلدة ولا ساعة."),
    )
    best = assess_claim(Claim("c1", "المياه انقطعت عن البلدة ساعات طويلة", None), read_talk(said)).passages[0]
    assert [one.conflicts for one in best.of(Slot.POLARITY)] == [True]
