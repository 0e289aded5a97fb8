"""`mazeej archive search`, `check` and `quote` as a user calls them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli_runs import complaint, mazeej, usage_complaint, write
from tests.support.seasons import small_season

CLAIMS = "They carried sixty families across the river in a single night.\nThe engine failed at half past three.\n"


@pytest.fixture
def season(folder: Path) -> Path:
    with small_season(folder / "season"):
        pass
    write(folder / "claims.txt", CLAIMS)
    return folder / "season"


def test_search(season: Path, folder: Path) -> None:
    run = mazeej("archive", "search", "engine rope", "--archive", season)
    assert run.code == 0
    assert run.out.startswith("1. The flood · Ferry Talk · 2024-01-05 · 0:")
    assert "[engine] failed" in run.out
    assert "https://radio.example/1.mp3#t=" in run.out
    for format, opening in (
        ("json", "{"),
        ("csv", "\ufeffepisode"),
        ("md", "# "),
        ("html", "<!doctype"),
        ("text", "1. "),
    ):
        path = folder / f"found.{format}"
        written = mazeej("archive", "search", "engine", "--archive", season, "--format", format, "-o", path)
        assert (written.code, written.out) == (0, "")
        assert path.read_text("utf-8").lstrip().startswith(opening)


@pytest.mark.parametrize(("words", "warned"), [('"engine failed', 1), ('"engine failed" boat"', 1), ('צה"ל engine', 0)])
def test_a_phrase_that_is_not_closed_is_told_of(season: Path, words: str, warned: int) -> None:
    run = mazeej("archive", "search", words, "--archive", season)
    assert run.err.count("warning: a quotation mark has no second one") == warned
    assert "engine" in run.out


def test_filters_and_no_place(season: Path) -> None:
    run = mazeej("archive", "search", "families", "--archive", season, "--since", "2024-02-01", "--format", "json")
    assert [hit["speaker"] for hit in json.loads(run.out)["hits"]] == ["Samer"]
    nothing = mazeej("archive", "search", "zeppelin", "--archive", season)
    assert (nothing.code, nothing.out) == (0, "no place in the archive has this\n")


def test_check_writes_a_report_and_fails_on_what_it_is_told(season: Path, folder: Path) -> None:
    call = ("archive", "check", "--claims", folder / "claims.txt", "--archive", season, "--out", folder / "report")
    run = mazeej(*call, "--format", "json,md,html,csv", "--fail-on", "disputed")
    assert run.code == 3
    assert "Said otherwise in “The flood”" in run.out
    assert sorted(path.name for path in (folder / "report").iterdir()) == [
        f"report.{name}" for name in ("csv", "html", "json", "md")
    ]
    assert mazeej(*call, "--quiet", "--fail-on", "not_found").out == ""
    printed = mazeej("archive", "check", "--claims", folder / "claims.txt", "--archive", season, "--out", "-")
    assert [one["verdict"] for one in json.loads(printed.out)["findings"]] == ["disputed", "supported"]


def test_quote(season: Path) -> None:
    run = mazeej("archive", "quote", "carried sixty families across the river", "--archive", season)
    assert run.code == 0
    assert run.out.splitlines()[0].startswith("The other bank")
    missing = mazeej(
        "archive", "quote", "we never met", "--archive", season, "--fail-on", "not_found", "--format", "json"
    )
    assert missing.code == 3
    assert json.loads(missing.out)["quotes"][0]["status"] == "not_found"


def test_wrong_calls_are_told_in_one_line(season: Path, folder: Path) -> None:
    assert "WORDS" in usage_complaint(mazeej("archive", "search", "--archive", season))
    assert "ARTICLE or --claims" in usage_complaint(mazeej("archive", "check", "--archive", season))
    assert "give quotations" in usage_complaint(mazeej("archive", "quote", "--archive", season))
    assert "no word in it" in complaint(mazeej("archive", "search", "?!", "--archive", season))
    assert "there is no archive" in complaint(mazeej("archive", "search", "x", "--archive", folder / "none"))
    assert not (folder / "none").exists()
    assert "not a date" in usage_complaint(mazeej("archive", "search", "x", "--archive", season, "--since", "soon"))
    missing = mazeej("archive", "check", folder / "none.txt", "--archive", season)
    assert "none.txt" in complaint(missing)


def test_an_index_of_another_version_is_told(season: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("align.archive.ArchiveAnalyser.version", "another")
    assert "mazeej archive update" in mazeej("archive", "search", "engine", "--archive", season).err
