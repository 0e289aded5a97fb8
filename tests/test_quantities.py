"""Numbers, durations, dates, times of day, and whether two of them agree."""

import time
from datetime import date
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from align.language import Agreement
from align.language.tables import rows, spellings
from align.quantities import PartialDate, Quantity, compare, number_value, quantities
from align.quantities.reader import QuantityReader

DAY = 86400.0


def only(text: str, language: str = "ar", reference: date | None = None) -> Quantity:
    (quantity,) = quantities(text, language, reference=reference)
    return quantity


def said(text: str, language: str = "ar") -> str:
    """A quantity as one short string, durations in days."""
    q = only(text, language)
    if q.date is not None:
        parts = [f"{q.low:g}-{q.high:g}"] if q.low != q.high else []
        parts += [str(part) for part in (q.date.year, q.date.month, q.date.day) if part is not None]
        parts += [f"w{q.date.weekday}"] if q.date.weekday is not None else []
        return " ".join([q.kind, *parts])
    scale = DAY if q.kind == "duration" else 1.0
    value = f"{q.low / scale:g}" if q.low == q.high else f"{q.low / scale:g}..{q.high / scale:g}"
    unit = q.unit if q.kind in ("money", "measure", "clock") and q.unit else ""
    return f"{q.kind} {'~' if q.approximate else ''}{value} {unit}".strip()


# -- numbers: every one from 0 to 9999, in both genders and cases, and back


_UNITS = {  # masculine (with feminine nouns), feminine form
    3: ("ثلاث", "ثلاثة"), 4: ("أربع", "أربعة"), 5: ("خمس", "خمسة"), 6: ("ست", "ستة"),
    7: ("سبع", "سبعة"), 8: ("ثماني", "ثمانية"), 9: ("تسع", "تسعة"), 10: ("عشر", "عشرة"),
}  # fmt: skip
_TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}


def arabic(number: int, *, feminine: bool, oblique: bool) -> str:
    """`number` in Modern Standard Arabic as grammars have it, counting a feminine or a masculine noun."""
    parts = []
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفين" if oblique else "ألفان")
    elif thousands:
        parts.append(f"{arabic(thousands, feminine=False, oblique=oblique)} آلاف")
    hundreds, small = divmod(rest, 100)
    if hundreds == 1:
        parts.append("مئة")
    elif hundreds == 2:
        parts.append("مئتين" if oblique else "مئتان")
    elif hundreds:
        parts.append(f"{_UNITS[hundreds][0].removesuffix('ي')}مئة")
    if small or not parts:
        parts.append(_below_hundred(small, feminine=feminine, oblique=oblique))
    return " و".join(parts)


def _below_hundred(number: int, *, feminine: bool, oblique: bool) -> str:
    tens, unit = divmod(number, 10)
    if number == 0:
        return "صفر"
    if number in _UNITS:
        return _UNITS[number][not feminine]
    if tens == 0:
        return _one_or_two(unit, feminine=feminine, oblique=oblique)
    if tens == 1:
        if unit == 1:
            return "إحدى عشرة" if feminine else "أحد عشر"
        if unit == 2:
            two = {(False, False): "اثنا", (False, True): "اثني", (True, False): "اثنتا", (True, True): "اثنتي"}
            return f"{two[feminine, oblique]} {'عشرة' if feminine else 'عشر'}"
        return f"{_UNITS[unit][not feminine]} {'عشرة' if feminine else 'عشر'}"
    ten = _TENS[tens] + ("ين" if oblique else "ون")
    if unit == 0:
        return ten
    small = _one_or_two(unit, feminine=feminine, oblique=oblique) if unit < 3 else _UNITS[unit][not feminine]
    return f"{small} و{ten}"


def _one_or_two(unit: int, *, feminine: bool, oblique: bool) -> str:
    if unit == 1:
        return "واحدة" if feminine else "واحد"
    stem = "اثنت" if feminine else "اثن"
    return stem + ("ين" if oblique else "ان")


@pytest.mark.parametrize("feminine", [False, True])
@pytest.mark.parametrize("oblique", [False, True])
def test_every_number_of_standard_arabic(feminine: bool, oblique: bool) -> None:
    wrong = [n for n in range(10_000) if number_value(arabic(n, feminine=feminine, oblique=oblique), "ar") != n]
    assert not wrong


def test_every_number_as_num2words_writes_it() -> None:
    assert not [n for n in range(10_000) if number_value(num2words(n, lang="ar"), "ar") != n]
    assert not [n for n in range(10_000) if number_value(num2words(n), "en") != n]


@given(st.integers(min_value=0, max_value=10**12))
def test_large_english_numbers(number: int) -> None:
    assert number_value(num2words(number), "en") == number


@given(
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=0, max_value=999),
    st.sampled_from([1000, 10**6, 10**9]),
)
def test_numbers_of_two_groups(high: int, low: int, scale: int) -> None:
    name = {1000: "ألف", 10**6: "مليون", 10**9: "مليار"}[scale]
    words = f"{arabic(high, feminine=False, oblique=True)} {name}" if high > 2 else name
    expected = (high if high > 2 else 1) * scale
    if low:
        words, expected = f"{words} و{arabic(low, feminine=False, oblique=True)}", expected + low
    assert number_value(words, "ar") == expected


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_of_every_script_are_the_same_number(number: int) -> None:
    eastern = str(number).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    persian = str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    grouped, arabic_grouped = f"{number:,}", f"{number:,}".replace(",", "٬")
    assert {number_value(text, "ar") for text in (str(number), eastern, persian, grouped, arabic_grouped)} == {number}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("تلاتة", 3), ("تمانة", 8), ("تمانية", 8), ("تنين", 2), ("تنتين", 2), ("حدعش", 11), ("احدعش", 11),
        ("اتناعش", 12),
        ("طنعش", 12), ("تلتطعش", 13), ("أربعطعش", 14), ("خمسطعش", 15), ("خمستعش", 15), ("سطعش", 16), ("سبعطعش", 17),
        ("تمنطعش", 18), ("تمانطاعش", 18), ("تسعطعش", 19), ("خمستاشر", 15), ("تمنتاشر", 18), ("عشرين", 20),
        ("تلاتين", 30),
        ("تمانين", 80), ("مية", 100), ("مية وخمسين", 150), ("مية وتمانية وتسعين", 198), ("ميتين", 200),
        ("تلتمية", 300),
        ("تلاتمية وعشرين", 320), ("ربعمية", 400), ("تمنمية", 800), ("ألف", 1000), ("ألفين", 2000),
        ("ألفين وأربعة وعشرين", 2024), ("ألفين وحدعش", 2011), ("ألف وتسعمية وتمانين", 1980),
        ("ألف تسعمية وتسعين", 1990),
        ("خمس تلاف", 5000), ("تلت تلاف وميتين", 3200), ("خمسة وعشرين ألف", 25_000), ("مية ألف", 100_000),
        ("مليون ونص", 1_500_000), ("نص مليون", 500_000), ("تلاتة فاصلة خمسة", 3.5), ("تلاتة ونص", 3.5),
        ("خمسة وربع", 5.25),
        ("3.5 مليون", 3_500_000),
        ("5 آلاف", 5000), ("ثلاثة ملايين ومئتا ألف", 3_200_000), ("٣٫٥", 3.5), ("ثلاثة أرباع", 0.75),
        ("ثلاث مئة وعشرة", 310),
        ("الخامس والعشرين", 25), ("الثاني عشر", 12), ("واحد وعشرين", 21),
    ],
)  # fmt: skip
def test_numbers_as_they_are_said(text: str, value: float | None) -> None:
    assert number_value(text, "ar") == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("twenty-five", 25), ("a hundred and five", 105), ("two and a half", 2.5), ("three quarters", 0.75),
        ("two dozen", 24),
        ("twenty five hundred", 2500), ("two point four", 2.4), ("eighty-seven point one", 87.1),
        ("half a million", 500_000),
        ("nineteen ninety", 1990), ("twenty twenty four", 2024), ("one point", None),
        ("", None),
        ("1,250.5", 1250.5), ("2.5 million", 2_500_000), ("twenty-third", 23), ("21st", 21), ("banana", None),
    ],
)  # fmt: skip
def test_english_numbers_as_they_are_said(text: str, value: float | None) -> None:
    assert number_value(text, "en") == value


# -- amounts in running text


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
    assert said(text) == expected


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
        ("May 5", "date 5 5"),
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
    assert said(text, "en") == expected


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
    assert set(found[0].counted) & set(only("مئتا درجة").counted)


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
    assert only(text, language, reference=date(2024, 12, 8)).date == expected
    unplaced = quantities(text, language)
    assert all(q.date is None or q.date.day is None for q in unplaced)


# -- agreement

SAME, COMPATIBLE, DIFFERENT, UNRELATED = Agreement.SAME, Agreement.COMPATIBLE, Agreement.DIFFERENT, Agreement.UNRELATED


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ثلاثة أيام", "72 ساعة", SAME), ("تلت تيام", "3 أيام", SAME), ("ثلاثة أيام", "يومين", DIFFERENT),
        ("أسبوعين", "15 يوم", COMPATIBLE), ("شهر واحد", "أربعة أسابيع", COMPATIBLE),
        ("شهرين", "ستة أسابيع", DIFFERENT),
        ("سنتين", "24 شهر", COMPATIBLE), ("بين أسبوعين وشهر", "شهر أو أسبوعين", SAME),
        ("ست أو سبع سنين", "في سن السابعة", COMPATIBLE),
        ("ست أو سبع سنين", "في سن الرابعة", DIFFERENT), ("حوالي 100 شخص", "110 أشخاص", COMPATIBLE),
        ("100 شخص", "110 أشخاص", DIFFERENT),
        ("حوالي 100 شخص", "200 شخص", DIFFERENT), ("أكثر من 50 شخصاً", "60 شخصاً", COMPATIBLE),
        ("أكثر من 50 شخصاً", "40 شخصاً", DIFFERENT),
        ("لا يتجاوز عددها سبع مواد", "12 مادة", DIFFERENT), ("50 شخصاً", "50 دولار", UNRELATED),
        ("خمسة رجال", "خمسة كتب", UNRELATED),
        ("ستة رجال", "خمسة كتب", UNRELATED), ("ستين علامة", "مئة درجة", DIFFERENT),
        ("من ستين", "مئة درجة", DIFFERENT),
        ("مئات الأشخاص", "12 شخصاً", DIFFERENT), ("عشرات الأشخاص", "تلاتين شخص", COMPATIBLE),
        ("عشرات الآلاف من الأشخاص", "200 شخص", DIFFERENT), ("آلاف الأشخاص", "ميات الأشخاص", COMPATIBLE),
        ("عدة أشهر", "تلت شهور", COMPATIBLE), ("بضعة أيام", "سنتين", DIFFERENT),
        ("مئات الدولارات", "5 ملايين دولار", DIFFERENT), ("مئات الأشخاص", "12 دولار", UNRELATED),
        ("5 دولار", "5 يورو", UNRELATED), ("5 دولار", "6 دولار", DIFFERENT), ("خمسين بالمية", "٥٠٪", SAME),
        ("50%", "60%", DIFFERENT),
        ("3 كيلومتر", "3000 متر", SAME), ("5 كيلومتر", "5 كيلوغرام", UNRELATED),
        ("الصف التاسع", "الصف السادس", DIFFERENT),
        ("الصف التاسع", "صف تاسع", SAME), ("الصف التاسع", "اليوم السادس", UNRELATED),
        ("الساعة تنتين ونص", "14:30", COMPATIBLE), ("02:30", "14:30", COMPATIBLE),
        ("تنتين ونص الصبح", "14:30", DIFFERENT),
        ("تنتين ونص الضهر", "14:30", SAME), ("الساعة 3", "الساعة 4", DIFFERENT),
        ("الساعة حوالي 3", "3:10", COMPATIBLE),
        ("الساعة العاشرة والنصف ليلاً", "22:30", SAME), ("23:55", "الساعة حوالي 12 ليلاً", COMPATIBLE),
        ("8 ديسمبر", "8 كانون الأول 2024", COMPATIBLE), ("8 ديسمبر 2024", "8 ديسمبر 2025", DIFFERENT),
        ("ديسمبر", "8 كانون الأول", COMPATIBLE),
        ("ديسمبر", "8 نوفمبر", DIFFERENT), ("8 ديسمبر", "عام 2024", UNRELATED),
        ("الثامن من ديسمبر", "بتمانية تنعش", SAME),
        ("يوم الأحد", "يوم الاثنين", DIFFERENT), ("يوم الأحد", "8 ديسمبر", UNRELATED),
        ("التسعينات", "عام 1995", COMPATIBLE),
        ("التسعينات", "عام 2005", DIFFERENT), ("عام 2011", "2012", DIFFERENT), ("سنة ألفين وحدعش", "2011", SAME),
        ("ثلاثة أيام", "8 ديسمبر", UNRELATED),
    ],
)  # fmt: skip
def test_agreement(one: str, other: str, expected: Agreement) -> None:
    assert compare(only(one), only(other)) is expected
    assert compare(only(other), only(one)) is expected


_PHRASES = (
    "ثلاثة أيام", "72 ساعة", "حوالي شهر", "أكثر من 50 شخصاً", "خمسة كتب", "5 دولار", "50%", "الصف التاسع", "14:30",
    "تنتين ونص الصبح",
    "8 ديسمبر 2024", "عام 2011", "التسعينات", "يوم الأحد", "من ست لسبع سنين", "من ستين", "3 كيلومتر", "2011",
    "أقل من مئة",
)  # fmt: skip


@given(st.sampled_from(_PHRASES), st.sampled_from(_PHRASES))
def test_agreement_is_symmetric_and_reflexive(one: str, other: str) -> None:
    a, b = only(one), only(other)
    assert compare(a, b) is compare(b, a)
    assert compare(a, a) is SAME


# -- orders of magnitude

_MAGNITUDES = {
    language: [
        (float(low), float(high), word) for low, high, cell in rows(language, "magnitudes") for word in cell.split()
    ]
    for language in ("ar", "en")
}


@given(st.sampled_from(["ar", "en"]), st.data(), st.integers(1, 10**10))
def test_what_a_magnitude_may_mean_never_stands_against_it(language: str, data: st.DataObject, number: int) -> None:
    low, high, word = data.draw(st.sampled_from(_MAGNITUDES[language]))
    (vague,) = quantities(f"{word.replace('+', ' ')} {'شخص' if language == 'ar' else 'people'}", language)
    (exact,) = quantities(f"{number} {'شخص' if language == 'ar' else 'people'}", language)
    assert (vague.low, vague.high) == (low, high)
    other_low, other_high, other = data.draw(st.sampled_from(_MAGNITUDES[language]))
    (also,) = quantities(other.replace("+", " "), language)
    for one, least, most in ((exact, number, number), (also, other_low, other_high)):
        overlap = max(low, least) <= min(high, most)
        assert not overlap or compare(vague, one) in (SAME, COMPATIBLE)
    if number > 2 * high or 2 * number < low:
        assert compare(vague, exact) is DIFFERENT


# -- any text

_WORDS = st.sampled_from(
    "ألفين و أربعة وعشرين مية ونص إلا ربع الساعة ساعة شهر شهرين من لسبع إلى بين أو يوم الأحد 8 ديسمبر "
    "/ - , 2024 12:30 50% % $ الثامن حوالي "
    "أكثر سنة عمر بتمانية تنعش مليون نصف الظهر half past two a an hour and to of the th 5 p.m. May in may".split()
)


@given(st.lists(_WORDS, max_size=25), st.sampled_from(["ar", "en", "und"]), st.sampled_from([None, date(2024, 12, 8)]))
def test_amounts_lie_in_order_without_overlap(words: list[str], language: str, reference: date | None) -> None:
    text = " ".join(words)
    found = quantities(text, language, reference=reference)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.low <= quantity.high
        assert quantity.high > -inf
        assert compare(quantity, quantity) is SAME
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("text", "language"), [("في من و كل اللي بعد عن على", "ar"), ("the of in to and last a", "en")]
)
def test_words_between_amounts_are_not_read_as_one(text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most words of any talk: what is tried at each of them costs the most."""
    monkeypatch.setattr(QuantityReader, "_best", lambda *_: pytest.fail("an amount was looked for"))
    assert quantities(text, language) == ()


_TABLE_WORDS = {
    language: sorted(
        {
            spelling.rstrip("?!").replace("+", " ")
            for table in ("numbers", "units", "calendar", "bounds")
            for row in rows(language, table)
            for cell in row[1:]
            for spelling in spellings(cell)
        }
        | set("the a an و ب ال لل وال 3 12 2024 8/12 5% , . -".split())
    )
    for language in ("ar", "en")
}


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(["ar", "en"]), st.sampled_from([None, date(2024, 12, 8)]))
def test_no_amount_is_missed_by_looking_at_its_first_word(
    data: st.DataObject, language: str, reference: date | None
) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(_TABLE_WORDS[language]), max_size=12)))
    found = quantities(text, language, reference=reference)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuantityReader, "_starts", lambda self, words: range(len(words)))
        assert quantities(text, language, reference=reference) == found


@pytest.mark.parametrize(
    "text", ["9" * 5000, "9" * 5000 + "%", "9" * 5000 + "s", f"{'9' * 5000}-12-08", "1/" * 5000, "1." * 5000]
)
def test_endless_digits_are_no_amount(text: str) -> None:
    assert all(-inf < quantity.low < inf for language in ("ar", "en") for quantity in quantities(text, language))


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for language in ("ar", "en", "und"):
        quantities(text, language, reference=date(2024, 1, 31))


def test_digits_are_read_in_any_language() -> None:
    assert [q.low for q in quantities("Il y a 3 chats et 1,250 chiens", "fr")] == [3, 1250]


@pytest.mark.parametrize(
    "phrase",
    ["twenty ", "point two ", "مليون و", "و ", "ألف ", "لا يتجاوز ", "من 5 ", "8 ديسمبر ", "1-", "الساعة ", "ساعة و"],
)
def test_hostile_repetition_takes_linear_time(phrase: str) -> None:
    text = phrase * (20_000 // len(phrase))
    start = time.perf_counter()
    quantities(text, "ar")
    quantities(text, "en")
    assert time.perf_counter() - start < 15


# -- what the spoken Arabics put together of a stem and an ending, and other made numbers


_TEENS = {
    3: "تلت تلات ثلث ثلاث", 4: "اربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "تمن تمان ثمن", 9: "تسع",
}  # fmt: skip


@pytest.mark.parametrize("ending", ["طعش", "طعشر", "تاشر", "طاشر", "تعش", "طاش"])
@pytest.mark.parametrize("unit", _TEENS)
def test_teens_of_every_region(unit: int, ending: str) -> None:
    for stem in _TEENS[unit].split():
        assert number_value(stem + ending, "ar") == 10 + unit, stem + ending
        assert number_value(f"{stem}{ending} ألف", "ar") == 1000 * (10 + unit)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("خمستلاف", 5000), ("ستلاف", 6000), ("تلتمية", 300), ("تمنميت", 800), ("خمسمية وخمسين", 550),
        ("واحد فاصل خمسة مليون", 1_500_000), ("تلاتة فاصلة خمسة وسبعين", 3.75), ("مليون ونصف المليون", 1_500_000),
        ("ربع مليون", 250_000), ("مليون وربع", 1_250_000), ("تلاتة ونص مليون", 3_500_000), ("ناقص اتناعش", -12),
        ("ثلاثة أرباع مليون", 750_000), ("سدس", 1 / 6),
    ],
)  # fmt: skip
def test_numbers_that_are_put_together(text: str, value: float) -> None:
    assert number_value(text, "ar") == pytest.approx(value)


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "thousand", "million", "billion"]))
def test_spoken_decimals_of_any_scale(whole: int, decimals: int, scale: str) -> None:
    times = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    expected = float(f"{whole}.{decimals}") * times
    assert number_value(f"{num2words(whole)} point {num2words(decimals)} {scale}", "en") == pytest.approx(expected)
    arabic_scale = {"": "", "thousand": "ألف", "million": "مليون", "billion": "مليار"}[scale]
    spoken = arabic(whole, feminine=False, oblique=True) if whole else "صفر"
    assert number_value(f"{spoken} فاصلة {decimals} {arabic_scale}", "ar") == pytest.approx(expected)


@given(st.integers(1600, 2099))
def test_years_said_in_halves(year: int) -> None:
    century, rest = divmod(year, 100)
    said_so = f"{num2words(century)} {'oh ' if rest < 10 else ''}{num2words(rest)}" if rest else ""
    if said_so:
        assert said(f"in {said_so}", "en") == f"date {year}" or year < 1800
        assert number_value(said_so, "en") == year


@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3), st.sampled_from("\u00a0\u202f, "))
def test_digits_in_groups(first: int, groups: list[int], space: str) -> None:
    value = int(f"{first}{''.join(f'{group:03}' for group in groups)}")
    text = space.join([str(first), *(f"{group:03}" for group in groups)])
    found = [q.low for q in quantities(f"{text} people", "en")]
    assert found == [value] or (space == " " and len(groups) == 1 and groups[0])


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
        ("محرم 1446 هـ", "date 1446 1"), ("10 محرم", "date 1 10"), ("في رمضان", "date 9"),
    ],
)  # fmt: skip
def test_amounts_that_new_talks_brought(text: str, expected: str) -> None:
    assert said(text, "en" if text.isascii() or "Louis" in text or text[0] in "₺−" else "ar") == expected


@pytest.mark.parametrize("text", ["an F-16", "room 101-A", "vitamin C", "Malcolm X", "the I in team", "a mix of VI"])
def test_what_is_neither_signed_nor_roman(text: str) -> None:
    assert not [q for q in quantities(text, "en") if q.low < 0 or q.kind == "ordinal"]


@pytest.mark.parametrize("text", ["نص الاتفاق", "نص القانون الجديد", "النص الأول", "الربع الأول من المباراة"])
def test_a_text_and_the_first_quarter_are_no_shares(text: str) -> None:
    assert not [q for q in quantities(text, "ar") if q.kind == "percent"]


def test_half_of_something_is_told_from_a_text_by_what_follows() -> None:
    assert said("دفعوا نص المبلغ") == "percent ~50"
