"""What a speaker takes back in words does not count as said; what is said in its place does."""

import pytest

from align.types import Verdict
from tests.support.talks import judged, talk

DEALER = (
    "A university in America offered to buy the archive, no, not a university, it was a dealer, a dealer from Dubai."
)
TAJIR = "عرضت جامعة بأمريكا تشتري الأرشيف، لأ مش جامعة كان تاجر، تاجر من دبي."
UNCLE = "My uncle, sorry, my father took me to the school on the first day."
KHAL = "أخدني عمي، قصدي خالي، عالمدرسة أول يوم."


@pytest.mark.parametrize(
    ("said", "taken_back", "instead"),
    [
        (
            DEALER,
            "A university in America offered to buy the archive",
            "A dealer from Dubai offered to buy the archive",
        ),
        (TAJIR, "عرضت جامعة في أمريكا شراء الأرشيف", "عرض تاجر من دبي شراء الأرشيف"),
        (
            UNCLE,
            "Her uncle took her to the school on the first day",
            "Her father took her to the school on the first day",
        ),
        (KHAL, "أخذها عمها إلى المدرسة في أول يوم", "أخذها خالها إلى المدرسة في أول يوم"),
        (
            "We moved to Damascus, no, to Aleppo, in the winter.",
            "They moved to Damascus in the winter",
            "They moved to Aleppo in the winter",
        ),
        (
            "He worked in the bakery, I mean the brewery, until the strike.",
            "He worked in the bakery until the strike",
            "He worked in the brewery until the strike",
        ),
    ],
)
def test_what_is_taken_back_is_not_said_and_what_is_said_instead_is(said: str, taken_back: str, instead: str) -> None:
    assert judged(taken_back, talk(said)).verdict is not Verdict.SUPPORTED
    assert judged(instead, talk(said)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ("It was hard, I mean, we had nothing to eat, and the winter was long.", "It was hard and the winter was long"),
        ("We lived in Homs, never in Aleppo, and not in Damascus either.", "They lived in Homs"),
        ("سكنا بحمص، لا بالشام ولا بحلب، وبعدين سافرنا.", "سكنوا في حمص"),
        (
            "He was a doctor, not just a doctor, a surgeon, in the military hospital.",
            "He was a doctor in the military hospital",
        ),
        ("I am sorry to say my uncle died, my father was in prison then.", "Her uncle died"),
    ],
)
def test_what_only_looks_like_it_takes_nothing_back(said: str, claim: str) -> None:
    assert judged(claim, talk(said)).verdict is Verdict.SUPPORTED
