"""Claims and quotations against an archive: each episode's verdict, what stands for all of them, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align import check_claims
from align.archive import ArchiveFinding, EpisodeFinding, Standing, check_archive, find_quote_in_archive
from align.archive.candidates import _neighbours
from align.archive.standing import as_one_of_many, standing_of
from align.quotes import Status
from align.types import Claim, Evidence, Finding, Kind, Verdict
from audio import Interval
from tests.support.seasons import FERRY_1, put, small_season, talk
from transcripts.archive import Archive, EpisodeFilter


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with small_season(tmp_path_factory.mktemp("season")) as archive:
        yield archive


EVERYTHING = EpisodeFilter()


def checked(archive: Archive, text: str, wanted: EpisodeFilter = EVERYTHING) -> ArchiveFinding:
    (finding,) = check_archive(None, [Claim("1", text, None)], archive, wanted).findings
    return finding


def said(finding: ArchiveFinding) -> dict[str, Verdict]:
    return {one.episode.title: one.finding.verdict for one in finding.episodes}


def test_a_claim_said_here_and_otherwise_there_is_shown_as_both(season: Archive) -> None:
    finding = checked(season, "the ferry carried sixty families across the river in a single night")
    assert finding.standing is Standing.DISPUTED
    assert said(finding) == {"The other bank": Verdict.SUPPORTED, "The flood": Verdict.CONTRADICTED}
    assert finding.episodes[1].finding.reasons[0].audio == "forty"


def test_the_verdict_of_a_part_of_the_archive(season: Archive) -> None:
    text = "the ferry carried sixty families across the river in a single night"
    assert checked(season, text, EpisodeFilter(until=date(2024, 2, 1))).standing is Standing.CONTRADICTED
    assert checked(season, text, EpisodeFilter(since=date(2024, 2, 1))).standing is Standing.SUPPORTED
    assert checked(season, text, EpisodeFilter(show="مزيج")).standing is Standing.NOT_FOUND


def test_what_one_speaker_says(season: Archive) -> None:
    text = "the ferry carried sixty families across the river in a single night"
    assert said(checked(season, text, EpisodeFilter(speaker="maren"))) == {"The flood": Verdict.CONTRADICTED}
    assert checked(season, text, EpisodeFilter(speaker="Host")).episodes == ()
    quote = "carried sixty families across the river in a single night"
    found = find_quote_in_archive(quote, season, EpisodeFilter(speaker="samer")).places
    assert [one.episode.title for one in found] == ["The other bank"]


def test_claims_of_one_id_are_kept_apart(season: Archive) -> None:
    claims = [Claim("1", "the engine failed at half past three", None), Claim("1", "a ferry is a promise", None)]
    found = check_archive(None, claims, season).findings
    assert [one.episodes[0].episode.title for one in found] == ["The flood", "The other bank"]


def test_standard_language_against_dialect(season: Archive) -> None:
    finding = checked(season, "غادرت بالطائرة من مطار دمشق بعد ثلاثة أيام")
    assert finding.episodes[0].episode.title == "ليلى"
    assert finding.standing in (Standing.SUPPORTED, Standing.PARTLY_SUPPORTED)


def test_claims_in_two_languages_are_each_looked_for_in_their_own(season: Archive) -> None:
    claims = [Claim("1", "the engine failed at half past three", None), Claim("2", "طلعت بالطائرة من مطار دمشق", None)]
    found = check_archive(None, claims, season).findings
    assert [one.episodes[0].episode.title for one in found] == ["The flood", "ليلى"]


def test_what_was_never_said_is_not_found_and_the_nearest_is_shown(season: Archive) -> None:
    finding = checked(season, "the parliament dissolved the railway company")
    assert finding.standing is Standing.NOT_FOUND
    assert all(one.finding.verdict is Verdict.NOT_FOUND for one in finding.episodes)


def test_opinions_are_not_checked(season: Archive) -> None:
    claim = Claim("1", "perhaps every coast needs a ferry", None, Kind.EDITORIAL)
    (finding,) = check_archive(None, [claim], season).findings
    assert finding.standing is Standing.NOT_CHECKABLE


def test_an_empty_archive_has_heard_nothing(tmp_path: Path) -> None:
    from align.archive import ArchiveAnalyser

    with Archive(tmp_path, ArchiveAnalyser()) as archive:
        assert checked(archive, "the engine failed").standing is Standing.NOT_FOUND
        assert find_quote_in_archive("the engine failed", archive).places == ()


def test_segments_count_in_the_whole_episode_and_the_verdict_is_that_of_all_of_it(tmp_path: Path) -> None:
    around = [("A", f"Filler sentence number {at} about nothing in particular here.") for at in range(80)]
    lines = [*around[:40], *FERRY_1, *around[40:]]
    with small_season(tmp_path / "archive") as archive:
        episode = put(archive, "Long", lines)
        claim = Claim("1", "forty families crossed the river in a single night", None)
        (finding,) = check_archive(None, [claim], archive, EpisodeFilter(show=None, since=None)).findings
        (of_long,) = [one.finding for one in finding.episodes if one.episode.id == episode.id]
        whole = archive.transcript(episode.id)
    evidence = of_long.evidence[0]
    heard = " ".join(whole.segments[at].text for at in evidence.segments)
    assert "forty families across the river" in evidence.text
    assert evidence.text in heard
    assert evidence.segments == (41,)
    (of_all,) = check_claims([claim], talk(lines, "en"))
    assert of_long.verdict is of_all.verdict


def finding_of(verdict: Verdict, score: float, season: Archive) -> EpisodeFinding:
    claim = Claim("1", "x", None)
    evidence = () if verdict is Verdict.NOT_FOUND else (Evidence(Interval(0, 1), "x", (0,), score),)
    return EpisodeFinding(season.episodes()[0], Finding(claim, verdict, 0.7, evidence=evidence))


@pytest.mark.parametrize(
    ("episodes", "expected"),
    [
        ([], Standing.NOT_FOUND),
        ([(Verdict.NOT_FOUND, 0.9)], Standing.NOT_FOUND),
        ([(Verdict.SUPPORTED, 0.4), (Verdict.UNCLEAR, 0.9)], Standing.SUPPORTED),
        ([(Verdict.SUPPORTED, 0.8), (Verdict.CONTRADICTED, 0.7)], Standing.DISPUTED),
        ([(Verdict.SUPPORTED, 0.8), (Verdict.CONTRADICTED, 0.3)], Standing.SUPPORTED),
        ([(Verdict.CONTRADICTED, 0.5), (Verdict.PARTLY_SUPPORTED, 0.7)], Standing.PARTLY_SUPPORTED),
        ([(Verdict.CONTRADICTED, 0.8), (Verdict.PARTLY_SUPPORTED, 0.7)], Standing.CONTRADICTED),
        ([(Verdict.UNCLEAR, 0.8), (Verdict.NOT_FOUND, 0.0)], Standing.UNCLEAR),
    ],
)
def test_the_rule(episodes: list[tuple[Verdict, float]], expected: Standing, season: Archive) -> None:
    found = [finding_of(verdict, score, season) for verdict, score in episodes]
    assert standing_of(found)[0] is expected
    assert standing_of(found[::-1])[0] is expected


def test_a_place_that_many_episodes_would_offer_counts_as_not_heard(season: Archive) -> None:
    for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.PARTLY_SUPPORTED, Verdict.UNCLEAR):
        weak, sure = (finding_of(verdict, score, season).finding for score in (0.2, 0.6))
        assert as_one_of_many(weak).verdict is Verdict.NOT_FOUND
        assert as_one_of_many(weak).evidence == weak.evidence
        assert as_one_of_many(sure) is sure


def test_more_is_asked_of_a_place_with_a_part_of_the_claim(season: Archive) -> None:
    between = {verdict: finding_of(verdict, 0.4, season).finding for verdict in Verdict}
    assert as_one_of_many(between[Verdict.SUPPORTED]).verdict is Verdict.SUPPORTED
    assert as_one_of_many(between[Verdict.CONTRADICTED]).verdict is Verdict.CONTRADICTED
    assert as_one_of_many(between[Verdict.PARTLY_SUPPORTED]).verdict is Verdict.NOT_FOUND
    assert as_one_of_many(between[Verdict.UNCLEAR]).verdict is Verdict.NOT_FOUND


def test_a_lesser_contradiction_is_listed_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.archive.checking.MOST_EPISODES", 2)
    with small_season(tmp_path / "archive") as archive:
        for at in range(3):
            put(archive, f"Again {at}", (("Samer", "They carried sixty families across the river in a single night."),))
        finding = checked(archive, "they carried sixty families across the river in a single night")
    assert set(said(finding).values()) == {Verdict.SUPPORTED, Verdict.CONTRADICTED}


def test_a_quotation_is_found_with_who_said_it(season: Archive) -> None:
    found = find_quote_in_archive("A ferry is a promise: you wait on one side, and somebody comes for you.", season)
    assert found.status is Status.EXACT
    place = found.places[0]
    assert (place.episode.title, place.match.places[0].speaker) == ("The other bank", "Samer")
    assert place.match.places[0].segments == (2,)


def test_a_changed_quotation_names_the_change_and_an_exact_one_comes_first(season: Archive) -> None:
    found = find_quote_in_archive("carried sixty families across the river in a single night", season)
    assert [(one.episode.title, one.match.status) for one in found.places] == [
        ("The other bank", Status.EXACT),
        ("The flood", Status.MODIFIED),
    ]
    assert [(change.quote, change.heard) for change in found.places[1].match.changes] == [("sixty", "forty")]


@pytest.mark.parametrize("text", ["The council never paid us a single penny.", "!!", "lighthouse"])
def test_what_nobody_said_is_no_quotation(text: str, season: Archive) -> None:
    found = find_quote_in_archive(text, season)
    assert found.status is Status.NOT_FOUND or text == "lighthouse"


def test_a_quotation_over_several_passages(tmp_path: Path) -> None:
    words = " ".join(f"word{at}" for at in range(300))
    with small_season(tmp_path / "archive") as archive:
        put(archive, "Long", (("A", words),))
        quote = " ".join(words.split()[30:250])
        assert find_quote_in_archive(quote, archive).status is Status.EXACT
        assert replace(find_quote_in_archive(quote, archive)).places[0].episode.title == "Long"


@given(st.lists(st.integers(1, 60), unique=True))
def test_neighbours_are_those_beside(ids: list[int]) -> None:
    found = _neighbours(np.array(sorted(ids), dtype=np.int64)).tolist()
    assert sorted(found) == sorted({one + step for one in ids for step in (-1, 1)} - set(ids))


def test_a_better_place_outside_of_what_is_wanted_hides_nothing(tmp_path: Path) -> None:
    with small_season(tmp_path / "archive") as archive:
        line = "Captain Volkonsky sold eleven lighthouses to Baroness Ephrussi in Trieste in 1887."
        put(archive, "All of it", (("A", line),), show="Other")
        put(archive, "A part", (("B", "Volkonsky was here once, I believe, and then he left again."),), show="Here")
        text = line.rstrip(".")
        found = checked(archive, text, EpisodeFilter(show="Here"))
    assert [one.episode.title for one in found.episodes] == ["A part"]
