"""The wheel carries all that is needed and nothing else, and runs where there are no development tools."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = {"align", "audio", "transcripts", "cli.py"}


def run(*command: str | Path, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, **kwargs)  # type: ignore[call-overload, no-any-return]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    built = run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel and its runtime dependencies alone: the folder of its programs."""
    folder = tmp_path_factory.mktemp("env")
    run(sys.executable, "-m", "venv", folder, check=True)
    binaries = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = (binaries / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    done = run(*pip, "--constraint", ROOT / "constraints.txt", wheel)
    assert done.returncode == 0, done.stderr
    return binaries


def test_wheel_holds_our_names_only(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert tops - {top for top in tops if top.startswith("mazeej-")} == PACKAGES
    demo = {name.split("/share/mazeej/demo/")[1] for name in names if "/share/mazeej/demo/" in name}
    assert {"episode.mp3", "article.md", "gold.json", "model/model.bin", "model/tokenizer.json"} <= demo
    sources = {
        path.relative_to(ROOT).as_posix()
        for package in ("align", "audio", "transcripts")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert sources <= set(names), sorted(sources - set(names))


def test_wheel_contents_are_sound(wheel: Path) -> None:
    # W009: several top-level names are the project's own wish.
    checked = run(Path(sys.executable).with_name("check-wheel-contents"), "--ignore", "W009", wheel)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.slow
def test_installed_command_helps_and_aligns(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "MAZEEJ_CACHE": str(tmp_path / "cache")}
    helped = run(installed / "mazeej", "--help", cwd=tmp_path, env=environment)
    assert helped.returncode == 0
    assert "align" in helped.stdout
    (tmp_path / "talk.srt").write_text(
        "1\n00:00:01,000 --> 00:00:04,000\nThe old bridge was closed for seven months.\n", encoding="utf-8"
    )
    (tmp_path / "claims.txt").write_text("The bridge was closed for seven months.\n", encoding="utf-8")
    done = run(installed / "mazeej", "align", "talk.srt", "--claims", "claims.txt", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "mazeej-report" / "report.json").read_text(encoding="utf-8"))
    assert report["findings"][0]["verdict"] == "supported"


@pytest.mark.slow
def test_installed_demo_runs_offline_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "MAZEEJ_CACHE": str(tmp_path / "cache"), "HF_HUB_OFFLINE": "1"}
    done = run(installed / "mazeej", "demo", "--out", "demo", cwd=tmp_path, env=environment)
    assert done.returncode == 0, done.stderr
    report = json.loads((tmp_path / "demo" / "report.json").read_text(encoding="utf-8"))
    assert {finding["verdict"] for finding in report["findings"]} >= {"supported", "contradicted"}
