"""Loanwords: English and French words in Arabic speech meet the words an article uses."""

import pytest

from align.language import fold, language
from align.language.tables import rows, spellings

TABLE = rows("ar", "loanwords")


def concepts(word: str) -> set[str]:
    return {key for key in language("ar").keys(fold(word)) if key.startswith("c:")}


@pytest.mark.parametrize(
    ("spoken", "standard"),
    [
        ("المينيموم", "الأدنى"),
        ("بالديسكاونت", "التخفيضات"),
        ("ميتنغات", "اجتماعاتهم"),
        ("سكولارشيب", "المنحة"),
        ("المانجر", "المدير"),
        ("البروجكتات", "مشاريع"),
        ("ترانسبورتيشن", "المواصلات"),
        ("ميكسد", "مختلطة"),
        ("التيم", "فريق"),
        ("meeting", "الاجتماع"),
    ],
)
def test_a_loanword_shares_a_concept_with_the_standard_word(spoken: str, standard: str) -> None:
    assert concepts(spoken) & concepts(standard)


@pytest.mark.parametrize("word", ["يشير", "تجوب", "ملائكة", "النمر", "ليست", "يتيم", "السكون"])
def test_arabic_words_are_not_taken_for_loanwords(word: str) -> None:
    borrowed = {fold(spelling) for row in TABLE for cell in row[2:] for spelling in cell.split()}
    loans = {f"c:{row[0]}" for row in TABLE} - {f"c:{row[0]}" for row in rows("ar", "concepts")}
    assert fold(word) not in borrowed
    assert not concepts(word) & loans


def test_every_loanword_carries_its_concept() -> None:
    missing = [
        (row[0], word)
        for row in TABLE
        for cell in row[2:]
        for word in spellings(cell)
        if f"c:{row[0]}" not in concepts(word)
    ]
    assert missing == []


def test_the_table_is_well_formed() -> None:
    names = [row[0] for row in TABLE]
    assert len(names) == len(set(names)) > 400
    known = {row[0] for row in rows("ar", "concepts")}
    for row in TABLE:
        assert 3 <= len(row) <= 4, row
        assert row[1] != "-" or row[0] in known or len(row) == 4, row
