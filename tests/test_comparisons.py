"""Single comparisons: agree, conflict, leave open, or nothing to compare; each by itself."""

from __future__ import annotations

import pytest

from align.check import read_talk
from align.judging.comparison import Slot
from align.judging.verdicts import assess_claim
from align.types import Claim
from transcripts import Segment, Transcript, Word

AGREES, OPEN, CONFLICTS, NOTHING = "agrees", "open", "conflicts", "nothing"


def levels(said: str, claim: str, slot: Slot) -> set[str]:
    """What the comparisons of one slot come to beside the first passage."""
    words = tuple(Word(at / 2, at / 2 + 0.4, word) for at, word in enumerate(said.split()))
    language = "en" if said.isascii() else "ar"
    talk = read_talk(Transcript((Segment(words),), language=language, duration=len(words) / 2))
    found = assess_claim(Claim("c", claim, None), talk).passages[0].of(slot)
    return {
        AGREES if one.agrees else CONFLICTS if one.conflicts else NOTHING if one.level is None else OPEN
        for one in found
    }


@pytest.mark.parametrize(
    ("slot", "said", "claim", "expected"),
    [
        (Slot.AMOUNT, "Germany sent forty trucks.", "Germany sent forty trucks", {AGREES}),
        (Slot.AMOUNT, "Germany sent forty trucks.", "Germany sent sixty trucks", {CONFLICTS}),
        (Slot.AMOUNT, "Germany sent the trucks.", "Germany sent sixty trucks", {NOTHING}),
        # an amount put roughly keeps its clause's company; an elliptical clause goes with what stands before it
        (
            Slot.NAME,
            "Some forty trucks came from Berlin, sixty from Hamburg.",
            "Forty trucks came from Hamburg",
            {CONFLICTS},
        ),
        (Slot.ASSERTION, "The company promised to pay, and it never paid.", "The company paid", {AGREES}),
        (Slot.POLARITY, "The company promised to pay, and it never paid.", "The company paid", {CONFLICTS}),
        (
            Slot.POLARITY,
            "I wrote my resignation four years before I retired. But I never submitted it.",
            "He submitted his resignation four years before he retired",
            {CONFLICTS},
        ),
        (Slot.AMOUNT, "نقلنا ستين عيلة على المدرسة.", "نقل ستين عائلة إلى المدرسة", {AGREES}),
        (Slot.AMOUNT, "نقلنا ستين عيلة على المدرسة.", "نقل سبعين عائلة إلى المدرسة", {CONFLICTS}),
        (Slot.AMOUNT, "We paid five million for the flat.", "They paid five million lira for the flat", {AGREES}),
        (Slot.AMOUNT, "We drove five thousand cars.", "They drove five kilometres", {NOTHING}),
        (Slot.AMOUNT, "We are seven women and eight men.", "The list has seven men and eight women", {CONFLICTS}),
        (Slot.AMOUNT, "نحنا سبع نسوان وتمن رجال.", "تضم اللائحة سبعة رجال وثماني نساء", {CONFLICTS}),
        # the scale is left unsaid where another amount has it
        (Slot.AMOUNT, "We cut the bill from 90 thousand to 35.", "They cut the bill to 35 thousand", {AGREES}),
        (Slot.AMOUNT, "We cut the bill from 90 thousand to 35.", "They cut the bill to 45 thousand", {CONFLICTS}),
        (Slot.AMOUNT, "We cut the bill from 90 dollars to 35.", "They cut the bill to 35 thousand", {CONFLICTS}),
        (Slot.AMOUNT, "عرض فريدي عشرين ألف، وقال المسلح أربعين.", "طلب المسلح أربعين ألفاً", {AGREES}),
        (Slot.AMOUNT, "عرض فريدي عشرين ألف، وقال المسلح أربعين.", "طلب المسلح خمسين ألفاً", {CONFLICTS}),
        # what lies between two amounts stands against neither
        (Slot.AMOUNT, "The rent was 140 dollars, now it is 190.", "The rent is 50 dollars higher", {OPEN}),
        (Slot.AMOUNT, "The rent was 140 dollars, now it is 190.", "The rent is 70 dollars higher", {CONFLICTS}),
        (Slot.AMOUNT, "خطبنا سنة 2010 وتزوجنا بعد ست سنين.", "تزوجا سنة 2016", {OPEN}),
        (Slot.AMOUNT, "خطبنا سنة 2010 وتزوجنا بعد ست سنين.", "تزوجا سنة 2018", {CONFLICTS}),
        # the number that the claim bounds was said: another beside it is none against it
        (
            Slot.AMOUNT,
            "The table holds ten thousand, and at ten thousand and one it forgets.",
            "The table holds no more than ten thousand",
            {AGREES},
        ),
        # a bound is not reached by a scale that was never said
        (Slot.AMOUNT, "كنا تسعة بالفرع، وعطونا باللبناني عالألف.", "عددهم في لبنان يزيد على سبعة آلاف", {CONFLICTS}),
        # a year without its century
        (Slot.AMOUNT, "And then the strike came, eighty-four.", "The strike came in 1984", {AGREES}),
        (Slot.AMOUNT, "الخريطة كانت تبع سنة ستة وتمانين.", "تعود الخريطة إلى عام 1986", {AGREES}),
        (Slot.AMOUNT, "الخريطة كانت تبع سنة ستة وتمانين.", "تعود الخريطة إلى آذار 1986", {OPEN}),
        # shares of which the first alone is called one
        (
            Slot.AMOUNT,
            "It's sixty percent online, thirty stores.",
            "60 percent are online, 30 percent go to stores",
            {AGREES},
        ),
        # a number by itself, an age for one, beside what the talk counts
        (Slot.AMOUNT, "Walls, Alec? Fifty years. Alec builds walls.", "At 71, Alec builds walls", {OPEN}),
        (Slot.AMOUNT, "Alec has been building fifty walls.", "The walls Alec has been building are 71", {CONFLICTS}),
        # nobody writes 1,200 for three, nor a half for it
        (
            Slot.AMOUNT,
            "Of the four, three are still thatching.",
            "Norfolk still has some 1,200 thatched roofs",
            {NOTHING},
        ),
        (Slot.AMOUNT, "He has been fishing since he was sixteen.", "Millions have been fishing since", {NOTHING}),
        (Slot.AMOUNT, "سجلت قبل، وخلصت ألفين وسبعطعش.", "سجلت قبل ثلاثة أشهر", {NOTHING}),
        (
            Slot.QUANTIFIER,
            "All four came late, by way of some healer and one other.",
            "Every one of the four came late",
            {AGREES},
        ),
        (Slot.AMOUNT, "Of the acres, three are hers.", "Half of the acres are hers", {NOTHING}),
        (Slot.NAME, "My mother was no Catholic.", "His mother was a Protestant", {AGREES, OPEN}),
        (Slot.NAME, "My mother was a Catholic.", "His mother was a Protestant", {AGREES, CONFLICTS}),
        (Slot.NAME, "My brother called me from Aleppo.", "His brother called him from Damascus", {CONFLICTS, AGREES}),
        (Slot.NAME, "My brother called me from Aleppo.", "His brother called him from Aleppo", {AGREES}),
        (Slot.NAME, "سافر أخي على ألمانيا.", "سافر أخوه إلى فرنسا", {CONFLICTS}),
        (
            Slot.NAME,
            "أحمد حسن كتب عنها كتاب ونشرو بعد سنة كاملة وشكر الكل على الاستماع",
            "كتب عنها أحمد علي كتابا",
            {AGREES, NOTHING},
        ),
        (
            Slot.NAME,
            "قعدنا على الشرفة. أحمد حسن كتب عنها كتاب ونشرو بعد سنة كاملة",
            "كتب عنها أحمد علي كتابا",
            {AGREES, NOTHING},
        ),
        (Slot.OPPOSITE, "Prices went up in March.", "Prices went down in March", {CONFLICTS}),
        (Slot.OPPOSITE, "Prices went up in March.", "Prices went up in March", set()),
        (Slot.POLARITY, "I never met the minister.", "He met the minister", {CONFLICTS}),
        (Slot.POLARITY, "I didnae meet the minister.", "He met the minister", {CONFLICTS}),
        (Slot.POLARITY, "I never met the minister.", "He never met the minister", {AGREES}),
        (Slot.POLARITY, "ما نجحت بالامتحان.", "نجح في الامتحان", {CONFLICTS}),
        (Slot.WORD, "She worked in a large hospital.", "She worked in a large bakery", {OPEN}),
        (Slot.WORD, "We spent two million on the bridge last year.", "They spent two million on the tunnel", {OPEN}),
        (Slot.WORD, "She worked in a large hospital.", "She worked in a large hospital", set()),
        (Slot.WORD, "اشتغلت بمشفى كبير بالبلد.", "عملت في مخبز كبير في البلدة", set()),
        (Slot.ROLE, "The mayor sued the newspaper.", "The newspaper sued the mayor", {OPEN}),
        (Slot.ROLE, "My brother called me on Tuesday.", "He called his brother", {OPEN}),
        (Slot.ROLE, "The mayor sued the newspaper.", "The mayor sued the newspaper", {AGREES}),
        (Slot.ORDER, "We sold the house after the war.", "They sold the house before the war", {CONFLICTS}),
        (Slot.ORDER, "بعنا البيت بعد الحرب.", "باعوا البيت قبل الحرب", {CONFLICTS}),
        # two things exchanged round "from", "to", "than"
        (Slot.ROLE, "I drove from Berlin to Hamburg.", "He drove from Hamburg to Berlin", {OPEN}),
        (Slot.ROLE, "I drove from Berlin to Hamburg.", "He drove from Berlin to Hamburg", {AGREES}),
        (Slot.ROLE, "The river is longer than the canal.", "The canal is longer than the river", {OPEN}),
        (Slot.ROLE, "Berlin rose by 30 points, Hamburg by 17.", "Berlin rose by 17 points, Hamburg by 30", {CONFLICTS}),
        (Slot.ROLE, "Hamburg by 17 points, Berlin by 30.", "Berlin rose by 17 points, Hamburg by 30", {CONFLICTS}),
        (Slot.ROLE, "Hamburg by 17 points, Berlin by 30.", "Berlin rose by 30 points, Hamburg by 17", set()),
        (
            Slot.ROLE,
            "They sent 30 to Berlin and 17 to Hamburg.",
            "They sent 17 to Berlin and 30 to Hamburg",
            {CONFLICTS},
        ),
        (Slot.AMOUNT, "In 2014 it burned in June.", "It burned in June 1994", {CONFLICTS}),
        (Slot.AMOUNT, "It burned in June.", "It burned in June 1994", {AGREES}),
        (Slot.ROLE, "The river is shorter than the canal.", "The canal is longer than the river", set()),
        # "and" written onto a subject opens a clause
        (Slot.AMOUNT, "ألمانيا بعتت أربعين شاحنة وفرنسا بعتت ستين.", "أرسلت ألمانيا ستين شاحنة", {OPEN}),
        (Slot.AMOUNT, "ألمانيا بعتت أربعين شاحنة وفرنسا بعتت ستين.", "أرسلت فرنسا ستين شاحنة", {AGREES}),
        # stated of one and denied of another: who, a word more tells
        (Slot.POLARITY, "الشنطة انسرقت وجواز السفر ضاع.", "سرقت حقيبتها ولم يسرق جواز سفرها", {OPEN}),
        (Slot.POLARITY, "زعلت من أمي ورضيت عن أبي.", "غضبت من والدتها لا من والدها", {OPEN}),
        (Slot.POLARITY, "I have no children.", "She has children", {CONFLICTS}),
        (Slot.POLARITY, "ما بشرب قهوة. بشرب شاي.", "يشرب القهوة", {CONFLICTS}),
        (Slot.QUANTIFIER, "Most of the students passed.", "Few of the students passed", {CONFLICTS}),
        (Slot.QUANTIFIER, "معظم الطلاب نجحوا.", "نجح معظم الطلاب", {AGREES}),
        (Slot.OPPOSITE, "Sales fell in the second year.", "Sales rose in the second year", {CONFLICTS}),
        (Slot.QUANTIFIER, "Some teachers joined the strike.", "All teachers joined the strike", {CONFLICTS}),
        (Slot.QUANTIFIER, "All teachers joined the strike.", "All teachers joined the strike", {AGREES}),
        # "not all" with nothing behind it is about what was spoken of
        (
            Slot.QUANTIFIER,
            "The teachers joined the strike. But not all.",
            "All teachers joined the strike",
            {CONFLICTS},
        ),
        (Slot.QUANTIFIER, "المعلمين أضربوا. بس مو الكل.", "أضرب كل المعلمين", {CONFLICTS}),
        (
            Slot.QUANTIFIER,
            "Not all pupils came. The teachers joined the strike.",
            "All teachers joined the strike",
            set(),
        ),
    ],
)
def test_one_comparison(slot: Slot, said: str, claim: str, expected: set[str]) -> None:
    assert levels(said, claim, slot) == expected
