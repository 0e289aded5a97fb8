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


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        # "Not till" says that it happened then.
        ("I'd never touched a cow till I was twenty-four.", "She did not touch a cow until she was twenty-four", "s"),
        ("I never touched a cow in Leeds.", "She touched a cow in Leeds", "c"),
        # What is given up is not done.
        ("She doesn't play football.", "She has given up playing football", "s"),
        ("I have not given up playing football.", "She has given up playing football", "c"),
        ("I don't like the word victim.", "She dislikes the word victim", "s"),
        ("وبعدين ما سافرت على حلب.", "عدل عن السفر إلى حلب", "s"),
        ("وبعدين سافرت على حلب.", "عدل عن السفر إلى حلب", ""),
        # What is too much for something keeps it from coming about.
        ("I was too young to remember the war in Leeds.", "He does not remember the war in Leeds", "s"),
        ("I remember the war in Leeds.", "He was too young to remember the war in Leeds", ""),
        # What is short is not there.
        ("ما في وقود بالحي.", "عانى من شح الوقود في الحي", "s"),
        ("كان في وقود كتير بالحي.", "عانى من شح الوقود في الحي", ""),
        # What stops is there.
        ("طفت المولدة ست ساعات والعجين خرب.", "أتلف توقف المولدة ست ساعات العجين", "s"),
    ],
)
def test_what_denies_by_its_meaning_denies_as_a_negator_does(said: str, claim: str, verdict: str) -> None:
    expected = {"s": Verdict.SUPPORTED, "c": Verdict.CONTRADICTED}
    other = "And many other things happened." if claim.isascii() else "وبعدين صار كتير شغلات تانية بهالبلد."
    found = judged(claim, talk(other, said)).verdict
    assert found is expected[verdict] if verdict else found is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        # Of two things the one is said to be so, the other not to be.
        (
            "عملنا حفلتين، الأولى بالنادي السوري، وامتلت، والتانية بسينما، وما امتلت.",
            "امتلأ النادي السوري في الأمسية الأولى",
            Verdict.SUPPORTED,
        ),
        ("عملنا حفلة بالنادي السوري، وما امتلت.", "امتلأ النادي السوري في الحفلة", Verdict.CONTRADICTED),
        # What could not be done was asked for.
        (
            "جربنا نصدر عالكويت طلبوا ورقة فحص للمضادات والمصلحة وقتها ما عندا المادة تفحص.",
            "تعثر التصدير إلى الكويت لتعذر فحص المضادات",
            Verdict.SUPPORTED,
        ),
        (
            "جربنا نصدر عالكويت وتعثر التصدير، طلبوا ورقة فحص للمضادات وفحصنا.",
            "تعثر التصدير إلى الكويت لتعذر فحص المضادات",
            Verdict.CONTRADICTED,
        ),
    ],
)
def test_what_is_said_of_one_thing_and_denied_of_another(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk("وبعدين صار كتير شغلات تانية بهالبلد.", said)).verdict is verdict


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
