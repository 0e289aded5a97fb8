"""--diarize, --voices, --voice-model and `mazeej voices`, as a user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from align.types import NoteCode
from tests.support.cli_runs import complaint, mazeej, usage_complaint, write

EPISODE = Path(__file__).parents[1] / "demo" / "episode.mp3"
DEMO_OPTIONS = ("--model", "demo", "--language", "ar")


def test_the_command_line_tells_voices_apart_and_names_them(folder: Path) -> None:
    claim = write(folder / "claims.txt", "بدأ العمل في المرفق عام 2008\n")
    run = mazeej("align", EPISODE, "--claims", claim, *DEMO_OPTIONS, "--guest", "نادر=A", "--out", "out", "--no-clips")
    assert run.code == 0, run.err
    report = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert report["findings"][0]["evidence"][0]["speaker"] == "نادر"
    assert any("مُيِّزت الأصوات" in note for note in report["notes"])
    run = mazeej("transcribe", EPISODE, *DEMO_OPTIONS, "--format", "rttm")
    assert {line.split()[7] for line in run.out.splitlines()} == {"A", "B"}
    run = mazeej("transcribe", EPISODE, *DEMO_OPTIONS, "--no-diarize", "--format", "json")
    assert {segment.get("speaker") for segment in json.loads(run.out)["segments"]} == {None}


def test_one_voice_in_a_talk_with_questions_is_said(folder: Path) -> None:
    claim = write(folder / "claims.txt", "بدأ العمل في المرفق عام 2008\n")
    run = mazeej("align", EPISODE, "--claims", claim, *DEMO_OPTIONS, "--voices", "1", "--out", "out", "--no-clips")
    assert run.code == 0, run.err
    report = json.loads((folder / "out/report.json").read_text("utf-8"))
    assert any("--voices 2" in note for note in report["notes"])
    assert NoteCode.ONE_VOICE in NoteCode


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--voices", "0"], "not a number of voices"),
        (["--voices", "two"], "not a number of voices"),
        (["--voices", "4-2"], "not a number of voices"),
        (["--voices", "2", "--no-diarize"], "--no-diarize"),
        (["--voices", "2", "--speakers-by-channel"], "--speakers-by-channel says who speaks"),
        (["--guest", "Layla=SPEAKER_01"], "called A, B"),
    ],
)
def test_what_does_not_go_together_is_refused_at_once(folder: Path, arguments: list[str], said: str) -> None:
    assert said in usage_complaint(mazeej("transcribe", EPISODE, *arguments))


def test_a_voice_that_nobody_has_is_refused(folder: Path) -> None:
    claim = write(folder / "claims.txt", "بدأ العمل في المرفق عام 2008\n")
    run = mazeej("align", EPISODE, "--claims", claim, *DEMO_OPTIONS, "--guest", "Layla=C", "--out", "out")
    assert "its labels are" in complaint(run)


def test_voices_are_learnt_listed_used_and_forgotten(folder: Path) -> None:
    assert "No voice is known" in mazeej("voices").out
    assert mazeej("voices", "learn", "نادر", EPISODE, "--speaker", "A").code == 0
    assert json.loads(mazeej("voices", "--format", "json").out) == {"voices": ["نادر"]}
    run = mazeej("transcribe", EPISODE, *DEMO_OPTIONS, "--format", "json")
    assert {segment["speaker"] for segment in json.loads(run.out)["segments"]} == {"نادر", "B"}
    run = mazeej("transcribe", EPISODE, *DEMO_OPTIONS, "--format", "json", "--guest", "Layla=A")
    assert {segment["speaker"] for segment in json.loads(run.out)["segments"]} == {"Layla", "B"}
    assert "nobody is labelled F" in complaint(mazeej("voices", "learn", "x", EPISODE, "--speaker", "F"))
    assert mazeej("voices", "forget", "نادر").code == 0
    assert "no voice is known" in complaint(mazeej("voices", "forget", "نادر"))


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"", "not an ONNX model"), (b"no model at all", "not an ONNX model"), (None, "No such")],
)
def test_what_is_no_voice_encoder_is_refused(folder: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        write(folder / "voice.onnx", content)
    run = mazeej("transcribe", EPISODE, *DEMO_OPTIONS, "--voice-model", "voice.onnx", "--format", "rttm")
    assert said in complaint(run)
