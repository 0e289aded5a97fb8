"""Whether of two amounts each says the other; orders of magnitude."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language.tables import rows
from align.quantities import Relation, compare_said, quantities
from tests.support.amounts import only_amount

AGREES, OPEN, CONFLICTS, UNRELATED = Relation.AGREES, Relation.OPEN, Relation.CONFLICTS, Relation.UNRELATED


@pytest.mark.parametrize(
    ("one", "other", "said_by_the_other", "the_other_way"),
    [
        ("ثلاثة أيام", "72 ساعة", AGREES, AGREES), ("تلت تيام", "3 أيام", AGREES, AGREES),
        ("ثلاثة أيام", "يومين", CONFLICTS, CONFLICTS), ("أسبوعين", "15 يوم", AGREES, AGREES),
        ("شهر واحد", "أربعة أسابيع", AGREES, AGREES), ("شهرين", "ستة أسابيع", CONFLICTS, CONFLICTS),
        ("سنتين", "24 شهر", AGREES, AGREES), ("بين أسبوعين وشهر", "شهر أو أسبوعين", AGREES, AGREES),
        ("ست أو سبع سنين", "في سن السابعة", AGREES, OPEN),
        ("ست أو سبع سنين", "في سن الرابعة", CONFLICTS, CONFLICTS), ("حوالي 100 شخص", "110 أشخاص", AGREES, OPEN),
        ("100 شخص", "110 أشخاص", OPEN, CONFLICTS), ("حوالي 100 شخص", "200 شخص", CONFLICTS, CONFLICTS),
        ("أكثر من 50 شخصاً", "60 شخصاً", AGREES, OPEN), ("أكثر من 50 شخصاً", "40 شخصاً", CONFLICTS, CONFLICTS),
        ("لا يتجاوز عددها سبع مواد", "12 مادة", CONFLICTS, CONFLICTS),
        ("50 شخصاً", "50 دولار", UNRELATED, UNRELATED), ("خمسة رجال", "خمسة كتب", UNRELATED, UNRELATED),
        ("ستة رجال", "خمسة كتب", UNRELATED, UNRELATED), ("ستين علامة", "مئة درجة", CONFLICTS, CONFLICTS),
        ("من ستين", "مئة درجة", CONFLICTS, CONFLICTS), ("مئات الأشخاص", "12 شخصاً", CONFLICTS, CONFLICTS),
        ("عشرات الأشخاص", "تلاتين شخص", AGREES, OPEN),
        ("عشرات الآلاف من الأشخاص", "200 شخص", CONFLICTS, CONFLICTS),
        ("آلاف الأشخاص", "ميات الأشخاص", OPEN, OPEN), ("عدة أشهر", "تلت شهور", AGREES, OPEN),
        ("بضعة أيام", "سنتين", CONFLICTS, CONFLICTS),
        ("مئات الدولارات", "5 ملايين دولار", CONFLICTS, CONFLICTS),
        # So far apart, they are of two things, but for a slip of the scale.
        ("10,000 شخص", "خمس أشخاص", UNRELATED, UNRELATED), ("8 ثوان", "24 ساعة", UNRELATED, UNRELATED),
        ("5000 شخص", "خمس أشخاص", CONFLICTS, CONFLICTS), ("يومين", "دقيقتين", CONFLICTS, CONFLICTS),
        ("مئات الأشخاص", "12 دولار", UNRELATED, UNRELATED), ("5 دولار", "5 يورو", CONFLICTS, CONFLICTS),
        ("5 دولار", "6 دولار", CONFLICTS, CONFLICTS), ("خمسين بالمية", "٥٠٪", AGREES, AGREES),
        ("50%", "60%", CONFLICTS, CONFLICTS), ("3 كيلومتر", "3000 متر", AGREES, AGREES),
        ("5 كيلومتر", "5 كيلوغرام", CONFLICTS, CONFLICTS), ("الصف التاسع", "الصف السادس", CONFLICTS, CONFLICTS),
        ("الصف التاسع", "صف تاسع", AGREES, AGREES), ("الصف التاسع", "اليوم السادس", UNRELATED, UNRELATED),
        ("الساعة تنتين ونص", "14:30", AGREES, AGREES), ("02:30", "14:30", AGREES, AGREES),
        ("تنتين ونص الصبح", "14:30", CONFLICTS, CONFLICTS), ("تنتين ونص الضهر", "14:30", AGREES, AGREES),
        ("الساعة 3", "الساعة 4", CONFLICTS, CONFLICTS), ("الساعة حوالي 3", "3:10", AGREES, OPEN),
        ("الساعة العاشرة والنصف ليلاً", "22:30", AGREES, AGREES),
        ("23:55", "الساعة حوالي 12 ليلاً", OPEN, AGREES), ("8 ديسمبر", "8 كانون الأول 2024", AGREES, AGREES),
        ("8 ديسمبر 2024", "8 ديسمبر 2025", CONFLICTS, CONFLICTS), ("ديسمبر", "8 كانون الأول", AGREES, OPEN),
        ("ديسمبر", "8 نوفمبر", CONFLICTS, CONFLICTS), ("8 ديسمبر", "عام 2024", UNRELATED, UNRELATED),
        ("الثامن من ديسمبر", "بتمانية تنعش", AGREES, AGREES),
        ("يوم الأحد", "يوم الاثنين", CONFLICTS, CONFLICTS), ("يوم الأحد", "8 ديسمبر", UNRELATED, UNRELATED),
        ("التسعينات", "عام 1995", AGREES, OPEN), ("التسعينات", "عام 2005", CONFLICTS, CONFLICTS),
        ("عام 2011", "2012", CONFLICTS, CONFLICTS), ("سنة ألفين وحدعش", "2011", AGREES, AGREES),
        ("ثلاثة أيام", "8 ديسمبر", UNRELATED, UNRELATED),
    ],
)  # fmt: skip
def test_agreement(one: str, other: str, said_by_the_other: Relation, the_other_way: Relation) -> None:
    assert compare_said(only_amount(one), only_amount(other)).relation is said_by_the_other
    assert compare_said(only_amount(other), only_amount(one)).relation is the_other_way


_PHRASES = (
    "ثلاثة أيام", "72 ساعة", "حوالي شهر", "أكثر من 50 شخصاً", "خمسة كتب", "5 دولار", "50%", "الصف التاسع", "14:30",
    "تنتين ونص الصبح",
    "8 ديسمبر 2024", "عام 2011", "التسعينات", "يوم الأحد", "من ست لسبع سنين", "من ستين", "3 كيلومتر", "2011",
    "أقل من مئة",
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(_PHRASES), st.sampled_from(_PHRASES))
def test_agreement_is_reflexive_and_nothing_is_related_one_way_only(one: str, other: str) -> None:
    a, b = only_amount(one), only_amount(other)
    assert (compare_said(a, b).relation is UNRELATED) is (compare_said(b, a).relation is UNRELATED)
    assert compare_said(a, a).relation is AGREES


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
        assert not overlap or compare_said(vague, one).relation in (AGREES, OPEN)
    if number > 2 * high or 2 * number < low:
        assert compare_said(vague, exact).relation is CONFLICTS
