"""Forms of listed words, and the opposites found under them."""

from itertools import combinations, permutations, product

import pytest

from align import Verdict
from align.language import Language, fold, language
from align.language.morphology import Derivations
from align.language.tables import rows, spellings
from align.types import ReasonCode
from tests.support.talks import judged, talk

AR, EN = language("ar"), language("en")


def concepts(word: str, known: Language = AR) -> set[str]:
    return {key for key in known.keys(fold(word)) if key.startswith("c:")}


def meanings(word: str, known: Language = AR) -> frozenset[str]:
    return known.meanings(fold(word))


# One verb form a row: past, imperfect, passive, masdar, participles, with clitics; the last row is dialect.
@pytest.mark.parametrize(
    "family",
    [
        "أغلق يغلق تغلق نغلق أغلقت أغلقوا إغلاق الإغلاق سيغلقون أغلقها",
        "استأنف تستأنف استئناف استأنفت يستأنفون استؤنفت",
        "أقال إقالة يقيل أقيل إقالته",
        "ألغى ألغت إلغاء ملغى يلغي تلغي ألغوا إلغائها",
        "اعتقل اعتقال يعتقل اعتقلت اعتقالهم",
        "أجل تأجيل يؤجل مؤجل تأجيلها أجلت",
        "أكد تأكيد يؤكد تؤكد أكدت",
        "رفض رافض مرفوض يرفض رفضت رفضوا",
        "منع ممنوع يمنع",
        "اختطف اختطاف مختطف",
        "انسحب انسحاب ينسحب منسحب تنسحب",
        "استقال استقالة يستقيل مستقيل استقالت",
        "هاجم مهاجمة يهاجم هوجم",
        "قاطع مقاطعة يقاطع",
        "اغتال اغتيل يغتال",
        "أنهى ينهي إنهاء تنهي أنهت",
        "فاز يفوز فائز فازت",
        "سكر بيسكر منسكر سكرنا سكروا بتسكر تسكير",
    ],
)
def test_a_listed_word_is_found_in_its_forms(family: str) -> None:
    assert set.intersection(*map(concepts, family.split()))


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("أغلق", "يغلق إغلاق مغلق"),
        ("استأنف", "استئناف مستأنف"),
        ("أدان", "إدانة يدين مدان"),
        ("اختار", "اختيار مختار"),
        ("أوقف", "إيقاف يوقف موقف"),
        ("ألغى", "إلغاء يلغي ملغي"),
        ("تأجيل", "يؤجل مؤجل"),
        ("هاجم", "مهاجمة هوجم"),
        ("رفض", "مرفوض"),
    ],
)
def test_patterns_give_the_forms_of_a_word(word: str, forms: str) -> None:
    sure, _ = Derivations("ar").forms(fold(word))
    assert {fold(form) for form in forms.split()} <= set(sure)


@pytest.mark.parametrize("word", ["بنك", "ملك", "أمن", "أزمة", "فن", "ميت", "زمان", "قطن"])
@pytest.mark.parametrize("prefix", ["ال", "وال"])
def test_a_word_with_the_article_is_that_word(prefix: str, word: str) -> None:
    assert meanings(word) & meanings(prefix + word)


def test_what_has_the_article_has_no_possessive_ending() -> None:
    assert concepts("إلغائها") & {"c:abolish"}  # no «غاية» with the article before it
    assert not concepts("البيتهم") & {"c:house"}


def test_letters_that_speech_merges_tell_words_apart_where_they_are_written() -> None:
    assert concepts("حضروا") & {"c:attend"}
    assert not concepts("حضروا") & concepts("حظرت")
    assert concepts("حظرت") & {"c:ban_act"}
    assert concepts("تؤثر") & {"c:affect"}
    assert not concepts("تؤثر") & concepts("توتر")
    assert concepts("تعلب") == concepts("ثعلب") != set()  # one word alone is found however it is written


@pytest.mark.parametrize("word", ["هذا", "هذي", "انتي", "انا", "الي", "هم"])
def test_a_function_word_is_no_list_word_that_looks_like_it(word: str) -> None:
    assert not concepts(word)


# What resembles a form of a word with an opposite, and is another word.
@pytest.mark.parametrize(
    ("word", "opposite"),
    [
        ("محافظة", "إلغاء"),
        ("الشارع", "انتهى"),
        ("معتقلين", "الإفراج"),
        ("المعارضة", "أيد"),
        ("مشروع", "انتهى"),
        ("التحرير", "احتلال"),
    ],
)
def test_other_words_do_not_take_over_an_opposite(word: str, opposite: str) -> None:
    assert not AR.antonyms(fold(word)) & meanings(opposite)


@pytest.mark.parametrize(
    ("word", "opposite"),
    [
        ("استئناف", "تأجيل"),
        ("يبدأ", "ينتهي"),
        ("ترتفع", "انخفضت"),
        ("مكاسب", "خسائر"),
        ("فوز", "هزيمة"),
        ("تغلق", "يفتحون"),
        ("إقالة", "تعيين"),
        ("استقال", "عين"),
        ("الإفراج", "اعتقلت"),
        ("تبرئة", "إدانة"),
        ("نجاة", "مقتل"),
        ("ترحب", "تدين"),
        ("أشاد", "ينتقد"),
        ("يسمحون", "حظر"),
        ("تصعيد", "تهدئة"),
        ("مؤقت", "دائم"),
        ("علنا", "سرا"),
        ("أغلبية", "أقلية"),
        ("استورد", "صادرات"),
        ("زواج", "طلاق"),
        ("تؤكد", "تنفي"),
        ("منسكر", "فتحنا"),
        ("مشاركة", "مقاطعة"),
        ("تفاؤل", "تشاؤم"),
    ],
)
def test_opposites_in_arabic(word: str, opposite: str) -> None:
    assert AR.antonyms(fold(word)) & concepts(opposite)
    assert AR.antonyms(fold(opposite)) & concepts(word)


@pytest.mark.parametrize(
    ("word", "opposite"),
    [
        ("accepted", "rejected"),
        ("approval", "refusal"),
        ("resumed", "suspended"),
        ("optional", "mandatory"),
        ("won", "defeat"),
        ("disagreed", "agreement"),
        ("permanently", "temporary"),
        ("unlikely", "likely"),
        ("praised", "criticised"),
        ("cheap", "costly"),
    ],
)
def test_opposites_in_english(word: str, opposite: str) -> None:
    assert EN.antonyms(word) & concepts(opposite, EN)
    assert EN.antonyms(opposite) & meanings(word, EN)


# Words that often stand side by side in one true report: whoever says one does not deny the other.
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("معتقلين", "الإفراج"),
        ("الدفاع", "هجوم"),
        ("عام", "خاص"),
        ("ولد", "مات"),
        ("إعمار", "دمرت"),
        ("مفقود", "عثر"),
        ("إطلاق", "وقف"),
        ("مدنيين", "عسكري"),
        ("حي", "قتيل"),
        ("مثل", "مختلف"),
        ("قال", "سأل"),
        ("راح", "إجا"),
        ("فقد", "ربح"),
    ],
)
def test_no_accusation_by_words_that_go_together(one: str, other: str) -> None:
    assert not AR.antonyms(fold(one)) & meanings(other)
    assert not AR.antonyms(fold(other)) & meanings(one)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_nobody_is_its_own_opposite(code: str) -> None:
    known = language(code)
    listed = {word for _, _, cell in rows(code, "lexicon") for word in spellings(cell)}
    assert not [word for word in listed if known.antonyms(word) & known.meanings(word)]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_concept_holds_words_that_exclude_each_other(code: str) -> None:
    known = language(code)
    held: dict[str, dict[str, None]] = {}
    for concept, _, cell in rows(code, "lexicon"):
        held.setdefault(concept, {}).update((fold(word).rstrip("-"), None) for word in spellings(cell))
    wrong = [
        (concept, one, other)
        for concept, words in held.items()
        for one, other in combinations(words, 2)
        if known.antonyms(one) & known.meanings(other)
    ]
    assert not wrong


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_phrase_means_what_excludes_another_of_its_meanings(code: str) -> None:
    excluded = {
        pair
        for row in rows(code, "opposites")
        for ones, others in permutations(row, 2)
        for pair in product(ones.split(), others.split())
    }
    meant: dict[str, set[str]] = {}
    for concept, _, cell in rows(code, "expressions"):
        for phrase in spellings(cell):
            meant.setdefault(phrase, set()).add(concept)
    assert not [phrase for phrase, found in meant.items() if excluded & set(permutations(found, 2))]


@pytest.mark.parametrize("claim", ["The company lost customers.", "She lost the race."])
def test_a_word_said_of_something_else_does_not_hide_its_opposite(claim: str) -> None:
    found = judged(claim, talk("The company gained customers.", "She won the race.", "The team lost the final."))
    assert found.verdict in (Verdict.CONTRADICTED, Verdict.UNCLEAR)
    assert found.reasons[0].code is ReasonCode.OPPOSITE_SAID
