"""What held once is no ground for what is said to hold today, and what nobody does is denied."""

from __future__ import annotations

import pytest

from align import Verdict
from align.judging.negation import denials
from align.judging.negators import read_words
from align.language import language, tokenise
from align.types import ReasonCode
from tests.support.talks import judged, talk

WORKSHOP = talk(
    "I used to have three apprentices in the workshop.",
    "Today I have a single helper, and she is very good.",
    "We still repair the old clocks of the town hall.",
)
OTHERS = {
    "en": [
        "We knew the river for many years.",
        "It was a long story with many people.",
        "The weather was fine that day.",
    ],
    "ar": ["قعدنا جنب النهر سنين طويلة.", "هي قصة طويلة فيها ناس كتير.", "الجو حلو كتير يومها."],
}
PRESS = talk("كنا نطبع كتب المدارس بالمطبعة كل سنة.", "هلق منطبع كروت وإعلانات بس.")


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("He used to have three apprentices in the workshop", True),
        ("He has three apprentices in the workshop today", False),
        ("He still has three apprentices in the workshop", False),
        ("They still repair the old clocks of the town hall", True),
        ("They repair the old clocks of the town hall", True),  # no time is claimed
    ],
)
def test_what_held_once_does_not_hold_today(claim: str, supported: bool) -> None:
    finding = judged(claim, WORKSHOP)
    assert (finding.verdict is Verdict.SUPPORTED) is supported
    if not supported:
        assert finding.verdict is Verdict.PARTLY_SUPPORTED
        assert ("used to") in [reason.audio for reason in finding.reasons if reason.code is ReasonCode.DATE_DIFFERS]


def test_what_held_once_in_arabic() -> None:
    assert judged("كانت المطبعة تطبع كتب المدارس كل سنة", PRESS).verdict is Verdict.SUPPORTED
    still = judged("ما زالت المطبعة تطبع كتب المدارس كل سنة", PRESS)
    assert still.verdict is not Verdict.SUPPORTED
    assert ReasonCode.DATE_DIFFERS in [reason.code for reason in still.reasons]


@pytest.mark.parametrize(
    ("said", "claim", "supported"),
    [
        ("I used to live in Rome.", "He lives in Rome", False),
        ("I used to live in Rome.", "He lived in Rome", True),
        ("I used to live in Rome.", "He used to live in Rome", True),
        ("I live in Rome.", "He lives in Rome", True),
        ("I used to have three shops, now I have one.", "He has three shops", False),
        ("I used to have three shops, now I have one.", "He had three shops", True),
        ("كنت عايش بروما.", "يعيش في روما", False),
        ("كنت عايش بروما.", "كان يعيش في روما", True),
        ("كنت عايش بروما.", "عاش في روما", True),
        ("أنا عايش بروما.", "يعيش في روما", True),
        ("كان عندي تلات محلات، هلق عندي واحد.", "لديه ثلاثة محلات", False),
        ("كان عندي تلات محلات، هلق عندي واحد.", "كان لديه ثلاثة محلات", True),
    ],
)
def test_a_claim_about_today_by_its_tense(said: str, claim: str, supported: bool) -> None:
    others = OTHERS["en" if said.isascii() else "ar"]
    assert (judged(claim, talk(*others[:2], said, *others[2:])).verdict is Verdict.SUPPORTED) is supported


@pytest.mark.parametrize(
    ("code", "text", "head"),
    [
        ("en", "nobody in the council backed the plan", "backed"),
        ("en", "no one backed the plan", "backed"),
        ("en", "none of the villagers came", "came"),
        ("en", "they did not sell the old boat", "sell"),
        ("ar", "ما حدا بالمجلس صدق الكلام", "صدق"),
        ("ar", "ما حدا صدق الكلام", "صدق"),
        ("ar", "لم يصدق أحد الكلام", "يصدق"),
    ],
)
def test_of_nobody_it_is_the_verb_that_is_denied(code: str, text: str, head: str) -> None:
    tokens = tokenise(text)
    words = read_words(text, tokens, (), language(code))
    found = denials(words, language(code))
    assert [word for word, is_head in zip(words, found.focus, strict=True) if is_head] == [head]


def test_what_nobody_did_is_contradicted() -> None:
    council = talk("And nobody in the council backed the plan for the harbour.", "It was a hard winter.")
    finding = judged("The council backed the plan for the harbour", council)
    assert (finding.verdict, finding.reasons[0].code) == (Verdict.CONTRADICTED, ReasonCode.NEGATION_DIFFERS)
    assert judged("Nobody in the council backed the plan for the harbour", council).verdict is Verdict.SUPPORTED
