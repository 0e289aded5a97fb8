"""Amounts as speech shortens and corrects them: what it leaves unsaid, joins, or takes back."""

import pytest

from align.quantities import Relation, between, compare_said, number_value
from tests.support.amounts import amount_as_text, only_amount

AGREES, OPEN, CONFLICTS = Relation.AGREES, Relation.OPEN, Relation.CONFLICTS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a scale said once for two numbers
        ("five or six thousand people", "number 5000..6000"), ("between six and eight billion", "number 6e+09..8e+09"),
        ("من خمسة إلى عشرة آلاف ليرة", "money 5000..10000 lira"), ("مئة أو مئتي ألف", "number 100000..200000"),
        ("ten to two thousand people", "number 10..2000"), ("between 5 and 10,000 people", "number 5..10000"),
        # a smaller unit
        ("a minute and ten", "duration 0.000810185"), ("دقيقة وعشرة", "duration 0.000810185"),
        ("ساعتين وعشرة", "duration 0.0902778"), ("متر وعشرين", "measure 1.2 m"), ("كيلو ومية", "measure 1.1 kilo"),
        ("متر وسبعين سنتيمتر", "measure 1.7 m"), ("مترا وسبعين سنتيمترا", "measure 1.7 m"),
        ("three kilos and 200 grams", "measure 3.2 kg"),
        # the nought before a point
        ("it was point nine", "number 0.9"), ("nought point nine three", "number 0.93"),
        ("a deficit of point six", "number 0.6"), ("by point five million", "number 500000"),
        ("at this point six people came", "number 6"), ("at one point six people came", "number 1.6"),
        # taken back
        ("سبع إخوة، لا ثمن", "number 8"), ("five brothers, no, six", "number 6"),
        ("Six. No, wait, seven", "number 7"), ("بالألفين واتناعش لا لا استنى بالألفين وتلاتعش", "date 2013"),
        ("تسع دونمات لا عفواً تمانية", "measure 8000 m2"), ("in nineteen twenty-six, sorry, thirty-six", "date 1936"),
        ("سنة ألف وتسعمية وستة، لأ، ألف وتسعمية وثمنية", "date 1908"),
        # a year without its century, as dialects say it
        ("فتحو بالاتنين وخمسين بباب توما", "date 1952"), ("بسنة التلتعش اشتغلنا", "date 2013"),
        ("بأول الاطنعش سكر المحل", "date 2012"), ("بآذار الأربعة وعشرين رجعنا", "date 2024 3"),
        ("في السبعة وستين", "date 1967"), ("ضل معنا لالأربعطعش وسافر", "date 2014"),
        ("صار بالستين", "number 60"), ("أول ٧٥ واحد", "number 75"), ("بالخمسة وعشرين سنة", "duration 9125"),
        ("بالخمسة وعشرين ليرة", "money 25 lira"), ("بالاطنعش الضهر", "clock 720 pm"),
        # ages told as ranks
        ("ابنة الحادية والثلاثين", "duration 11315"), ("ناشئون دون الرابعة عشرة", "duration -inf..5110"),
        # bounds with words between
        ("لم يقل عدد الوجبات اليومية عن ألف", "number 1000..inf"),
        ("يقل ما يتقاضاه الآن عن 550 دولاراً", "money -inf..550 dollar"),
        ("لا يزيد الطلاب كثيراً على ستة", "number -inf..6"), ("يزيد عمر أصغر عامل على 18 سنة", "duration 6570..inf"),
        ("الحين ما توصل أربعمية", "number -inf..400"), ("زاد السعر عن السابق بخمسة دنانير", "money 5 dinar"),
        # times of day in full
        ("at 3.20pm", "clock 920 pm"), ("at 11.05 a.m.", "clock 665 am"), ("it cost 3.20 pounds", "money 3.2 pound"),
        ("في الرابعة وسبع عشرة دقيقة", "clock 257"), ("الخامسة وخمس وأربعين دقيقة صباحاً", "clock 345 am"),
        # units in the accusative
        ("33 كيلوغراماً", "measure 33 kg"), ("ثمانية دونماً", "measure 8000 m2"),
        # years with their thousands behind
        ("سنة خمسة وألفين", "date 2005"), ("سنة ألفين وثلاثعشر", "date 2013"),
    ],
)  # fmt: skip
def test_what_is_left_unsaid_or_taken_back(text: str, expected: str) -> None:
    assert amount_as_text(text, "en" if text.isascii() else "ar") == expected


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عالتلتمية", 300), ("عالعشرين", 20), ("ثلاثعشر", 13), ("ستعشر", 16), ("تلت تالاف", 3000),
        ("أربع تالاف وميتين", 4200), ("ستاً وثلاثين", 36), ("ثمانياً وأربعين", 48), ("خمسة وألفين", 2005),
        ("ألفا", 2000), ("خمسين ألفا", 50_000),
    ],
)  # fmt: skip
def test_number_words(text: str, value: float) -> None:
    assert number_value(text, "ar") == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دفع ألفا", "number 1000"), ("دفع ألفا وخمسمئة دولار", "money 1500 dollar"),
        ("دفع ألفا دولار", "money 2000 dollar"),
        ("بلغ مليونا ونصف مليون", "number 1.5e+06"), ("غادر ألفا شخص", "number 2000"), ("دفع ألفين", "number 2000"),
    ],
)  # fmt: skip
def test_one_in_the_accusative_is_not_two(text: str, expected: str) -> None:
    assert amount_as_text(text) == expected


@pytest.mark.parametrize("text", ["كمية من الزيت", "الكمية كلها", "شركة عالمية", "يبلغ ثمن الثوب كثيراً"])
def test_what_only_looks_like_an_amount(text: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        only_amount(text)


@pytest.mark.parametrize(
    ("claimed", "heard", "expected"),
    [
        # an end that a bound holds, and one that it does not
        ("at least 40 states", "40 states", AGREES), ("more than 40 states", "40 states", OPEN),
        ("no more than 40 states", "40 states", AGREES), ("fewer than 40 states", "40 states", OPEN),
        ("لا يقل عن عشرة أشخاص", "عشرة أشخاص", AGREES), ("أكثر من عشرة أشخاص", "عشرة أشخاص", OPEN),
        ("at least 40 states", "39 states", CONFLICTS),
        # units said short
        ("330 كيلومترا", "ثلاثمية وثلاثين كيلو", AGREES), ("ستة كيلوغرامات", "ست كيلو", AGREES),
        ("330 كيلومترا", "ميتين كيلو", CONFLICTS), ("90 متراً مربعاً", "تسعين متر", AGREES),
        ("90 متراً مربعاً", "ثمانين متر", CONFLICTS), ("تسعين متر", "90 متراً مربعاً", CONFLICTS),
        # a number without its unit, against a bound or an "about"
        ("more than 18 years", "nineteen", OPEN), ("about 50 dollars", "forty-eight", OPEN),
        ("more than 18 years", "sixteen", CONFLICTS), ("about 50 dollars", "ninety", CONFLICTS),
    ],
)  # fmt: skip
def test_as_a_reader_decides(claimed: str, heard: str, expected: Relation) -> None:
    one, other = (only_amount(text, "en" if text.isascii() else "ar") for text in (claimed, heard))
    assert compare_said(one, other).relation is expected


@pytest.mark.parametrize(
    ("first", "second", "claimed"),
    [
        ("140 dollars", "190", "fifty dollars"), ("190", "140 dollars", "fifty dollars"), ("10%", "27.5%", "17.5%"),
        ("41 pupils", "32 pupils", "nine pupils"), ("8 o'clock", "8:45", "45 minutes"),
        ("9 o'clock", "5 o'clock", "8 hours"),
        ("in 1906", "in 1909", "three years"), ("in 2010", "six years", "in 2016"),
        ("ثمانين متر", "خمسة وعشرين", "55 متراً"),
    ],
)  # fmt: skip
def test_what_lies_between(first: str, second: str, claimed: str) -> None:
    one, other, apart = (only_amount(text, "en" if text.isascii() else "ar") for text in (first, second, claimed))
    found = between(one, other)
    assert found is not None
    assert compare_said(apart, found).relation is AGREES


@pytest.mark.parametrize(
    ("first", "second"),
    [("140 dollars", "190 euros"), ("five men", "nine books"), ("140 dollars", "140 dollars"), ("more than 5", "9"),
     ("in 2010", "three months"), ("5 o'clock", "9 dollars")],
)  # fmt: skip
def test_nothing_lies_between_what_is_of_two_kinds(first: str, second: str) -> None:
    assert between(only_amount(first, "en"), only_amount(second, "en")) is None
