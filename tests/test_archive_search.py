"""Searching an archive: phrases, beginnings, dialect, filters, and questions that nobody should ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from align.archive import SearchHit, search_archive
from align.types import AlignError
from tests.support.seasons import put, small_season
from transcripts.archive import Archive, EpisodeFilter


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with small_season(tmp_path_factory.mktemp("season")) as archive:
        yield archive


EVERYTHING = EpisodeFilter()


def marked(hit: SearchHit) -> list[str]:
    return [hit.text[start:end] for start, end in hit.marks]


def titles(archive: Archive, question: str, wanted: EpisodeFilter = EVERYTHING) -> list[str]:
    return [hit.episode.title for hit in search_archive(archive, question, wanted).hits]


def test_standard_words_find_dialect(season: Archive) -> None:
    (hit,) = search_archive(season, "الطائرة دمشق").hits
    assert hit.episode.title == "ليلى"
    assert marked(hit) == ["بالطيارة", "دمشق"]
    assert hit.speaker == "ليلى"


def test_a_word_finds_the_set_phrase_that_means_it(tmp_path: Path) -> None:
    with small_season(tmp_path / "archive") as archive:
        put(archive, "storm", (("A", "They called the concert off on Friday. We went home."),))
        (hit,) = search_archive(archive, "cancelled concert").hits
        assert hit.episode.title == "storm"
        assert marked(hit) == ["called the concert off"]


def test_amounts_are_found_however_they_are_written(season: Archive) -> None:
    (hit,) = search_archive(season, "60 families").hits
    assert marked(hit) == ["sixty", "families"]
    assert titles(season, "40 families") == ["The flood"]


def test_a_hit_has_the_second_and_the_words_around(season: Archive) -> None:
    (hit,) = search_archive(season, '"pulled the boat"').hits
    segment = season.transcript(hit.episode.id).segments[2]
    assert hit.interval.start == next(word.start for word in segment.words if word.text == "pulled")
    assert hit.interval.end == next(word.end for word in segment.words if word.text == "boat")
    assert "half past three, and we pulled the boat by rope." in hit.text


def test_a_phrase_is_word_for_word_and_in_order(season: Archive) -> None:
    assert titles(season, '"families across the river"') == ["The other bank", "The flood"]
    assert titles(season, '"forty families across"') == ["The flood"]
    assert titles(season, "«تلت تيام»") == ["ليلى"]
    assert titles(season, "«الطيارة من مطار»") == ["ليلى"]  # «بالطيارة»: what is written onto a phrase is no part of it
    assert not titles(season, '"river the across"')
    assert titles(season, '"stood on the other" bank') == ["The other bank"]


def test_a_star_ends_the_beginning_of_a_word(season: Archive) -> None:
    assert titles(season, "engin*") == ["The flood"]
    assert titles(season, '"by ro*"') == ["The flood"]
    (hit,) = search_archive(season, "fami* sixty").hits
    assert marked(hit) == ["sixty", "families"]


def test_without_every_word_the_nearest_are_shown_and_told(season: Archive) -> None:
    results = search_archive(season, "ferry promise lighthouse")
    assert not results.every_word
    assert results.hits[0].episode.title == "The other bank"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (EpisodeFilter(show="ferry"), {"The flood", "The other bank"}),
        (EpisodeFilter(since=date(2024, 2, 1)), {"The other bank"}),
        (EpisodeFilter(until=date(2024, 2, 1)), {"The flood"}),
        (EpisodeFilter(speaker="maren"), {"The flood"}),
        (EpisodeFilter(speaker="host"), set()),  # present, and not the one who said it
    ],
)
def test_filters(season: Archive, wanted: EpisodeFilter, expected: set[str]) -> None:
    assert set(titles(season, "families", wanted)) == expected


def test_what_is_said_over_the_border_of_two_passages_is_found_once(tmp_path: Path) -> None:
    line = " ".join(f"filler{at}" for at in range(66)) + " the quiet harbour wakes before dawn " + "and then " * 40
    with small_season(tmp_path / "archive") as archive:
        put(archive, "Long", (("A", line.strip()),))
        for question in ('"quiet harbour wakes before"', "quiet dawn", "harbour"):
            (hit,) = search_archive(archive, question).hits
            assert hit.episode.title == "Long"
            assert "the quiet harbour wakes before dawn" in hit.text


def test_of_common_words_the_latest_are_looked_at_and_that_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("align.archive.searching.LOOKED_AT", 3)
    with small_season(tmp_path / "archive") as archive:
        for at in range(5):
            put(archive, f"Extra {at}", (("A", "The gulls were loud again this morning."),))
        for results in (search_archive(archive, "loud gulls"), search_archive(archive, "gulls", most=3)):
            assert results.more
            assert {hit.episode.title for hit in results.hits} == {"Extra 2", "Extra 3", "Extra 4"}


def test_function_words_alone_are_looked_for_as_they_are(season: Archive) -> None:
    assert titles(season, "with me") == ["The flood"]


@pytest.mark.parametrize(
    "question", ["several families", "more than forty families", "half past three", "a few", "عدة أيام"]
)
def test_amounts_without_a_value_break_nothing(season: Archive, question: str) -> None:
    for hit in search_archive(season, question).hits:
        assert hit.marks


@pytest.mark.parametrize("question", ["", "  ", "!!", '""', "*", "x " * 40])
def test_what_is_no_question_is_told(season: Archive, question: str) -> None:
    if question.startswith("x"):
        question = " ".join(f"word{at}" for at in range(40))
    with pytest.raises(AlignError, match=r"no word|too long"):
        search_archive(season, question)


def test_a_star_behind_one_letter_is_refused(season: Archive) -> None:
    with pytest.raises(AlignError, match="at least 2 letters"):
        search_archive(season, "f*")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.sampled_from(list("abfry ferry\"«»*():-+^NEARORNOT{}\\'طيارة١60\x00\ud800\u202e")), max_size=30))
def test_no_question_breaks_the_index(season: Archive, question: str) -> None:
    try:
        results = search_archive(season, question)
    except AlignError:
        return
    for hit in results.hits:
        assert hit.marks == tuple(sorted(hit.marks))
        assert all(0 <= start < end <= len(hit.text) for start, end in hit.marks)
        assert 0 <= hit.score <= 1


def test_the_best_places_come_first(season: Archive) -> None:
    hits = search_archive(season, "ferry").hits
    assert len(hits) == len({(hit.episode.id, hit.start) for hit in hits})
    close, far = search_archive(season, "families night").hits[0], search_archive(season, "welcome ferry").hits[0]
    assert close.score > far.score
    assert replace(close) == close
