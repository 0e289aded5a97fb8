"""`mazeej doctor` and `mazeej models`: what is there is told, what is broken is a line with what to do."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli_runs import mazeej
from transcripts import whisper
from transcripts.doctor import Check, as_text, child, libraries, machine
from transcripts.model_cache import cached_models
from transcripts.model_catalogue import BY_NAME
from transcripts.model_table import megabytes

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache of each kind."""
    from huggingface_hub import constants

    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


def place(hub: Path, repository: str, **files: int) -> Path:
    """A model as the hub's client keeps it: blobs of so many bytes, and a snapshot of links."""
    folder = hub / f"models--{repository.replace('/', '--')}"
    snapshot = folder / "snapshots" / "abc"
    for made in (folder / "blobs", folder / "refs", snapshot):
        made.mkdir(parents=True)
    (folder / "refs" / "main").write_text("abc")
    for name, size in files.items():
        with (folder / "blobs" / name).open("wb") as file:
            file.truncate(size)
        (snapshot / name.replace("_", ".")).symlink_to(folder / "blobs" / name)
    return folder


WHOLE = {"model_bin": 75_000_000, "config_json": 9, "tokenizer_json": 9}
TINY = "Systran/faster-whisper-tiny"


def checks(*arguments: str, fake: Path | None = None, **more: str) -> tuple[int, dict[str, dict[str, Any]]]:
    """The exit code and the checks by name, of a process of its own."""
    environment = {**os.environ, **({"PYTHONPATH": str(fake)} if fake else {}), **more}
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), "doctor", "--format", "json"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    return done.returncode, {check["name"]: check for check in json.loads(done.stdout)["checks"]}


def test_a_sound_installation_has_no_problem(tmp_path: Path) -> None:
    code, found = checks(HF_HOME=str(tmp_path / "home"))
    assert code == 0
    assert {check["state"] for check in found.values()} <= {"ok", "warning"}
    assert all(check["advice"] for check in found.values() if check["state"] != "ok")
    assert "runs on it in" in found["CPU"]["found"]
    assert str(tmp_path / "home" / "hub") in found["models"]["found"]
    assert "can be written" in found["cache"]["found"]
    assert "full-text search" in found["sqlite"]["found"]


def test_every_library_that_is_asked_for_is_looked_at() -> None:
    asked_for = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    names = {re.split(r"[^\w-]", one)[0].replace("_", "-") for one in asked_for}
    imported_by_others = {"audioop-lts", "lxml-html-clean"}  # by pydub, by trafilatura
    start = {"click", "lazy-loader"}
    assert names - imported_by_others - start == {name for name, _, _ in libraries.LIBRARIES} - {"ctranslate2"}


@pytest.mark.parametrize(
    ("module", "content", "name", "said"),
    [
        ("rapidfuzz", "raise ImportError('libbroken.so: no such file')", "rapidfuzz", "libbroken.so"),
        ("numpy", "raise OSError('damaged')", "numpy", "damaged"),
        ("ctranslate2", "import os; os.abort()", "ctranslate2", "crashes Python (SIGABRT)"),
    ],
)
def test_a_broken_library_is_a_line(tmp_path: Path, module: str, content: str, name: str, said: str) -> None:
    (tmp_path / "fake").mkdir()
    (tmp_path / "fake" / f"{module}.py").write_text(content)
    code, found = checks(fake=tmp_path / "fake")
    assert code == 1
    assert found[name]["state"] == "problem"
    assert said in found[name]["found"]
    assert found[name]["advice"]
    assert found["terminal"]["state"] in ("ok", "warning")  # the rest was looked at


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    code, found = checks(MAZEEJ_CACHE=str(tmp_path / "file"))
    assert (code, found["cache"]["state"]) == (1, "problem")
    assert "MAZEEJ_CACHE" in found["cache"]["advice"]


def test_a_terminal_without_arabic() -> None:
    _, found = checks(PYTHONIOENCODING="ascii")
    assert found["terminal"]["state"] == "warning"
    assert "PYTHONUTF8=1" in found["terminal"]["advice"]


def test_what_hangs_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "SECONDS", 0.2)
    assert child.tried("import time; time.sleep(60)") == "hangs: no answer in 0 s"
    monkeypatch.setattr(child, "SECONDS", 60.0)
    assert child.tried("pass") is None
    assert child.tried("raise ValueError('two\\nlines')") == "lines"


def test_little_memory_and_no_yt_dlp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_memory", lambda: 1_000_000_000)
    (check,) = machine.check_memory()
    assert check.state == "warning"
    assert "--model small" in (check.advice or "")
    monkeypatch.setattr(libraries, "installed", lambda _: False)
    (check,) = libraries.check_yt_dlp()
    assert check.state == "warning"
    assert "'.[youtube]'" in (check.advice or "")


def test_a_check_is_one_line_whatever_a_library_says() -> None:
    text = as_text([Check("x", "problem", "two\nlines \x1b[31m", "do\nthis"), Check("y", "ok", "fine")])
    assert text == "✗ problem  x: two lines [31m → do this\n✓ ok       y: fine\n✓ ok 1 · ✗ problem 1\n"


def test_every_name_of_faster_whisper_is_explained() -> None:
    assert set(whisper.known_models()) == set(BY_NAME)
    for name, model in BY_NAME.items():
        assert model.english_only == (name.endswith(".en") or name.startswith("distil-")), name
    assert BY_NAME["large"].size == BY_NAME["large-v3"].size
    assert BY_NAME["turbo"].size == BY_NAME["large-v3-turbo"].size
    assert BY_NAME["tiny"].download_bytes == 78_000_000
    # 39 M weights of a byte, twice; 2 windows × 6 heads × 1500² × 4 bytes; 13 windows × 1500 frames × 384 × keys and
    # values × 4 layers × 4 bytes; the program
    assert BY_NAME["tiny"].cpu_bytes == 78_000_000 + 108_000_000 + 239_616_000 + 400_000_000


@pytest.mark.parametrize(
    ("estimated", "measured"),
    [
        # Models of these shapes with random weights on a CPU, see docs/formats.md.
        (BY_NAME["tiny"].cpu_bytes, 865e6),
        (BY_NAME["base"].cpu_bytes, 1146e6),
        (BY_NAME["small"].cpu_bytes, 2883e6),
        (BY_NAME["medium"].cpu_bytes, 5478e6),
        # faster-whisper's README: fp16, beam 5, batch 8; it loads no second copy of the weights.
        (BY_NAME["large-v2"].gpu_bytes - 1_550_000_000 * 2, 6090e6),
    ],
)
def test_estimates_agree_with_what_was_measured(estimated: int, measured: float) -> None:
    assert 0.85 < estimated / measured < 1.15


def test_models_on_this_disk_are_told_with_their_size(hub: Path) -> None:
    place(hub, TINY, **WHOLE)
    place(hub, "somebody/whisper-syrian", **WHOLE)
    place(hub, "somebody/bert", config_json=5)
    place(hub, "Systran/faster-whisper-base", **WHOLE, vocabulary_txt=3)
    rows = {line.split()[0]: line for line in mazeej("models").out.splitlines() if line}
    assert " 75 MB " in rows["tiny"]
    assert "75 MB" in rows["somebody/whisper-syrian"]
    assert "somebody/bert" not in rows
    assert "damaged" in rows["base"]  # half of what base has
    assert "(default)" in rows["large-v3-turbo"]
    assert "demo" in rows
    document = json.loads(mazeej("models", "--format", "json").out)
    items = {item["name"]: item for item in document["models"]}
    assert items["tiny"]["cached"]["bytes"] == 75_000_018 + 3  # and refs/main
    assert items["tiny"]["cached"]["problem"] is None
    assert items["base"]["cached"]["problem"] == "model.bin is cut off"
    assert items["small"]["cached"] is None
    assert document["cache"] == str(hub)
    assert document["demo"]["bytes"] > 1_000_000


def test_damaged_models_are_told_with_what_to_do(hub: Path) -> None:
    folder = place(hub, TINY, **WHOLE)
    (folder / "blobs" / "0abc.incomplete").write_bytes(b"x")
    assert cached_models()[TINY].problem == "its download was not finished"
    line = next(line for line in mazeej("models").out.splitlines() if line.startswith(f"{TINY}: "))
    assert str(folder) in line
    assert "downloaded again" in line
    (folder / "blobs" / "0abc.incomplete").unlink()
    (folder / "blobs" / "model_bin").unlink()
    assert cached_models()[TINY].problem == "model.bin is missing or empty"
    (folder / "refs" / "main").unlink()
    assert cached_models()[TINY].problem == "there is nothing of it but an empty folder"


def test_sizes_for_people() -> None:
    assert [megabytes(size) for size in (0, 77_900_000, 999_400_000, 999_500_000, 1.62e9)] == [
        "0 MB", "78 MB", "999 MB", "1.0 GB", "1.6 GB",
    ]  # fmt: skip
