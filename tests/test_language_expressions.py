"""Set phrases: found by the stems of their words, and worth what a word is that means the same."""

from __future__ import annotations

import pytest

from align import Verdict
from align.language import language, tokenise
from align.language.expressions import BETWEEN, Expression, expressions_in
from align.language.phrases import TokenView
from align.language.tables import rows, spellings
from align.matching import TranscriptIndex
from align.matching.terms import claim_terms, likeness_rows
from tests.support.talks import judged, talk


def found(text: str, code: str = "en") -> list[Expression]:
    return list(expressions_in(TokenView(text, tokenise(text)), code))


def tokens_of(concept: str, text: str, code: str = "en") -> set[tuple[int, ...]]:
    return {each.tokens for each in found(text, code) if each.concept == f"c:{concept}"}


@pytest.mark.parametrize(
    ("concept", "text", "tokens"),
    [
        ("die", "My uncle passed away in March", (2, 3)),
        ("cancel", "so they called it off", (2, 4)),
        ("cancel", "they will be calling the whole thing off", None),  # three words between
        ("cancel", "they called. Off we went", None),
        ("die", "he passed", None),
    ],
)
def test_a_phrase_is_found_by_its_stems_with_a_few_words_between(
    concept: str, text: str, tokens: tuple[int, ...] | None
) -> None:
    assert tokens_of(concept, text) == (set() if tokens is None else {tokens})


def test_a_phrase_does_not_run_over_to_another_speaker() -> None:
    said = TranscriptIndex(
        talk(("Ann", "the show they all called"), ("Bob", "off the street came a man")), language("en")
    )
    assert not [each for each in expressions_in(said.view(), "en") if each.concept == "c:cancel"]


def test_words_between_are_counted() -> None:
    assert tokens_of("cancel", f"they called {'it ' * BETWEEN}off")
    assert not tokens_of("cancel", f"they called {'it ' * (BETWEEN + 1)}off")


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_listed_phrase_is_found_in_its_own_words(code: str) -> None:
    lost = [
        (concept, phrase)
        for concept, _, cell in rows(code, "expressions")
        for phrase in spellings(cell)
        if not tokens_of(concept, phrase.replace("+", " "), code)
    ]
    assert not lost


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_phrase_means_what_another_phrase_or_a_word_means(code: str) -> None:
    said: dict[str, int] = {}
    for row in (*rows(code, "lexicon"), *rows(code, "expressions")):
        said[row[0]] = said.get(row[0], 0) + len(row[2].split())
    assert not [row[0] for row in rows(code, "expressions") if said[row[0]] < 2]


@pytest.mark.parametrize(
    ("claim", "word", "said", "at"),
    [
        ("The concert was cancelled", "cancelled", "so they called the concert off", {2, 5}),
        ("The concert was called off", "called", "so they cancelled the concert", {2}),
        ("Her uncle passed away", "passed", "her uncle was dead by March", {3}),
    ],
)
def test_a_phrase_and_a_word_are_alike_whichever_side_they_stand_on(
    claim: str, word: str, said: str, at: set[int]
) -> None:
    known = language("en")
    terms = claim_terms(claim.lower(), known)
    rows_ = likeness_rows(terms, TranscriptIndex(talk(said), known))
    row = next(row for row, term in zip(rows_, terms, strict=True) if term.text == word)
    assert {index for index, value in enumerate(row) if value > 0.8} >= at


def test_a_claim_in_a_word_is_borne_out_by_a_phrase() -> None:
    said = talk(
        "The choir sang in Leeds in May.",
        "They called the concert off on Friday because of the storm.",
        "We went home.",
    )
    finding = judged("The concert was cancelled on Friday because of the storm", said)
    assert finding.verdict is Verdict.SUPPORTED
    assert "called the concert off" in finding.evidence[0].text
