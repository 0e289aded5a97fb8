"""The verdict on a quotation: that on its sense, and the words it was said in."""

from __future__ import annotations

import pytest

from align.check import check_claims
from align.judging.quotations import as_quoted
from align.quotes import Status, find_quote
from align.types import Claim, Finding, Kind, Reason, ReasonCode, Verdict
from tests.support.quotation_talk import LINES, transcript_of


def judged(text: str, verdict: Verdict, *reasons: Reason) -> Finding:
    claim = Claim("c1", text, None, Kind.QUOTED)
    return as_quoted(Finding(claim, verdict, 0.6, reasons), find_quote(text, transcript_of(*LINES)))


def test_wording_decides_on_quotations_only() -> None:
    exact, changed = "البحر ما بينام، ونحنا كمان ما منام", "البحر ما بينام، ونحنا كمان ما تعبنا"
    reworded = "عادت المراكب السبعة سالمة رغم العاصفة الشديدة"
    assert judged(exact, Verdict.UNCLEAR).verdict is Verdict.SUPPORTED
    found = judged(changed, Verdict.SUPPORTED)
    assert found.verdict is Verdict.CONTRADICTED
    assert [(r.code, r.article, r.audio) for r in found.reasons] == [(ReasonCode.QUOTE_DIFFERS, "تعبنا", "منام.")]
    assert found.evidence[0].segments == (7,)
    assert judged(changed, Verdict.CONTRADICTED).verdict is Verdict.CONTRADICTED
    assert judged("جسر جديد يربط الجزيرة بالبر", Verdict.NOT_FOUND).verdict is Verdict.NOT_FOUND
    assert find_quote(reworded, transcript_of(*LINES)).status is Status.NOT_FOUND
    found = check_claims([Claim("c1", reworded, None, Kind.QUOTED)], transcript_of(*LINES))[0]
    assert (found.verdict, found.reasons[0].code) == (Verdict.PARTLY_SUPPORTED, ReasonCode.QUOTE_DIFFERS)
    reported = check_claims([Claim("c1", reworded, None)], transcript_of(*LINES))[0]
    assert ReasonCode.QUOTE_DIFFERS not in [reason.code for reason in reported.reasons]
    host = Reason(ReasonCode.HOST_ONLY)
    assert judged(exact, Verdict.UNCLEAR, host).reasons == (host,)


SAID = (
    "When the harbour froze we walked to the island with two horses.",
    "I was never afraid of the ice because my father had shown me the safe way.",
    "ليلتها ما خفت من البحر بس خفت على الولاد لأنو كانوا وحدن بالبيت",
)


@pytest.mark.parametrize(
    ("quote", "verdict"),
    [
        ("When the harbour froze we walked to the island with three horses", Verdict.CONTRADICTED),
        ("When the harbour froze we sailed to the island with two horses", Verdict.CONTRADICTED),
        ("I was afraid of the ice because my father had shown me the safe way", Verdict.CONTRADICTED),
        ("ليلتها ما خفت من البحر بس ما خفت على الولاد لأنو كانوا وحدن بالبيت", Verdict.CONTRADICTED),
        ("When the harbour froze we walk to the island with two horses", Verdict.PARTLY_SUPPORTED),  # one word's form
        ("When the harbor is frozen, we sailed to the island with two horses", Verdict.PARTLY_SUPPORTED),  # told anew
        ("When the harbour froze we walked to the island with two houses", Verdict.PARTLY_SUPPORTED),  # sounds alike
        ("we walked to the island with two old horses", Verdict.PARTLY_SUPPORTED),  # nothing else was said there
        ("walked to the mainland with nine mules", Verdict.PARTLY_SUPPORTED),  # too little of it is left
    ],
)
def test_a_word_of_another_sense_makes_a_misquotation(quote: str, verdict: Verdict) -> None:
    claim = Claim("c1", quote, None, Kind.QUOTED)
    said = transcript_of(SAID[2]) if quote > "ء" else transcript_of(*SAID[:2])
    found = as_quoted(Finding(claim, Verdict.SUPPORTED, 0.6), find_quote(quote, said))
    assert found.verdict is verdict
    assert found.reasons[0].code is ReasonCode.QUOTE_DIFFERS


def test_nobody_is_accused_of_misquoting_on_words_hardly_heard() -> None:
    quote = "When the harbour froze we sailed to the island with two horses"
    found = as_quoted(
        Finding(Claim("c1", quote, None, Kind.QUOTED), Verdict.SUPPORTED, 0.6),
        find_quote(quote, transcript_of(*SAID[:2], probability=0.2)),
    )
    assert found.verdict is Verdict.PARTLY_SUPPORTED


def verdict_on(quote: str, said: str) -> Verdict:
    return check_claims([Claim("c1", quote, None, Kind.QUOTED)], transcript_of(said))[0].verdict


@pytest.mark.parametrize(
    ("said", "quote", "verdict"),
    [
        ("They did not repay the money to the town in the end.", "repay the money to the town", Verdict.CONTRADICTED),
        ("They did not repay the money to the town.", "They did not repay the money to the town", Verdict.SUPPORTED),
        ("ما خفت من البحر ليلتها بس خفت على الولاد", "خفت من البحر ليلتها", Verdict.CONTRADICTED),
        ("It is not true that the bridge fell down that night.", "the bridge fell down that night", Verdict.UNCLEAR),
        ("They say the bridge fell that night, but that is not true.", "the bridge fell that night", Verdict.UNCLEAR),
        ("No. The farms are good for the river.", "The farms are good for the river", Verdict.SUPPORTED),
    ],
)
def test_a_denial_cannot_be_cut_off(said: str, quote: str, verdict: Verdict) -> None:
    assert verdict_on(quote, said) is verdict


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("It was cold, wasn't it, that winter and every pipe froze.", "It was cold that winter and every pipe froze"),
        ("We lost, I don't know, two hundred sheep in the hills.", "We lost two hundred sheep in the hills"),
        ("I didn't know whether or not to go back that year.", "I didn't know whether to go back that year"),
        ("I not only cooked for them but washed their clothes.", "I cooked for them but washed their clothes"),
        ("It wasn't it was the hardest winter on the farm.", "It was the hardest winter on the farm"),
        ("I don't have no money to fix the roof of the chapel.", "I have no money to fix the roof of the chapel"),
        ("I would never sell the farm, never, not for a million.", "I would never sell the farm, not for a million"),
        ("I wrote them letters and nobody ever answered.", "I wrote them letters and no one ever answered"),
        (
            "She was not happy about it and she said it wasn't far.",
            "She was unhappy about it and she said it wasn't far",
        ),
        ("He didn't succeed in selling the boat so he burnt it.", "He failed in selling the boat so he burnt it"),
        ("The ferry runs twice a day in the summer.", "The ferry runs two times a day in the summer"),
        ("I left the harbour in eighty-two and I never went back.", "I left the harbour in 1982 and I never went back"),
        ("In nineteen ninety, ninety-one, the mine was shut.", "In 1991 the mine was shut"),
        (
            "The bridge, the old one, it fell down about half past four.",
            "The old bridge fell down about half past four",
        ),
        ("بعد ما طلعت من الحبس رجعت عالضيعة وحكيت.", "بعد أن طلعت من الحبس رجعت عالضيعة وحكيت"),
        ("حكيت اللي شفته بعيني وما زدت ولا كلمة.", "حكيت ما شفته بعيني وما زدت ولا كلمة"),
        ("كان البرد قاسي، ما بعرف، شي شهر بهالجبل.", "كان البرد قاسي شي شهر بهالجبل"),
        ("حكيت اللي شفته وما زدت ولا كلمة من عندي.", "حكيت اللي شفته وما زدت كلمة من عندي"),
        ("ستي كانت دايما تقول اللي ما بيعرف بيشويه.", "جدتي كانت دايما تقول اللي ما بيعرف بيشويه"),
        ("اشترينا البيت بالخريف ودفعنا حقو ليرات كتير.", "اشترينا البيت بالخريف ودفعنا ثمنه ليرات كتير"),
        ("أنا ما بلوم المهندس، بلوم اللي وقّع الورقة.", "أنا لا ألوم المهندس، ألوم من وقّع الورقة"),
    ],
)
def test_whoever_tidies_what_was_said_is_not_accused(said: str, quote: str) -> None:
    assert verdict_on(quote, said) in (Verdict.SUPPORTED, Verdict.PARTLY_SUPPORTED)


@pytest.mark.parametrize(
    ("said", "quote"),
    [
        ("I wrote them letters and nobody ever answered.", "I wrote them letters and everybody answered"),
        ("I always went to the market with my grandmother.", "I never went to the market with my grandmother"),
        ("I left the harbour in eighty-two and I never went back.", "I left the harbour in 1983 and I never went back"),
        ("فتحت دكانة بالسوق وبعت قماش لتلاتين سنة.", "فتحت دكانة بالسوق وبعت خبز لتلاتين سنة"),
        ("أنا ما بلوم المهندس، بلوم اللي وقّع الورقة.", "أنا بلوم المهندس، بلوم اللي وقّع الورقة"),
    ],
)
def test_whoever_turns_what_was_said_is(said: str, quote: str) -> None:
    assert verdict_on(quote, said) is Verdict.CONTRADICTED


def test_what_is_left_out_or_put_in_is_shown_beside_the_next_word() -> None:
    quotes = (
        "ليلتها خفت من البحر بس خفت على الولاد لأنو كانوا وحدن بالبيت",
        "ليلتها ما خفت من البحر بس ما خفت على الولاد لأنو كانوا وحدن بالبيت",
    )
    claims = [Claim(f"c{at}", quote, None, Kind.QUOTED) for at, quote in enumerate(quotes)]
    for finding, shown in zip(
        check_claims(claims, transcript_of(SAID[2])), [("خفت", "ما خفت"), ("ما خفت", "خفت")], strict=True
    ):
        assert [(reason.article, reason.audio) for reason in finding.reasons] == [shown]
        assert finding.unmet == ()
