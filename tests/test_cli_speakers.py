"""--guest, --host, --speakers and --speakers-by-channel, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli_runs import ARTICLE, Run, complaint, mazeej, usage_complaint, write
from tests.support.damaged_recordings import KINDS, make
from tests.support.report_contract import check_contract
from tests.support.stereo_samples import stereo

LABELLED = """WEBVTT

00:01.000 --> 00:03.000
<v A>How long was the bridge closed?

00:04.000 --> 00:07.000
<v B>The old bridge was closed for seven months.

00:08.000 --> 00:10.000
<v A>And what did the repair cost?

00:11.000 --> 00:14.000
<v B>The repair cost two million dollars.
"""
RTTM = """SPEAKER talk 1 0.5 9.0 <NA> <NA> SPEAKER_01 <NA> <NA>
SPEAKER talk 1 9.6 5.0 <NA> <NA> SPEAKER_00 <NA> <NA>
"""
EPISODE = Path(__file__).parent.parent / "demo" / "episode.mp3"
DEMO = ("--model", "demo", "--language", "ar")


@pytest.fixture(autouse=True)
def speakers_of_the_talk(talk_and_article: Path) -> None:
    write(talk_and_article / "talk.vtt", LABELLED)
    write(talk_and_article / "talk.rttm", RTTM)


def load(path: Path) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return document


def speakers(document: dict[str, Any]) -> list[str | None]:
    """Of the best evidence of each claim."""
    return [finding["evidence"][0]["speaker"] for finding in document["findings"]]


def test_names_stand_where_labels_stood(folder: Path) -> None:
    run = mazeej("align", "talk.vtt", "article.txt", "--guest", "ليلى حداد=B", "--host", "Samer <b>=A", "--out", "out")
    assert (run.code, run.err) == (0, "")
    report, transcript = load(folder / "out/report.json"), load(folder / "out/transcript.json")
    check_contract(report, transcript, article=ARTICLE, sound=False, link=False)
    assert speakers(report) == ["ليلى حداد", "ليلى حداد"]
    assert [segment["speaker"] for segment in transcript["segments"]] == ["Samer <b>", "ليلى حداد"] * 2
    assert report["notes"] == []
    page = (folder / "out/report.html").read_text("utf-8")
    assert "ليلى حداد" in page
    assert "Samer &lt;b&gt;" in page
    assert "Samer <b>" not in page
    assert "ليلى حداد:" in (folder / "out/report.md").read_text("utf-8")


def test_a_guessed_host_is_told_in_every_form(folder: Path) -> None:
    run = mazeej("align", "talk.vtt", "article.txt", "--guest", "Layla=B", "--out", "out")
    note = "“A”, who asks most of the questions, was taken for the host. This is a guess."
    assert note in run.out
    assert note in load(folder / "out/report.json")["notes"][0]
    assert all(note in (folder / f"out/report.{form}").read_text("utf-8") for form in ("md", "html"))
    write(
        folder / "arabic.txt",
        "بقي الجسر مغلقا سبعة أشهر، the bridge was closed for seven months بسبب الفيضان الكبير.\n",
    )
    mazeej("align", "talk.vtt", "arabic.txt", "--out", "out", "-q", "--judge", "none")
    assert "اعتُبر «A» هو المذيع" in load(folder / "out/report.json")["notes"][-1]


def test_an_rttm_file_labels_a_transcript(folder: Path) -> None:
    arguments = ("align", "talk.srt", "article.txt", "--speakers", "talk.rttm", "--out", "out", "-q")
    assert mazeej(*arguments) == Run(0, "", "")
    assert speakers(load(folder / "out/report.json")) == ["SPEAKER_01", "SPEAKER_00"]
    assert mazeej(*arguments, "--guest", "Layla=SPEAKER_01", "--host", "SPEAKER_00") == Run(0, "", "")
    assert speakers(load(folder / "out/report.json")) == ["Layla", "SPEAKER_00"]


def test_who_says_nothing_in_a_stretch_does_not_waste_its_transcription(folder: Path) -> None:
    turns = "SPEAKER talk 1 {} {} <NA> <NA> {} <NA> <NA>\n"
    write(folder / "demo.rttm", turns.format(0, 60, "A") + turns.format(60, 270, "B"))
    named = ("--speakers", "demo.rttm", "--host", "Samer=A", "--guest", "Layla=B")
    common = (EPISODE, *DEMO, "-q", "--to", "0:20", *named)
    assert mazeej("transcribe", *common, "-o", "talk.json") == Run(0, "", "")
    assert {segment["speaker"] for segment in load(folder / "talk.json")["segments"]} == {"Samer"}
    assert mazeej("align", *common, "article.txt") == Run(0, "", "")
    assert mazeej("quote", *common, "words").code == 0


def test_a_quotation_says_whose_it_is(folder: Path) -> None:
    arguments = ("quote", "talk.srt", "--speakers", "talk.rttm", "--guest", "Layla=SPEAKER_01")
    text = mazeej(*arguments, "closed for eight months").out
    assert "| 0:02 Layla: … The old bridge was “closed for seven months.”" in text
    rows = json.loads(mazeej(*arguments, "closed for seven months", "no such words", "--format", "json").out)["quotes"]
    assert [row.get("speaker", "none") for row in rows] == ["Layla", "none"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("align talk.vtt article.txt --guest =B", "'=B' is not NAME=LABEL"),
        ("align talk.vtt article.txt --host B --guest Layla=B", "B is named twice"),
        ("align talk.vtt article.txt --host B --host B", "B is named twice"),
        ("align talk.vtt article.txt --host Layla=A --guest Layla=B", "both host and guest"),
        ("align talk.vtt article.txt --speakers talk.rttm --speakers-by-channel", "give one of them"),
        ("align talk.vtt article.txt --speakers-by-channel", "a transcript has no channels"),
        ("quote talk.vtt words --speakers-by-channel", "a transcript has no channels"),
        ("transcribe nothing.mp3 --guest =B", "'=B' is not NAME=LABEL"),
    ],
)
def test_what_contradicts_itself_is_a_usage_error(arguments: str, said: str) -> None:
    assert said in usage_complaint(mazeej(*arguments.split()))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("align talk.vtt article.txt --guest Layla=C", "nobody is labelled C in the transcript; its labels are A, B"),
        ("align talk.vtt article.txt --guest A=B", "B cannot be called A: another speaker is labelled so"),
        ("quote talk.vtt words --guest Layla=C", "nobody is labelled C in the transcript; its labels are A, B"),
        ("align talk.srt article.txt --host A", "nobody is labelled A: the transcript does not say who speaks"),
        # … and where it will take hours, before them
        ("align nothing.mp3 article.txt --host A --no-diarize", "nobody is labelled A: the transcript does not say"),
        ("transcribe nothing.mp3 --host A --speakers talk.rttm", "its labels are SPEAKER_01, SPEAKER_00"),
        ("transcribe nothing.mp3 --host A --speakers-by-channel", "its labels are left, right"),
        ("transcribe nothing.mp3 --speakers nothing.rttm", "nothing.rttm: no such file"),
        ("transcribe nothing.mp3 --speakers talk.srt", "talk.srt: line 1: not a line of RTTM: '1'"),
        ("align talk.srt article.txt --speakers .", "a folder, not an RTTM file"),
    ],
)
def test_what_is_not_there_is_one_line(arguments: str, said: str, folder: Path) -> None:
    assert said in complaint(mazeej(*arguments.split()))
    assert not (folder / "mazeej-report").exists()


def test_labels_of_strangers_do_not_steer_the_terminal(folder: Path) -> None:
    write(folder / "evil.vtt", LABELLED.replace("<v A>", "<v \x1b[31mA\u202e>"))
    assert "nobody is labelled C" in complaint(mazeej("align", "evil.vtt", "article.txt", "--guest", "\x1b[1mx=C"))


def test_a_stereo_recording_by_channel(folder: Path) -> None:
    stereo(folder / "talk.wav", 40.0, -20)
    write(folder / "article.md", "قال نادر إنه يشكر البرنامج على هذا اللقاء.\n")
    common = ("talk.wav", *DEMO, "-q", "--speakers-by-channel", "--guest", "نادر=right", "--host", "ياسمين=left")
    assert mazeej("transcribe", *common, "-o", "heard.vtt") == Run(0, "", "")
    written = (folder / "heard.vtt").read_text("utf-8")
    assert {line.split(">")[0] for line in written.splitlines() if line.startswith("<v")} == {"<v نادر", "<v ياسمين"}
    assert mazeej("align", *common, "article.md", "--out", "out") == Run(0, "", "")
    report, transcript = load(folder / "out/report.json"), load(folder / "out/transcript.json")
    check_contract(report, transcript, article=(folder / "article.md").read_text("utf-8"), sound=True, link=False)
    assert {segment["speaker"] for segment in transcript["segments"]} == {"نادر", "ياسمين"}
    assert transcript["options"] == "beam 5, by channel"


@pytest.mark.parametrize("number", range(len(KINDS)))
def test_damaged_recordings_by_channel(number: int, tmp_path: Path) -> None:
    recording = make(tmp_path, number)
    run = mazeej("transcribe", recording, *DEMO, "-q", "--speakers-by-channel", "-o", tmp_path / "out.json")
    assert recording.name in complaint(run)


def test_a_damaged_stereo_recording_counts_as_silence_there(folder: Path) -> None:
    whole = stereo(folder / "whole.flac", 40.0, -20).read_bytes()
    hole = len(whole) // 2
    write(folder / "holed.flac", whole[:hole] + bytes(20_000) + whole[hole + 20_000 :])
    run = mazeej("transcribe", "holed.flac", *DEMO, "--speakers-by-channel", "-o", "out.json", "-q")
    assert run.code == 0
    assert run.err.count("cannot be decoded") == 1, "told once, not for each channel"
    assert {segment["speaker"] for segment in load(folder / "out.json")["segments"]} == {"left", "right"}
