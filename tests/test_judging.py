"""Verdicts on small talks: what is supported, what stands against a claim, and what is no ground for an accusation."""

from __future__ import annotations

import pytest

from align import AlignError, Verdict, check, check_claims
from align.cast import Cast, read_cast
from align.check import MOST_CLAIMS
from align.claims import find_parts
from align.types import Claim, Finding, Kind, Note, NoteCode, ReasonCode
from tests.support.talks import judged, talk
from transcripts import Transcript

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


def test_nobody_is_accused_where_little_else_of_the_claim_was_said() -> None:
    heard = talk("Now we have a customer in Kuwait and one in Germany.")
    assert judged("We have a customer in Saudi Arabia.", heard).verdict is Verdict.CONTRADICTED
    assert judged("The cooperative has customers in Saudi Arabia.", heard).verdict is Verdict.UNCLEAR


def test_a_hosts_question_is_no_statement_but_a_yes_to_it_is() -> None:
    asked = ("host", "هل صحيح إنو بعت البيت القديم بالضيعة؟")
    other = ("host", "شو صار بعدين؟")
    claim = "باع البيت القديم في الضيعة"
    evasive = judged(claim, talk(asked, ("guest", "خلينا نحكي عن شي تاني هلق"), other))
    assert evasive.verdict is Verdict.UNCLEAR
    assert evasive.reasons[0].code is ReasonCode.HOST_ONLY
    assert judged(claim, talk(asked, ("guest", "إي طبعا السنة الماضية"), other)).verdict is Verdict.SUPPORTED


def test_a_yes_counts_only_from_another_than_the_host() -> None:
    host = (
        ("host", "هل صحيح إنو بعت البيت القديم بالضيعة؟"),
        ("host", "نعم هيك سمعنا"),
        ("guest", "خلينا نحكي عن غيرو"),
    )
    finding = judged("باع البيت القديم في الضيعة", talk(*host))
    assert (finding.verdict, finding.reasons[0].code) == (Verdict.UNCLEAR, ReasonCode.HOST_ONLY)


GUEST = read_cast(["ياسمين=A"], ["سامر حداد=B"])
HOSTS_WORDS = ("A", "سامر باع البيت القديم بالضيعة قبل الحرب")
OTHER_WORDS = (("B", "خلينا نحكي عن شي تاني هلق"), ("A", "شو صار بعدين؟"))


def judged_with_cast(transcript: Transcript, cast: Cast | None, **fields: object) -> Finding:
    claim = Claim("c1", "باع البيت القديم في الضيعة", None, **fields)  # type: ignore[arg-type]
    return check(None, [claim], transcript, cast=cast).findings[0]


@pytest.mark.parametrize("name", ["سامر حداد", "المهندس سامر حدّاد", "Samer Haddad", "حداد"])
@pytest.mark.parametrize("kind", [Kind.ATTRIBUTED, Kind.QUOTED])
def test_a_hosts_statement_is_no_named_guests(name: str, kind: Kind) -> None:
    finding = judged_with_cast(talk(HOSTS_WORDS, *OTHER_WORDS), GUEST, kind=kind, speaker=name)
    assert (finding.verdict, finding.reasons[0].code) == (Verdict.UNCLEAR, ReasonCode.HOST_ONLY)


@pytest.mark.parametrize(
    ("cast", "kind", "speaker"),
    [
        (None, Kind.ATTRIBUTED, "سامر حداد"),  # nobody was named
        (read_cast(["A"], []), Kind.ATTRIBUTED, "سامر حداد"),
        (GUEST, Kind.ATTRIBUTED, "وزير الداخلية"),  # it is laid in another's mouth
        (GUEST, Kind.ATTRIBUTED, "ياسمين"),
        (GUEST, Kind.ATTRIBUTED, None),
        (GUEST, Kind.NARRATED, "سامر حداد"),
    ],
)
def test_whoever_else_is_meant_a_hosts_statement_is_one(cast: Cast | None, kind: Kind, speaker: str | None) -> None:
    finding = judged_with_cast(talk(HOSTS_WORDS, *OTHER_WORDS), cast, kind=kind, speaker=speaker)
    assert finding.verdict is Verdict.SUPPORTED


def test_the_guests_own_words_or_yes_are_support() -> None:
    later = ("B", "بعت البيت القديم تبع الضيعة")
    fields = {"kind": Kind.ATTRIBUTED, "speaker": "سامر حداد"}
    finding = judged_with_cast(talk(HOSTS_WORDS, *OTHER_WORDS, later), GUEST, **fields)
    assert (finding.verdict, finding.evidence[0].speaker) == (Verdict.SUPPORTED, "سامر حداد")
    yes = ("B", "إي نعم")
    assert judged_with_cast(talk(HOSTS_WORDS, yes, *OTHER_WORDS), GUEST, **fields).verdict is Verdict.SUPPORTED


def test_evidence_is_whose_words_it_rests_on() -> None:
    claim = "غادر سامر البلد في السفينة مع أخيه"
    finding = judged(claim, talk(("A", "وبعدين شو صار معك يا سامر؟"), ("B", "غادرت البلد بالسفينة مع أخي")))
    assert (finding.evidence[0].segments, finding.evidence[0].speaker) == ((1,), "B")


def test_the_named_host_counts_and_not_who_asks_most() -> None:
    lines = (
        ("B", "هل صحيح إنو سامر باع البيت القديم بالضيعة؟"),
        ("A", "خلينا نحكي عن شي تاني"),
        ("A", "ليش؟"),
        ("A", "كيف؟"),
    )
    guessed, named = check(None, CLAIM, talk(*lines)), check(None, CLAIM, talk(*lines), cast=read_cast(["B"], []))
    codes = [report.findings[0].reasons[0].code for report in (guessed, named)]
    assert codes == [ReasonCode.ASKED_ONLY, ReasonCode.HOST_ONLY]
    assert [len(report.notes) for report in (guessed, named)] == [1, 0]
    assert guessed.notes == (Note(NoteCode.GUESSED_HOST, ("A",)),)
    other = check(None, CLAIM, talk(*lines), cast=read_cast([], ["A"]))  # whoever is a guest is no host
    assert (other.findings[0].verdict, other.notes[0]) == (Verdict.UNCLEAR, Note(NoteCode.GUESSED_HOST, ("B",)))


CLAIM = [Claim("c1", "باع البيت القديم في الضيعة", None)]


def test_a_guess_is_told_only_where_it_was_used() -> None:
    lines = (("A", "كيف بعت البيت؟"), ("B", "بعت البيت القديم بالضيعة"))
    assert len(check(None, CLAIM, talk(*lines)).notes) == 1
    assert check(None, CLAIM, talk(*(said for _, said in lines))).notes == ()
    assert check(None, CLAIM, talk(("A", "كيف بعت البيت؟"), ("A", "بعت البيت القديم بالضيعة"))).notes == ()
    absent = check(None, [Claim("c1", "سافر الوزير إلى باريس يوم الجمعة", None)], talk(*lines))
    assert (absent.findings[0].verdict, absent.notes) == (Verdict.NOT_FOUND, ())
    english = check(None, [Claim("c1", "She sold the house", None)], talk(("A", "Why?"), ("B", "I sold the house")))
    assert len(english.notes) == 1


def test_another_language_is_told() -> None:
    """Nothing is found across languages, and a reader must not take that for silence."""
    other = [Claim("c1", "She sold the old house in the village", None)]
    said = talk("بعت البيت القديم بالضيعة")
    assert check(None, other, said).notes == (Note(NoteCode.OTHER_LANGUAGE),)
    assert check(None, [Claim("c1", "Продал дом", None)], said).notes == ()
    assert Note(NoteCode.OTHER_LANGUAGE) not in check(None, other, Transcript(())).notes


def test_another_place_that_says_otherwise_is_told() -> None:
    between = ["بعدين حكينا عن الشغل والبيت والمدرسة هون"] * 3
    claim = "أغلق الجسر خمسة أشهر بعد الفيضان"
    lines = ("الجسر تسكر خمس شهور بعد الفيضان", *between, "بعد الفيضان الجسر تسكر سبع شهور")
    finding = judged(claim, talk(*lines))
    assert finding.verdict is Verdict.SUPPORTED
    (reason,) = finding.reasons
    assert (reason.code, reason.article, reason.interval is None) == (ReasonCode.AMBIGUOUS, "خمسة أشهر", False)
    assert reason.audio == "سبع شهور"
    unsure = talk(*lines, probability=0.2)
    assert judged(claim, unsure).reasons == ()


def test_two_other_amounts_are_both_told() -> None:
    between = ["then we talked about the house and the garden and the weather"] * 3
    lines = ("the bridge was closed for five months", *between, "the bridge was closed for seven months")
    finding = judged("The bridge was closed for nine months", talk(*lines))
    assert finding.verdict is Verdict.CONTRADICTED
    assert [reason.code for reason in finding.reasons] == [ReasonCode.NUMBER_DIFFERS, ReasonCode.AMBIGUOUS]
    assert {reason.audio for reason in finding.reasons} == {"five months", "seven months"}


@pytest.mark.parametrize(
    "later",
    [
        "the bridge was closed for five months",  # says the same
        "the bridge was closed for a long time",  # says nothing to it
        "the tunnel was dug in seven months",  # another matter
    ],
)
def test_another_place_that_does_not_disagree_is_no_ambiguity(later: str) -> None:
    between = ["then we talked about the house and the garden and the weather"] * 3
    finding = judged(
        "The bridge was closed for five months", talk("the bridge was closed for five months", *between, later)
    )
    assert (finding.verdict, finding.reasons) == (Verdict.SUPPORTED, ())


def test_a_correction_in_the_same_breath_is_one_place() -> None:
    lines = ("the bridge was closed for seven months", "no the bridge was closed for five months")
    finding = judged("The bridge was closed for five months", talk(*lines))
    assert ReasonCode.AMBIGUOUS not in [reason.code for reason in finding.reasons]


def test_a_claim_of_which_one_part_was_said_is_partly_supported() -> None:
    text = "أصلح العمال سقف المدرسة وزرعوا أشجار الزيتون حول الساحة"
    finding = judged(text, talk("العمال صلحوا سقف المدرسة كلو"), parts=find_parts(text))
    assert finding.verdict is Verdict.PARTLY_SUPPORTED
    assert [part.verdict for part in finding.parts] == [Verdict.SUPPORTED, Verdict.NOT_FOUND]
    assert finding.reasons[-1].code is ReasonCode.PART_MISSING


@pytest.mark.parametrize(
    ("claim", "said", "verdict"),
    [
        # What is refused, cancelled or fails does not happen.
        ("رفض المجلس نشر القوات في المدينة", "المجلس قرر ينشر القوات بالمدينة", Verdict.CONTRADICTED),
        ("نشر المجلس القوات في المدينة", "المجلس رفض نشر القوات بالمدينة", Verdict.CONTRADICTED),
        ("رفض المجلس نشر القوات في المدينة", "المجلس رفض نشر القوات بالمدينة", Verdict.SUPPORTED),
        (
            "The council cancelled the harvest festival",
            "the council held the harvest festival",
            Verdict.PARTLY_SUPPORTED,
        ),
        (
            "The council held the harvest festival",
            "the council cancelled the harvest festival",
            Verdict.PARTLY_SUPPORTED,
        ),
        ("The council did not cancel the harvest festival", "the council held the harvest festival", Verdict.SUPPORTED),
        # "Not much" is a little.
        ("The rain did not hurt the harvest much", "the rain hurt the harvest a little", Verdict.PARTLY_SUPPORTED),
        # A nod asked for makes no question of a statement.
        ("بنوا المدرسة الجديدة سنة 2015", "بنينا المدرسة الجديدة سنة ألفين وعشرة، تمام؟", Verdict.CONTRADICTED),
        # A place that is an everyday word as well is one behind "university of".
        ("درس الهندسة في جامعة حمص", "درست الهندسة بجامعة دمشق", Verdict.CONTRADICTED),
        # Markets, awards, how often.
        ("ارتفع سعر الذهب بعد الإعلان", "سعر النفط ارتفع بعد الإعلان", Verdict.CONTRADICTED),
        ("تدفع الشركة الأجور شهريا للعمال", "الشركة بتدفع الأجور أسبوعيا للعمال", Verdict.CONTRADICTED),
        # Whoever speaks is hardly named by themselves.
        ("أكد المتحدث أن والده زرع أشجار الزيتون", "أبي زرع أشجار الزيتون", Verdict.SUPPORTED),
    ],
)
def test_what_words_do_to_a_statement(claim: str, said: str, verdict: Verdict) -> None:
    finding = judged(claim, talk("صباح الخير", said, "شكرا إلكن"))
    assert finding.verdict is verdict, finding


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("لن يترك العمل في المرفق", "بلشت شغل بالمرفق سنة ألفين"),
        ("He will not give up the work at the old harbour", "I began to work at the harbour in the spring"),
    ],
)
def test_what_is_denied_is_the_verb_and_not_all_that_stands_behind_it(claim: str, said: str) -> None:
    assert judged(claim, talk("صباح الخير", said, "شكرا إلكن")).verdict is not Verdict.CONTRADICTED


def test_a_kinder_place_must_hold_the_disputed_words() -> None:
    """A passage without the claim's name is no ground to overlook that another name was said."""
    finding = judged(
        "كان الطلاب يختارون بين الإنجليزية والألمانية",
        talk("كان الطلاب يختارو بين الإنجليزية والفرنسية", "الطلاب كانو يحبو الإنجليزية", "ما بعرف شي تاني"),
    )
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.reasons[0].code is ReasonCode.NAME_DIFFERS


def test_an_amounts_place_is_wherever_its_neighbours_were_said() -> None:
    finding = judged(
        "التعليم إلزامي حتى الصف السادس",
        talk("بيبلشو بالصف الأول يعني صغار", "التعليم إلزامي من الصف الأول لصف التاسع"),
    )
    assert finding.verdict is Verdict.CONTRADICTED
    assert "التاسع" in (finding.reasons[0].audio or "")


def test_the_answer_goes_before_the_question() -> None:
    finding = judged(
        "افتتح المصنع الكبير في المدينة",
        talk(
            ("host", "افتتحتو المصنع الكبير بالمدينة؟"),
            ("guest", "المصنع الكبير بالمدينة افتتحناه متل اليوم"),
            ("host", "شو كان شعورك؟"),
        ),
    )
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.evidence[0].speaker == "guest"


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


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [
        ("دفعنا أكتر من مية ألف ليرة.", "دفعوا أكثر من 100 ألف ليرة", Verdict.SUPPORTED),
        ("دفعنا أكتر من مية ألف ليرة.", "دفعوا أقل من 100 ألف ليرة", Verdict.CONTRADICTED),
        ("وصلنا الصبح الساعة تمانة ونص.", "وصلوا في الثامنة والنصف صباحا", Verdict.SUPPORTED),
        ("وصلنا الصبح الساعة تمانة ونص.", "وصلوا في الثامنة والنصف مساء", Verdict.CONTRADICTED),
        ("أخي الكبير مات بالحرب.", "مات أخوه الكبير في الحرب", Verdict.SUPPORTED),
        ("أخي الكبير مات بالحرب.", "مات أخوه الأصغر في الحرب", Verdict.CONTRADICTED),
        ("My older brother died in the war.", "His younger brother died in the war", Verdict.CONTRADICTED),
    ],
)
def test_more_or_less_early_or_late_older_or_younger(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict


def test_two_that_a_pronoun_could_stand_for_are_told() -> None:
    said = talk("المحافظ ورئيس البلدية إجو", "المحافظ رفض العرض رفض قاطع")
    finding = check_claims([Claim("c1", "رفض العرض", None, stands_for=("المحافظ", "رئيس البلدية"))], said)[0]
    assert finding.verdict is not Verdict.NOT_FOUND
    last = finding.reasons[-1]
    assert (last.code, last.article) == (ReasonCode.AMBIGUOUS_REFERENCE, "المحافظ / رئيس البلدية")


@pytest.mark.parametrize(
    ("said", "claim", "verdict"),
    [  # a word with a listed opposite is another word all the same where neither was said
        (
            "She worked in a large hospital for nine years.",
            "She worked in a private hospital for nine years.",
            Verdict.PARTLY_SUPPORTED,
        ),
        (
            "Many people think that the answer lies in weapons, but the truth is that power lies in words.",
            "Power lies in words, and not in weapons.",
            Verdict.SUPPORTED,
        ),
        (
            "For deliveries press one, for medical questions press two.",
            "For deliveries press two.",
            Verdict.PARTLY_SUPPORTED,
        ),
        (
            "For deliveries press one, for medical questions press two.",
            "For medical questions press two.",
            Verdict.SUPPORTED,
        ),
        ("We sold the house, we sold it in 2010.", "They sold the house in 2010.", Verdict.SUPPORTED),
        ("Don't miss the show at nine o'clock tonight.", "The show is at nine o'clock.", Verdict.SUPPORTED),
        ("لا تفوتوا العرض الساعة تسعة اليوم", "العرض الساعة تسعة", Verdict.SUPPORTED),
        (
            "That town should have never been given up.",
            "The town ought never to have been given up.",
            Verdict.SUPPORTED,
        ),
    ],
)
def test_words_in_place_of_others_beliefs_and_duties(said: str, claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict


def test_another_thing_in_two_words_at_the_end_is_another_thing() -> None:
    earned = talk("Last year we made four hundred thousand, which we put into the new ice plant.", "It was cold.")
    assert (
        judged("Last year they made 400,000, which they put into the new ice plant", earned).verdict.value
        == "supported"
    )
    found = judged("Last year they made 400,000, which they put into the new lighthouse", earned)
    assert found.verdict is Verdict.PARTLY_SUPPORTED
    assert [found.claim.text[span.start : span.end] for span in found.unmet] == ["lighthouse"]


BOATS = talk(
    "We have sixty boats now, up from twenty-two.",
    "Most of them are small, and only three belong to the big companies.",
    "I never wanted to sell the lighthouse. The mayor wanted to sell it.",
)


@pytest.mark.parametrize(
    "claim",
    ["Only three boats belong to the big companies", "The mayor wanted to sell the lighthouse"],
)
def test_a_neighbours_amount_or_denial_accuses_nobody(claim: str) -> None:
    assert judged(claim, BOATS).verdict is not Verdict.CONTRADICTED


def test_words_that_present_the_guest_count_where_they_are_said() -> None:
    """An article's "the director of the waterworks" is an "I"; "the water" is what was spoken of."""
    presented = ("host", "ضيفنا المهندس نادر العطار مدير مرفق المياه بالبلدة")
    spoken = talk(presented, ("guest", "بس المي ما انقطعت عن البلدة ولا ساعة"), ("guest", "بلشت شغل سنة ألفين وتمانة"))
    cast = read_cast(["host"], [])
    cut, began = check(
        None,
        [Claim("a", "المياه انقطعت عن البلدة", None), Claim("b", "بدأ المهندس العمل عام 2008", None)],
        spoken,
        cast=cast,
    ).findings
    assert cut.verdict is Verdict.CONTRADICTED
    assert began.verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("كانت الفكرة لسعاد الخطيب", "الفكرة كانت لهالة الخطيب، معلمة التاريخ."),
        ("Rose Haddad opened the shop in 1990", "Karim Haddad opened the shop in 1990."),
    ],
)
def test_another_given_name_before_the_family_name_is_another_person(claim: str, said: str) -> None:
    finding = judged(claim, talk(said))
    assert finding.verdict is Verdict.CONTRADICTED
    assert finding.reasons[0].code is ReasonCode.NAME_DIFFERS


@pytest.mark.parametrize("claim", ["Grace Hall was repaired in 2004", "Faith Schools were closed in 2010"])
def test_a_given_name_in_the_name_of_a_thing_is_nobody(claim: str) -> None:
    said = f"Peter did it. {claim}, and Peter was there."
    assert judged(claim, talk(said)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "said", "supported"),
    [
        ("علمه والده القراءة", "أبي علمني القراية", True),
        ("علمه والده القراءة", "أمي علمتني القراية", False),  # folded, «والده» is «والدة»
        ("علمته والدته القراءة", "أمي علمتني القراية", True),
    ],
)
def test_his_father_is_not_the_mother(claim: str, said: str, supported: bool) -> None:
    assert (judged(claim, talk(said)).verdict is Verdict.SUPPORTED) == supported
