"""Of whom was it said, and of which place: names that stand where the claim has another."""

from __future__ import annotations

import pytest

from align import Verdict
from align.language.agreement import Agreement
from align.language.gazetteer import names_in
from align.language.identities import compare_names
from align.language.tokens import tokenise
from align.types import ReasonCode
from tests.support.talks import judged, talk

SHIRTS = "And Omar's mother sewed the first shirts out of flour sacks. Our teacher, Fawzi, was proud of us."
TRAIN = "In the fifties a train derailed near the bridge, Abu Samir drove it. Later we had Abu Nayef, a good man."
GOAL = "The goal was scored by Hassan in the last minute. Our captain was Iyad."
SISTER = "أخت سمير كانت تغني بالأعراس. وسلوى كانت جارتنا، صوتها حلو."


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (SHIRTS, "Fawzi's mother sewed the first shirts out of flour sacks."),
        (TRAIN, "A train driven by Abu Nayef derailed near the bridge."),
        (GOAL, "The goal scored by Iyad came in the last minute."),
        (
            "We bought it from the shop of Rahim in the old market. Karim came much later.",
            "It was bought from the shop of Karim in the old market.",
        ),
        (SISTER, "كانت أخت سلوى تغني في الأعراس."),
    ],
)
def test_another_in_the_claimed_ones_place_is_against_it(said: str, claim: str) -> None:
    finding = judged(claim, talk(said))
    assert finding.verdict is Verdict.CONTRADICTED
    assert {reason.code for reason in finding.reasons} == {ReasonCode.NAME_DIFFERS}


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (
            "وأم فايز هي اللي خيّطت البلايز من أكياس الطحين. والأستاذ فوزي كان فخور فينا.",
            "خاطت والدة الأستاذ فوزي القمصان من أكياس الطحين.",
        ),
        (
            "أبو سمير هو اللي ساق القطار يومها ووقع قبل الجسر. وبعدين إجا أبو نايف على المحطة.",
            "قاد أبو نايف القطار يوم وقع قبل الجسر.",
        ),
        (
            "The dealer was called Rahim, he sold us the books. And later I met Karim.",
            "The books were bought from the dealer Karim.",
        ),
    ],
)
def test_it_is_not_supported_where_little_else_was_said(said: str, claim: str) -> None:
    assert judged(claim, talk(said)).verdict is not Verdict.SUPPORTED


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        (SHIRTS, "Omar's mother sewed the first shirts out of flour sacks."),
        (TRAIN, "A train driven by Abu Samir derailed near the bridge."),
        (SISTER, "كانت أخت سمير تغني في الأعراس."),
        (
            "My grandfather Fawzi had a mill. He bought it and he ran it for thirty years.",
            "Fawzi ran the mill for thirty years.",
        ),
        ("جدي فوزي كان عندو مطحنة. وضل يشتغل فيها تلاتين سنة.", "عمل الجد فوزي في المطحنة ثلاثين عاما."),
        (
            "We bought it from the shop of Rahim in the old market.",
            "It was bought from Rahim's shop in the old market.",
        ),
    ],
)
def test_people_are_named_once(said: str, claim: str) -> None:
    assert judged(claim, talk(said)).verdict is Verdict.SUPPORTED


@pytest.mark.parametrize(
    "claim", ["The cooperative has customers in Saudi Arabia as well.", "للتعاونية زبائن في السعودية كذلك."]
)
def test_what_comes_to_others_is_not_contradicted_by_them(claim: str) -> None:
    said = (
        "We have a customer in Kuwait and one in Germany. The cooperative grew quickly."
        if claim.isascii()
        else "عنا زبون بالكويت وزبون بألمانيا، والتعاونية كبرت كتير."
    )
    assert judged(claim, talk(said)).verdict not in (Verdict.CONTRADICTED, Verdict.SUPPORTED)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("Nablus", "the West Bank", Agreement.COMPATIBLE),
        ("Houston", "Texas", Agreement.COMPATIBLE),
        ("Douma", "Damascus", Agreement.COMPATIBLE),
        ("Nablus", "Jenin", Agreement.DIFFERENT),
        ("Texas", "California", Agreement.DIFFERENT),
        ("Houston", "California", Agreement.DIFFERENT),  # the tables know its own state
        ("Amman", "the West Bank", Agreement.DIFFERENT),  # and its own country
        ("Haifa", "the West Bank", Agreement.UNRELATED),  # in the same country, they know no more
    ],
)
def test_a_city_contradicts_a_province_only_where_it_surely_lies_elsewhere(
    first: str, second: str, relation: Agreement
) -> None:
    one, other = (names_in(tokenise(text), "en")[0] for text in (first, second))
    assert compare_names(one, other) is compare_names(other, one) is relation


@pytest.mark.parametrize(
    ("claim", "verdict"),
    [
        ("The family lived in Texas for three years.", Verdict.SUPPORTED),
        ("The family lived in Houston for three years.", Verdict.SUPPORTED),
        ("The family lived in Dallas for three years.", Verdict.PARTLY_SUPPORTED),
        ("The family lived in California for three years.", Verdict.CONTRADICTED),
    ],
)
def test_who_was_in_a_country_need_not_have_been_in_its_city(claim: str, verdict: Verdict) -> None:
    assert judged(claim, talk("We lived in Texas for three years, in Houston.")).verdict is verdict


def test_a_capital_stands_for_its_state() -> None:
    said = talk("Egypt signed the agreement with Cyprus in 2003.")
    assert judged("Cairo signed the agreement with Nicosia in 2003.", said).verdict is Verdict.SUPPORTED
    assert judged("The agreement was signed in Cairo in 2003.", said).verdict is Verdict.PARTLY_SUPPORTED


def test_a_place_of_what_and_joins_is_not_the_claimed_ones() -> None:
    said = talk("My father worked in a bakery in Aleppo, and my brother studied medicine.")
    assert judged("His brother studied medicine in Damascus.", said).verdict is Verdict.PARTLY_SUPPORTED
    prize = talk("The prize went to a factory in Hama.")
    assert judged("The prize went to a factory in Homs.", prize).verdict is Verdict.CONTRADICTED
