"""A compound claim follows from its parts."""

from __future__ import annotations

import pytest

from align.claims import find_parts
from align.judging.parts import whole_of_parts
from align.types import Claim, Finding, Reason, ReasonCode, Span, Verdict
from tests.support.talks import judged, talk

LETTERS = {
    "s": Verdict.SUPPORTED,
    "p": Verdict.PARTLY_SUPPORTED,
    "c": Verdict.CONTRADICTED,
    "n": Verdict.NOT_FOUND,
    "u": Verdict.UNCLEAR,
}


def found(letter: str, start: int = 0) -> Finding:
    return Finding(Claim("c1", "one two"[start : start + 3], Span(start, start + 3)), LETTERS[letter], 0.8)


@pytest.mark.parametrize(
    ("whole", "parts", "verdict"),
    [
        ("s", "ss", "s"), ("s", "sp", "s"), ("p", "ss", "p"), ("u", "ss", "u"),
        ("s", "sc", "c"), ("n", "nc", "c"), ("c", "ss", "c"),
        ("s", "nn", "n"), ("p", "nn", "n"),
        ("s", "sn", "p"), ("s", "su", "p"), ("s", "uu", "p"), ("n", "sn", "p"), ("u", "su", "p"),
        ("n", "pn", "n"), ("u", "pu", "u"),
        ("n", "sp", "p"), ("n", "pp", "p"),
    ],
)  # fmt: skip
def test_the_whole_follows_from_its_parts(whole: str, parts: str, verdict: str) -> None:
    claim = Finding(Claim("c1", "one two", Span(0, 7)), LETTERS[whole], 0.9)
    finding = whole_of_parts(claim, [found(letter, 4 * at) for at, letter in enumerate(parts)])
    assert finding.verdict is LETTERS[verdict]
    assert [part.verdict for part in finding.parts] == [LETTERS[letter] for letter in parts]
    assert finding.claim == claim.claim


def test_another_word_in_the_place_of_one_of_a_part_leaves_the_whole_partly_supported() -> None:
    reason = Reason(ReasonCode.NOT_SAID, "two", "three")
    other = Finding(Claim("c1", "two", Span(4, 7)), Verdict.PARTLY_SUPPORTED, 0.7, (reason,))
    finding = whole_of_parts(Finding(Claim("c1", "one two", Span(0, 7)), Verdict.SUPPORTED, 0.9), [found("s"), other])
    assert (finding.verdict, finding.reasons) == (Verdict.PARTLY_SUPPORTED, (reason,))


PARTLY = Verdict.PARTLY_SUPPORTED
SCHOOL = "We walked to school every morning."
HOUSE = "He sold the house, and the mayor stole the money."
BOAT = "باع البيت واشترى قاربا."


def test_what_is_supported_part_by_part_shows_the_proof_and_the_doubt_of_each() -> None:
    finding = judged(
        HOUSE,
        talk(SCHOOL, "I sold the house.", SCHOOL, "Maybe the mayor stole the money, I think."),
        parts=find_parts(HOUSE),
    )
    assert finding.verdict is Verdict.SUPPORTED
    assert [reason.code.value for reason in finding.reasons] == ["hedged"]
    assert ["house" in place.text or "money" in place.text for place in finding.evidence] == [True, True]


@pytest.mark.parametrize(
    ("claim", "said", "verdict", "code"),
    [
        (HOUSE, (SCHOOL, "I sold the house.", "The mayor stole the money."), Verdict.SUPPORTED, None),
        (HOUSE, (SCHOOL, "I sold the house.", "People say the mayor stole the money."), PARTLY, "not_asserted"),
        (HOUSE, (SCHOOL, "I sold the house.", "The weather was fine."), PARTLY, "part_missing"),
        (BOAT, ("بعت البيت. اشتريت قارب.",), Verdict.SUPPORTED, None),
        (BOAT, ("بعت البيت. كان بدي اشتري قارب.",), PARTLY, "not_asserted"),
        (BOAT, ("بعت البيت.",), PARTLY, "part_missing"),
    ],
)  # fmt: skip
def test_no_part_hides_behind_one_that_was_said(
    claim: str, said: tuple[str, ...], verdict: Verdict, code: str | None
) -> None:
    finding = judged(claim, talk(*said), parts=find_parts(claim))
    assert finding.verdict is verdict
    assert [reason.code.value for reason in finding.reasons] == ([code] if code else [])
