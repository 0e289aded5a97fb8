"""Loanwords: English and French words in Arabic speech meet the words an article uses."""

import pytest

from align.language import fold, language
from align.language.tables import rows, spellings

BORROWED = {
    (concept, word)
    for concept, register, cell in rows("ar", "lexicon")
    for word in spellings(cell)
    if register == "loan"
}


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
    assert fold(word) not in {loan for _, loan in BORROWED}
    only_loans = {f"c:{concept}" for concept, _ in BORROWED} - {
        f"c:{concept}" for concept, register, _ in rows("ar", "lexicon") if register != "loan"
    }
    assert not concepts(word) & only_loans


def test_every_loanword_carries_its_concept() -> None:
    assert len(BORROWED) > 1000
    assert not [(concept, word) for concept, word in BORROWED if f"c:{concept}" not in concepts(word)]
