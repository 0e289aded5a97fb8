"""The words that Whisper is told beforehand: which of an article's, and how many."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.article import read_article
from align.hotwords import hotwords_from, listed_hotwords, rare_words
from align.types import AlignError, Article
from tests.support.cli_runs import write
from transcripts import demo_dir


def told(text: str) -> tuple[str, ...]:
    return rare_words(Article(text, ()))


def test_the_names_of_the_demo_come_first_and_whole() -> None:
    words = rare_words(read_article(demo_dir() / "article.md"))
    assert words[:4] == ("نادر العطار", "سعاد الخطيب", "وليد الصباغ", "الناعورة")
    assert not {"2008", "شباط", "السابعة", "في", "المدرسة", "المياه"} & set(words)


def test_the_joiners_inside_a_word_stay() -> None:
    assert listed_hotwords("\u2067می\u200cخواهم\u2069, Maren\tHolt,\x07") == ("می\u200cخواهم", "Maren Holt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A capital inside a sentence is a name's; at its beginning it says nothing, unless another one follows.
        ("Maren Holt runs the shipyard. Yards are busy, Holt says.", ("Maren Holt",)),
        ("We met in Ljubljana. According to NATO, the Northwick ferry sank.", ("Northwick", "Ljubljana", "NATO")),
        ("The old ferry sank. An Old man saw it.", ()),
        ("They saw Holt's boat and Addis Ababa.", ("Holt", "Addis Ababa")),
        # What Arabic writes onto a name goes, vowel signs too; the article stays.
        ("وصل الوفد إلى حميميم، ثم زار وسوريا والعراق.", ("حميميم", "سوريا", "العراق")),
        ("قال الزُّعيـتِر ذلك", ("الزعيتر",)),
        # A word after a given name is a family name, however ordinary; beside a word like "rare" it takes another name.
        ("تحدثت سعاد الحداد أمس", ("سعاد الحداد",)),
        ("هذا كتاب نادر جدا", ()),
        ("", ()),
        ("12 345 ... !!!", ()),
    ],
)
def test_names_and_what_no_table_knows(text: str, expected: tuple[str, ...]) -> None:
    assert told(text) == expected


def test_every_word_told_is_the_articles_own_and_told_once() -> None:
    article = read_article(demo_dir() / "article.md")
    words = [word for entry in rare_words(article) for word in entry.split()]
    assert len(words) == len(set(words))
    assert all(word.removeprefix("ال") in article.text for word in words)


@pytest.mark.parametrize("text", ["\x00\u202e" * 100, "😀" * 1000, "A" * 200_000, "آ ب " * 50_000, "Aa " * 50_000])
def test_hostile_articles_end(text: str) -> None:
    assert isinstance(told(text), tuple)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("Maren Holt\n- Northwick\n\nMaren Holt\n", ("Maren Holt", "Northwick")),
        ("\ufeffنادر العطار، الناعورة", ("نادر العطار", "الناعورة")),
        ("She met Maren Holt at Northwick on a Sunday.", ("Maren Holt", "Northwick")),
    ],
    ids=["list", "Arabic list", "article"],
)
def test_a_file_is_a_list_or_an_article(folder: Path, content: str, expected: tuple[str, ...]) -> None:
    assert set(hotwords_from(str(write(folder / "words.txt", content)))) == set(expected)


def test_lists_on_the_command_line() -> None:
    assert listed_hotwords(" A b ,A b,،c\x1b[2J;\n") == ("A b", "c [2J")
    assert listed_hotwords(" , ") == ()


def test_a_missing_list_is_told_in_one_sentence() -> None:
    with pytest.raises(AlignError, match=r"no article at nowhere\.txt"):
        hotwords_from("nowhere.txt")
