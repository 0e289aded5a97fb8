"""What a pronoun or a missing subject stands for: shown where it is sure, two where two fit, else nothing."""

from __future__ import annotations

import pytest

from align.article.plain import paragraphs
from align.claims import find_claims
from align.types import Article, Claim


def claims(text: str) -> tuple[Claim, ...]:
    return find_claims(Article(text, paragraphs(text)))


def last_stands_for(text: str) -> tuple[str, ...]:
    return claims(text)[-1].stands_for


@pytest.mark.parametrize(
    ("text", "stands_for"),
    [
        ("Ruth Adeyemi never meant to stay. She was sent to the unit.", ("Ruth Adeyemi",)),
        (
            "While his sister Ola understood it, Tomasz Wierzba brought money. He left in May.",
            ("Tomasz Wierzba",),
        ),
        ("Her father took her to the station. He had reason to fear it.", ("Her father",)),
        ("Her father took her to the station. He feared the sea, which had taken his brother.", ("the sea",)),
        ("Daniel Okafor began it in 1994, when he was a deckhand. He writes in it.", ("Daniel Okafor",)),
        (
            "The supermarket's builders financed the dig. They granted a fortnight more.",
            ("The supermarket's builders",),
        ),
        ("The oldest volume was damaged. It was restored by a bookbinder.", ("The oldest volume",)),
        ("Ruth Adeyemi met Gwyn Price in 1990. She had just moved.", ("Ruth Adeyemi", "Gwyn Price")),
        ("ولم يتقاض اللاعبون رواتبهم. فأضربوا عن التدريبات احتجاجا على ذلك.", ("اللاعبون",)),
        ("ولدت المهندسة ليلى حداد في حلب. ودرست في جامعة دمشق.", ("المهندسة ليلى",)),
        ("ورممت الجمعية أربعين بيتا. وحصلت على جائزة من اليونسكو.", ("الجمعية",)),
    ],
)
def test_a_noun_phrase_that_agrees_is_shown(text: str, stands_for: tuple[str, ...]) -> None:
    assert last_stands_for(text) == stands_for


@pytest.mark.parametrize(
    "text",
    [
        "A retired driver holds the record. It is the elderly who tend to leave out steps.",
        "Wierzba had dismissed a mechanic. It was at a funeral that brother and sister made up.",
        "At its height the company employed fourteen people. It would have taken more to cover the costs.",
        "What angers her is when they call late. She would like to see boards forbidden.",
        "One elderly customer even posted him nine pounds. He has kept the money.",
        "A helicopter crew searched for two days. He was found by a student.",
        "The council gave a reward. In 2003 he fell from a horse.",
        "The owner sold the mill to a bank. It burned down in May.",
        "His sister Ola praised the plan. He was tired.",
        "وأقر بأن جميع أصحاب الأفران يبيعون الطحين. أما هو فقد رفض عرضين.",
        "وصارت تبيع نصف إنتاجها. ولم تكن مقتنعة باقتراح ابنتها.",
        "وزودت جمعية إيطالية البراد بألواح. ولا تزال التعاونية بحاجة إلى خمس عائلات.",
        "ولتمويل الري تخلت عن سيارتها. وترك لها النحل جار هاجر.",
        "وتابع المحاضر شرحه. ولم يغفر له الكاتب صمته.",
        "وقف الصديق على الباب. وصار ذلك الصديق مهندسا.",
        "فهو لا يريد استدرار العطف. وحصل على قلم من حارس.",
        "وكتب على بطانة العلب. وجمع له رفاق المهجع تلك الأوراق.",
        "خرج المدرب يبحث عنهم. وعثر على المفقودين قبل الفجر.",
        "وعادت الكهرباء في آذار. ولم تقل النجار إن أحدا ساعدها.",
    ],
)
def test_nothing_is_shown_where_nothing_is_sure(text: str) -> None:
    assert last_stands_for(text) == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("وبحسب تقرير أممي، يعاني السكان الجوع.\n\nوقال: «الخبز لازم يكون مثل الهوا».", None),
        ("قال أبو سامر إن الفرن قديم.\n\nوقال: «الخبز لازم يكون مثل الهوا».", "أبو سامر"),
        ("قال أبو سامر إن الفرن قديم.\n\nأغلقت الأفران.\n\nوقال: «الخبز لازم يكون مثل الهوا».", None),
        ("قالت الوزيرة هدى إن الفرن قديم. قال أبو سامر إنه جديد. وقالت: «الخبز لازم يكون مثل الهوا».", "الوزيرة هدى"),
        ('It was hard, according to the nurse. "We had no choice at all," she says.', None),
        ("قال القناص للضيف إنه لن يعود.", "القناص"),
    ],
)
def test_who_speaks_where_no_name_is_given(text: str, speaker: str | None) -> None:
    assert claims(text)[-1].speaker == speaker
