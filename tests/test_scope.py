"""All, some, none, only: what the claim says of more or of less than the recording does, and what is no such thing."""

from __future__ import annotations

import pytest

from align import Verdict, check_claims
from align.types import Claim, Finding, ReasonCode
from transcripts import Segment, Transcript, Word

BEFORE = {"en": "then we went to the market and bought vegetables", "ar": "بعدين رحنا عالسوق واشترينا خضرا"}
AFTER = {"en": "it was very cold that day", "ar": "كان الجو بارد كتير هداك اليوم"}


def judged(claim: str, *lines: str, probability: float | None = None) -> Finding:
    """The claim against a talk of these lines and one before and after them, 0.4 s a word, a second between lines."""
    code = "en" if claim.isascii() else "ar"
    segments, now = [], 0.0
    for line in (BEFORE[code], *lines, AFTER[code]):
        words = [Word(now + 0.4 * i, now + 0.4 * (i + 1), text, probability) for i, text in enumerate(line.split())]
        segments.append(Segment(tuple(words)))
        now += 0.4 * len(words) + 1.0
    return check_claims([Claim("c1", claim, None)], Transcript(tuple(segments)))[0]


def scopes(finding: Finding) -> list[tuple[str | None, str | None]]:
    return [(r.article, r.audio) for r in finding.reasons if r.code is ReasonCode.SCOPE_DIFFERS]


@pytest.mark.parametrize(
    ("claim", "said", "reason"),
    [
        (
            "All the teachers were paid in March",
            "some of the teachers were paid in March",
            ("All the teachers", "some of the teachers"),
        ),
        ("All teachers were paid", "most of our teachers got paid", ("All teachers", "most of our teachers")),
        (
            "Every teacher was paid in March",
            "half the teachers were paid in March",
            ("Every teacher", "half the teachers"),
        ),
        ("All of the team was paid", "a part of the team was paid", ("All of the team", "part of the team")),
        ("قبض جميع المعلمين رواتبهم في آذار", "بعض المعلمين قبضوا رواتبهم بآذار", ("جميع المعلمين", "بعض المعلمين")),
        ("قبض المعلمون جميعا رواتبهم في آذار", "بعض المعلمين قبضوا رواتبهم بآذار", ("المعلمون جميعا", "بعض المعلمين")),
        ("قبض كل المعلمين رواتبهم في آذار", "قبضوا نص المعلمين رواتبهم بآذار", ("كل المعلمين", "نص المعلمين")),
        ("قبض كل المعلمين رواتبهم في آذار", "المعلمين بعضهم قبضوا رواتبهم بآذار", ("كل المعلمين", "المعلمين بعضهم")),
        ("قبض كل المعلمين رواتبهم في آذار", "قسم من المعلمين قبض راتبو بآذار", ("كل المعلمين", "قسم من المعلمين")),
        (
            "صُرفت الرواتب لجميع المعلمين في آذار",
            "انصرفت الرواتب لبعض المعلمين بآذار",
            ("لجميع المعلمين", "لبعض المعلمين"),
        ),
        ("زار دمشق فقط في الربيع", "زرت الشام وحلب بالربيع", ("دمشق فقط", "الشام وحلب")),
        ("زار فقط دمشق في الربيع", "زرت حلب والشام بالربيع", ("فقط دمشق", "حلب والشام")),
        (
            "He visited only Damascus in spring",
            "I visited Damascus and Aleppo in spring",
            ("only Damascus", "Damascus and Aleppo"),
        ),
        (
            "He travelled to Damascus alone in spring",
            "I travelled to Damascus and then to Aleppo in spring",
            ("Damascus alone", "Damascus and then to Aleppo"),
        ),
        ("All the teachers were paid", "about half the teachers were paid", ("All the teachers", "half the teachers")),
    ],
)
def test_the_article_says_more_than_was_said(claim: str, said: str, reason: tuple[str, str]) -> None:
    finding = judged(claim, said)
    assert (finding.verdict, scopes(finding)) == (Verdict.CONTRADICTED, [reason])
    assert finding.reasons[0].interval is not None


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Some of the teachers were paid in March", "all the teachers were paid in March"),
        ("قبض بعض المعلمين رواتبهم في آذار", "المعلمين كلن قبضوا رواتبهم بآذار"),
        ("قبض معظم المعلمين رواتبهم في آذار", "كل المعلمين قبضوا رواتبهم بآذار"),
    ],
)
def test_less_than_was_said_is_partly_supported(claim: str, said: str) -> None:
    finding = judged(claim, said)
    assert (finding.verdict, len(scopes(finding))) == (Verdict.PARTLY_SUPPORTED, 1)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("None of the teachers were paid in March", "some of the teachers were paid in March"),
        ("All of the teachers were paid in March", "none of the teachers were paid in March"),
        ("قبض كل المعلمين رواتبهم في آذار", "ولا معلم قبض راتبو بآذار"),
        ("قبض كل المعلمين رواتبهم في آذار", "مو كل المعلمين قبضوا رواتبهم بآذار"),
    ],
)
def test_nobody_is_accused_twice(claim: str, said: str) -> None:
    finding = judged(claim, said)
    assert finding.verdict is Verdict.CONTRADICTED
    assert len(finding.reasons) == 1


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        # the same scope, in other words or also
        ("All the teachers were paid in March", "every one of the teachers was paid in March"),
        ("قبض جميع المعلمين رواتبهم في آذار", "المعلمين كلن قبضوا رواتبهم بآذار"),
        ("All the teachers were paid in March", "all the teachers were paid in March, some of the teachers late"),
        # of another thing
        ("All the teachers were paid in March", "some of the parents say the teachers were paid in March"),
        ("قبض كل المعلمين رواتبهم في آذار", "المعلمين قبضوا بعض رواتبهم بآذار"),
        # nearly, but
        ("Some of the teachers were paid in March", "nearly all the teachers were paid in March"),
        ("Almost all the teachers were paid in March", "some of the teachers were paid in March"),
        ("All the teachers but two were paid in March", "some of the teachers were paid in March"),
        # adverbs overstate
        ("He always paid the teachers in March", "I sometimes paid the teachers in March"),
        ("كان دائما يدفع للمعلمين في آذار", "كنت أحيانا إدفع للمعلمين بآذار"),
        # other words
        ("فحص كل الأسنان في العيادة", "كنا مع بعض الأسنان انفحصت بالعيادة"),
        ("ألغت البلدية كل الطوارئ في المشفى", "البلدية ألغت قسم الطوارئ بالمشفى"),
        ("اتصل كل ساعة من المشفى", "اتصلت بعد نص ساعة من المشفى"),
        ("كتب نص الاتفاق في جنيف", "كتبنا كل الاتفاق بجنيف"),
        # only
        ("He visited Damascus in spring", "I visited Damascus and Aleppo in spring"),
        ("He visited not only Damascus in spring", "I visited Damascus and Aleppo in spring"),
        ("He visited only Damascus and Aleppo in spring", "I visited Damascus and Aleppo in spring"),
        ("He visited only Damascus in spring", "I visited Damascus in spring. Aleppo is nice"),
        ("سافر الوفد أمس، بس دمشق بقيت مفتوحة", "الوفد سافر امبارح والشام وحلب بقيت مفتوحة"),
    ],
)
def test_no_ground_for_an_accusation(claim: str, said: str) -> None:
    finding = judged(claim, said)
    assert finding.verdict is Verdict.SUPPORTED, finding
    assert scopes(finding) == []


def test_a_scope_not_surely_heard_accuses_nobody() -> None:
    claim, said = "All the teachers were paid in March", "some of the teachers were paid in March"
    finding = judged(claim, said, probability=0.2)
    assert (finding.verdict, finding.reasons[0].code) == (Verdict.UNCLEAR, ReasonCode.LOW_ASR_CONFIDENCE)


def test_where_the_claims_own_scope_was_said_as_well_nobody_is_accused() -> None:
    lines = ("some of the teachers were paid in March", "so in March all the teachers were paid")
    assert judged("All the teachers were paid in March", *lines).verdict is Verdict.SUPPORTED
