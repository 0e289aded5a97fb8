"""Which word a negation denies, and whether that stands against a claim."""

from __future__ import annotations

import pytest

from align import Verdict
from align.judging.negation import denials
from align.judging.negators import read_words
from align.language import language, tokenise
from align.types import Finding, ReasonCode
from tests.support.talks import judged, talk

OTHER = {"ar": "وبعدين صار كتير شغلات تانية بهالبلد.", "en": "And many other things happened in that town."}


def denied(text: str) -> list[str]:
    """The very words that a sentence denies, folded."""
    speech = language("en" if text.isascii() else "ar")
    words = read_words(text, tokenise(text), (), speech)
    return [word for word, is_head in zip(words, denials(words, speech).focus, strict=True) if is_head]


def heard(claim: str, said: str) -> Finding:
    """What is found of a claim where `said` stands beside another line of its language."""
    return judged(claim, talk(OTHER["en" if claim.isascii() else "ar"], said))


@pytest.mark.parametrize(
    ("text", "focus"),
    [
        # A tag, an answer, a bare echo: what follows is stated.
        ("it went through the village didn't it in the spring", []),
        ("he says she built it she didn't she sold it", []),
        ("no we kept the bakery", []),
        ("no bakery sold bread", ["bakery"]),
        ("we don't sell bread", ["sell"]),
        ("لا أنا كنت مهندس الصيانة", []),
        ("خمسطعش موظف لا ستطعش", []),
        ("البلدية ما لحقت تسكر المدرسة", ["تسكر"]),
        ("لا والله بعنا البيت", []),
        ("لا مو نجار", ["نجار"]),
        ("لا أنا بعرف ولا أخي بيعرف", ["بعرف", "اخي"]),
        # An exception and what only strengthens.
        ("ما كان عنا غير دبابتين", []),
        ("محل غير مرخص", ["مرخص"]),
        ("ما أخدنا قرض أبدا باع السيارة", ["اخدنا"]),
        # Two negations of which the later denies what nobody does.
        ("ما حدا ما إجا", []),
        ("ما حدا إجا", ["اجا"]),
        ("ما ضل بيت ما فتح بابو", []),
        ("ولا لاعب ما انصاب", []),
        ("nobody did not come", []),
        ("he could not not laugh", []),
        ("there isn't a farmer who hasn't called", []),
        # What is supposed not to be so, is so; what is forbidden may have been done.
        ("لو ما بعت المصاري خسرنا البيت", []),
        ("if he hadn't paid the rent", []),
        ("قلتلو لا تشتري السيارة", []),
        ("he told me don't sign", []),
        ("ليش ما تاخدوها هلق", []),
        ("pay me, otherwise I don't train", []),
        ("بشرط انا حطيتو وإلا ما بدرب", []),
        ("منبلش الموسم", []),
        ("مابلشش الموسم", ["مابلشش"]),
        ("سافر لعدم صدور الموافقة", ["صدور"]),
        ("ليش ما أخدتوها هلق", ["اخدتوها"]),
        ("he told me they don't sign", ["sign"]),
        # The verb a negator is written onto, the verb behind "no longer", the reason, the word before "but rather".
        ("أبوها ماحضرش الفرح", ["ماحضرش"]),
        ("the bakery no longer sells bread", ["sells"]),
        ("ما عاد يبيع خبز", ["يبيع"]),
        ("she left not because of the noise", ["noise"]),
        ("تركت مو لأنو خفت", ["خفت"]),
        ("لم يفتح مطعما بل مقهى", ["مطعما"]),
        ("nobody with a goat fell ill", ["fell"]),
        ("غير قادر على الدفع", ["قادر"]),
        ("ولا المدارس فاتحة", ["فاتحه"]),
        ("أحلب أحسن ما بعزف", []),
        # A verb of denying turns the denial behind it round; itself denied, it leaves it as it is said.
        ("he denies that he never paid", []),
        ("he doesn't deny that he never paid", ["deny", "paid"]),
        ("he doesn't deny that he paid", ["deny"]),
        ("نفى أنه لم يدفع", []),
        ("ما بنكر إني ما دفعت", ["بنكر", "دفعت"]),
        # What is too much for something denies it.
        ("they came too late to learn a trade", ["learn"]),
        ("it was not too late to learn a trade", []),
        # Who was not able to do it has not done it.
        ("he wasn't able to finish the book", ["able", "finish"]),
        ("ما قدرت بيع البيت", ["قدرت", "بيع"]),
        ("لم يتمكن الوزير من بيع البيت", ["يتمكن", "بيع"]),
        # "That" and "not" in one word, "but" of the same letters; "until", but not "until now".
        ("طالب بألا يعود", ["يعود"]),
        ("هرب لئلا يدفع", ["يدفع"]),
        ("وصل ليلا يبكي", []),
        ("ما بقي إلا يوسف", []),
        ("ما طلعنا لحد الصيف", []),
        ("ما طلعنا لحد هلق", ["طلعنا"]),
    ],
)
def test_what_a_negator_denies(text: str, focus: list[str]) -> None:
    assert denied(text) == focus


@pytest.mark.parametrize(
    ("said", "claim", "against"),
    [
        ("The council has yet to sell the bakery in Leeds.", "The council sold the bakery in Leeds", True),
        ("The council hasn't sold the bakery in Leeds.", "The council has yet to sell the bakery in Leeds", False),
        # Of two of whom one is denied to have done it, the other has.
        ("My sister Hala married in Leeds, and Samer never married.", "Samer never married", False),
        ("Samer married in Leeds, and my sister Hala never married.", "Samer never married in Leeds", True),
        # What was only wanted did not happen, as the claim says.
        ("My brother wanted to sell the old bakery in town.", "The old bakery in town was not sold", False),
        ("My brother sold the old bakery in town.", "The old bakery in town was not sold", True),
        ("كنا ناويين نبيع المخبز القديم بالبلد.", "لم يبيعوا المخبز القديم في البلد", False),
        ("بعنا المخبز القديم بالبلد.", "لم يبيعوا المخبز القديم في البلد", True),
        # It is what the claim says that must be denied, and no thing of it in some other clause.
        ("ما في بيت بالحارة إلو مولدة. المهندس ركب الألواح بالصيف.", "ركب المهندس الألواح في بيت أبيه", False),
        ("المهندس ما ركب الألواح بالصيف.", "ركب المهندس الألواح في الصيف", True),
        ("Nobody from the council ever repaired the old bridge.", "The council repaired the old bridge", True),
    ],
)
def test_a_denial_stands_against_what_it_denies(said: str, claim: str, against: bool) -> None:
    finding = heard(claim, said)
    assert (finding.verdict is Verdict.CONTRADICTED) is against


@pytest.mark.parametrize(
    ("said", "claim", "against"),
    [
        ("The bakery in Leeds opened in the spring.", "The bakery in Leeds closed in the spring", True),
        ("The shop opened at noon. The bakery in Leeds had a hard winter.", "The bakery in Leeds closed", False),
        ("Our sales went down sharply in the spring.", "Sales increased in the spring", True),  # by a set phrase
        ("The council turned down the plan for the bridge.", "The council approved the plan for the bridge", True),
        ("Inflation rose last year.", "Inflation fell last year", True),  # it went up: no woman called Rose
        ("The team came out on top in the final in May.", "The team lost the final in May.", True),
        ("رفعوا الأسعار بالشتا على الخبز", "خفضوا أسعار الخبز في الشتاء", True),
        ("رسب بالامتحان", "نجح في الامتحان", True),  # what is said of it, a preposition joins to it
        ("المدرسة القديمة بحمص فتحت بوابها بأيلول.", "أغلقت المدرسة القديمة في حمص أبوابها في أيلول", True),
        ("أخي سليم سافر على حلب بالصيف.", "مات في حلب في الصيف", False),  # a name, no word for "unharmed"
        ("قال إنه سافر على حلب بالصيف.", "بدأ السفر إلى حلب في الصيف", False),  # «إنه» is not "he ended it"
    ],
)
def test_an_opposite_is_of_the_same_thing_and_no_other_word(said: str, claim: str, against: bool) -> None:
    finding = heard(claim, said)
    assert (finding.verdict is Verdict.CONTRADICTED) is against


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("We went down to the market in the spring, sales were great", "Sales increased in the spring"),
        ("We went down to the market in the spring, sales were great", "Sales will increase in the spring"),
        ("We went down to Leeds in 2019 and sales were great", "Sales increased in 2019"),
        ("My mother came down with a fever in the summer, sales were great", "Sales increased in the summer"),
        ("The computers went down in May, sales as usual", "Sales increased in May"),
        (
            "He turned down the volume at the plan meeting for the bridge",
            "The council approved the plan for the bridge",
        ),
        ("He rose early last year to bake", "Inflation fell last year"),
        ("نزلت على الشام بأيار والإيجار كان كتير", "ارتفع الإيجار في أيار"),
        ("نزلت على السوق بأيار", "ارتفع السوق في أيار"),
        ("نزلنا على السوق بالصيف والمبيعات كانت منيحة", "ارتفعت المبيعات"),
        ("نزلنا على السوق بالصيف والمبيعات كانت منيحة", "ارتفعت المبيعات في الصيف"),
    ],
)
def test_what_goes_down_is_not_what_the_claim_says_to_have_gone_up(said: str, claim: str) -> None:
    assert heard(claim, said).verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize("said", ["rose said inflation was four percent", "on inflation rose said it was four percent"])
def test_where_nothing_is_written_with_capitals_an_everyday_word_may_be_a_name(said: str) -> None:
    captions = talk(OTHER["en"].lower(), f"{said} last year", "and I said it was more")
    assert judged("Inflation fell last year", captions).verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("The minister arrived in Leeds in 1998, and I didn't go", "The minister went to Leeds in 1998"),
        ("وصل الوزير على حلب بسنة 2012، وأنا ما رحت", "ذهب الوزير إلى حلب عام 2012"),
    ],
)
def test_what_somebody_else_did_not_do_denies_no_claim_that_denies_nothing(said: str, claim: str) -> None:
    assert heard(claim, said).verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("said", "claim", "unclear"),
    [
        ("My brother wanted to sell the old bakery in town.", "My brother sold the old bakery in town", True),
        ("My brother wanted to sell the old bakery in town.", "My brother did not sell the old bakery in town", False),
    ],
)
def test_a_wish_bears_a_denial_out(said: str, claim: str, unclear: bool) -> None:
    codes = [reason.code for reason in heard(claim, said).reasons]
    assert (ReasonCode.NOT_ASSERTED in codes) is unclear


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("The concert on Friday was cancelled", "The concert on Friday was not cancelled."),
        ("He was dismissed in March", "He was not dismissed in March."),
        ("The mayor refused to sign the contract", "The mayor did not refuse to sign the contract."),
    ],
)
def test_what_is_said_not_to_be_cancelled_bears_no_cancelling_out(claim: str, said: str) -> None:
    finding = heard(claim, said)
    assert finding.verdict in (Verdict.CONTRADICTED, Verdict.UNCLEAR)
    assert ReasonCode.NEGATION_DIFFERS in {reason.code for reason in finding.reasons}


@pytest.mark.parametrize("claim", ["She turned down the offer", "She refused the offer"])
def test_a_refusal_in_other_words_is_no_denial(claim: str) -> None:
    finding = heard(claim, "She refused the offer.")
    assert finding.verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "supported"),
    [
        ("He does not regret never meeting the minister", True),
        ("He regretted never meeting the minister", False),  # its verb is denied by a clause that says no more
    ],
)
def test_the_verb_of_a_claim_that_denies_something_can_be_denied(claim: str, supported: bool) -> None:
    finding = heard(claim, "I never met the minister, and I don't regret it.")
    assert (finding.verdict is Verdict.SUPPORTED) is supported


@pytest.mark.parametrize(
    ("said", "claim", "agrees"),
    [
        ("Sales did not go up in May", "Sales decreased in May", False),
        ("Sales did not increase in May", "Sales decreased in May", False),
        ("Sales decreased in May", "Sales did not increase in May", True),
        ("The team did not win the final in May", "The team lost the final in May", True),
        ("The door was not open in the evening", "The door was closed in the evening", True),
        ("المبيعات ما ارتفعت بأيار", "انخفضت المبيعات في أيار", False),
        ("جدي ما نجا بحلب", "مات جدي في حلب", True),
    ],
)
def test_of_two_changes_neither_may_have_come(said: str, claim: str, agrees: bool) -> None:
    finding = heard(claim, said)
    assert (finding.verdict is Verdict.SUPPORTED) is agrees
    assert finding.verdict is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        # A clause of a single word of sense is read with the one before it.
        ("I never met her. I don't regret it.", "He regretted never having met her", Verdict.UNCLEAR),
        ("I never met her. I don't regret it.", "He does not regret never having met her", Verdict.SUPPORTED),
        ("ما التقيت فيها أبدا. ما ندمان على هالشي.", "ندم لأنه لم يلتق بها أبدا", Verdict.UNCLEAR),
        ("The mayor promised a bridge. He never built it.", "The mayor built the bridge", Verdict.CONTRADICTED),
        ("وعدنا المحافظ بجسر بس ما عمرو.", "بنى المحافظ الجسر", Verdict.CONTRADICTED),
        # What is promised not to be done is no promise of it.
        ("وعد الوزير إنو ما يسكر المدرسة.", "وعد الوزير بإغلاق المدرسة", Verdict.CONTRADICTED),
        ("وعد الوزير إنو يسكر المدرسة.", "وعد الوزير ألا يغلق المدرسة", Verdict.CONTRADICTED),
        ("وعد الوزير إنو ما يسكر المدرسة.", "وعد الوزير بألا يغلق المدرسة", Verdict.SUPPORTED),
        # A denial that is denied, or is not.
        ("I never paid the rent.", "He doesn't deny that he never paid the rent", Verdict.SUPPORTED),
        ("I never paid the rent.", "He denied that he never paid the rent", Verdict.CONTRADICTED),
        ("He doesn't deny that he never paid the rent.", "He paid the rent", Verdict.CONTRADICTED),
        ("ما بنكر إني ما دفعت الأجار.", "لم يدفع الإيجار", Verdict.SUPPORTED),
        ("ما دفعت الأجار.", "نفى أنه لم يدفع الإيجار", Verdict.CONTRADICTED),
    ],
)
def test_a_denial_within_another_and_of_what_was_said_before(said: str, claim: str, verdict: Verdict) -> None:
    assert heard(claim, said).verdict is verdict


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("My salary was not 300 dollars.", "His salary was 300 dollars", Verdict.CONTRADICTED),
        ("راتبي ما كان 300 دولار.", "كان راتبه 300 دولار", Verdict.CONTRADICTED),
        ("My salary was 300 dollars.", "His salary was not 300 dollars", Verdict.CONTRADICTED),
        ("My salary was not 300 dollars.", "His salary was not 300 dollars", Verdict.SUPPORTED),
        ("My salary was not 300 dollars, it was 500 dollars.", "His salary was 500 dollars", Verdict.SUPPORTED),
        ("راتبي ما كان 300 دولار، كان 500 دولار.", "كان راتبه 500 دولار", Verdict.SUPPORTED),
        ("راتبي ما كان أكتر من 300 دولار.", "لم يتجاوز راتبه 300 دولار", Verdict.SUPPORTED),
        ("I haven't seen him since 2012.", "He has not seen him since 2012", Verdict.SUPPORTED),
    ],
)
def test_an_amount_can_be_denied(said: str, claim: str, verdict: Verdict) -> None:
    assert heard(claim, said).verdict is verdict
