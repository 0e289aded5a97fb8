"""Amounts in any text: in order, none missed, nothing hostile is slow."""

import time
from datetime import date
from itertools import pairwise
from math import inf

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.language.tables import rows, spellings
from align.quantities import Relation, compare_said, quantities
from align.quantities.reader import QuantityReader

_WORDS = st.sampled_from(
    "ألفين و أربعة وعشرين مية ونص إلا ربع الساعة ساعة شهر شهرين من لسبع إلى بين أو يوم الأحد 8 ديسمبر "
    "/ - , 2024 12:30 50% % $ الثامن حوالي "
    "أكثر سنة عمر بتمانية تنعش مليون نصف الظهر half past two a an hour and to of the th 5 p.m. May in may".split()
)


@settings(deadline=None)  # the tables are read at the first call
@given(st.lists(_WORDS, max_size=25), st.sampled_from(["ar", "en", "und"]), st.sampled_from([None, date(2024, 12, 8)]))
def test_amounts_lie_in_order_without_overlap(words: list[str], language: str, reference: date | None) -> None:
    text = " ".join(words)
    found = quantities(text, language, reference=reference)
    for quantity in found:
        assert 0 <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.low <= quantity.high or quantity.kind == "score"
        assert quantity.high > -inf
        assert compare_said(quantity, quantity).relation is Relation.AGREES
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize(
    ("text", "language"), [("في من و كل اللي بعد عن على", "ar"), ("the of in to and last a", "en")]
)
def test_words_between_amounts_are_not_read_as_one(text: str, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Most words of any talk: what is tried at each of them costs the most."""
    monkeypatch.setattr(QuantityReader, "_best", lambda *_: pytest.fail("an amount was looked for"))
    assert quantities(text, language) == ()


_TABLE_WORDS = {
    language: sorted(
        {
            spelling.rstrip("?!").replace("+", " ")
            for table in ("numbers", "units", "calendar", "bounds")
            for row in rows(language, table)
            for cell in row[1:]
            for spelling in spellings(cell)
        }
        | set("the a an و ب ال لل وال 3 12 2024 8/12 5% , . -".split())
    )
    for language in ("ar", "en")
}


@settings(max_examples=300, deadline=None)
@given(st.data(), st.sampled_from(["ar", "en"]), st.sampled_from([None, date(2024, 12, 8)]))
def test_no_amount_is_missed_by_looking_at_its_first_word(
    data: st.DataObject, language: str, reference: date | None
) -> None:
    text = " ".join(data.draw(st.lists(st.sampled_from(_TABLE_WORDS[language]), max_size=12)))
    found = quantities(text, language, reference=reference)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QuantityReader, "_starts", lambda self, words: range(len(words)))
        assert quantities(text, language, reference=reference) == found


@pytest.mark.parametrize(
    "text", ["9" * 5000, "9" * 5000 + "%", "9" * 5000 + "s", f"{'9' * 5000}-12-08", "1/" * 5000, "1." * 5000]
)
def test_endless_digits_are_no_amount(text: str) -> None:
    assert all(-inf < quantity.low < inf for language in ("ar", "en") for quantity in quantities(text, language))


@settings(deadline=None)
@given(st.text())
def test_any_text_is_read(text: str) -> None:
    for language in ("ar", "en", "und"):
        quantities(text, language, reference=date(2024, 1, 31))


def test_digits_are_read_in_any_language() -> None:
    assert [q.low for q in quantities("Il y a 3 chats et 1,250 chiens", "fr")] == [3, 1250]


@pytest.mark.parametrize(
    "phrase",
    ["twenty ", "point two ", "مليون و", "و ", "ألف ", "لا يتجاوز ", "من 5 ", "8 ديسمبر ", "1-", "الساعة ", "ساعة و"],
)
def test_hostile_repetition_takes_linear_time(phrase: str) -> None:
    text = phrase * (20_000 // len(phrase))
    start = time.perf_counter()
    quantities(text, "ar")
    quantities(text, "en")
    assert time.perf_counter() - start < 15
