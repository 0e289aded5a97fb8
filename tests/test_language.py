"""Orthography, words, stems, concepts, negation."""

import os
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language import fold, language, language_of, normalise, tokenise
from align.language.tables import rows

AR, EN = language("ar"), language("en")

# Text as it comes from articles and recognisers, and as it should not come.
TEXT = st.text(st.one_of(st.characters(), st.sampled_from("ابتةىيـًَّأإآؤئ١٢٬٫٪,.:%/'’ \u200f\u200c\x00\ud800😀ﷺﻻ")))


def keys(word: str) -> tuple[str, ...]:
    return AR.keys(fold(word))


@pytest.mark.parametrize(
    ("spellings", "folded"),
    [
        ("أردوغان اردوغان إردوغان ٱردوغان أردوغــان", "اردوغان"),
        ("مُحَمَّد محمد ﻣﺤﻤﺪ", "محمد"),
        ("مدرسة مدرسه مدرسۀ مدرسہ", "مدرسه"),
        ("على علي علی", "علي"),
        ("کتاب كتاب", "كتاب"),
        ("ﻻ لا", "لا"),
        ("٢٠٢٤ ۲۰۲۴ 2024 २०२४", "2024"),
        ("Café CAFÉ café ｃａｆｅ́", "cafe"),
        ("Straße STRASSE", "strasse"),
        ("سـ\u200cورية سورية سور\u200fية", "سوريه"),
    ],
)
def test_what_reads_the_same_folds_the_same(spellings: str, folded: str) -> None:
    assert {fold(spelling) for spelling in spellings.split()} == {folded}


@given(TEXT)
def test_every_folded_character_knows_where_it_came_from(text: str) -> None:
    result = normalise(text)
    assert result.text == fold(text)
    assert len(result.offsets) == len(result.text) + 1
    assert list(result.offsets) == sorted(result.offsets)
    assert result.offsets[-1] == len(text)
    for index, char in enumerate(result.text):
        start, end = result.span(index, index + 1)
        assert char in fold(text[start:end])


@given(TEXT)
def test_tokens_lie_in_order_and_hold_what_they_say(text: str) -> None:
    end = 0
    for token in tokenise(text):
        assert end <= token.start < token.end <= len(text)
        assert token.text
        assert token.text == fold(token.text)
        assert not token.text.isspace()
        end = token.end


@given(st.lists(st.sampled_from("ابجد hello مُحَمَّد 1,250.5 ١٠:٣٠ ٥٠٪ don't कम".split())))
def test_words_come_back_with_their_places(words: list[str]) -> None:
    text = " ".join(words)
    tokens = tokenise(text)
    assert [text[token.start : token.end] for token in tokens] == words


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("وصلنا الساعة ١٠:٣٠، و٥٠٪ منهم", "وصلنا الساعه 10:30 و 50% منهم"),
        ("١٬٢٥٠٫٥ و1,250.5 و1.250.000", "1250.5 و 1250.5 و 1250000"),
        ("don’t stop: U.S. at 5 p.m. (F-16)", "don't stop us at 5 pm f 16"),
        ("12/8/2024 26نوفمبر", "12/8/2024 26 نوفمبر"),
        ("日本語 한국어 हिन्दी עִבְרִית", "日 本 語 한국어 हिन्दी עברית"),
        ("«لم»…؟!  ـــ 😀 \x00 \ud800", "لم"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    found = " ".join(token.text for token in tokenise(text))
    assert found == tokens or [fold(part) for part in tokens.split()] == found.split()


@pytest.mark.parametrize(
    "text",
    [
        "ا" * 1_000_000,
        "'a" * 500_000,
        "1." * 500_000,
        "1," * 500_000,
        "a." * 500_000,
        "😀" * 500_000,
        "\x00\ud800" * 500_000,
    ],
    ids=["one word", "apostrophes", "dots", "commas", "initials", "emoji", "garbage"],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    start = time.perf_counter()
    tokenise(text)
    assert time.perf_counter() - start < 4


# Pairs that share a meaning across dialect and standard, inflected as speech and articles inflect them.
@pytest.mark.parametrize(
    ("spoken", "written"),
    [
        ("نطرنا", "انتظر"),
        ("أترك", "يترك"),
        ("نترك", "ترك"),
        ("ناطرين", "ينتظرون"),
        ("طيارة", "الطائرة"),
        ("طيارات", "طائرات"),
        ("بدو", "يريد"),
        ("بدهم", "أراد"),
        ("بالأوتيل", "الفندق"),
        ("إجانا", "جاء"),
        ("شفت", "رأى"),
        ("ماشفتش", "رأيت"),
        ("رحنا", "ذهبوا"),
        ("بيروحوا", "يذهب"),
        ("حكالي", "تحدث"),
        ("عمبحكي", "يتكلم"),
        ("مبارح", "أمس"),
        ("هلق", "الآن"),
        ("لحالو", "وحده"),
        ("تلفون", "هاتف"),
        ("مصاري", "المال"),
        ("شنطتي", "حقيبته"),
        ("بلشنا", "بدأت"),
        ("عالمدرسة", "مدارس"),
        ("رفقاتي", "أصدقائه"),
        ("ببلاش", "مجاني"),
        ("منيح", "جيد"),
        ("عايزين", "يريدون"),
        ("دلوقتي", "حاليا"),
        ("أبغى", "أريد"),
        ("بزاف", "كثيرا"),
    ],
)
def test_dialect_and_standard_share_a_concept(spoken: str, written: str) -> None:
    assert {key for key in keys(spoken) if key[0] == "c"} & {key for key in keys(written) if key[0] == "c"}


@pytest.mark.parametrize(
    "family",
    [
        "درس يدرسون بيدرسوا درسوا دروس",
        "كتب يكتب كتابة كتبت بيكتبو",
        "المدرسة مدرسة بالمدرسة مدرستنا للمدرسة",
        "صف الصف بالصف والصف",
    ],
)
def test_inflections_share_a_key(family: str) -> None:
    first, *others = map(keys, family.split())
    assert all(set(first) & set(other) for other in others)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مواد", "ولد"),
        ("لبنان", "لبن"),
        ("تركيا", "ترك"),
        ("مليون", "ملي"),
        ("فرنسا", "نسي"),
        ("حيوان", "حيا"),
        ("وصلوا", "صلى"),
    ],
)
def test_words_are_not_taken_apart_into_others(one: str, other: str) -> None:
    assert not {key for key in keys(one) if key[0] == "c"} & {key for key in keys(other) if key[0] == "c"}


def test_the_stem_comes_first_and_kinds_are_named() -> None:
    for word in ("نطرنا", "بيقرفوا", "hello", "x", "1250.5"):
        first, *others = AR.keys(fold(word))
        assert first.startswith("s:")
        assert all(key[:2] in ("c:", "r:") for key in others)


def test_english_words_are_stemmed_and_contractions_opened() -> None:
    assert EN.keys("running")[0] == EN.keys("runs")[0]
    assert set(EN.keys("told")) & set(EN.keys("said"))
    assert set(EN.keys("purchased")) & set(EN.keys("bought"))
    assert EN.keys("isn't") == EN.keys("is")
    assert EN.keys("can't") == EN.keys("can")
    assert EN.keys("assad's") == EN.keys("assad")


@pytest.mark.parametrize("word", "لم لا لن ليس غير دون بدون ما مو مش مانو مافي ولم مفيش ماشفتش معرفش ومعرفش".split())
def test_arabic_negators(word: str) -> None:
    assert AR.is_negator(fold(word))


@pytest.mark.parametrize("word", "لما مال مشى ماء عاش جيش محمد بعض مشمش ماشي مراكش مفروش ومنتعش منو كلا".split())
def test_what_only_looks_like_a_negator(word: str) -> None:
    assert not AR.is_negator(fold(word))


def test_english_negators() -> None:
    assert all(EN.is_negator(word) for word in ("not", "never", "isn't", "won't", "without", "nobody"))
    assert not any(EN.is_negator(word) for word in ("note", "know", "another", "now"))


@pytest.mark.parametrize(
    ("word", "opposite"),
    [("رفض", "وافق"), ("نفى", "أكد"), ("ارتفع", "انخفض"), ("فتح", "أغلق"), ("سكر", "فتح"), ("مجاني", "مدفوع"),
     ("سمح", "منع"), ("نجح", "فشل"), ("رسب", "نجح"), ("يرفضون", "وافقوا")],
)  # fmt: skip
def test_antonyms(word: str, opposite: str) -> None:
    assert AR.antonyms(fold(word)) & set(keys(opposite))
    assert AR.antonyms(fold(opposite)) & set(keys(word))


def test_antonyms_are_never_synonyms() -> None:
    for code in ("ar", "en"):
        known = language(code)
        for word in ("refuse", "agree", "رفض", "وافق", "كبير", "صغير", "hello"):
            assert not known.antonyms(fold(word)) & set(known.keys(fold(word)))


@pytest.mark.parametrize(
    "spellings",
    ["أردوغان اردوغان إردوغان Erdogan Erdoğan", "حميميم حميمم Hmeimim", "محمد Mohammed Muhammad", "تشارلز Charles",
     "بوتين Putin", "الأسد Assad اسد", "إدلب Idlib", "يوسف Youssef Yusuf", "حسين Hussein Hussain", "موسكو Moscow"],
)  # fmt: skip
def test_a_name_keeps_its_skeleton(spellings: str) -> None:
    assert len({AR.name_key(fold(spelling)) for spelling in spellings.split()}) == 1


def test_other_names_have_other_skeletons() -> None:
    names = "بوتين أردوغان بايدن ترامب موسكو دمشق حلب حمص حماة إيران العراق تركيا".split()
    assert len({AR.name_key(fold(name)) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("قال الرئيس", "ar"),
        ("the President said", "en"),
        ("قال الرئيس Putin", "ar"),
        ("12 😀 …", "und"),
        ("", "und"),
        ("日本", "und"),
    ],
)
def test_language_of(text: str, code: str) -> None:
    assert language_of(text) == code


def test_words_mean_the_same_in_every_run() -> None:
    """Python orders a set of strings anew in every process: nothing may hang on it."""
    code = """
from align.language import fold, language
for code, text in (("ar", "بالعراق والأردن بالسعودية كتبوا استقبلتهم"), ("en", "Iraqis weren't refusing schools")):
    for word in text.split():
        print(ascii((language(code).keys(fold(word)), sorted(language(code).antonyms(fold(word))))))
"""
    runs = {
        subprocess.run(
            [sys.executable, "-c", code], env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1")
    }
    assert len(runs) == 1


def test_a_language_without_tables_still_has_words() -> None:
    unknown = language("xx")
    assert unknown.keys("bonjour") == ("s:bonjour",)
    assert not unknown.is_stopword("bonjour")
    assert not unknown.is_negator("bonjour")
    assert not unknown.antonyms("bonjour")
    assert language("../ar") is unknown


@given(TEXT)
def test_any_word_has_keys(text: str) -> None:
    for token in tokenise(text):
        for known in (AR, EN, language("und")):
            assert known.keys(token.text)
            known.is_stopword(token.text)
            known.antonyms(token.text)
            assert known.name_key(token.text)


@pytest.mark.parametrize("code", ["ar", "en"])
def test_no_hedge_looks_like_another_function_word_once_folded(code: str) -> None:
    """«كأن» (as if) would: without its hamza it is «كان» (was), and no statement is a guess for that."""
    cells = [(row[0], word) for row in rows(code, "function-words") for cell in row[1:] for word in cell.split()]
    hedges = {fold(word): word for role, word in cells if role == "hedge"}
    alike = [(role, word) for role, word in cells if fold(word) in hedges and hedges[fold(word)] != word]
    assert not [pair for pair in alike if pair[0] != "hedge"]
