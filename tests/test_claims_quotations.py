"""Quotations in an article that are nested, adjacent, or followed by a verb of saying that no table knows."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.article import read_article
from align.claims import find_claims

NESTED = "Vale said: \"My father told me 'never let the lamp go out' and I never did.\""
ARABIC = '«قال لي أبي: "لا تطفئ المصباح" ولم أفعل» كما قالت.'


@pytest.mark.parametrize(
    ("text", "kind", "claim"),
    [
        (NESTED, "quoted", "My father told me 'never let the lamp go out' and I never did"),
        (ARABIC, "quoted", 'قال لي أبي: "لا تطفئ المصباح" ولم أفعل'),
        (f"He left the rock. {ARABIC}", "quoted", 'قال لي أبي: "لا تطفئ المصباح" ولم أفعل'),
        ("„Wir haben es repariert“, sagte sie.", "quoted", "Wir haben es repariert"),
        ("«Nous avons réparé», dit-elle.", "quoted", "Nous avons réparé"),
        ("وقال: «صار عنده مش عندي».", "quoted", "صار عنده مش عندي"),
        ("Holt said: “No. Never. Not me.”", "quoted", "No. Never. Not me"),
        ("“You and I,” he said.", "quoted", "You and I"),
        ("“The Lamp” is her first book.", "narrated", "“The Lamp” is her first book"),
        ('"Gone With the Wind" opened.', "narrated", '"Gone With the Wind" opened'),
    ],
)
def test_a_quotation_that_begins_a_sentence(text: str, kind: str, claim: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text, encoding="utf-8")
    assert (kind, claim) in [(found.kind, found.text) for found in find_claims(read_article(path))]
