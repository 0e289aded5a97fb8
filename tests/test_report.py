"""The report's files: JSON and back, Markdown, CSV, and how they are written."""

from __future__ import annotations

import dataclasses
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from align.report import ReportFormat, print_report, read_report, render, write_report
from align.report.text import clean, clock, direction, language_tag, safe_address
from align.report.wording import wordings
from align.types import (
    AlignError,
    Article,
    Claim,
    Finding,
    Kind,
    Note,
    NoteCode,
    ReasonCode,
    Report,
    Span,
    Verdict,
)
from audio import AudioError
from tests.support.hostile_report import hostile_report
from tests.support.report_sample import sample_report
from transcripts import Transcript


def test_json_has_the_contract_s_keys_in_its_order() -> None:
    document = json.loads(render(sample_report(), "json"))
    assert list(document)[:5] == ["schema", "recording", "transcript", "article", "findings"]
    assert document["schema"] == "mazeej.report/1"
    assert list(document["recording"])[:4] == ["title", "duration", "sha256", "source"]
    assert list(document["transcript"]) == ["model", "language", "segments", "dropped", "unheard"]
    assert document["transcript"]["segments"] == 18
    assert list(document["article"])[:4] == ["title", "source", "sha256", "text"]
    finding = document["findings"][2]
    assert list(finding) == ["claim", "verdict", "confidence", "unmet", "reasons", "evidence"]
    assert list(finding["claim"]) == ["id", "text", "start", "end", "kind", "speaker", "parts"]
    assert list(finding["claim"]["parts"][0]) == ["start", "end", "text", "verdict"]
    assert list(finding["reasons"][0]) == ["code", "article", "audio", "start", "end"]
    assert list(finding["evidence"][0]) == ["start", "end", "text", "score", "segments", "speaker", "link"]


def test_json_points_into_the_article_and_the_recording() -> None:
    document = json.loads(render(sample_report(), "json"))
    text = document["article"]["text"]
    for finding in document["findings"]:
        claim = finding["claim"]
        assert text[claim["start"] : claim["end"]] == claim["text"]
        for part in claim["parts"]:
            assert text[part["start"] : part["end"]] == part["text"]
        scores = [evidence["score"] for evidence in finding["evidence"]]
        assert scores == sorted(scores, reverse=True)
    first = document["findings"][0]["evidence"][0]
    assert first["start"] == 15.2
    assert first["link"].startswith("https://radio.example/lighthouse.mp3#t=")


def test_json_says_null_for_the_unknown() -> None:
    claim = Claim("a", "said", None)
    report = Report(Article("", ()), (Finding(claim, Verdict.NOT_FOUND, 0.5),), Transcript(()))
    document = json.loads(render(report, "json"))
    assert set(document["recording"].values()) == {None}
    assert document["article"]["text"] is None
    assert document["findings"][0]["claim"]["start"] is None
    assert document["findings"][0]["evidence"] == []


@pytest.mark.parametrize("link", [None, "https://radio.example/lighthouse.mp3"])
def test_a_report_comes_back_from_its_json(tmp_path: Path, link: str | None) -> None:
    report = sample_report(link)
    report = dataclasses.replace(report, article=dataclasses.replace(report.article, markup=(Span(0, 2), Span(5, 6))))
    (path,) = write_report(report, tmp_path, ["json"])
    back = read_report(path, report.transcript)
    assert render(back, "json") == path.read_text(encoding="utf-8")
    assert back.article == report.article
    assert [finding.claim for finding in back.findings] == [finding.claim for finding in report.findings]
    assert [finding.reasons for finding in back.findings] == [finding.reasons for finding in report.findings]
    assert [finding.parts for finding in back.findings] == [finding.parts for finding in report.findings]
    assert read_report(path).transcript.dropped == report.transcript.dropped


def _broken(change: str) -> str:
    document = json.loads(render(sample_report(link=None), "json"))
    scope = {"d": document, "c": document["findings"][2]["claim"], "e": document["findings"][0]["evidence"][0]}
    exec(change, scope)
    return json.dumps(document)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "report should be an object"),
        ("{}", "schema is None"),
        (_broken("d['schema'] = 'mazeej.report/9'"), "'mazeej.report/9'"),
        (_broken("d['findings'] = {}"), "report.findings should be a list"),
        (_broken("d['findings'][1] = 7"), "report.findings[1] should be an object"),
        (_broken("d['findings'][1]['verdict'] = 'true'"), "report.findings[1].verdict is 'true'"),
        (_broken("d['findings'][1]['confidence'] = 7"), "report.findings[1].confidence"),
        (_broken("c['end'] = 10**6"), "report.findings[2].claim lies outside"),
        (_broken("c['text'] = 'other'"), "report.findings[2].claim.text"),
        (_broken("c['parts'][0]['start'] = 1.5"), "claim.parts[0].start should be a whole number"),
        (_broken("e['start'] = -1"), "evidence[0].start should be a number"),
        (_broken("e['start'] = True"), "evidence[0].start should be a number"),
        (_broken("e['end'] = 0"), "evidence[0] ends before it starts"),
        (_broken("e['text'] = None"), "evidence[0].text should be a text"),
    ],
)
def test_what_is_no_report_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "report.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(AlignError) as error:
        read_report(path)
    assert words in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_report_is_named(tmp_path: Path) -> None:
    with pytest.raises(AlignError, match=r"cannot read .*nowhere\.json: No such file"):
        read_report(tmp_path / "nowhere.json")


def test_every_format_is_written_whole(tmp_path: Path) -> None:
    paths = write_report(sample_report(), tmp_path / "new" / "folder", ReportFormat)
    assert [path.name for path in paths] == ["report.json", "report.md", "report.html", "report.csv", "report.docx"]
    assert sorted(paths) == sorted((tmp_path / "new" / "folder").iterdir())
    assert all(path.stat().st_size > 1000 for path in paths)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(AlignError, match=r"cannot write .*report\.json"):
        write_report(sample_report(), tmp_path / "file", ["json"])


def test_an_interrupted_write_leaves_the_old_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = write_report(sample_report(), tmp_path, ["json"])
    before = path.read_bytes()

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(AlignError, match="No space left"):
        write_report(hostile_report(), tmp_path, ["json"])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_an_unknown_format_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(AlignError, match="unknown report format 'pdf': choose from json, md, html, csv"):
        write_report(sample_report(), tmp_path, ["json", "pdf"])
    assert list(tmp_path.iterdir()) == []


def test_lone_surrogates_do_not_stop_the_report(tmp_path: Path) -> None:
    report = dataclasses.replace(sample_report(), notes=("a\ud83db",))
    for path in write_report(report, tmp_path, ReportFormat):
        assert path.suffix == ".docx" or path.read_text(encoding="utf-8")


def test_every_language_has_every_phrase() -> None:
    arabic, english = wordings()["ar"], wordings()["en"]
    assert list(arabic.phrases) == list(english.phrases)
    for wording in (arabic, english):
        assert all(f"reason.{code}" in wording.phrases for code in ReasonCode)
        assert all(f"{table}.{code}" in wording.phrases for table in ("verdict", "verdict_why") for code in Verdict)
        assert all(f"kind.{kind}" in wording.phrases for kind in Kind)
        assert all(f"notice.{code}" in wording.phrases for code in NoteCode)


def test_notes_are_in_the_readers_language() -> None:
    host, stretch = Note(NoteCode.GUESSED_HOST, ("A <b>{0}",)), Note(NoteCode.STRETCH, ("1:00", "1:30"))
    arabic = dataclasses.replace(sample_report(), notes=(host, stretch))
    english = dataclasses.replace(arabic, article=Article("The bridge was closed.", ()), findings=())
    told = "“A <b>{0}”, who asks most of the questions, was taken for the host. This is a guess."
    assert json.loads(render(english, "json"))["notes"] == [
        f"Nobody was named as host: {told}",
        "Only 1:00 to 1:30 of the recording was transcribed; what was said elsewhere counts as not heard.",
    ]
    notes = json.loads(render(arabic, "json"))["notes"]
    assert "اعتُبر «A <b>{0}» هو المذيع" in notes[0]
    assert "ما بين 1:00 و1:30" in notes[1]
    assert notes[1] in render(arabic, "md")
    assert notes[1] in render(arabic, "html")
    assert "«A &lt;b&gt;{0}»" in render(arabic, "html")
    shown = io.StringIO()
    print_report(arabic, Console(file=shown, width=80))
    assert told in shown.getvalue(), "a terminal is spoken to in English"


@given(st.text())
def test_clean_text_steers_nothing(text: str) -> None:
    cleaned = clean(text)
    assert not set(cleaned) & set("\x00\x07\x1b\x7f\x9b\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")


def test_direction_and_language_follow_the_script() -> None:
    assert direction("قال John إنه") == "rtl"
    assert direction("He said نعم twice") == "ltr"
    assert direction("1989") == "ltr"
    assert language_tag("قال", "fa") == "fa"
    assert language_tag("قال", "en") == "ar"
    assert language_tag("said", "ar") == "en"
    assert language_tag("dijo", "es") == "es"
    assert language_tag("said", '"onload=') == "en"


@pytest.mark.parametrize(("seconds", "shown"), [(0.0, "0:00"), (75.9, "1:15"), (3675.0, "1:01:15")])
def test_clock(seconds: float, shown: str) -> None:
    assert clock(seconds) == shown


@pytest.mark.parametrize("format", ["json", "md", "html", "csv"])
def test_a_report_links_only_to_the_web(format: str) -> None:
    with pytest.raises(AudioError, match="not an http or https address"):
        render(sample_report(link="javascript:alert(1)"), format)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//host", "https://a b", "https://a\u202e", None],
)
def test_only_web_addresses_are_linked(address: str | None) -> None:
    assert safe_address(address) is None
    assert safe_address("https://radio.example/a?b=c#t=1") is not None
