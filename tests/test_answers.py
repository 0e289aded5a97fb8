"""A question says nothing; a yes or a no to it does."""

from __future__ import annotations

import pytest

from align import Verdict
from align.types import Kind, ReasonCode
from tests.support.talks import judged, talk

ASKED_AR, CLAIM_AR, DENIAL_AR = "وسكرتوا المطعم بالشتي؟", "أغلقوا المطعم في الشتاء", "لم يغلقوا المطعم في الشتاء"
ASKED_EN, CLAIM_EN, DENIAL_EN = "Did you sell the old house?", "He sold the old house", "He did not sell the old house"
SUPPORTED, CONTRADICTED, UNCLEAR = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNCLEAR


@pytest.mark.parametrize(
    ("asked", "answer", "claim", "verdict"),
    [
        (ASKED_AR, "خلينا نحكي عن شي تاني هلق.", CLAIM_AR, UNCLEAR),
        (ASKED_AR, "إي طبعا السنة الماضية.", CLAIM_AR, SUPPORTED),
        (ASKED_AR, "لأ، خلينا نحكي عن شي تاني.", CLAIM_AR, CONTRADICTED),
        (ASKED_AR, "لا، أبدا.", CLAIM_AR, CONTRADICTED),
        (ASKED_AR, "لا أعرف شو بدي قلك.", CLAIM_AR, UNCLEAR),
        (ASKED_AR, "لأ.", DENIAL_AR, SUPPORTED),
        (ASKED_AR, "إي.", DENIAL_AR, CONTRADICTED),
        ("يعني ما سكرتوا المطعم بالشتي؟", "لأ.", CLAIM_AR, UNCLEAR),  # either may be meant
        (ASKED_AR, "طبعا لا.", CLAIM_AR, CONTRADICTED),
        ("ليش سكرتوا المطعم بالشتي؟", "لأ نحنا ما كان قدامنا حل تاني.", CLAIM_AR, UNCLEAR),  # not what was asked
        (ASKED_AR, "لأ.", "فتحوا المطعم في الشتاء", UNCLEAR),  # not closed need not mean that they opened it
        (ASKED_EN, "Let us speak of something else.", CLAIM_EN, UNCLEAR),
        (ASKED_EN, "Yes, last year.", CLAIM_EN, SUPPORTED),
        (ASKED_EN, "No, never.", CLAIM_EN, CONTRADICTED),
        (ASKED_EN, "Absolutely not.", CLAIM_EN, CONTRADICTED),
        (ASKED_EN, "I'm not sure.", CLAIM_EN, UNCLEAR),
        ("Did you keep the old house?", "No, we gave it away.", CLAIM_EN, UNCLEAR),
        ("Didn't you sell the old house?", "Yes, last year.", CLAIM_EN, SUPPORTED),
        (ASKED_EN, "No idea what to say.", CLAIM_EN, UNCLEAR),
        (ASKED_EN, "No.", DENIAL_EN, SUPPORTED),
        (ASKED_EN, "Yes.", DENIAL_EN, CONTRADICTED),
    ],
)
@pytest.mark.parametrize("labelled", [False, True])
def test_a_question_and_its_answer(asked: str, answer: str, claim: str, verdict: Verdict, labelled: bool) -> None:
    other = "And what happened then?" if answer.isascii() else "وشو صار بعدين؟"
    lines = [("host", asked), ("guest", answer), ("host", other)]
    finding = judged(claim, talk(*lines) if labelled else talk(*(line for _, line in lines)))
    assert finding.verdict is verdict
    code = ReasonCode.HOST_ONLY if labelled else ReasonCode.ASKED_ONLY
    codes = {UNCLEAR: code, CONTRADICTED: ReasonCode.NEGATION_DIFFERS}
    assert [reason.code for reason in finding.reasons] == [codes[verdict]] if verdict in codes else not finding.reasons


@pytest.mark.parametrize(("asked", "answer", "claim"), [(ASKED_AR, "لا", CLAIM_AR), (ASKED_EN, "No", CLAIM_EN)])
def test_a_talk_may_end_with_a_no(asked: str, answer: str, claim: str) -> None:
    assert judged(claim, talk(asked, answer)).verdict is CONTRADICTED


def test_what_is_taken_back_is_no_support_though_word_for_word() -> None:
    told = talk("They said the dam broke at night, but that is not true.", "Nothing of the sort.")
    assert judged("the dam broke at night", told, kind=Kind.QUOTED).verdict is UNCLEAR


def test_a_no_to_another_question_is_none_to_the_claim() -> None:
    asked = talk("Did you sell the old house in 1998?", "No.", "I sold many things then.")
    assert judged("He sold the old house in 2004", asked).verdict is UNCLEAR


def test_the_guests_own_words_go_before_the_question() -> None:
    finding = judged("انكسر السد", talk("في ناس قالوا إنو السد انكسر، هالحكي صحيح؟", "والله السد ما انكسر."))
    assert finding.verdict is CONTRADICTED
    assert finding.evidence[0].text == "والله السد ما انكسر."


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("سكرنا المطعم بالشتي، شو بدنا نعمل؟", CLAIM_AR, SUPPORTED),
        ("هل سكرتوا المطعم بالشتي، أو لقيتوا حل تاني؟", CLAIM_AR, UNCLEAR),
        ("بيقولوا إنكن سكرتوا المطعم بالشتي، هالحكي صحيح؟", CLAIM_AR, UNCLEAR),
        ("We sold the old house, what else could we do?", CLAIM_EN, SUPPORTED),
        ("Did you sell the old house, or was it taken from you?", CLAIM_EN, UNCLEAR),
        ("They say you sold the old house, is that true?", CLAIM_EN, UNCLEAR),
    ],
)
def test_what_stands_before_a_question_is_stated(said: str, claim: str, verdict: Verdict) -> None:
    other = "That is a long story." if said.isascii() else "هي قصة طويلة."
    assert judged(claim, talk(said, other)).verdict is verdict


def test_an_answer_may_lie_within_the_passage() -> None:
    told = talk("في خبر إنك رح تترك الشغل، هالخبر صحيح؟", "لأ، ما رح أترك الشغل بالمرفق.")
    assert judged("لن يترك العمل في المرفق", told).verdict is SUPPORTED


def test_a_denial_of_something_else_beside_it_denies_nothing() -> None:
    told = talk("السد ما انكسر.", "اللي ينكسر هو جسر الخشب الصغير جنب السوق.")
    assert judged("انكسر جسر الخشب الصغير جنب السوق", told).verdict is SUPPORTED


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("She wanted to sell the old lighthouse", Verdict.CONTRADICTED),
        ("She never wanted to sell the old lighthouse", Verdict.SUPPORTED),
    ],
)
def test_what_the_host_puts_to_the_guest_is_no_statement(claim: str, verdict: Verdict) -> None:
    put = talk(
        ("host", "Did you like it there?"),
        ("guest", "I liked the harbour very much and the people."),
        ("host", "People say you wanted to sell the old lighthouse."),
        ("guest", "No, I never wanted to sell it. I wanted a school for sailors."),
    )
    assert judged(claim, put).verdict is verdict


@pytest.mark.parametrize(
    ("asked", "answer", "claim", "verdict"),
    [
        (
            "Your first novel was rejected, what, ten times?",
            "Thirty-one times.",
            "It was rejected ten times.",
            "contradicted",
        ),
        ("Your first novel was rejected ten times?", "Yes, ten times.", "It was rejected ten times.", "supported"),
        (
            "إنتي طبيبة بإدلب من سنة ألفين وتلتعش، صح؟",
            "لا، من ألفين واطنعش.",
            "طبيبة في إدلب منذ عام 2013.",
            "contradicted",
        ),
        (
            "إنتي طبيبة بإدلب من سنة ألفين وتلتعش، صح؟",
            "إي من ألفين وتلتعش.",
            "طبيبة في إدلب منذ عام 2013.",
            "supported",
        ),
        ("It rained the whole week, right? So we stayed.", "We had no tent.", "It rained the whole week.", "supported"),
    ],
)
def test_an_amount_of_the_answer_counts_and_a_tag_asks_where_yes_or_no_follows(
    asked: str, answer: str, claim: str, verdict: str
) -> None:
    assert judged(claim, talk(asked, answer)).verdict == verdict


@pytest.mark.parametrize(
    ("asked", "answer", "claim", "supported"),
    [
        ("When did you leave Aleppo?", "In 2012.", "He left Aleppo in 2012", True),
        ("When did you leave Aleppo?", "In 2012.", "He left Aleppo in 2014", False),
        ("Did you leave Aleppo when the war began?", "Let us speak of 2012.", "He left Aleppo in 2012", False),
        ("Where did you study medicine?", "In Cairo, and it was hard.", "He studied medicine in Cairo", True),
        ("Where did you study medicine?", "In Cairo, and it was hard.", "He studied medicine in London", False),
        ("إيمتى تركت حلب؟", "بالألفين واطنعش.", "ترك حلب عام 2012", True),
        ("إيمتى تركت حلب؟", "بالألفين واطنعش.", "ترك حلب عام 2014", False),
        ("وين درست الطب؟", "بالقاهرة، وكان صعب كتير.", "درس الطب في القاهرة", True),
        ("وين درست الطب؟", "بالقاهرة، وكان صعب كتير.", "درس الطب في لندن", False),
    ],
)
def test_what_is_asked_about_is_taken_for_granted(asked: str, answer: str, claim: str, supported: bool) -> None:
    other = "That is a long story." if asked.isascii() else "هي قصة طويلة."
    assert (judged(claim, talk(asked, answer, other)).verdict is SUPPORTED) is supported


@pytest.mark.parametrize(
    ("asked", "claim", "denial", "yes", "no"),
    [
        (
            "Did they renew the contract?",
            "They renewed the contract",
            "They did not renew the contract",
            ["They did.", "Of course they did."],
            ["They didn't.", "Of course not.", "Unfortunately not.", "They did not."],
        ),
        (
            "جددوا العقد؟",
            "جددوا العقد",
            "لم يجددوا العقد",
            ["أكيد.", "إي جددوه."],
            ["أكيد لأ.", "للأسف لا.", "ما جددوه."],
        ),
    ],
)
def test_short_answers(asked: str, claim: str, denial: str, yes: list[str], no: list[str]) -> None:
    other = "That is a long story." if asked.isascii() else "هي قصة طويلة."
    for answer in yes:
        assert judged(claim, talk(asked, answer, other)).verdict is SUPPORTED, answer
        assert judged(denial, talk(asked, answer, other)).verdict is CONTRADICTED, answer
    for answer in no:
        assert judged(claim, talk(asked, answer, other)).verdict is CONTRADICTED, answer
        assert judged(denial, talk(asked, answer, other)).verdict is SUPPORTED, answer
