"""Damaged recordings, two hundred with `make reliability`, a sample in `make test`: never a traceback, never a hang."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from tests.support.cli_runs import ARTICLE, complaint, mazeej, write
from tests.support.damaged_recordings import KINDS, make

COUNT = 200 if os.environ.get("MAZEEJ_RELIABILITY") else 2 * len(KINDS)
HANG_SECONDS = 60.0


@pytest.mark.parametrize("number", range(COUNT))
def test_a_damaged_recording_ends_in_a_report_or_in_one_line(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    recording = make(tmp_path, number)
    article = write(tmp_path / "article.txt", ARTICLE)
    out = tmp_path / "out"
    began = time.monotonic()
    run = mazeej("align", recording, article, "--model", "demo", "--language", "ar", "--out", out, "-q")
    assert time.monotonic() - began < HANG_SECONDS
    if run.code == 0:
        assert all(line.startswith("mazeej: warning: ") for line in run.err.splitlines()), run.err
        assert json.loads((out / "report.json").read_text("utf-8"))["findings"]
    else:
        assert recording.name in complaint(run)
        assert not out.exists()
