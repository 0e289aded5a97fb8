"""The archive's answers as files and on a terminal: whole, in the reader's direction, and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import lxml.html
import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from align.archive import (
    ArchiveAnalyser,
    ArchiveReport,
    SearchResults,
    Standing,
    check_archive,
    find_quote_in_archive,
    search_archive,
)
from align.archive import output as outputs
from align.types import Article, Claim, Kind, Provenance
from tests.support.audio_samples import noise, write
from tests.support.hostile_report import HOSTILE
from tests.support.schemas import strict
from tests.support.seasons import FERRY_1, small_season, talk
from transcripts.archive import Archive, EpisodeDetails, EpisodeFilter

ROOT = Path(__file__).parent.parent
SCHEMA = ROOT / "align" / "archive" / "output" / "archive-report.schema.json"
DISPUTED = "They carried sixty families across the river in a single night"


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    with small_season(tmp_path_factory.mktemp("season")) as archive:
        yield archive


@pytest.fixture(scope="module")
def report(season: Archive) -> ArchiveReport:
    claims = [
        Claim("1", DISPUTED, None, Kind.ATTRIBUTED, "Samer"),
        Claim("2", "Nobody ever saw the lighthouse keeper walk on the pier", None),
        Claim("3", "Perhaps that is enough", None, Kind.EDITORIAL),
        Claim("4", "The parliament dissolved the railway company", None),
        Claim(HOSTILE, f"=1+1 {HOSTILE}", None, Kind.QUOTED, HOSTILE),
    ]
    found = check_archive(Article("", (), HOSTILE), claims, season, EpisodeFilter())
    return replace(found, provenance=Provenance("1.2.3", "2026-01-31T09:30:00Z", HOSTILE))


@pytest.fixture(scope="module")
def results(season: Archive) -> SearchResults:
    return search_archive(season, "lighthouse pier")


def is_harmless(text: str) -> None:
    assert "\x1b" not in text
    assert not re.search("[\u202a-\u202e\u2066\u2067\u2069]", text.replace("\u2068", "").replace("\u2069", ""))


def test_the_json_is_what_the_schema_says(report: ArchiveReport) -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    document = json.loads(outputs.report_json(report))
    assert [error.message for error in Draft202012Validator(strict(schema)).iter_errors(document)] == []
    finding = document["findings"][0]
    assert finding["verdict"] == "disputed"
    assert [one["verdict"] for one in finding["episodes"]] == ["supported", "contradicted"]
    named = {episode["id"]: episode for episode in document["episodes"]}
    assert named[finding["episodes"][1]["episode"]]["title"] == "The flood"
    assert finding["episodes"][1]["evidence"][0]["link"].startswith("https://radio.example/1.mp3#t=")
    verdicts = schema["properties"]["findings"]["items"]["properties"]["verdict"]["enum"]
    assert verdicts == [standing.value for standing in Standing]


def test_the_schemas_agree() -> None:
    own, single = (json.loads(path.read_text("utf-8")) for path in (SCHEMA, ROOT / "align/report/report.schema.json"))
    shared = own["$defs"].keys() - {"in_episode"}
    assert {name: own["$defs"][name] for name in shared} == {name: single["$defs"][name] for name in shared}


def test_the_page_shows_both_sides_and_runs_nothing_of_strangers(report: ArchiveReport) -> None:
    page = outputs.render_archive_report(report, "html")
    is_harmless(page)
    assert "<img" not in page
    tree = lxml.html.fromstring(page)
    card = tree.get_element_by_id("claim-1")
    assert [one.get("class") for one in card.find_class("hit")] == ["hit v-supported", "hit v-contradicted"]
    assert "The flood" in card.find_class("otherwise")[0].text_content()
    assert all(link.get("href").startswith(("https://", "#")) for link in tree.iter("a"))
    assert len(list(tree.iter("script"))) == 2
    sounds = [sound.get("src") for sound in card.iter("audio")]
    assert sounds[0].startswith("https://radio.example/2.mp3#t=")
    policy = next(meta.get("content") for meta in tree.iter("meta") if meta.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_only_a_disputed_claim_is_said_otherwise(report: ArchiveReport) -> None:
    disputed = report.findings[0]
    supported = replace(disputed, standing=Standing.SUPPORTED)  # its ✗ is at a place that hardly speaks of it
    told = "Said otherwise in “The flood”"
    assert told in outputs.render_archive_report(report, "md")
    assert told not in outputs.render_archive_report(replace(report, findings=(supported,)), "md")


def test_the_page_of_a_search_marks_what_was_asked_for(results: SearchResults) -> None:
    page = outputs.search_html(results, "en")
    is_harmless(page)
    assert "<img" not in page
    (quote,) = lxml.html.fromstring(page).iter("blockquote")
    assert [mark.text_content() for mark in quote.iter("mark")] == ["lighthouse", "pier."]


def test_a_page_carries_clips_of_sound_that_has_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sealed folder").mkdir()
    sound = write(tmp_path / "sealed folder" / "episode.wav", noise(12))
    with Archive(tmp_path / "archive", ArchiveAnalyser()) as archive:
        archive.put(EpisodeDetails("Here", sound=sound), talk(FERRY_1, "en"))
        archive.put(EpisodeDetails("Gone", sound=tmp_path / "gone.wav"), talk(FERRY_1, "en"))
        results = search_archive(archive, "families")
    for most, expected in ((40, 1), (0, 0)):
        monkeypatch.setattr("align.archive.output.players.MOST_CLIPS", most)
        page = outputs.search_html(results, "en")
        assert "sealed" not in page
        sounds = [sound.get("src") for sound in lxml.html.fromstring(page).iter("audio")]
        assert len(sounds) == expected
        assert all(source.startswith("data:audio/mpeg;base64,") for source in sounds)


def test_an_arabic_page_is_set_from_the_right(season: Archive) -> None:
    found = search_archive(season, "الطائرة دمشق")
    tree = lxml.html.fromstring(outputs.search_html(found, "ar"))
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    (quote,) = tree.iter("blockquote")
    assert (quote.get("lang"), quote.get("dir")) == ("ar", "rtl")
    arabic = check_archive(None, [Claim("1", "غادرت بالطائرة من مطار دمشق", None)], season)
    assert 'dir="rtl"' in outputs.render_archive_report(arabic, "html").split(">")[1]
    assert outputs.render_archive_report(arabic, "md").startswith('<div dir="rtl">')


@pytest.mark.parametrize("format", ["md", "csv", "json"])
def test_reports_carry_no_markup_of_strangers(report: ArchiveReport, format: str) -> None:
    text = outputs.render_archive_report(report, format)
    if format == "json":
        assert json.loads(text)["episodes"][-1]["title"] == HOSTILE
        return
    is_harmless(text)
    if format == "md":
        assert not re.search(r"(?<!\\)[<\[]", re.sub(r"\[\d[\d:–]*\]\(<https://[^>]*>\)", "", text))


def test_no_cell_is_a_formula(report: ArchiveReport, results: SearchResults) -> None:
    for text in (outputs.render_archive_report(report, "csv"), outputs.search_csv(results)):
        rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
    assert any("'=Harbour" in row for row in rows)


def test_search_as_json_and_markdown(results: SearchResults) -> None:
    document = json.loads(outputs.search_json(results))
    (hit,) = document["hits"]
    marks = [hit["text"][mark["start"] : mark["end"]] for mark in hit["marks"]]
    assert marks == ["lighthouse", "pier."]
    assert document["episodes"][0]["id"] == hit["episode"]
    assert "**lighthouse**" in outputs.search_markdown(results, "en")


@pytest.mark.parametrize("terminal", [True, False])
@pytest.mark.parametrize("language", ["ar", "en"])
def test_nothing_steers_a_terminal(
    report: ArchiveReport, results: SearchResults, season: Archive, terminal: bool, language: str
) -> None:
    file = io.StringIO()
    console = Console(file=file, force_terminal=terminal, width=90, color_system=None, legacy_windows=False)
    outputs.print_report(report, console, language)
    outputs.print_search(results, console, language)
    quotes = [find_quote_in_archive(text, season) for text in (HOSTILE, "saw the lighthouse keeper", "never said so")]
    outputs.print_archived_quotes(quotes, console, language)
    printed = file.getvalue()
    assert "lighthouse" in printed
    assert "\x1b" not in printed
    assert not re.search("[\u202a-\u202e\u2066\u2067]", printed)
    if not terminal:
        assert not re.search("[\u2068\u2069]", printed)


@pytest.mark.parametrize("text", ["Then he heard of the others,  and\n the rest of it he forgot", "ثم من منزله خرج"])
def test_what_was_asked_for_is_highlighted_and_not_its_letters_elsewhere(results: SearchResults, text: str) -> None:
    word = "he" if "he" in text else "من"
    marks = tuple((found.start(), found.end()) for found in re.finditer(rf"\b{word}\b", text))
    hit = replace(results.hits[0], text=text, marks=marks)
    file = io.StringIO()
    console = Console(file=file, force_terminal=True, width=30, color_system="standard", legacy_windows=False)
    outputs.print_search(replace(results, hits=(hit,)), console, "en")
    assert re.findall("\x1b\\[1;33m(.*?)\x1b", file.getvalue()) == [word] * len(marks)


def test_quotations_of_several_are_numbered(season: Archive) -> None:
    file = io.StringIO()
    texts = ["A ferry is a promise", "we never met again at all", "carried fifty families across the river"]
    outputs.print_archived_quotes(
        [find_quote_in_archive(text, season) for text in texts], Console(file=file, width=300), "en"
    )
    numbers = re.findall(r"^(\d)\. ", file.getvalue(), re.MULTILINE)
    assert sorted(set(numbers)) == ["1", "2", "3"] == list(dict.fromkeys(numbers))


def test_quotes_as_json(season: Archive) -> None:
    texts = ["A ferry is a promise", "carried fifty families across the river", "we never met again at all"]
    document = json.loads(outputs.quotes_json([find_quote_in_archive(text, season) for text in texts]))
    assert [quote["status"] for quote in document["quotes"]] == ["exact", "modified", "not_found"]
    assert document["quotes"][0]["places"][0]["speaker"] == "Samer"
    assert document["quotes"][2]["places"] == []


def test_no_path_of_the_machine_is_published(tmp_path: Path) -> None:
    with Archive(tmp_path / "archive", ArchiveAnalyser()) as archive:
        heard = replace(talk(FERRY_1, "en"), model="/home/maren/models/whisper-base")
        archive.put(EpisodeDetails("The flood", frozenset(["flood"])), heard)
        found = json.loads(outputs.search_json(search_archive(archive, "ferry")))
    assert [episode["model"] for episode in found["episodes"]] == ["whisper-base"]
