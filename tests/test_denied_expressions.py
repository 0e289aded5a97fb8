"""A set phrase under negation is one word: it may hold a negator, and another negator denies all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from align import Verdict
from align.check import read_talk
from align.judging import denied
from align.judging.negation import Denials, denials
from align.language import language
from align.language.tables import rows, spellings
from tests.support.talks import judged, talk

AROUND = {"en": ("we sang in the square", "then we went home"), "ar": ("غنينا بالساحة يومها", "رجعنا على البيت")}


def verdict(claim: str, said: str, code: str) -> Verdict:
    before, behind = AROUND[code]
    return judged(claim, talk(before, said, behind)).verdict


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("He seldom visited his mother", "He hardly ever visited his mother", "en"),
        ("العائلة مشردة في حلب", "العائلة بلا مأوى في حلب", "ar"),
        ("هو عاطل عن العمل في حلب", "هو ما عندو شغل في حلب", "ar"),
        ("قصفت مسيرة المخيم في إدلب", "قصفت طائرة بدون طيار المخيم في إدلب", "ar"),
    ],
)
def test_a_negator_of_a_set_phrase_denies_nothing_on_either_side(one: str, other: str, code: str) -> None:
    assert verdict(one, other, code) is not Verdict.CONTRADICTED
    assert verdict(other, one, code) is not Verdict.CONTRADICTED


@pytest.mark.parametrize(
    ("claim", "said", "code"),
    [
        ("The concert was called off on Friday", "they did not call the concert off on Friday", "en"),
        ("The police took the man into custody in May", "the police did not take the man into custody in May", "en"),
        ("The police arrested the man in May", "the police did not take the man into custody in May", "en"),
        ("The police took the man into custody in May", "the police did not arrest the man in May", "en"),
        ("The army pulled its troops out of the town", "the army never pulled its troops out of the town", "en"),
        ("العائلة مشردة في حلب", "العائلة ليست بلا مأوى في حلب", "ar"),
        ("العائلة ليست بلا مأوى في حلب", "العائلة مشردة في حلب", "ar"),
        ("العائلة ليست مشردة في حلب", "العائلة بلا مأوى في حلب", "ar"),
    ],
)
def test_a_set_phrase_is_denied_by_another_negator(claim: str, said: str, code: str) -> None:
    assert verdict(claim, said, code) in (Verdict.CONTRADICTED, Verdict.UNCLEAR)


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("للعائلة مأوى في حلب", "العائلة بلا مأوى في حلب"),
        ("عندو شغل في حلب", "هو ما عندو شغل في حلب"),
        ("هو ما عندو شغل في حلب", "هو عندو شغل بحلب"),
        ("الطريق سهل إلى حلب", "الطريق مو سهل إلى حلب"),
    ],
)
def test_a_set_phrase_denies_its_words_to_a_side_that_says_those(claim: str, said: str) -> None:
    assert verdict(claim, said, "ar") is Verdict.CONTRADICTED


def test_no_listed_phrase_with_a_negator_is_a_denial_of_what_it_means() -> None:
    known = language("ar")
    standard: dict[str, str] = {}
    for concept, register, cell in rows("ar", "lexicon"):
        words = [word for word in spellings(cell) if not word.endswith("-")]
        if register == "standard" and words:
            standard.setdefault(concept, words[0])
    phrases = [
        (standard[concept], phrase.split("+"))
        for concept, _, cell in rows("ar", "expressions")
        for phrase in spellings(cell)
        if concept in standard and any(known.is_negator(word) for word in phrase.split("+"))
    ]
    accused = [
        (word, phrase)
        for word, phrase in phrases
        if verdict(f"كان جارنا حسن {word} في حلب سنة كاملة", f"جارنا حسن {' '.join(phrase)} في حلب سنة كاملة", "ar")
        is Verdict.CONTRADICTED
    ]
    assert len(phrases) > 200
    assert not accused


def test_of_a_talk_no_more_phrases_are_read_than_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = read_talk(talk("we never sold it", "they did not come", "nobody rang"))
    read: list[str] = []

    def noted(words: Sequence[str], *rest: Any) -> Denials:
        read.append(" ".join(words))
        return denials(words, *rest)

    monkeypatch.setattr(denied, "denials", noted)
    for token in (5, 7, 4, 7):
        assert denied.denied_words(token, spoken).in_scope[7]
    assert not denied.denied_words(4, spoken).in_scope[2]
    assert read == ["they did not come"]
    assert denied.denied_words(2, spoken).in_scope[2]
