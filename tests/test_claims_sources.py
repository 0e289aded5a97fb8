"""Behind a source's name the statement may go on; a record is a source, but no speaker."""

from __future__ import annotations

import pytest

from align.article.plain import paragraphs
from align.claims import find_claims, source_words
from align.types import Article, Claim, Kind


def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(Article(text, paragraphs(text)))


def texts(text: str) -> list[str]:
    return [claim.text for claim in claims(text)]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("The mill closed, according to Lee, in 1950.", "Lee"),
        ("The mill closed according to Lee in 1950.", "Lee"),
        ("The mill was sold, according to Lee, for 2,000 pounds.", "Lee"),
        ("The mill closed, according to Lee, because of the strike.", "Lee"),
        ("The mill closed, according to Lee, not in 1950.", "Lee"),
        ("The mill closed, according to Lee, last year.", "Lee"),
        ("The mill closed, according to Lee, the former manager, in 1950.", "Lee"),
        ("أغلق المصنع الكبير أبوابه في حلب، بحسب المدير، عام 1950.", "المدير"),
        ("أغلق المصنع الكبير أبوابه في حلب، بحسب المدير، صيف 1950.", "المدير"),
        ("أغلق المصنع بحسب المدير عام 1950.", "المدير"),
        ("أغلق المصنع الكبير أبوابه في حلب بحسب سعاد حمدان عام 1950.", "سعاد حمدان"),
        ("بلغ فريقه، وهو من الدرجة الثانية، بحسب المدرب، النهائي.", "المدرب"),
    ],
)
def test_a_date_place_or_amount_behind_a_source_is_the_statements(text: str, speaker: str) -> None:
    (claim,) = claims(text)
    assert (claim.text, claim.speaker) == (text.removesuffix("."), speaker)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The mill closed, according to the mayor of Leeds.", "The mill closed"),
        ("The mill closed, according to the head of the works in Leeds.", "The mill closed"),
        ("The mill closed, according to Lee's diary from 1950.", "The mill closed"),
        ("The mill closed, according to Lee, the former manager.", "The mill closed"),
        ("The mill closed, Lee said in 1950.", "The mill closed"),
        ("أغلق المصنع، بحسب مدير البلدية في حلب.", "أغلق المصنع"),
        ("أغلق المصنع الكبير أبوابه في حلب، بحسب سعاد، مديرة الشركة.", "أغلق المصنع الكبير أبوابه في حلب"),
        ("أغلق المصنع بحسب سجلات عام 1950.", "أغلق المصنع"),
    ],
)
def test_what_belongs_to_the_name_is_cut_off_with_it(text: str, found: str) -> None:
    assert texts(text) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "The mill, said Lee, who ran it, closed in 1950",
        "The mill, Lee said, which was built in 1900, closed in 1950",
        "The village where he lived, which was flooded in 1950, was never rebuilt",
        "وقتل في القصف، بحسب الأهالي، وفق ما قال، سبعة أشخاص",
        "وفي روما، حيث يعيش اليوم، افتتح مطعما",
        "وتقيم في مرسين، حيث تعيش اليوم، جالية سورية كبيرة",
        "انتقلت العائلة إلى حمص، حيث يعمل الأب، في صيف 1990",
        "فحين عرض عليها المصرف العودة، أجابت بالرفض",
        "أنهت أول نصف ماراثون لها في ساعة و31 دقيقة، وحلت ثامنة بين السيدات",
        "The results, now published after review, cover 121 confirmed concussions",
        "وانتقل إلى صيدا، ومن هناك، حيث يقيم أخوه، سافر إلى قبرص",
        "ولو لم تمطر تلك الليلة، يقول العم، لاحترق السوق كله",
        "The museum has 4,000 objects, most of them, according to its curator, given by families in the valley",
        "يضم المتحف ألفي قطعة، معظمها، بحسب القيم عليه، هبات من الأهالي",
        "وليس صحيحا، كما يشاع، أن العائلة باعت الأرض قبل الحرب",
        "وكانت جدته، التي توفيت عام 2008، قد أوصته بألا يبيع البيت",
        "The winter was the hardest, says Lindqvist: the pipes froze in November",
        "When the bakery shut, nobody in the village, not even the mayor, believed it would reopen",
        "The bakery, opened in 1931 and run, since his death, by her aunts, closed last spring",
        "In 1976, when the state stopped issuing permits, a letter told her to give up her bag",
    ],
)
def test_what_stands_between_two_commas_splits_no_statement(text: str) -> None:
    assert texts(f"{text}.") == [text]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Lee opened a shop in Leeds and said that his brother ran it.",
            ["Lee opened a shop in Leeds", "his brother ran it"],
        ),
        (
            'The stone gives 528 for the town, but "my father always said fewer", she said.',
            ["The stone gives 528 for the town", "my father always said fewer"],
        ),
        ("Lee laughed and said that his brother ran it.", ["his brother ran it"]),
        ("سكن البيت عامين، كما يملك محلا في السوق.", ["سكن البيت عامين", "يملك محلا في السوق"]),
        ("«لم نسأل»، تقول أم خالد، سائقة الشاحنة.", ["لم نسأل"]),
    ],
)
def test_a_statement_before_a_saying_is_one(text: str, found: list[str]) -> None:
    assert texts(text) == found
    assert {claim.speaker for claim in claims(text)} <= {None, "Lee", "أم خالد"}


def test_a_trade_behind_a_speakers_name_is_no_statement() -> None:
    text = "“We were never asked,” said Tomasz Wierzba, a retired welder. “They came and took the bell.”"
    assert texts(text) == ["We were never asked", "They came and took the bell"]


def test_what_where_opens_behind_a_whole_statement_is_one_of_its_own() -> None:
    assert texts("وصل إلى برلين عام 1990، حيث درس الطب.") == ["وصل إلى برلين عام 1990", "درس الطب"]


@pytest.mark.parametrize(
    "text",
    [
        "According to figures of the ministry, the mill closed.",
        "Reports say the mill closed.",
        "The mill closed, records say.",
        "بحسب تقديرات أولية، أغلق المصنع.",
        "وتشير إحصاءات الوزارة إلى أن المصنع أغلق.",
        "وذكرت التقارير أن المصنع أغلق.",
        "أغلق المصنع، بحسب سجلاته.",
    ],
)
def test_a_record_is_a_source_but_no_speaker(text: str) -> None:
    (claim,) = claims(text)
    assert (claim.kind, claim.speaker) == (Kind.ATTRIBUTED, None)


def test_who_spoke_before_a_record_goes_on() -> None:
    text = "قالت القابلة إن المشفى أغلق. وتشير تقديرات إلى أن المرضى ماتوا. «لم أترك المشفى يوما واحدا»، تقول."
    assert [claim.speaker for claim in claims(text)] == ["القابلة", None, "القابلة"]


def test_a_record_between_commas_need_not_have_been_said() -> None:
    assert source_words("قتل، بحسب تقديرات أولية، سبعة أشخاص") == {"تقديرات", "اوليه"}
    assert source_words("قتل، بحسب المدير، سبعة أشخاص") == frozenset()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The rate, he now believes, was "a scandal for everyone".', None),
        ('She came back from Dresden and told her: "They had wet hair as well."', None),
        ("Of the result the father says: “I can tell which is mine.”", "the father"),
        ("They stayed in Ripponden, where a bass player remarked that “the cows were better”.", "a bass player"),
        ("ويقول بدوي ضاحكاً: «الأولاد يعيدون الملابس مطوية».", "بدوي"),
        ("«أحمل الأطباء كلهم المسؤولية»، تقول بنبرة حازمة.", None),
        ("وعن الجوع تروي أن كيلو السكر بلغ عشرة آلاف.", None),
        ("غير أنه يؤكد أن جمعيته منعت التعيين.", None),
        ("والآلة، بحسب شرحه، صندوق من خشب.", None),
    ],
)
def test_how_one_spoke_and_of_what_is_no_name(text: str, speaker: str | None) -> None:
    assert claims(text)[-1].speaker == speaker
