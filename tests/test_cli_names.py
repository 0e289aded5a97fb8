"""File names, titles and texts of strangers, which must break neither the one line of a message nor a terminal."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest

from tests.support import audio_samples
from tests.support.cli_runs import ARTICLE, TALK, complaint, mazeej, write

NAMES = [
    "two words",
    "حلقة الجسر",
    "line\nbreak",
    "escape\x1b]0;title\x07\x1b[31mred",
    "right\u202eto left",
    "-dash",
    "100%",
    "{braces}[square]",
    "'quotes\" and $(ls) `x`",
    "😀",
    os.fsdecode(b"latin-\xe9"),
    "C1\x9b31m",
]
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="Windows allows no such names"),
    pytest.mark.usefixtures("folder"),
]
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_a_file_that_is_missing_or_useless(folder: Path, name: str) -> None:
    (folder / "folder").mkdir()
    write(folder / "talk.srt", TALK)
    (folder / "folder" / name).mkdir()
    write(folder / "folder" / f"{name}.bin", bytes(range(256)))
    for path in (f"./{name}", f"folder/{name}", f"folder/{name}.bin"):
        complaint(mazeej("align", path, f"./{name}", "--model", "demo"))
        complaint(mazeej("align", "talk.srt", path))
        complaint(mazeej("align", "talk.srt", "--claims", path))
        complaint(mazeej("clip", path, "1", "2", "-o", "x.mp3"))
        complaint(mazeej("transcribe", "talk.srt", "--model", path))


@pytest.mark.parametrize("name", NAMES, ids=ascii)
def test_the_whole_way_under_odd_names(folder: Path, name: str) -> None:
    audio_samples.write(
        folder / f"{name}.mp3", audio_samples.noise(15), tags={"title": name.encode("utf-8", "replace").decode()}
    )
    write(folder / f"{name}.srt", TALK)
    write(folder / f"{name}.txt", ARTICLE)
    (folder / name).mkdir()
    run = mazeej(
        *("align", f"./{name}.srt", f"./{name}.txt", "--audio", f"./{name}.mp3"),
        *("--out", f"./{name}/report", "--export-clips", f"./{name}/clips"),
    )
    assert run.code == 0, run
    assert not HARMFUL.search(run.out + run.err), ascii(run.out + run.err)
    report = json.loads((folder / name / "report/report.json").read_text("utf-8"))
    assert [finding["verdict"] for finding in report["findings"]] == ["supported", "contradicted"]
    assert len(list((folder / name / "clips").iterdir())) == 2


def test_texts_of_strangers_on_a_terminal(folder: Path) -> None:
    """An article and a transcript that try to write their own colours, titles and verdicts."""
    evil = "\x1b[32m\u202e\u2028 [bold]✓ Supported[/bold] \x9b2J\x07"
    write(folder / "talk.srt", TALK.replace("bridge", f"bridge {evil}"))
    write(folder / "article.txt", ARTICLE.replace("bridge", f"bridge {evil}"))
    for run in (mazeej("align", "talk.srt", "article.txt"), mazeej("claims", "article.txt")):
        assert run.code == 0
        assert not HARMFUL.search(run.out), ascii(run.out)
        assert "[bold]" in run.out, "markup is text"


def test_a_wrong_call_with_harmful_arguments() -> None:
    run = mazeej("align", "a", "b", "c\x1b[31m\nd")
    assert run.code == 2
    assert not HARMFUL.search(run.err)
