"""Does the recording say that it happened, and before or after what? Not every sentence with a claim's words does."""

from __future__ import annotations

import pytest

from align import Verdict
from align.types import ReasonCode
from tests.support.talks import judged, talk

SUPPORTED, CONTRADICTED, UNCLEAR = Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.UNCLEAR
CODES = {UNCLEAR: [ReasonCode.NOT_ASSERTED], CONTRADICTED: [ReasonCode.ORDER_DIFFERS], SUPPORTED: []}
OTHER = {"ar": "وبعدين صار كتير شغلات تانية بهالبلد.", "en": "And many other things happened in that town."}


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("انكسر السد بالليل.", "انكسر السد", SUPPORTED),
        ("لو انكسر السد كانت غرقت البلد كلها.", "انكسر السد", UNCLEAR),
        ("لو انكسر السد كانت غرقت البلد كلها.", "غرقت البلدة كلها", UNCLEAR),
        ("خفنا إذا انكسر السد شو منعمل.", "انكسر السد", UNCLEAR),
        ("إذا بتتذكر، انكسر السد بالليل.", "انكسر السد", SUPPORTED),
        ("لو سمحت، انكسر السد بالليل.", "انكسر السد", SUPPORTED),
        ("قالولنا إنو السد انكسر بس هالحكي مو صحيح.", "انكسر السد", UNCLEAR),
        ("طلعت إشاعة إنو السد انكسر، كلو كذب.", "انكسر السد", UNCLEAR),
        ("بشك إنو السد انكسر.", "انكسر السد", UNCLEAR),
        ("الناس مفكرة إنو السد انكسر.", "انكسر السد", UNCLEAR),
        ("كنا رح نبيع البيت القديم بس غيرنا رأينا.", "باعوا البيت القديم", UNCLEAR),
        ("حاولنا نبيع البيت القديم.", "باعوا البيت القديم", UNCLEAR),
        ("حاولنا نبيع البيت القديم.", "حاولوا بيع البيت القديم", SUPPORTED),
        ("حاولنا كتير لحتى بعنا البيت القديم.", "باعوا البيت القديم", SUPPORTED),
        ("كان بدي سافر على ألمانيا.", "سافر إلى ألمانيا", UNCLEAR),
        ("بدي قلك إنو بعنا البيت القديم.", "باعوا البيت القديم", SUPPORTED),
        ("بعنا البيت القديم بعد الحرب.", "باعوا البيت القديم قبل الحرب", CONTRADICTED),
        ("بعنا البيت القديم بعد الحرب.", "باعوا البيت القديم بعد الحرب", SUPPORTED),
        ("لو ما انكسر السد كانت البلد عايشة.", "انكسر السد", UNCLEAR),
        ("إذا منرجع للتاريخ انكسر السد سنة ألفين وعشرة.", "انكسر السد عام 2010", SUPPORTED),
        ("كان بدي سافر على ألمانيا بالصيف وسافرت.", "سافر إلى ألمانيا في الصيف", SUPPORTED),
        ("كنا رح نشتري سيارة بس ما كان معنا مصاري.", "اشتروا سيارة", UNCLEAR),
        ("انكسر السد بالليل ومو صحيح إنو المهندس غلط.", "انكسر السد", SUPPORTED),
        ("سافرت مع مرتي على ألمانيا لأنو هون كلو كذب بكذب.", "سافر مع زوجته إلى ألمانيا", SUPPORTED),
        ("كنا نشتغل قبل وبعد الحرب بنفس المطعم.", "كانوا يعملون قبل الحرب في المطعم نفسه", SUPPORTED),
        ("المخابرات اعتقلتني، وبعد المخابرات أخدوني على السجن.", "اعتقل من قبل المخابرات", SUPPORTED),
        ("The dam broke at night.", "The dam broke", SUPPORTED),
        ("He crossed the border with a false passport.", "He crossed the border", SUPPORTED),
        ("We tried to sell the old house and we did.", "They sold the old house", SUPPORTED),
        ("If the dam had broken in May, we would have left.", "The dam broke in May", UNCLEAR),
        ("If the dam had broken, the town would have drowned.", "The dam broke", UNCLEAR),
        ("If the dam had broken, the town would have drowned.", "The town drowned", UNCLEAR),
        ("They said the dam broke, but that is not true.", "The dam broke", UNCLEAR),
        ("I doubt that the dam broke.", "The dam broke", UNCLEAR),
        ("Nobody believed that the dam broke.", "The dam broke", UNCLEAR),
        ("ما حدا صدق إنو السد انكسر.", "انكسر السد", UNCLEAR),
        ("Many people think that the dam broke.", "The dam broke", UNCLEAR),
        ("We wanted to sell the old house but we changed our minds.", "They sold the old house", UNCLEAR),
        ("We almost sold the old house.", "They sold the old house", UNCLEAR),
        ("Almost fifty families sold their houses.", "Nearly fifty families sold their houses", SUPPORTED),
        ("We almost sold the old house.", "They nearly sold the old house", SUPPORTED),
        ("We tried hard until we sold the old house.", "They sold the old house", SUPPORTED),
        ("We sold the old house after the war.", "They sold the old house before the war", CONTRADICTED),
        ("We sold the old house before 2012.", "They sold the old house after 2012", CONTRADICTED),
        # The unreal past, before its condition and behind it.
        ("The dam would've broken in the flood.", "The dam broke in the flood", UNCLEAR),
        ("I would sell the old house if my brother came back.", "He sold the old house", UNCLEAR),
        ("I would visit the old house every summer.", "He visited the old house every summer", SUPPORTED),
        ("كنت سكرت المحل القديم لو رجع أخي.", "أغلق المحل القديم", UNCLEAR),
        ("لو رجع أخي كنت سكرت المحل القديم.", "أغلق المحل القديم", UNCLEAR),
        ("كنت بيع الخبز بالبيت القديم.", "كان يبيع الخبز في البيت القديم", SUPPORTED),
        ("كنت بدي بيع البيت القديم بس ما بعتو.", "باع البيت القديم", UNCLEAR),
        # Promised, planned, forgotten, pretended, and what was done instead.
        ("They promised us to repair the old bridge.", "They repaired the old bridge", UNCLEAR),
        ("They promised us to repair the old bridge.", "They promised to repair the old bridge", SUPPORTED),
        ("وعدوا يصلحوا الجسر القديم.", "أصلحوا الجسر القديم", UNCLEAR),
        ("The plan was to open a school in town.", "They opened a school in town", UNCLEAR),
        ("كان الهدف نفتح مدرسة بالبلد.", "فتحوا مدرسة في البلد", UNCLEAR),
        ("نسينا نسكر باب المحل.", "أغلقوا باب المحل", UNCLEAR),
        ("نسيت إنو سكرت باب المحل.", "أغلق باب المحل", SUPPORTED),
        ("They pretended to repair the old bridge.", "They repaired the old bridge", UNCLEAR),
        ("Instead of selling the old house, we rented it out.", "They sold the old house", UNCLEAR),
        ("بدل ما نبيع البيت القديم أجرناه.", "باعوا البيت القديم", UNCLEAR),
        # What is not believed, and what somebody is accused of.
        ("I don't think that the dam broke.", "The dam broke", UNCLEAR),
        ("ما بعتقد إنو انكسر السد.", "انكسر السد", UNCLEAR),
        ("I was accused of breaking the dam.", "He broke the dam", UNCLEAR),
        ("اتهموني إني كسرت السد.", "كسر السد", UNCLEAR),
        # What nobody said, and what is not so, or not only so; "he never told me" that it broke says that it did.
        ("I never said that the dam broke.", "The dam broke", UNCLEAR),
        ("I'm not saying the dam broke that night.", "The dam broke that night", UNCLEAR),
        ("It's not that the dam broke that night.", "The dam broke that night", UNCLEAR),
        ("He never told me that the dam broke.", "The dam broke", SUPPORTED),
        ("I never said that, the dam broke in the flood.", "The dam broke in the flood", SUPPORTED),
        ("It's not that far, the dam broke there in the flood.", "The dam broke in the flood", SUPPORTED),
        # What was only wanted, or asked, of others.
        ("They wanted the mayor to sell the old house.", "The mayor sold the old house", UNCLEAR),
        ("They told him to sell the old house.", "He was told to sell the old house", SUPPORTED),
        ("They helped the mayor to sell the old house.", "The mayor sold the old house", SUPPORTED),
        # What is called untrue before it is said, unproved, doubted, believed no more, or told with a shrug.
        ("It's a myth that the dam broke.", "The dam broke", UNCLEAR),
        ("There is no proof that the dam broke.", "The dam broke", UNCLEAR),
        ("I doubt the dam broke that night.", "The dam broke that night", UNCLEAR),
        ("I used to think the dam broke that night.", "The dam broke that night", UNCLEAR),
        ("The dam broke that night, or so the story goes.", "The dam broke that night", UNCLEAR),
        ("They never got round to selling the old house.", "They sold the old house", UNCLEAR),
        ("They finally got round to selling the old house.", "They sold the old house", SUPPORTED),
        ("كذب إنو انكسر السد.", "انكسر السد", UNCLEAR),
        ("ما في دليل إنو انكسر السد.", "انكسر السد", UNCLEAR),
        ("مو متأكد إنو انكسر السد.", "انكسر السد", UNCLEAR),
        ("ما قلت إنو انكسر السد.", "انكسر السد", UNCLEAR),
        ("مو إنو انكسر السد ليلتها.", "انكسر السد تلك الليلة", UNCLEAR),
        ("ما قلت شي بس السد انكسر بالطوفة.", "انكسر السد في الطوفة", SUPPORTED),
    ],
)
def test_what_is_said_to_have_happened(said: str, claim: str, verdict: Verdict) -> None:
    finding = judged(claim, talk(said, OTHER["en" if said.isascii() else "ar"]))
    assert (finding.verdict, [reason.code for reason in finding.reasons]) == (verdict, CODES[verdict])


def test_a_statement_of_it_goes_before_the_wish() -> None:
    wish, done = "كان بدنا نبيع البيت القديم من زمان.", "بعنا البيت القديم السنة الماضية."
    finding = judged("باعوا البيت القديم", talk(wish, OTHER["ar"], done))
    assert (finding.verdict, finding.evidence[0].text) == (SUPPORTED, done)


def test_the_evidence_shows_what_makes_it_no_fact() -> None:
    finding = judged("انكسر السد", talk("لو انكسر السد كانت غرقت البلد كلها."))
    assert finding.evidence[0].text == "لو انكسر السد كانت غرقت البلد كلها."


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("Some people say that the retreat is natural.", "The retreat is natural.", Verdict.UNCLEAR),
        ("Some people say that the retreat is natural.", "People say that the retreat is natural.", Verdict.SUPPORTED),
        ("في ناس بتقول إنو الانحسار طبيعي.", "الانحسار طبيعي", Verdict.UNCLEAR),
    ],
)
def test_what_people_say_is_nobodys_statement_but_that_they_say_it(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict


@pytest.mark.parametrize(
    ("said", "claim", "supported"),
    [
        # The future and the modals, on both sides.
        ("The council will close the library.", "The council closed the library.", False),
        ("The council will close the library.", "The council will close the library.", True),
        ("We will open a second shop next year.", "They plan to open a second shop next year.", True),
        ("We'll sell the old house in the spring.", "They sold the old house in the spring.", False),
        ("We might sell the old house.", "They sold the old house.", False),
        ("We may sell the old house.", "They sold the old house.", False),
        ("In May we sold the old house.", "They sold the old house in May.", True),
        ("In his will my uncle left us the old house.", "His uncle left them the old house.", True),
        ("We had to sell the old house.", "They sold the old house.", True),
        ("رح تسكر البلدية المكتبة.", "أغلقت البلدية المكتبة.", False),
        ("راح تسكر البلدية المكتبة.", "أغلقت البلدية المكتبة.", False),
        ("حتسكر البلدية المكتبة.", "أغلقت البلدية المكتبة.", False),
        ("ستغلق البلدية المكتبة.", "أغلقت البلدية المكتبة.", False),
        ("سوف تغلق البلدية المكتبة.", "أغلقت البلدية المكتبة.", False),
        ("ممكن نسكر المكتبة.", "أغلقوا المكتبة.", False),
        ("حتسكر البلدية المكتبة.", "ستغلق البلدية المكتبة.", True),
        ("سكرت البلدية المكتبة.", "أغلقت البلدية المكتبة.", True),
        ("أخي راح عالمدرسة مشي.", "ذهب أخوه إلى المدرسة مشيا.", True),
        # A word of the claim makes no fact of what it does not rule.
        ("I wanted to sell the old house soon after the war.", "He sold the old house soon after the war.", False),
        ("We planned to meet the next day.", "They met the next day.", False),
        ("We met the next day.", "They met the next day.", True),
        ("كنا ناويين نفتح شركة سياحة بحلب.", "افتتحوا شركة سياحة في حلب.", False),
        # Two words of a claim said by one.
        ("كنا ناويين نفتح شركة نقل بحلب.", "افتتحوا شركة نقل في حلب.", False),
        ("فتحنا شركة نقل بحلب.", "افتتحوا شركة نقل في حلب.", True),
        # What a condition would bring about.
        ("If the rain comes early, the harvest will be lost.", "The harvest was lost.", False),
        ("If the rain comes early, the harvest is lost.", "The harvest was lost.", False),
        ("If you remember, the harvest was lost.", "The harvest was lost.", True),
        ("إذا منصير تلاتين بيعطونا ألواح.", "أعطوهم ألواحا.", False),
        ("صرنا تلاتين وعطونا ألواح.", "أعطوهم ألواحا.", True),
        # Nouns that begin as verbs of the present do.
        ("إذا بتتذكر، منطقة الغوطة غرقت بسنة ألفين وتلاتة.", "غرقت منطقة الغوطة سنة 2003.", True),
        ("إذا بتتذكر، بيت المدير احترق بسنة ألفين وتلاتة.", "احترق بيت المدير سنة 2003.", True),
        ("إذا بتتذكر، عمال المعمل أضربوا بسنة ألفين وتلاتة.", "أضرب عمال المصنع سنة 2003.", True),
        ("We arrived too late to see the eclipse.", "They saw the eclipse.", False),
        ("We arrived early and saw the eclipse.", "They saw the eclipse.", True),
        # What others say or believe.
        ("They say the mayor stole the money.", "The mayor stole the money.", False),
        ("It is said that the mayor stole the money.", "The mayor stole the money.", False),
        ("My neighbour believes that the mayor stole the money.", "The mayor stole the money.", False),
        ("My neighbour believes that he stole the money.", "His neighbour thinks that he stole the money.", True),
        ("I believe that the mayor stole the money.", "The mayor stole the money.", True),
        ("The newspaper claimed that the mayor stole the money.", "The mayor stole the money.", False),
        ("People say it was the mayor, and we sold the old house.", "They sold the old house.", True),
        ("بيقولوا إنو المدير سرق المصاري.", "سرق المدير الأموال.", False),
        ("يقال إن المدير سرق الأموال.", "سرق المدير الأموال.", False),
        ("جارنا مفكر إنو المدير سرق المصاري.", "سرق المدير الأموال.", False),
        ("أنا مفكر إنو المدير سرق المصاري.", "سرق المدير الأموال.", True),
        ("المدير سرق المصاري، هاد كذب.", "سرق المدير الأموال.", False),
        ("المدير سرق المصاري.", "سرق المدير الأموال.", True),
    ],
)
def test_what_is_no_fact_yet_or_nobodys_own_statement(said: str, claim: str, supported: bool) -> None:
    finding = judged(claim, talk(said, OTHER["en" if said.isascii() else "ar"]))
    assert (finding.verdict is SUPPORTED) is supported
    if not supported:
        assert finding.verdict is UNCLEAR
