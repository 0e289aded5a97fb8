"""Whether an amount heard says the amount that an article claims."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.quantities import Era, PartialDate, Quantity, Relation, compare_said, quantities
from align.quantities.hijri import days_covered, hijri_ordinal

AGREES, OPEN, CONFLICTS, UNRELATED = Relation.AGREES, Relation.OPEN, Relation.CONFLICTS, Relation.UNRELATED


def only(text: str) -> Quantity:
    language = "ar" if any("\u0600" <= letter <= "\u06ff" for letter in text) else "en"
    (quantity,) = quantities(text, language)
    return quantity


@pytest.mark.parametrize(
    ("claimed", "heard", "relation", "code"),
    [
        # the same, in other words, units or digits
        ("a quarter of a million people", "250,000 people", AGREES, None),
        ("250,000 people", "two hundred and fifty thousand people", AGREES, None),
        ("1.5 million people", "one and a half million people", AGREES, None),
        ("300 000 people", "three hundred thousand people", AGREES, None),
        ("300.000 people", "three hundred thousand people", AGREES, None),
        ("three days", "72 hours", AGREES, None),
        ("45 states", "45 member states", AGREES, None),
        ("half of the people", "50 percent", AGREES, None),
        ("25%", "one in four", AGREES, None),
        ("مليون ونصف المليون ليرة", "مليون وخمسمية ألف ليرة", AGREES, None),
        ("5000 دولار", "خمستلاف دولار", AGREES, None),
        ("ثلاثة أيام", "تلت تيام", AGREES, None),
        # rounded to the digits that the article gives, not the other way round
        ("83.3 metres", "83.33 metres", AGREES, None),
        ("1.25 kilometres", "1,247 metres", AGREES, None),
        ("1,247 metres", "1.25 kilometres", OPEN, "precision"),
        ("3 million people", "3,050,000 people", AGREES, None),
        ("3 million people", "3.2 million people", OPEN, "precision"),
        ("3 million people", "3.8 million people", CONFLICTS, "number"),
        ("40 states", "42 states", CONFLICTS, "number"),
        ("1.2 million people", "1.24 million people", AGREES, None),
        ("1.2 million people", "1.3 million people", CONFLICTS, "number"),
        # bounds
        ("45 states", "at least 40 states", OPEN, "bound"),
        ("40 states", "at least 40 states", OPEN, "bound"),
        ("30 states", "at least 40 states", CONFLICTS, "number"),
        ("at least 40 states", "45 states", AGREES, None),
        ("more than 40 states", "at least 40 states", AGREES, None),
        ("more than 40 states", "38 states", CONFLICTS, "number"),
        ("more than 40 states", "40 states", OPEN, "bound"),
        ("more than 40 states", "300 states", OPEN, "bound"),
        ("more than 40 states", "more than 60 states", CONFLICTS, "number"),
        ("at least 40 states", "at most 40 states", CONFLICTS, "bound"),
        ("at least 40 states", "at most 30 states", CONFLICTS, "bound"),
        ("fewer than 40 states", "35 states", AGREES, None),
        ("fewer than 40 states", "45 states", CONFLICTS, "number"),
        ("أكثر من 50 شخصاً", "60 شخص", AGREES, None),
        ("60 شخصاً", "أكتر من خمسين شخص", OPEN, "bound"),
        # about, ranges, orders of magnitude
        ("about 50 people", "48 people", AGREES, None),
        ("50 people", "about 50 people", AGREES, None),
        ("48 people", "about 50 people", OPEN, "precision"),
        ("80 people", "about 50 people", CONFLICTS, "number"),
        ("10-15 days", "ten to fifteen days", AGREES, None),
        ("10-50 days", "ten to fifteen days", CONFLICTS, "number"),
        ("between 10 and 50 people", "between ten and fifteen people", CONFLICTS, "number"),
        ("12 days", "ten to fifteen days", OPEN, "precision"),
        ("20 days", "ten to fifteen days", CONFLICTS, "number"),
        ("10 to 15 days", "12 days", AGREES, None),
        ("hundreds of people", "250 people", AGREES, None),
        ("250 people", "hundreds of people", OPEN, "precision"),
        ("thousands of people", "12 people", CONFLICTS, "number"),
        ("2019 إلى 2021", "من ألفين وتسعتاش لألفين وواحد وعشرين", AGREES, None),
        ("2019 إلى 2022", "من ألفين وتسعتاش لألفين وواحد وعشرين", CONFLICTS, "date"),
        # signs, scores, changes, shares
        ("-12 metres", "minus twelve metres", AGREES, None),
        ("12 metres", "minus twelve metres", CONFLICTS, "number"),
        ("the score was 3-2", "the score was three to two", AGREES, None),
        ("the score was 2-3", "the score was three to two", OPEN, "number"),
        ("the score was 4-2", "the score was three to two", CONFLICTS, "number"),
        ("prices rose by 20%", "prices rose to 20 percent", OPEN, "change"),
        ("prices rose by 20%", "prices rose by 20 percent", AGREES, None),
        ("ربع كلفة الزجاج", "الربع من كلفة الزجاج", AGREES, None),
        ("نصف كلفة الزجاج", "الربع من كلفة الزجاج", CONFLICTS, "number"),
        # units
        ("5 euros", "5 dollars", CONFLICTS, "unit"),
        ("5 euros", "7 dollars", UNRELATED, None),
        ("3 weeks", "3 days", CONFLICTS, "unit"),
        ("5 kilometres", "5 kilograms", CONFLICTS, "unit"),
        ("500 dollars", "500", OPEN, "unit"),
        ("500 dollars", "600", CONFLICTS, "number"),
        ("five men", "five books", UNRELATED, None),
        # dates and times
        ("8 December 2024", "the 8th of December", AGREES, None),
        ("December 2024", "8 December 2024", AGREES, None),
        ("in December", "8 December", AGREES, None),
        ("8 December", "in December", OPEN, "precision"),
        ("8 December 2024", "8 December 2023", CONFLICTS, "date"),
        ("in the nineties", "in 1995", AGREES, None),
        ("in 1995", "in the nineties", OPEN, "precision"),
        ("in 1905", "in nineteen oh five", AGREES, None),
        ("at 5 pm", "5 o'clock", AGREES, None),
        ("at 5:30 pm", "at 6:30 pm", CONFLICTS, "time"),
    ],
)  # fmt: skip
def test_as_a_reader_decides(claimed: str, heard: str, relation: Relation, code: str | None) -> None:
    found = compare_said(only(claimed), only(heard))
    assert (found.relation, found.code) == (relation, code)


PHRASES = (
    "ثلاثة أيام", "72 ساعة", "حوالي شهر", "أكثر من 50 شخصاً", "خمسة كتب", "5 دولار", "50%", "الصف التاسع", "14:30",
    "8 ديسمبر 2024", "عام 2011", "التسعينات", "يوم الأحد", "من ست لسبع سنين", "3 كيلومتر", "أقل من مئة", "3-2",
    "رمضان 1445 هـ", "مئات الأشخاص", "ناقص خمسة", "at least 40 states", "one point five million", "5 euros", "1.25 km",
)  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(PHRASES), st.sampled_from(PHRASES))
def test_what_is_said_supports_itself_and_nothing_excluded_agrees(claimed: str, heard: str) -> None:
    one, other = only(claimed), only(heard)
    assert compare_said(one, one).relation is AGREES
    conflict, back = compare_said(one, other).relation is CONFLICTS, compare_said(other, one).relation is CONFLICTS
    assert conflict == back  # who is accused does not depend on which of the two is the article


@settings(deadline=None)
@given(st.integers(1, 10**9), st.integers(1, 10**9))
def test_bounds_as_arithmetic_has_them(bound: int, number: int) -> None:
    """Against an oracle: "more than N" is never contradicted by more, nor supported by less."""
    least, exact = only(f"more than {bound} people"), only(f"{number} people")
    found = compare_said(least, exact).relation
    assert found is not CONFLICTS if number >= bound else found is not AGREES
    assert compare_said(exact, least).relation is not AGREES
    if number < 0.9 * bound:
        assert found is CONFLICTS
        assert compare_said(exact, least).relation is CONFLICTS
    if bound < number <= 2 * bound:
        assert found is AGREES


@settings(deadline=None)
@given(st.integers(100, 10**7), st.integers(0, 1))
def test_rounding_never_loses_a_true_claim(number: int, digits: int) -> None:
    """A number rounded to any of its decimals, or the full number in words, is the same."""
    exact = only(f"{number} metres")
    assert compare_said(only(f"{number / 1000:.{digits + 1}f} km"), exact).relation is not CONFLICTS or number < 1000
    assert compare_said(only(f"{number:,} metres"), exact).relation is AGREES


@settings(deadline=None)
@given(st.dates(date(1940, 1, 1), date(2060, 12, 31)))
def test_the_islamic_calendar_runs_without_gaps(day: date) -> None:
    """Every day lies in exactly one month of the table: month lengths are 29 or 30, years 354 or 355."""
    year = round((day.year - 622) * 33 / 32)
    for of in (year, year + 1):
        starts = [hijri_ordinal(of, month, 1) for month in range(1, 13)] + [hijri_ordinal(of + 1, 1, 1)]
        lengths = [after - before for before, after in pairwise(starts)]
        assert set(lengths) <= {29, 30}
        assert sum(lengths) in (354, 355)
    covered = days_covered(PartialDate(1445, 9, era=Era.HIJRI))
    assert covered is not None
    assert covered[0] <= date(2024, 3, 11).toordinal() <= date(2024, 4, 9).toordinal() <= covered[1]
