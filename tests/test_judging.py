"""Verdicts on small talks: what is supported, what stands against a claim, and what is no ground for an accusation."""

from __future__ import annotations

import pytest

from align import AlignError, Verdict, check_claims
from align.check import MOST_CLAIMS
from align.types import Claim, Finding, Kind, ReasonCode, Span
from transcripts import Segment, Transcript, Word


def talk(*lines: str | tuple[str, str], probability: float | None = None) -> Transcript:
    """A segment a line, 0.4 s a word, a second between; a line may name its speaker first."""
    segments, now = [], 0.0
    for line in lines:
        speaker, said = line if isinstance(line, tuple) else (None, line)
        words = []
        for text in said.split():
            words.append(Word(now, now + 0.4, text, probability))
            now += 0.4
        segments.append(Segment(tuple(words), speaker))
        now += 1.0
    return Transcript(tuple(segments))


def judged(claim: str, transcript: Transcript, **fields: object) -> Finding:
    return check_claims([Claim("c1", claim, None, **fields)], transcript)[0]  # type: ignore[arg-type]


INTERVIEW = talk(
    "بلشت شغل بالمطعم سنة ألفين وعشرة",
    "اشتغلنا خمس شهور بدون ولا يوم عطلة",
    "الطباخ كان اسمو سامر وكان من بيروت",
    "ما سكرنا المطعم بالشتي أبدا",
    "فتحنا الباب الساعة سبعة الصبح",
)


@pytest.mark.parametrize(
    ("claim", "verdict", "code"),
    [
        ("بدأ العمل في المطعم عام 2010", Verdict.SUPPORTED, None),
        ("بدأ العمل في المطعم عام 2012", Verdict.CONTRADICTED, ReasonCode.DATE_DIFFERS),
        ("عملوا خمسة أشهر من دون يوم عطلة", Verdict.SUPPORTED, None),
        ("عملوا ثمانية أشهر من دون يوم عطلة", Verdict.CONTRADICTED, ReasonCode.NUMBER_DIFFERS),
        ("كان الطباخ من طرابلس واسمه سامر", Verdict.CONTRADICTED, ReasonCode.NAME_DIFFERS),
        ("أغلقوا المطعم في الشتاء", Verdict.CONTRADICTED, ReasonCode.NEGATION_DIFFERS),
        ("لم يغلقوا المطعم في الشتاء", Verdict.SUPPORTED, None),
        ("نفى أن يكونوا قد أغلقوا المطعم في الشتاء", Verdict.SUPPORTED, None),
        ("فتحوا الباب عند السابعة صباحا", Verdict.SUPPORTED, None),
        ("فتحوا الباب عند التاسعة صباحا", Verdict.CONTRADICTED, ReasonCode.TIME_DIFFERS),
        ("اشترى سيارة جديدة من أخيه", Verdict.NOT_FOUND, None),
    ],
)
def test_dialect_against_standard_arabic(claim: str, verdict: Verdict, code: ReasonCode | None) -> None:
    finding = judged(claim, INTERVIEW)
    assert finding.verdict is verdict, finding
    if code is not None:
        assert finding.reasons[0].code is code
        assert finding.reasons[0].interval is not None


def test_a_word_not_surely_heard_is_no_ground_for_an_accusation() -> None:
    unsure = talk("فتحنا الباب الساعة سبعة الصبح", probability=0.2)
    finding = judged("فتحوا الباب عند التاسعة صباحا", unsure)
    assert finding.verdict is Verdict.UNCLEAR
    assert finding.reasons[0].code is ReasonCode.LOW_ASR_CONFIDENCE


def test_a_hosts_question_is_no_statement_but_a_yes_to_it_is() -> None:
    asked = ("host", "هل صحيح إنو بعت البيت القديم بالضيعة؟")
    other = ("host", "شو صار بعدين؟")
    claim = "باع البيت القديم في الضيعة"
    evasive = judged(claim, talk(asked, ("guest", "خلينا نحكي عن شي تاني هلق"), other))
    assert evasive.verdict is Verdict.UNCLEAR
    assert evasive.reasons[0].code is ReasonCode.HOST_ONLY
    assert judged(claim, talk(asked, ("guest", "إي طبعا السنة الماضية"), other)).verdict is Verdict.SUPPORTED


def test_a_claim_of_which_one_part_was_said_is_partly_supported() -> None:
    text = "أصلح العمال سقف المدرسة وزرعوا أشجار الزيتون حول الساحة"
    cut = text.index("وزرعوا")
    parts = (Span(0, cut), Span(cut, len(text)))
    finding = judged(text, talk("العمال صلحوا سقف المدرسة كلو"), parts=parts)
    assert finding.verdict is Verdict.PARTLY_SUPPORTED
    assert [part.verdict for part in finding.parts] == [Verdict.SUPPORTED, Verdict.NOT_FOUND]
    assert finding.reasons[-1].code is ReasonCode.PART_MISSING


def test_editorial_is_not_checked() -> None:
    finding = judged("لعل القادم أجمل", INTERVIEW, kind=Kind.EDITORIAL, cue="لعل")
    assert (finding.verdict, finding.evidence) == (Verdict.NOT_CHECKABLE, ())


def test_candidates_are_listed_also_when_nothing_was_found() -> None:
    finding = judged("اشترى سيارة جديدة يوم افتتاح المطعم الكبير في حلب", INTERVIEW)
    assert finding.verdict is Verdict.NOT_FOUND
    assert finding.evidence


def test_silence_supports_nothing() -> None:
    assert judged("فتحوا الباب", Transcript(())).verdict is Verdict.NOT_FOUND


def test_too_many_claims_are_one_line() -> None:
    with pytest.raises(AlignError, match="too many"):
        check_claims([Claim("c", "نص", None)] * (MOST_CLAIMS + 1), INTERVIEW)
