"""Which listed word a form is taken for: Arabic verbs, English inflection, and what a form may mean besides."""

import pytest

from align.language import fold, language
from align.language.tables import rows, spellings

AR, EN = language("ar"), language("en")


@pytest.mark.parametrize(
    ("word", "meant", "not_meant"),
    [
        ("سيارته", "c:car", "c:neighbour"),  # no person stands on both sides of a verb: س + يار + ته
        ("تجربته", "c:experience", "c:try"),
        ("سياستها", "c:politics", "c:despair"),
    ],
)
def test_no_verb_has_a_person_before_and_behind_it(word: str, meant: str, not_meant: str) -> None:
    assert meant in AR.keys(fold(word))
    assert not_meant not in AR.keys(fold(word))


@pytest.mark.parametrize("word", "فتحناه فتحناها فتحناهن وفتحناهم فتحتيها فتحتوهن فتحنالهم فتحتولنا".split())
def test_a_verb_with_its_subject_and_object_written_on(word: str) -> None:
    assert "c:open" in AR.keys(fold(word))  # not «ف» and «تحنا»


@pytest.mark.parametrize(("word", "other"), [("politics", "polite"), ("useful", "use"), ("several", "severe")])
def test_an_english_word_is_listed_under_its_inflected_forms_not_under_its_stem(word: str, other: str) -> None:
    listed = {key for key in EN.keys(other) if key.startswith("c:")}
    assert listed
    assert listed.isdisjoint(EN.keys(word))


@pytest.mark.parametrize("word", ["stopped", "stops", "stopping", "stop"])
def test_english_inflection_leads_to_the_listed_word(word: str) -> None:
    assert set(EN.keys("stop")) <= set(EN.keys(word))


def test_a_listed_plural_is_a_word_of_its_own() -> None:
    assert "c:news" in EN.keys("news")
    assert "c:new" in EN.keys("new")
    assert "c:new" not in EN.keys("news")


def test_what_a_form_may_mean_besides_finds_and_does_not_accuse() -> None:
    assert "c:arrest_act" in AR.keys(fold("معتقلين"))  # the detained, and a form of "to arrest"
    assert "c:detainee" in AR.meanings(fold("معتقلين"))
    assert "c:arrest_act" not in AR.meanings(fold("معتقلين"))


@pytest.mark.parametrize(
    ("form", "other"),
    [("caring", "car"), ("rated", "rat"), ("hopes", "hop"), ("wares", "war"), ("skies", "ski"), ("hated", "hat")],
)
def test_english_forms_of_other_words(form: str, other: str) -> None:
    assert other not in EN._affixes.uninflected(form)


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("called", "call"), ("stopped", "stop"), ("rating", "rate"), ("cried", "cry"), ("lying", "lie"),
        ("boxes", "box"), ("cities", "city"), ("hopes", "hope"), ("possibly", "possible"), ("easily", "easy"),
        ("showed", "show"), ("played", "play"), ("agreed", "agree"), ("opened", "open"), ("seeing", "see"),
    ],
)  # fmt: skip
def test_english_forms_lead_to_their_words(form: str, base: str) -> None:
    assert base in EN._affixes.uninflected(form)


@pytest.mark.parametrize("adverb", ["shortly", "narrowly"])
def test_an_adverb_has_no_opposite_of_its_adjective(adverb: str) -> None:
    assert not EN.antonyms(adverb)


@pytest.mark.parametrize(("word", "concept"), [("تقيل", "c:heavy"), ("نضيف", "c:clean")])
def test_a_listed_word_keeps_its_meaning(word: str, concept: str) -> None:
    assert concept in AR.meanings(fold(word))


@pytest.mark.parametrize("word", ["أنا", "نحنا", "لكم", "بلا", "يكون"])
def test_a_function_word_is_no_form_of_another(word: str) -> None:
    listed = {f"c:{concept}" for concept, _, cell in rows("ar", "lexicon") if fold(word) in spellings(cell)}
    assert {key for key in AR.keys(fold(word)) if key.startswith("c:")} <= listed


def test_a_listed_word_is_not_taken_for_a_name() -> None:
    assert "c:capital_city" in AR.keys(fold("عاصمة")) or "c:capital" in AR.keys(fold("عاصمة"))
