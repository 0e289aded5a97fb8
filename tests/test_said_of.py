"""What an amount is said of: amounts taken back, "dozens" beside a year, "all" beside a share."""

import pytest

from align.quantities import quantities
from align.types import ReasonCode, Verdict
from tests.support.talks import judged, talk

SUPPORTED, CONTRADICTED = Verdict.SUPPORTED, Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("said", "claim", "expected"),
    [
        (
            "The first salary was two hundred and ten pounds, no, that is the second, the first was a hundred and "
            "eighty five.",
            "The first salary was {} pounds",
            {"210": CONTRADICTED, "185": SUPPORTED},
        ),
        (
            "أول راتب ميتين وعشر ليرات، لا هاظ التاني، الأول كان مية وخمسة وتمانين.",
            "كان أول راتب {} ليرة",
            {"210": CONTRADICTED, "185": SUPPORTED},
        ),
        (
            "الدكان فتحناه سنة الواحد وثمانين، لا، هاي سنة الزواج، الدكان كان الأربعة وثمانين.",
            "فُتح الدكان عام {}",
            {"1981": CONTRADICTED, "1984": SUPPORTED},
        ),
        (
            "The bus cost forty pence, sorry, that was later, it was fifteen pence then.",
            "The bus cost {} pence",
            {"40": CONTRADICTED, "15": SUPPORTED},
        ),
        (
            "We planted fifty trees, no, fifty was last year, this year we planted forty.",
            "They planted {} trees this year",
            {"fifty": CONTRADICTED, "forty": SUPPORTED},
        ),
        ("They were fifty. No, fifty, I counted them myself.", "They were {}", {"fifty": SUPPORTED}),
        # said again of something else
        (
            "He opened the studio in twenty nine, no, twenty seven, twenty nine is the year he married.",
            "He opened the studio in {}",
            {"1929": CONTRADICTED, "1927": SUPPORTED},
        ),
        (
            "It cost us nine thousand dollars. No, that was the first machine. This one cost us four thousand.",
            "{}",
            {"It cost four thousand dollars": SUPPORTED, "The first machine cost nine thousand dollars": SUPPORTED},
        ),
        ("I was born in 1950. No, 1951. In 1950 my sister was born.", "{} in 1950",
         {"He was born": CONTRADICTED, "His sister was born": SUPPORTED}),
    ],
)  # fmt: skip
def test_an_amount_that_is_taken_back(said: str, claim: str, expected: dict[str, Verdict]) -> None:
    found = {part: judged(claim.format(part), talk(said)).verdict for part in expected}
    assert found == expected


@pytest.mark.parametrize(
    ("said", "amounts"),
    [
        ("We sold three hundred tickets, no one came from the press, and we gave away fifty.", 2),
        ("The rent was sixty dinars, no electricity, no water, and the guard took ten dinars.", 2),
        ("كان الإيجار ستين دينار، لا كهربا ولا مي، والحارس ياخد عشر دنانير.", 2),
        ("Tickets were five pounds, no, I'm serious, and a season cost fifty pounds.", 2),
        ("We worked there for six months. No, that's true. We worked there for two years after that.", 2),
        ("We were twelve, no, that's not true, it was twenty years ago.", 2),
        ("It started in 2014, no, that's the second one, it started in June.", 2),
        ("There were twelve students, no, there were twenty.", 1),
        ("We bought twenty goats, no, wait, let me think, we bought twenty five goats.", 1),
        ("My grandfather planted 300 trees. No, nobody helped him. He planted 100 vines as well.", 2),
        ("كنت بعمر خمستعش سنة لا هاد عمر أخوي، أنا كنت بعمر اتناعش سنة.", 1),
    ],
)
def test_what_takes_an_amount_back_says_the_same_of_another(said: str, amounts: int) -> None:
    assert len(quantities(said, "en" if said.isascii() else "ar")) == amounts


@pytest.mark.parametrize(
    ("said", "claim", "supported"),
    [
        ("In sixteen we got turmeric from a man in Jidda.", "The authorities closed dozens of shops in Jidda", False),
        ("I was sixteen when I started to work in the bakery in Homs.", "There were dozens of bakeries in Homs", False),
        ("We had forty-five people at the opening.", "Dozens of people came to the opening", True),
        ("كنا تلتمية عيلة بالحارة.", "كانت مئات العائلات تعيش في الحارة", True),
        ("راح عالجنازة شي ميتين.", "شارك مئات الأشخاص في الجنازة", True),
        ("How many bakeries were in Homs? Sixty, I think.", "There were dozens of bakeries in Homs", True),
    ],
)  # fmt: skip
def test_dozens_are_of_the_same_thing(said: str, claim: str, supported: bool) -> None:
    assert (judged(claim, talk(said)).verdict is SUPPORTED) is supported


@pytest.mark.parametrize(
    ("said", "claim", "expected"),
    [
        ("About two thirds of our patients have some dementia.", "{} the patients have some dementia",
         {"All of": CONTRADICTED, "Most of": SUPPORTED, "Half of": CONTRADICTED, "A third of": CONTRADICTED}),
        ("تلتين المرضى عنا عندن خرف.", "{} المرضى لديهم خرف",
         {"كل": CONTRADICTED, "جميع": CONTRADICTED, "معظم": SUPPORTED, "نصف": CONTRADICTED, "ثلثا": SUPPORTED}),
        ("المرضى تلتينن عندن خرف.", "المرضى {} لديهم خرف", {"كلهم": CONTRADICTED}),
        ("Ninety percent of the bread goes to the camp.", "{} the bread goes to the camp",
         {"Most of": SUPPORTED, "Almost all of": SUPPORTED, "All of": CONTRADICTED}),
        ("A third of the houses have no water, and all of the houses have power.", "{} of the houses have power",
         {"All": SUPPORTED}),
        ("We open half of the year, and every year we paint the boat.", "They {} every year",
         {"paint the boat": SUPPORTED, "open the museum": Verdict.PARTLY_SUPPORTED}),
        ("Most of the staff quit, half of the staff that quit were nurses.", "Most of the staff {}",
         {"quit": SUPPORTED}),
        ("Sales fell by two thirds after the war.", "Sales fell by {} after the war",
         {"two thirds": SUPPORTED, "67%": SUPPORTED, "a third": CONTRADICTED}),
        ("نزلت المبيعات للنص والأجار زاد.", "{} المبيعات إلى النصف", {"تراجعت": SUPPORTED}),
        ("نزلت المبيعات بالتلت بعد الحرب.", "انخفضت المبيعات {} بعد الحرب",
         {"بمقدار الثلث": SUPPORTED, "بنسبة النصف": CONTRADICTED}),
    ],
)  # fmt: skip
def test_how_much_of_a_whole(said: str, claim: str, expected: dict[str, Verdict]) -> None:
    found = {part: judged(claim.format(part), talk(said)).verdict for part in expected}
    assert found == expected


def test_a_share_that_is_not_all_is_shown() -> None:
    finding = judged(
        "All of our patients have some dementia", talk("About two thirds of our patients have some dementia.")
    )
    reason = finding.reasons[0]
    assert (reason.code, reason.audio) == (ReasonCode.SCOPE_DIFFERS, "two thirds of our patients")


@pytest.mark.parametrize("text", ["أول تلات طبخات", "زاد الربع الأول", "the second half was better", "شي نص نهار"])
def test_a_fraction_by_itself_is_no_share(text: str) -> None:
    assert all(found.kind != "percent" for found in quantities(text, "en" if text.isascii() else "ar"))
