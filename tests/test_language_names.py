"""Names: found through inflection, clitics and scripts; told apart only where nobody could object."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.language import Agreement, fold, tokenise
from align.language.gazetteer import category_of, names_in
from align.language.identities import Category, Name, compare_names
from align.language.tables import rows

KEYS = {row[0] for code in ("ar", "en") for row in rows(code, "names")}


def names(text: str, language: str = "ar") -> list[tuple[str, str]]:
    """Key and original text of every strong name."""
    tokens = tokenise(text)
    found = (name for name in names_in(tokens, language) if not name.weak)
    return [(name.key, text[tokens[name.first].start : tokens[name.last].end]) for name in found]


def keys(text: str, language: str = "ar") -> list[str]:
    return [key for key, _ in names(text, language)]


def agreement(a: str, b: str, language: str = "ar") -> Agreement:
    (one,) = names_in(tokenise(a), language)
    (other,) = names_in(tokenise(b), language)
    assert compare_names(other, one) is compare_names(one, other)
    return compare_names(one, other)


@pytest.mark.parametrize(
    "text",
    "فرنسا فرنسي الفرنسية فرنساوي الفرنسيين بفرنسا عفرنسا بالفرنسي فَرَنسا والفرنسيّات France French".split(),
)
def test_one_country_in_many_words(text: str) -> None:
    assert keys(text) == ["country:france"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اليمن", "country:yemen"),
        ("باليمن", "country:yemen"),
        ("للسعودية", "country:saudi-arabia"),
        ("وألمانيا", "country:germany"),
        ("لألمانيا", "country:germany"),
        ("الألمان", "country:germany"),
        ("سورية", "country:syria"),
        ("عالشام وحلب", "city:aleppo"),
        ("عبيروت", "city:beirut"),
        ("الأمم المتحدة", "organisation:united-nations"),
        ("للأمم المتحدة", "organisation:united-nations"),
        ("الكورية الجنوبية", "country:south-korea"),
        ("كورية جنوبية", "country:south-korea"),
        ("نيويورك", "city:new-york"),
        ("أختو", "kin:sister"),
        ("شقيقته", "kin:sister"),
        ("الحمراء", "colour:red"),
        ("لعبد الرحمن", "person:abdulrahman"),
        ("عبدالرحمن", "person:abdulrahman"),
        ("زيلينسكي", "figure:zelensky"),
    ],
)
def test_arabic_names(text: str, expected: str) -> None:
    assert keys(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Germany's chancellor", ["country:germany"]),
        ("the people of New York's north", ["city:new-york", "direction:north"]),
        ("Al-Jazeera", ["organisation:al-jazeera"]),
        ("Her brother Mike and my sister", ["kin:brother", "kin:sister"]),
        ("Muhammad", ["person:mohammed"]),
        ("Côte d'Ivoire", ["country:ivory-coast"]),
    ],
)
def test_english_names(text: str, expected: list[str]) -> None:
    assert keys(text, "en") == expected


@pytest.mark.parametrize(
    "text",
    [
        "كريم وحسن",
        "أمل ونور",
        "هند",
        "عم يحكي",
        "العمر كله",
        "عناصر",
        "فعلا",
        "بطة",
        "هو والده",
        "جدا",
        "الحسن",
        "النور",
    ],
)
def test_everyday_words_are_no_strong_names(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize("text", ["Will you mark the bill?", "the turkey in May", "a polish pole", "spring and fall"])
def test_everyday_english_words_are_no_strong_names(text: str) -> None:
    assert names(text, "en") == []


def test_a_name_inside_another_name_is_weak() -> None:
    assert keys("أبو محمد") == []  # the father of Muhammad is somebody else
    assert keys("محمد أحمد") == ["person:mohammed"]  # one person, with his father's name
    assert keys("محمد وأحمد") == ["person:mohammed", "person:ahmad"]
    assert keys("يا أختي") == []


def test_the_longest_name_wins() -> None:
    assert names("في جنوب أفريقيا وجنوب السودان") == [
        ("country:south-africa", "جنوب أفريقيا"),
        ("country:south-sudan", "وجنوب السودان"),
    ]
    assert keys("الصليب الأحمر") == ["organisation:red-cross"]
    assert keys("الصليب. هو الأحمر") == ["colour:red"]


def test_mixed_scripts() -> None:
    assert keys("شركة Google في دمشق") == ["organisation:google", "city:damascus"]
    assert keys("they said بيروت", "en") == ["city:beirut"]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("فرنسا", "الفرنسي", Agreement.SAME),
        ("فرنسا", "French", Agreement.SAME),
        ("محمد", "Mohamed", Agreement.SAME),
        ("حسن", "Hassan", Agreement.SAME),
        ("الفرنسية", "الألمانية", Agreement.DIFFERENT),
        ("حمص", "دمشق", Agreement.UNRELATED),  # «حمص» is chickpeas, too
        ("حلب", "دمشق", Agreement.DIFFERENT),
        ("تركيا", "الإمارات", Agreement.DIFFERENT),
        ("الشمال", "الجنوب", Agreement.DIFFERENT),
        ("أحمر", "زرقاء", Agreement.DIFFERENT),
        ("أخته", "شقيق", Agreement.DIFFERENT),
        ("الشتاء", "الصيف", Agreement.DIFFERENT),
        ("محمد", "أحمد", Agreement.DIFFERENT),
        ("الصين", "الأمم المتحدة", Agreement.UNRELATED),
        ("الفرنسية", "ألمانيا", Agreement.UNRELATED),
        ("دمشق", "سوريا", Agreement.COMPATIBLE),
        ("دمشق", "الشرق الأوسط", Agreement.COMPATIBLE),
        ("دمشق", "لبنان", Agreement.DIFFERENT),
        ("العربية", "السورية", Agreement.COMPATIBLE),
        ("العربية", "التركية", Agreement.DIFFERENT),
        ("كردي", "سوري", Agreement.UNRELATED),
        ("كردي", "تركي", Agreement.DIFFERENT),  # as languages
        ("شمال شرق", "الشمال", Agreement.COMPATIBLE),
        ("شمال شرق", "شمال غرب", Agreement.DIFFERENT),
        ("شيعي", "مسلم", Agreement.COMPATIBLE),
        ("لندن", "بريطانيا", Agreement.COMPATIBLE),
        ("الإنجليزية", "البريطانية", Agreement.COMPATIBLE),
        ("أوروبا", "آسيا", Agreement.DIFFERENT),
        ("محمد", "أمل", Agreement.UNRELATED),
    ],
)
def test_comparing(a: str, b: str, expected: Agreement) -> None:
    assert agreement(a, b) is expected


def test_category_of_a_word() -> None:
    assert category_of(fold("الفرنسيين"), "ar") is Category.NATIONALITY
    assert category_of(fold("بفرنسا"), "ar") is Category.COUNTRY
    assert category_of("germany", "en") is Category.COUNTRY
    assert category_of(fold("كريم"), "ar") is None
    assert category_of(fold("متحدة"), "ar") is None
    assert category_of("xyzzy", "und") is None


@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_spelling_is_found_again(code: str) -> None:
    for key, *cells in rows(code, "names"):
        for cell in cells[:2]:
            for spelling in cell.split():
                if spelling == "-":
                    continue
                text = spelling.rstrip("?").replace("+", " ")
                tokens = tokenise(text)
                found = names_in(tokens, code)
                assert len(found) == 1, (key, text)
                assert (found[0].first, found[0].last) == (0, len(tokens) - 1), (key, text)
                assert found[0].key == key or found[0].weak or spelling.endswith("?"), (key, text, found)


def test_the_tables_agree_with_each_other() -> None:
    assert {Category(key.partition(":")[0]) for key in KEYS} | {Category.NATIONALITY} == set(Category)
    for _, key, *others in rows("mul", "name-relations"):
        assert {key, *" ".join(others).split()} <= KEYS
    for code in ("ar", "en"):
        listed = [row[0] for row in rows(code, "names")]
        assert len(listed) == len(set(listed))


def test_all_members_of_the_united_nations_have_names_in_both_languages() -> None:
    for code in ("ar", "en"):
        assert len({row[0] for row in rows(code, "names") if row[0].startswith("country:")}) >= 193


@given(st.text(alphabet="ابتمحدرسنيوهلعك ةأفAFrance'\n.", max_size=60))
def test_names_lie_in_order_on_the_tokens(text: str) -> None:
    tokens = tokenise(text)
    end = -1
    for name in names_in(tokens, "ar"):
        assert end < name.first <= name.last < len(tokens)
        end = name.last


@given(st.sampled_from(sorted(KEYS)), st.sampled_from(sorted(KEYS)), st.booleans())
def test_a_weak_name_never_differs(a: str, b: str, first: bool) -> None:
    one = Name(Category(a.partition(":")[0]), a, 0, 0, weak=first)
    other = Name(Category(b.partition(":")[0]), b, 0, 0, weak=not first)
    assert compare_names(one, other) is not Agreement.DIFFERENT
    assert (compare_names(one, other) is Agreement.SAME) == (a == b)


def test_three_hours_of_speech_take_a_fraction_of_a_second() -> None:
    words = "سافر الوفد من دمشق إلى موسكو ثم عاد مع محمد والأمم المتحدة".split()
    tokens = tokenise(" ".join(f"{word}" if i % 3 else f"كلمة{i % 3000}" for i, word in enumerate(words * 2_300)))
    start = time.perf_counter()
    assert names_in(tokens, "ar")
    assert len(tokens) > 27_000
    assert time.perf_counter() - start < 1.0  # about 0.1 s on an idle machine


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("يوميا", "باليوم", Agreement.SAME),
        ("أسبوعيا", "كل جمعة", Agreement.SAME),
        ("daily", "a day", Agreement.SAME),
        ("weekly", "every month", Agreement.DIFFERENT),
        ("monthly", "a week", Agreement.UNRELATED),  # "a week" may be how long it took
        ("سيارة أجرة", "تكسي", Agreement.SAME),
        ("سيارة", "تكسي", Agreement.COMPATIBLE),
    ],
)
def test_how_often_and_taxis(one: str, other: str, expected: Agreement) -> None:
    assert agreement(one, other) is expected
