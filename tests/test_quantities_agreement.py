"""Whether two amounts can both be true; orders of magnitude."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language import Agreement
from align.language.tables import rows
from align.quantities import compare, quantities
from tests.support.amounts import only_amount

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
    assert compare(only_amount(one), only_amount(other)) is expected
    assert compare(only_amount(other), only_amount(one)) is expected


_PHRASES = (
    "ثلاثة أيام", "72 ساعة", "حوالي شهر", "أكثر من 50 شخصاً", "خمسة كتب", "5 دولار", "50%", "الصف التاسع", "14:30",
    "تنتين ونص الصبح",
    "8 ديسمبر 2024", "عام 2011", "التسعينات", "يوم الأحد", "من ست لسبع سنين", "من ستين", "3 كيلومتر", "2011",
    "أقل من مئة",
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(_PHRASES), st.sampled_from(_PHRASES))
def test_agreement_is_symmetric_and_reflexive(one: str, other: str) -> None:
    a, b = only_amount(one), only_amount(other)
    assert compare(a, b) is compare(b, a)
    assert compare(a, a) is SAME


_MAGNITUDES = {
    language: [
        (float(low), float(high), word) for low, high, cell in rows(language, "magnitudes") for word in cell.split()
    ]
    for language in ("ar", "en")
}


@settings(deadline=None)
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
