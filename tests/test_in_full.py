"""A claim of few words is ✓ or ✗ where one statement says all of it, and nowhere else."""

from __future__ import annotations

import pytest

from align.check import read_talk
from align.judging.verdicts import assess_claim
from align.types import Claim, Verdict
from tests.support.talks import judged, talk


@pytest.mark.parametrize(
    ("claim", "said", "in_full"),
    [
        ("They sold the land", ["We sold the land in May."], True),
        ("They sold the land", ["The land is dry. We sold the cows."], False),
        ("They sold the land", ["Did you sell the land?", "I was going to sell it."], False),
        ("They sold the land", ["Did you sell the land?", "Yes, in May."], True),
        ("He studied medicine in Cairo", ["Where did you study medicine?", "In Cairo, and it was hard."], True),
        ("They sold the land in May", ["We sold the land.", "When?", "In May."], True),
        ("They sold the land in May", ["We sold the land.", "Who was born then?", "In May."], False),
        ("They sold the land in May", ["We sold the land in June."], True),  # all but what conflicts
        ("باع الأرض", ["بعت الأرض؟", "كنت رح بيعها."], False),
        ("باع الأرض", ["إي، بعت الأرض بأيار."], True),
    ],
)
def test_all_of_it_is_said_in_one_statement(claim: str, said: list[str], in_full: bool) -> None:
    heard = read_talk(talk(*said, "That is a long story." if claim.isascii() else "هي قصة طويلة."))
    assert assess_claim(Claim("c1", claim, None), heard).passages[0].said_in_full is in_full


@pytest.mark.parametrize(
    ("claim", "said", "verdict"),
    [
        ("They sold the land", "We sold the land.", Verdict.SUPPORTED),
        ("They sold the land in May", "We sold the land in June.", Verdict.CONTRADICTED),
        ("The dam broke", "The dam did not break.", Verdict.CONTRADICTED),
        ("انكسر السد", "السد انكسر بالليل.", Verdict.SUPPORTED),
        ("انكسر السد", "السد ما انكسر.", Verdict.CONTRADICTED),
    ],
)
def test_then_few_words_are_enough(claim: str, said: str, verdict: Verdict) -> None:
    assert judged(claim, talk(said)).verdict is verdict
