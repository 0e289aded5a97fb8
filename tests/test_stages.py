"""Waiting: a terminal shows at once what is being done, and from where an interrupted transcription goes on."""

from __future__ import annotations

import io
import logging
import sys
from pathlib import Path

import pytest

from align.commands.shared.screen import bar
from audio import open_recording
from transcripts import TranscribeOptions, demo_dir, transcribe

ROOM = logging.getLogger("transcripts.transcription")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.setenv("TERM", "xterm")
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    return screen


def test_the_stage_is_shown_before_there_is_progress(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with bar("transcribing", False, str) as progress:
        assert progress is not None
        ROOM.info("x", extra={"stage": "loading tiny on cpu"})
        ROOM.info("of no interest")
    assert "transcribing: loading tiny on cpu" in terminal.getvalue()
    assert "of no interest" not in terminal.getvalue()
    assert ROOM.getEffectiveLevel() > logging.INFO, "nothing is logged behind the bar"


def test_the_stage_is_told_in_the_user_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ar_SY.UTF-8")
    terminal = on_terminal(monkeypatch)
    with bar("transcribing", False, str) as progress:
        assert progress is not None
        ROOM.info("x", extra={"stage": "loading tiny on cpu"})
    assert "تفريغ: تحميل النموذج tiny على cpu" in terminal.getvalue()


def test_names_are_shown_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with bar("transcribing Part 2 [/final]", False, lambda size: f"[red]{size}[/]") as progress:
        assert progress is not None
        progress(1, 2)
    assert "transcribing Part 2 [/final]" in terminal.getvalue()
    assert "[red]1[/] / [red]2[/]" in terminal.getvalue()


def test_nothing_is_shown_in_a_pipe_or_where_quiet_is_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = on_terminal(monkeypatch)
    with bar("transcribing", True, str) as progress:
        assert progress is None
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    with bar("transcribing", False, str) as progress:
        assert progress is None
    assert terminal.getvalue() == ""


def test_a_transcription_tells_its_stages_and_where_it_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path))
    caplog.set_level(logging.INFO, "transcripts")
    recording = open_recording(demo_dir() / "episode.mp3")
    options = TranscribeOptions(model="demo", device="cpu", end=60.0, batch_size=1)

    def stop(done: float, _total: float) -> None:
        if done > 15:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcribe(recording, options, stop)
    first = [record.stage for record in caplog.records if hasattr(record, "stage")]
    assert first[:2] == ["loading demo on cpu", "detecting the language"]
    caplog.clear()
    transcribe(recording, options)
    second = [record.stage for record in caplog.records if hasattr(record, "stage")]
    assert second[0] == "loading demo on cpu"
    assert second[1].startswith("going on at 0:")
    assert second[-1] == ""
