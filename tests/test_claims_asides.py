"""What interrupts a statement leaves it whole; what only introduces or names somebody is no statement."""

from __future__ import annotations

import pytest

from align.article.plain import paragraphs
from align.claims import find_claims, find_parts
from align.types import Article, Claim


def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(Article(text, paragraphs(text)))


def texts(text: str) -> list[str]:
    return [claim.text for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Fear comes to her days after a rescue, while she is shopping.",
            ["Fear comes to her days after a rescue, while she is shopping"],
        ),
        (
            "وبلغ فريقه، وهو من أندية الدرجة الثانية، نهائي الكأس عام 2018.",
            ["وبلغ فريقه، وهو من أندية الدرجة الثانية، نهائي الكأس عام 2018"],
        ),
        ("زار المدير المدرسة، وهو من خريجيها.", ["زار المدير المدرسة", "وهو من خريجيها"]),
        ("ويكمن تميز خبزه، كما يقول، في منح العجين وقتا.", ["ويكمن تميز خبزه، كما يقول، في منح العجين وقتا"]),
        ("وقتل في القصف، بحسب الأهالي، سبعة أشخاص.", ["وقتل في القصف، بحسب الأهالي، سبعة أشخاص"]),
        ("وقتل سبعة في القصف، بحسب أحمد الخطيب، مدير المستشفى.", ["وقتل سبعة في القصف"]),
        ("ويكمن السر، كما يقول المهندس، في الصبر.", ["ويكمن السر، كما يقول المهندس، في الصبر"]),
        ("ويقوم البيت، كما شرح، على أعمدة من حجر.", ["ويقوم البيت، كما شرح، على أعمدة من حجر"]),
        ("يقوم البيت على أعمدة من حجر، كما روت صاحبته.", ["يقوم البيت على أعمدة من حجر"]),
        ("سكن البيت عامين، كما أوضح أن السقف من خشب.", ["سكن البيت عامين", "السقف من خشب"]),
        ("بيع البيت، كما أعلنت الوزارة، بثمن بخس.", ["بيع البيت، كما أعلنت الوزارة، بثمن بخس"]),
        (
            "لم يغلق الفرن عام 2011، كما زعمت الوزارة، بل عام 2014.",
            ["لم يغلق الفرن عام 2011، كما زعمت الوزارة، بل عام 2014"],
        ),
        ("زار الوزير القرية، كما أكد صحة الخبر.", ["زار الوزير القرية، كما أكد صحة الخبر"]),
        ("بيع البيت، وفق ما أفاد به المدير.", ["بيع البيت"]),
    ],
)
def test_an_aside_does_not_cut_a_statement(text: str, found: list[str]) -> None:
    assert texts(text) == found
    assert not claims(text)[0].parts


@pytest.mark.parametrize(
    "text",
    [
        # a relative clause
        "وتدير نهى، التي وصلت إلى المدينة وحدها، معمل الألبان منذ عامين",
        "نقل التمثال من المتحف، الذي نهب عام 2013، إلى دمشق",
        "He sold the boat, which his father had built, for $400",
        "She moved the press, which had stood in the cellar, to a barn outside the town",
        "She moved the press – which had stood, unused, for years – to a barn outside the town",
        # what somebody was
        "رفض جدها، وكان نجارا في الميناء، أن تسافر وحدها إلى بيروت",
        "هرب السائق، وكان شابا من الحي، إلى الحدود",
        "جارته القديمة، وكانت ممرضة، هي التي ربت الأولاد بعد رحيل أمهم",
        # a source
        "وقد تسلم المعهد، بحسب مديره، أجهزته الجديدة",
        "ولم ينج من الحريق، وفق رجال الإطفاء، إلا مخزن واحد",
        "ولم يعد إلى القرية، بحسب المختار، سوى عشرين عائلة",
        "وقتل بحسب الأهالي سبعة أشخاص",
        "لم ينج بحسب الأهالي سوى جدار",
        "بيع بحسب المختار البيت",
        "أما بحسب المختار فقد بيع البيت",
        # «أما»
        "وأما خالد، وهو أصغر العمال، فيحرس المخزن ليلا",
        "أما المطبعة فباعها أصحابها عام 2001",
        "أما الأجور، وهي زهيدة، فلم تدفع منذ آذار",
        # an apposition
        "Her uncle, a printer, told stories until midnight",
        "The headmaster, Tom Reid, added a second floor in 1964",
        "Nobody at the table, the host included, asked for the bill",
        "After the flood, the mayor announced the repairs",
        "The sale, announced in May, said nothing about debts",
        "The boat, which he had built, and which had survived two wars, sank in the harbour",
        "Her uncle, who drove the bus, and her aunt, who taught Latin, raised her",
        "The minister, insisting that the dam was safe, visited it on Monday",
        "The mill did not close in 2011, but in 2014",
        "Reid wrote the report, signed it and left",
        # between dashes or in brackets
        "عاد الرجل – وكان قد غاب عشر سنوات – إلى بيته",
        "عاد الرجل (وكان قد غاب عشر سنوات) إلى بيته",
        # a verb of saying that only looks like one's own
        "His sister, Aroha, took a knee to the head, said she was fine and drove home",
        'He never said "we sold the house"',
    ],
)
def test_the_statement_goes_on_behind_what_interrupts_it(text: str) -> None:
    assert texts(f"{text}.") == [text]
    assert not claims(f"{text}.")[0].parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "وصل الوفد إلى دمشق، وكان الجو باردا، وغادر بعد يومين.",
            ["وصل الوفد إلى دمشق", "وكان الجو باردا", "وغادر بعد يومين"],
        ),
        ("اشترى الأب الدكان، وكان رخيصا، ثم باعه بعد سنة.", ["اشترى الأب الدكان", "وكان رخيصا", "باعه بعد سنة"]),
        (
            "لم تنشر الوزارة الأسماء، وكان الاتفاق يقضي بنشرها، عشرة بعد عشرة.",
            ["لم تنشر الوزارة الأسماء", "وكان الاتفاق يقضي بنشرها، عشرة بعد عشرة"],
        ),
        (
            "زار الوزير المصنع، الذي افتتح عام 2010، ووعد بتوسيعه.",
            ["زار الوزير المصنع", "الذي افتتح عام 2010", "ووعد بتوسيعه"],
        ),
        ("وتضررت ثلاثة أسواق في المدينة، بحسب رئيس البلدية، أحمد الخطيب.", ["وتضررت ثلاثة أسواق في المدينة"]),
        ("غادر الزوج المدينة، أما الزوجة فبقيت في البيت.", ["غادر الزوج المدينة", "أما الزوجة فبقيت في البيت"]),
        (
            "He met an engineer, who had built the bridge, but left.",
            ["He met an engineer", "who had built the bridge, but left"],
        ),
        ("The river rises every May, said the ferryman.", ["The river rises every May"]),
        ("The river was high, Ann Lee, 45, said.", ["The river was high"]),
        ("It was cold, the council said this week.", ["It was cold"]),
        ("It was late, she told the paper.", ["It was late"]),
        ("They sold bread, cheese, the best oil, said Reid.", ["They sold bread, cheese, the best oil"]),
        ("Far from being angry, she laughed, Jones said.", ["Far from being angry, she laughed"]),
        ("It was late, Ann Lee, 45, told Jo Roe on the podcast Low Water.", ["It was late"]),
        (
            "The teacher announced the results, and the parents asked questions.",
            ["The teacher announced the results", "the parents asked questions"],
        ),
        (
            "He said the dam, which was finished in 1974, had cracked.",
            ["the dam, which was finished in 1974, had cracked"],
        ),
    ],
)
def test_what_is_joined_or_attributed_is_no_insertion(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("أما الخياطة فتقول إن الزبائن عادوا بعد العيد.", [("الخياطة", "الزبائن عادوا بعد العيد")]),
        ("وأما النقابة فتنفي أن تكون قد تلقت طلبا.", [("النقابة", "وأما النقابة فتنفي أن تكون قد تلقت طلبا")]),
        ("لكن الطبيبة تحذر: «لا تتركوا الجرح مفتوحا».", [("الطبيبة", "لا تتركوا الجرح مفتوحا")]),
        ("عاد العمال، لكن سعاد تضحك: «لا أحد يصدقهم اليوم».", [(None, "عاد العمال"), ("سعاد", "لا أحد يصدقهم اليوم")]),
        ("وتذكر أن جارتها القديمة كانت تقول لها: «البيت بيتك».", [("جارتها القديمة", "البيت بيتك")]),
        (
            "رفضت الأم العلاج قائلة: «أريد أن أعود إلى البيت».",
            [(None, "رفضت الأم العلاج"), ("الأم", "أريد أن أعود إلى البيت")],
        ),
        ("خرج الرجل من الباب يقول: «لن أبيع».", [(None, "خرج الرجل من الباب"), (None, "لن أبيع")]),
        ("«الخبز سبقني»، تقول سعاد، ولا تعترض على السعر.", [("سعاد", "الخبز سبقني"), (None, "ولا تعترض على السعر")]),
    ],
)
def test_who_speaks_is_no_claim(text: str, found: list[tuple[str | None, str]]) -> None:
    assert [(claim.speaker, claim.text) for claim in claims(text)] == found


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Reid", "The house, said Reid, was haunted"),
        ("Reid", "The dam held, and so, said Reid, did the bridge"),
        ("Reid", "Nobody, Reid insists, ever told the children"),
        ("his son", "Jones, his son said, added two rooms"),
        ("سعاد", "بيتنا، تقول سعاد، كان على النهر"),
        ("سعاد", "كان بيتنا، تقول سعاد، على النهر"),
        ("سعاد", "أما الأجور، بحسب سعاد، فلم تدفع منذ آذار"),
        ("المختار", "لم يكن في القرية، بحسب المختار، طبيب واحد"),
        ("المختار", "لا توجد في القرية، بحسب المختار، مدرسة"),
        ("المدير", "أنكر المدير، وكان متهما بالسرقة، أنه أخذ المال"),
    ],
)
def test_nothing_is_lost_behind_an_attribution_that_interrupts(speaker: str, text: str) -> None:
    assert [(claim.speaker, claim.text) for claim in claims(f"{text}.")] == [(speaker, text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وتابع المدير قائلا: «لم ندفع لأحد».", "المدير"),
        ("ورد الوزير على الصحفيين قائلا: «لم ندفع لأحد».", "الوزير"),
        ("رد الوزير قائلا إن أحدا لم يدفع.", "الوزير"),
        ("وتتذكر أن أمها كانت تقول لها دائما: «الباب المفتوح يجلب الرزق».", "أمها"),
        ("وتقول سعاد إن البيت بيع، مضيفة أن العائلة لم تستلم المال.", "سعاد"),
        ("أما سعاد فتقول إن البيت بيع، مضيفة أن العائلة لم تستلم المال.", "سعاد"),
        ("«البيت بيع»، قالت سعاد، مضيفة أن العائلة لم تستلم المال.", "سعاد"),
        ("ولفتت سعاد إلى أن البيت بيع، مضيفة أن العائلة لم تستلم المال.", "سعاد"),
    ],
)
def test_who_spoke(text: str, speaker: str) -> None:
    assert {claim.speaker for claim in claims(text)} == {speaker}


def test_whoever_a_statement_is_about_goes_on_to_say() -> None:
    found = claims("رفضت الوزارة الطلب، مشيرة إلى أن الأوراق ناقصة، ومضيفة أن المهلة انتهت.")
    assert [claim.speaker for claim in found] == [None, "الوزارة", "الوزارة"]


def test_few_believed_it_is_no_report() -> None:
    assert texts("Few believed that the dam would break.") == ["Few believed that the dam would break"]


def test_whom_a_sentence_names_first_is_what_the_reported_pronoun_stands_for() -> None:
    (claim,) = claims("أما الجسر القديم فيؤكد المهندس أنه لم يتضرر.")
    assert (claim.speaker, claim.text, claim.stands_for) == ("المهندس", "لم يتضرر", ("الجسر القديم",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('The mill closed in 1990, she told the podcast "Low Water."', ["The mill closed in 1990"]),
        ('He said in his book "The Long Way Home" that the mill had closed.', ["the mill had closed"]),
        ('He told the newspaper "We lost everything".', ["We lost everything"]),
        ('He said in "The Long Way Home," his memoir, that the mill had closed.', ["the mill had closed"]),
        ('She told the host of "Night Shift" that her father had sold the farm.', ["her father had sold the farm"]),
        ("وقالت لبرنامج «صباح الخير يا جبل» إن المعمل سيعود إلى العمل.", ["المعمل سيعود إلى العمل"]),
        ("وتروي في كتابها «خبز وملح» كيف أغلقت الفرن.", ["أغلقت الفرن"]),
        ("وقال للصحيفة «لن أعود إلى بيتي».", ["لن أعود إلى بيتي"]),
    ],
)
def test_a_title_is_no_quotation(text: str, found: list[str]) -> None:
    assert texts(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("He grew up there in the 1970s. Mills closed later.", ["He grew up there in the 1970s", "Mills closed later"]),
        ("J. Smith left the town.", ["J. Smith left the town"]),
        ("The trench was 40m. deep.", ["The trench was 40m. deep"]),
    ],
)
def test_the_letter_behind_a_number_is_no_initial(text: str, found: list[str]) -> None:
    assert texts(text) == found


def test_words_inside_a_thought_are_no_introduction() -> None:
    text = 'The clerk, Ada Finch, feared that conceding the point would mean "a week of noise"'
    assert texts(f"{text}.") == [text]


def test_a_cause_is_a_part_without_the_subject_before_it() -> None:
    parts = find_parts("The finds are kept on a farm because the museum lacks space")
    assert [part.text for part in parts] == ["The finds are kept on a farm", "the museum lacks space"]


@pytest.mark.parametrize(
    "text",
    [
        "«الحجر يتعب مثلنا»، قال له الجد يومها.",
        "«الحجر يتعب مثلنا»، هكذا قال الجد.",
        "قال له الجد إن الحجر يتعب.",
    ],
)
def test_whoever_was_told_is_not_the_speaker(text: str) -> None:
    assert [claim.speaker for claim in claims(text)] == ["الجد"]
