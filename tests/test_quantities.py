"""Amounts, dates and times in running text."""

from datetime import date

import pytest

from align.quantities import PartialDate, quantities
from tests.support.amounts import amount_as_text, only_amount


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # durations
        ("بقينا ثلاثة أيام", "duration 3"), ("تلت تيام", "duration 3"), ("الأيام الثلاثة الأخيرة", "duration 3"),
        ("يوم واحد", "duration 1"), ("كل شهرين", "duration 60"), ("جمعتين بالأوتيل", "duration 14"),
        ("أسبوعين", "duration 14"),
        ("ربع ساعة", "duration 0.0104167"), ("نص ساعة", "duration 0.0208333"), ("ساعة ونص", "duration 0.0625"),
        ("ساعة إلا ربع", "duration 0.03125"), ("ساعتين وعشر دقايق", "duration 0.0902778"),
        ("خمس سنين ونص", "duration 2007.5"),
        ("تلت ساعة", "duration 0.0138889"), ("تلت ساعات", "duration 0.125"), ("الـ48 ساعة الماضية", "duration 2"),
        ("ست سنين أو سبع سنين", "duration 2190..2555"), ("ست أو سبع سنين", "duration 2190..2555"),
        ("من ست لسبع سنين", "duration 2190..2555"), ("سنتين لتلاتة", "duration 730..1095"),
        ("يومين تلاتة", "duration ~2..3"),
        ("تلت أربع سنين", "duration ~1095..1460"), ("بين أسبوعين وشهر", "duration 14..30"),
        ("شهر أو أسبوعين", "duration 14..30"), ("حوالي شهر", "duration ~30"), ("شهر تقريباً", "duration ~30"),
        ("أكثر من 40 عاماً", "duration 14600..inf"), ("لمدة قرن ونصف", "duration 54750"),
        ("عام ونصف العام", "duration 547.5"),
        # ages
        ("في سن السادسة", "duration 2190"), ("في سن السادسة أو السابعة", "duration 2190..2555"),
        ("عمرو تمانطعش", "duration 6570"),
        ("في الرابعة من عمره", "duration 1460"), ("يبلغ 18", "duration 6570"),
        # numbers
        ("خمسين علامة", "number 50"), ("سبع مواد", "number 7"), ("كنا ثلاثة وعشرين شاب", "number 23"),
        ("أكثر من خمسين تلميذاً", "number 50..inf"), ("أقل من مئتي درجة", "number -inf..200"),
        ("تحت الميتين", "number -inf..200"),
        ("لا يتجاوز عدد المواد سبع مواد", "number -inf..7"), ("تجاوز عدد الضحايا 500 شخص", "number 500..inf"),
        ("تقريباً اتنعش أو تلتطعش", "number ~12..13"), ("من ميتين إلى تلتمية جامعة", "number 200..300"),
        ("حوالي 300 شخص", "number ~300"), ("لا يقل عن عشرين شخصاً", "number 20..inf"),
        # money, per cent, measures
        ("مليون ونص ليرة", "money 1.5e+06 lira"), ("5 ملايين دولار", "money 5e+06 dollar"),
        ("ملياري دولار", "money 2e+09 dollar"),
        ("خمسين بالمية", "percent 50"), ("5 في المئة", "percent 5"), ("٥٠٪", "percent 50"),
        ("43 % من الشابات", "percent 43"),
        ("%20", "percent 20"), ("نصف السكان", "percent ~50"), ("ثلث السكان", "percent ~33.3333"),
        ("تلاتة كيلومتر", "measure 3000 m"),
        ("نصف طن", "measure 500 kg"),
        # ranks
        ("الصف التاسع", "ordinal 9"), ("بالصف الثاني عشر", "ordinal 12"), ("رابع يوم", "ordinal 4"),
        ("الفصل التاني", "ordinal 2"),
        # times of day
        ("الساعة تنتين ونص", "clock 150"), ("الساعة العاشرة والنصف ليلاً", "clock 1350 pm"),
        ("خمسة إلا ربع العصر", "clock 1005 pm"),
        ("الساعة ١٤:٣٠", "clock 870 pm"), ("02:30", "clock 150"), ("تمانية الصبح", "clock 480 am"),
        ("الثانية بعد الظهر", "clock 840 pm"),
        ("الساعة خمسة وعشر دقايق", "clock 310"), ("الساعة 12 ظهراً", "clock 720 pm"),
        ("الساعة 3 فجراً", "clock 180 am"),
        ("الساعة الثانية عشرة ليلاً", "clock 0 am"), ("الساعة تنتين بالليل", "clock 120 am"),
        ("عشرة بالليل", "clock 1320 pm"),
        # dates
        ("الثامن من ديسمبر", "date 12 8"), ("تمانية كانون الأول", "date 12 8"),
        ("8 كانون الأول/ديسمبر 2024", "date 2024 12 8"),
        ("8 دجنبر", "date 12 8"), ("٨/١٢/٢٠٢٤", "date 2024 12 8"), ("2024-12-08", "date 2024 12 8"),
        ("8.12.2024", "date 2024 12 8"),
        ("في 26 نوفمبر 2025", "date 2025 11 26"), ("تشرين الثاني 2024", "date 2024 11"),
        ("بتمانية تنعش", "date 12 8"),
        ("يوم الأحد 8 ديسمبر", "date 12 8 w6"), ("يوم الجمعة", "date w4"), ("سنة الألفين وحدعش", "date 2011"),
        ("عام 2011", "date 2011"),
        ("في 2011 اعتقلوني", "date 2011"), ("بسنة 82", "date 1982"), ("التسعينات", "date 1990-1999"),
        ("بشهر تلاتة", "date 3"),
        ("بآب", "date 8"), ("في مارس", "date 3"), ("بين 2011 و2013", "date 2011-2013"), ("تمانية الشهر", "date 8"),
        ("بـ 8/12", "date 12 8"),
    ],
)  # fmt: skip
def test_arabic_amounts(text: str, expected: str) -> None:
    assert amount_as_text(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("three days", "duration 3"), ("two and a half years", "duration 912.5"),
        ("an hour and a half", "duration 0.0625"),
        ("half an hour", "duration 0.0208333"), ("a quarter of an hour", "duration 0.0104167"),
        ("one day", "duration 1"),
        ("a couple of weeks", "duration ~14"), ("between two weeks and a month", "duration 14..30"),
        ("5-year plan", "duration 1825"),
        ("five to ten years", "duration 1825..3650"), ("about a month", "duration ~30"),
        ("2 hours and 10 minutes", "duration 0.0902778"),
        ("half past two", "clock 150"), ("a quarter to three", "clock 165"), ("5 p.m.", "clock 1020 pm"),
        ("at 5:30 pm", "clock 1050 pm"),
        ("ten in the morning", "clock 600 am"), ("5 o'clock", "clock 300"), ("December 8, 2024", "date 2024 12 8"),
        ("the 8th of December", "date 12 8"), ("8 December", "date 12 8"), ("in May", "date 5"),
        ("May 5", "date 5 5"), ("the third of June", "date 6 3"), ("on the fifth of July 2011", "date 2011 7 5"),
        ("last May", "date 5"),
        ("June the tenth", "date 6 10"), ("May sixth", "date 5 6"), ("a third of the people", "percent ~33.3333"),
        ("in the 1990s", "date 1990-1999"), ("in the nineties", "date 1990-1999"), ("on Sunday", "date w6"),
        ("in 2011", "date 2011"), ("in 2017-18", "date 2017-2018"),
        ("about 50 percent", "percent ~50"), ("50%", "percent 50"), ("half of the people", "percent ~50"),
        ("$3 million", "money 3e+06 dollar"), ("€20", "money 20 euro"), ("five dollars", "money 5 dollar"),
        ("ninth grade", "ordinal 9"),
        ("more than 200 people", "number 200..inf"), ("at most 5 people", "number -inf..5"),
        ("two kilometres", "measure 2000 m"),
        ("12/25/2024", "date 2024 12 25"), ("12/8/2024", "date 2024"),
    ],
)  # fmt: skip
def test_english_amounts(text: str, expected: str) -> None:
    assert amount_as_text(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    ["الواحد بيكون خايف", "ولا واحد", "واحد من الشباب قال", "ست البيت", "يا ست", "أول شي", "أولاً", "ثانياً",
     "شي تاني", "لست متأكداً",
     "أب العيلة", "مارس الرياضة", "نص الاتفاق", "فصل الربيع", "شركة عالمية", "وُجد ميتاً",
     "صواريخ إس-300",
     "ساعة", "كل يوم", "بعد شهر", "اليوم", "حدا", "ماء", "سبعنا", "خمسيني", "ألف مبروك", "رقمي 0944123456",
     "الساعات الأولى من صباح", "مرة واحدة"],
)  # fmt: skip
def test_what_only_looks_like_an_amount(text: str) -> None:
    assert quantities(text, "ar") == ()


@pytest.mark.parametrize(
    "text",
    ["one of them", "no one", "you may go", "they march on", "second thoughts", "a day", "an F-16", "first of all",
     "the last march", "on the third leg",
      "to and fro", "I have a point", "at last"],
)  # fmt: skip
def test_what_only_looks_like_an_english_amount(text: str) -> None:
    assert quantities(text, "en") == ()


def test_several_amounts_in_one_sentence() -> None:
    text = "الحد الأدنى ميتين علامة من أصل تلاتمية، والدوام من الساعة 8 صباحاً، بدأ في 8 ديسمبر 2024 واستمر ثلاثة أيام"
    found = quantities(text, "ar")
    assert [(q.kind, q.text) for q in found] == [
        ("number", "ميتين"),
        ("number", "تلاتمية"),
        ("clock", "الساعة 8 صباحاً"),
        ("date", "8 ديسمبر 2024"),
        ("duration", "ثلاثة أيام"),
    ]
    assert set(found[0].counted) & set(only_amount("مئتا درجة").counted)


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("أمس", "ar", PartialDate(2024, 12, 7)), ("مبارح", "ar", PartialDate(2024, 12, 7)),
        ("أول مبارح", "ar", PartialDate(2024, 12, 6)),
        ("السنة الماضية", "ar", PartialDate(2023)), ("الشهر الماضي", "ar", PartialDate(2024, 11)),
        ("الخميس الماضي", "ar", PartialDate(2024, 12, 5)), ("yesterday", "en", PartialDate(2024, 12, 7)),
        ("last year", "en", PartialDate(2023)), ("next month", "en", PartialDate(2025, 1)),
        ("last Thursday", "en", PartialDate(2024, 12, 5)),
        ("last Sunday", "en", PartialDate(2024, 12, 1)), ("next Monday", "en", PartialDate(2024, 12, 9)),
    ],
)  # fmt: skip
def test_relative_dates_need_a_day_to_start_from(text: str, language: str, expected: PartialDate) -> None:
    assert only_amount(text, language, reference=date(2024, 12, 8)).date == expected
    unplaced = quantities(text, language)
    assert all(q.date is None or q.date.day is None for q in unplaced)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it was -12 degrees", "measure -12 degree"), ("minus twelve degrees", "measure -12 degree"),
        ("−5%", "percent -5"), ("twelve below zero", "number -12"), ("from -5 to 3 degrees", "measure -5..3 degree"),
        ("we won 3-2", "score 3..2"), ("the score was three to two", "score 3..2"), ("won two-nil", "score 2..0"),
        ("it takes ten to fifteen days", "duration 10..15"), ("10-15 days", "duration 10..15"),
        ("two thirds of them", "percent ~66.6667"), ("three out of five", "percent ~60"),
        ("one in four", "percent ~25"),
        ("five, no, six days", "duration 6"), ("forty, sorry, I mean fifty people", "number 50"),
        ("World War II", "ordinal 2"), ("Louis XIV", "ordinal 14"), ("40+ people", "number 40..inf"),
        (">40 people", "number 40..inf"), ("a couple of million people", "number ~1.5e+06..3e+06"),
        ("20 Canadian dollars", "money 20 dollar.canada"), ("₺50", "money 50 lira"),
        ("خمسة لا ستة أيام", "duration 6"), ("خمسة، عفواً، ستة أيام", "duration 6"),
        ("دفعت الربع من الكلفة", "percent ~25"), ("ثلث كلفة الرصيف", "percent ~33.3333"),
        ("تلاتة من كل خمسة", "percent ~60"), ("فازوا تلاتة لاتنين", "score 3..2"),
        ("خمس درجات تحت الصفر", "number -5"), ("خمسة تحت الصفر", "number -5"),
        ("500 ليرة سورية", "money 500 lira.syria"), ("ألف ليرة تركي", "money 1000 lira.turkey"),
        ("نصهم راحوا", "percent ~50"), ("ثلثهم نساء", "percent ~33.3333"), ("ربعها فاضي", "percent ~25"),
        ("تلت المقاعد", "percent ~33.3333"), ("تلت سنين", "duration 1095"), ("خمس آلاف دولار", "money 5000 dollar"),
        ("كان في السابعة والثلاثين", "duration 13505"), ("back in eighty-two we left", "date 1982"),
        ("بأول الألفين وسبعطعش", "date 2017"), ("بأول ألفين وعشرة", "number 2010"),
        ("in the summer of '69", "date 1969"), ("in '82", "date 1982"), ("in eighty-two countries", "number 82"),
        ("محرم 1446 هـ", "date 1446 1"), ("10 محرم", "date 1 10"), ("في رمضان", "date 9"),
    ],
)  # fmt: skip
def test_amounts_that_new_talks_brought(text: str, expected: str) -> None:
    assert amount_as_text(text, "en" if text.isascii() or "Louis" in text or text[0] in "₺−" else "ar") == expected


@pytest.mark.parametrize(
    "text", ["رجعنا الخمسة ولله الحمد", "أعطى خمسة له", "خمسة لله", "خمسة وله بيت", "بقي 5 له", "بقي 5 ولله الحمد"]
)
def test_the_letter_of_the_hijri_era_takes_no_prefix(text: str) -> None:
    assert amount_as_text(text, "ar") == "number 5"


@pytest.mark.parametrize(
    "text",
    ["in the '60s", "a class of 30 students", "He said: '60 people died'", "In May, 45 of the workers were fired",
     "In June, 60-70 people came", "في أيار، 45 من العمال"],
)  # fmt: skip
def test_what_is_counted_is_no_year(text: str) -> None:
    found = quantities(text, "en" if text.isascii() else "ar")
    assert not [q for q in found if q.kind == "date" and q.low > 1900]


@pytest.mark.parametrize(
    ("text", "low"),
    [("الساعة السادسة إلا خمس دقائق", 355), ("تلت آلاف شخص", 3000), ("ألف شاب، نصفهم ألف رجل", 1000)],
)
def test_five_and_three_of_a_count_are_no_shares(text: str, low: float) -> None:
    assert low in [q.low for q in quantities(text, "ar")]
    assert not [q for q in quantities(text, "ar") if q.kind == "percent" and q.low != 50]


@pytest.mark.parametrize("text", ["an F-16", "room 101-A", "vitamin C", "Malcolm X", "the I in team", "a mix of VI"])
def test_what_is_neither_signed_nor_roman(text: str) -> None:
    assert not [q for q in quantities(text, "en") if q.low < 0 or q.kind == "ordinal"]


@pytest.mark.parametrize("text", ["نص الاتفاق", "نص القانون الجديد", "النص الأول", "الربع الأول من المباراة"])
def test_a_text_and_the_first_quarter_are_no_shares(text: str) -> None:
    assert not [q for q in quantities(text, "ar") if q.kind == "percent"]


def test_half_of_something_is_told_from_a_text_by_what_follows() -> None:
    assert amount_as_text("دفعوا نص المبلغ") == "percent ~50"
