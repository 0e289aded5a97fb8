"""Numbers in words and digits, both ways: every one from 0 to 9999, and those that are put together."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from num2words import num2words

from align.quantities import number_value, quantities
from tests.support.amounts import amount_as_text, arabic_number


@pytest.mark.parametrize("feminine", [False, True])
@pytest.mark.parametrize("oblique", [False, True])
def test_every_number_of_standard_arabic(feminine: bool, oblique: bool) -> None:
    wrong = [n for n in range(10_000) if number_value(arabic_number(n, feminine=feminine, oblique=oblique), "ar") != n]
    assert not wrong


def test_every_number_as_num2words_writes_it() -> None:
    assert not [n for n in range(10_000) if number_value(num2words(n, lang="ar"), "ar") != n]
    assert not [n for n in range(10_000) if number_value(num2words(n), "en") != n]


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**12))
def test_large_english_numbers(number: int) -> None:
    assert number_value(num2words(number), "en") == number


@settings(deadline=None)
@given(
    st.integers(min_value=1, max_value=999),
    st.integers(min_value=0, max_value=999),
    st.sampled_from([1000, 10**6, 10**9]),
)
def test_numbers_of_two_groups(high: int, low: int, scale: int) -> None:
    name = {1000: "ألف", 10**6: "مليون", 10**9: "مليار"}[scale]
    words = f"{arabic_number(high, feminine=False, oblique=True)} {name}" if high > 2 else name
    expected = (high if high > 2 else 1) * scale
    if low:
        words, expected = f"{words} و{arabic_number(low, feminine=False, oblique=True)}", expected + low
    assert number_value(words, "ar") == expected


@settings(deadline=None)
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


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "thousand", "million", "billion"]))
def test_spoken_decimals_of_any_scale(whole: int, decimals: int, scale: str) -> None:
    times = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[scale]
    expected = float(f"{whole}.{decimals}") * times
    assert number_value(f"{num2words(whole)} point {num2words(decimals)} {scale}", "en") == pytest.approx(expected)
    arabic_scale = {"": "", "thousand": "ألف", "million": "مليون", "billion": "مليار"}[scale]
    spoken = arabic_number(whole, feminine=False, oblique=True) if whole else "صفر"
    assert number_value(f"{spoken} فاصلة {decimals} {arabic_scale}", "ar") == pytest.approx(expected)


@settings(deadline=None)
@given(st.integers(1600, 2099))
def test_years_said_in_halves(year: int) -> None:
    century, rest = divmod(year, 100)
    said_so = f"{num2words(century)} {'oh ' if rest < 10 else ''}{num2words(rest)}" if rest else ""
    if said_so:
        assert amount_as_text(f"in {said_so}", "en") == f"date {year}" or year < 1800
        assert number_value(said_so, "en") == year


@settings(deadline=None)
@given(st.integers(1, 999), st.lists(st.integers(0, 999), min_size=1, max_size=3), st.sampled_from("\u00a0\u202f, "))
def test_digits_in_groups(first: int, groups: list[int], space: str) -> None:
    value = int(f"{first}{''.join(f'{group:03}' for group in groups)}")
    text = space.join([str(first), *(f"{group:03}" for group in groups)])
    found = [q.low for q in quantities(f"{text} people", "en")]
    assert found == [value] or (space == " " and len(groups) == 1 and groups[0])


@pytest.mark.parametrize("noun", ["ولاد", "ولايات", "أولاد", "وزراء"])
def test_a_noun_that_begins_with_a_letter_of_joining_is_counted_like_any_other(noun: str) -> None:
    assert [quantity.low for quantity in quantities(f"عندي خمس {noun}", "ar")] == [5.0]
