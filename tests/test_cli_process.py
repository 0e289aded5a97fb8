"""The program as its own process: how soon it answers, closed pipes, terminals' encodings, Ctrl-C, no network."""

from __future__ import annotations

import json
import os
import shlex
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import audio_samples
from tests.support.cli_runs import ARTICLE, TALK, Run, mazeej, write
from tests.support.interrupted_runs import interrupted

ROOT = Path(__file__).parent.parent
PROGRAM = [sys.executable, str(ROOT / "cli.py")]
HEAVY = set("av ctranslate2 faster_whisper httpx jinja2 numpy onnxruntime pydub rapidfuzz rich trafilatura".split())
HELP_SECONDS = 0.25  # what the design allows on an idle machine


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    write(tmp_path / "talk.srt", TALK)
    write(tmp_path / "article.txt", ARTICLE)
    return {**os.environ, "MAZEEJ_CACHE": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}


def cpu_seconds(*arguments: str) -> float:
    """What a run costs, however busy the machine is otherwise."""
    before = os.times()
    subprocess.run([*PROGRAM, *arguments], check=True, capture_output=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize("arguments", [["--help"], ["align", "--help"], ["--version"]])
def test_the_help_comes_at_once(arguments: list[str]) -> None:
    cpu_seconds(*arguments)  # the first may have to write .pyc files
    assert statistics.median(cpu_seconds(*arguments) for _ in range(5)) < HELP_SECONDS


def test_the_help_loads_none_of_the_heavy_libraries() -> None:
    code = """
import sys, click, cli
for name in cli.COMMANDS:
    cli.main.get_command(click.Context(cli.main), name)
print(*sorted(sys.modules))
"""
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    rooms = {
        "align.check",
        "align.language.tables",
        "align.report.render",
        "audio.decoding",
        "transcripts.transcription",
    }
    assert (HEAVY | rooms).isdisjoint(loaded.stdout.split())


@pytest.mark.parametrize("package", ["audio", "transcripts", "align"])
def test_a_package_loads_what_is_asked_of_it_alone(package: str) -> None:
    code = f"import sys, {package}; print(*sorted(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (HEAVY | {"click", "lxml"}).isdisjoint(loaded.stdout.split())


def test_a_reader_that_goes_away(tmp_path: Path, environment: dict[str, str]) -> None:
    sentences = (f"The bridge number {n} was closed for seven months." for n in range(3000))
    write(tmp_path / "long.txt", "\n\n".join(sentences))
    process = subprocess.Popen(
        [*PROGRAM, "claims", "long.txt"],
        cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline()
    process.stdout.close()
    with process.stderr as errors:
        assert errors.read() == ""
    assert process.wait(60) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_under_the_output(tmp_path: Path, environment: dict[str, str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "claims", "article.txt"],
            cwd=tmp_path, env=environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr == "mazeej: No space left on device\n"


@pytest.mark.skipif(os.name == "nt", reason="a POSIX shell's way to close a stream")
def test_a_service_without_streams(tmp_path: Path, environment: dict[str, str]) -> None:
    run = f"exec {shlex.join(PROGRAM)} align talk.srt article.txt --out out >&- 2>&-"
    assert subprocess.run(run, shell=True, cwd=tmp_path, env=environment, check=False).returncode == 0
    assert (tmp_path / "out" / "report.html").exists()


def test_a_terminal_that_cannot_show_arabic(tmp_path: Path, environment: dict[str, str]) -> None:
    write(tmp_path / "article.txt", "بقي الجسر مغلقا سبعة أشهر كاملة.\n")
    done = subprocess.run(
        [*PROGRAM, "align", "talk.srt", "article.txt"],
        cwd=tmp_path, env={**environment, "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert r"\u0627\u0644\u062c\u0633\u0631" in done.stdout


def test_a_model_that_cannot_be_downloaded(tmp_path: Path, environment: dict[str, str]) -> None:
    audio_samples.write(tmp_path / "noise.wav", audio_samples.noise(2))
    environment["HF_HOME"] = str(tmp_path / "hub")
    done = subprocess.run(
        [*PROGRAM, "transcribe", "noise.wav"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.startswith("mazeej: the model large-v3-turbo is not on this disk and cannot be downloaded")
    assert "--model" in done.stderr
    assert "mazeej demo" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "command", ["align talk.mp3 article.txt", "transcribe talk.mp3", "quote talk.mp3 word", "shift a.mp3 b.mp3", "demo"]
)
@pytest.mark.parametrize(
    ("option", "told"),
    [
        ([], "stopped; what was finished is kept, the same command goes on from there"),
        (["--no-cache"], "stopped; with --no-cache the transcription under way is not kept"),
    ],
)
def test_ctrl_c_tells_whether_the_work_is_kept(
    command: str, option: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "article.txt", ARTICLE)
    monkeypatch.setattr("audio.open_recording", interrupt)
    assert mazeej(*command.split(), *option) == Run(130, "", f"\nmazeej: {told}\n")


@pytest.mark.parametrize(
    ("command", "work"),
    [
        ("doctor", "transcripts.doctor.examine"),
        ("models", "transcripts.model_table.inventory"),
        ("claims article.txt", "align.article.read_article"),
        ("clip talk.mp3 1 2 -o clip.mp3", "audio.open_recording"),
    ],
)
def test_ctrl_c_promises_nothing_where_nothing_is_kept(
    command: str, work: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, interrupt)
    assert mazeej(*command.split()) == Run(130, "", "\nmazeej: interrupted\n")


def test_ctrl_c_while_the_program_loads(tmp_path: Path, environment: dict[str, str]) -> None:
    write(tmp_path / "click.py", "raise KeyboardInterrupt\n")
    environment["PYTHONPATH"] = str(tmp_path)
    done = subprocess.run([*PROGRAM, "models"], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "mazeej: interrupted\n")


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_keeps_the_work_and_the_same_command_goes_on(tmp_path: Path, environment: dict[str, str]) -> None:
    """Stopped after the first windows are written down; the second run ends like one that nobody stopped."""
    from audio import cut, open_recording
    from audio.types import Interval
    from transcripts import demo_dir

    episode = open_recording(demo_dir() / "episode.mp3")
    cut(episode, Interval(0, 150), exact=True).write(tmp_path / "talk.wav")
    arguments = ["transcribe", "talk.wav", "--model", "demo", "--language", "ar", "--threads", "1"]
    stopped = interrupted(arguments, 1, tmp_path, tmp_path / "cache")
    assert stopped.returncode == 130, stopped.stderr
    told = "mazeej: stopped; what was finished is kept, the same command goes on from there"
    assert stopped.stderr.decode().strip() == told
    assert stopped.stdout == b""
    (journal,) = (tmp_path / "cache/transcripts").glob("*.journal")
    last = json.loads(journal.read_bytes().splitlines()[-1].split(b" ", 1)[1])
    command = [*PROGRAM, *arguments]
    continued = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=True)
    anew = subprocess.run([*command, "--no-cache"], cwd=tmp_path, env=environment, capture_output=True, check=True)
    assert continued.stdout == anew.stdout
    segments = json.loads(continued.stdout)["segments"]
    assert segments[0]["end"] < last["end"] < segments[-1]["start"], "stopped on the way"
    assert not journal.exists()
