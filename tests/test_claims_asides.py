"""Asides and clauses of time stay in the statement they stand in; a cause is a part of its own."""

from __future__ import annotations

import pytest

from align.article.plain import paragraphs
from align.claims import find_claims, find_parts
from align.types import Article


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Fear comes to her days after a rescue, while she is shopping.",
            ["Fear comes to her days after a rescue, while she is shopping"],
        ),
        (
            "وبلغ فريقه، وهو من أندية الدرجة الثانية، نهائي الكأس عام 2018.",
            ["وبلغ فريقه، وهو من أندية الدرجة الثانية، نهائي الكأس عام 2018"],
        ),
        ("زار المدير المدرسة، وهو من خريجيها.", ["زار المدير المدرسة", "وهو من خريجيها"]),
        ("ويكمن تميز خبزه، كما يقول، في منح العجين وقتا.", ["ويكمن تميز خبزه، كما يقول، في منح العجين وقتا"]),
        ("وقتل في القصف، بحسب الأهالي، سبعة أشخاص.", ["وقتل في القصف، بحسب الأهالي، سبعة أشخاص"]),
        ("وقتل سبعة في القصف، بحسب أحمد الخطيب، مدير المستشفى.", ["وقتل سبعة في القصف"]),
        ("ويكمن السر، كما يقول المهندس، في الصبر.", ["ويكمن السر، كما يقول المهندس، في الصبر"]),
    ],
)
def test_an_aside_does_not_cut_a_statement(text: str, found: list[str]) -> None:
    claims = find_claims(Article(text, paragraphs(text)))
    assert [claim.text for claim in claims] == found
    assert not claims[0].parts


def test_a_cause_is_a_part_without_the_subject_before_it() -> None:
    parts = find_parts("The finds are kept on a farm because the museum lacks space")
    assert [part.text for part in parts] == ["The finds are kept on a farm", "the museum lacks space"]
