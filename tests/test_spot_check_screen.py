"""mazeej spot-check at a terminal, beside the page, and with the sound."""

from __future__ import annotations

import dataclasses
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from align.report import read_report, write_report
from align.types import Report
from audio import AudioError, Interval, cut, open_recording
from tests.support import audio_samples
from tests.support.cli_runs import complaint, mazeej
from tests.support.report_sample import sample_report
from tests.support.reviewing import PROGRAM, answers, document, reviews, until

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of Unix")
class TestTerminal:
    @pytest.fixture
    def terminal(self, report_folder: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
        import pty

        ours, theirs = pty.openpty()
        environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "NO_COLOR": "1", "LC_ALL": "C.UTF-8"}
        arguments = [*PROGRAM, "spot-check", str(report_folder)]
        with subprocess.Popen(arguments, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
            os.close(theirs)
            yield process, ours
            process.kill()
        os.close(ours)

    def test_single_keys_and_readable_arabic(
        self, report_folder: Path, terminal: tuple[subprocess.Popen[bytes], int]
    ) -> None:
        process, end = terminal
        shown = read_until(end, "Error rate", ["a", "ي", "q"])
        assert sorted(answers(report_folder).values()) == ["agree", "disagree"]
        lines = [line.rstrip() for line in shown.splitlines() if "المراكب" in line or "البحر ما بينام" in line]
        assert lines
        assert all(line.lstrip().startswith("\u2068") and line.endswith("\u2069") for line in lines)
        assert "Decided 2 of 10 drawn" in shown
        assert process.wait(20) == 0

    def test_ctrl_c(self, report_folder: Path, terminal: tuple[subprocess.Popen[bytes], int]) -> None:
        process, end = terminal
        shown = read_until(end, "goes on from there", ["d", "\x03"])
        assert "Traceback" not in shown
        assert process.wait(20) == 130
        assert list(reviews(report_folder).values()) == ["disagree"]


def read_until(terminal: int, words: str, keys: list[str]) -> str:
    """What a terminal shows until `words` come, while each prompt is answered by the next of `keys`."""
    shown, answered, deadline = "", 0, time.monotonic() + 20
    while words not in shown:
        assert time.monotonic() < deadline, shown
        if not select.select([terminal], [], [], 0.5)[0]:
            continue
        shown += os.read(terminal, 65_536).decode(errors="replace")
        if answered < len(keys) and shown.count("[q]uit > ") > answered:
            time.sleep(0.3)  # a key pressed before the program listens for single keys is lost
            os.write(terminal, keys[answered].encode())
            answered += 1
    return shown


@pytest.mark.browser
class TestPage:
    def test_the_page_shows_what_was_decided_and_takes_the_file(
        self, report_folder: Path, open_page: Callable[..., Page]
    ) -> None:
        from playwright.sync_api import expect

        bare = open_page(*write_report(sample_report(), report_folder, ["html"]))
        mazeej("spot-check", report_folder, "-n", "10", stdin=b"a\n" * 9 + b"c\n")
        bare.set_input_files("#import", report_folder / "decisions.json")
        expect(bare.locator("#decided-count")).to_have_text("10")
        report = read_report(report_folder / "report.json", sample_report().transcript)
        page = open_page(*write_report(report, report_folder / "again", ["html"]))
        expect(page.locator("#decided-count")).to_have_text("10")
        expect(page.locator("input[value=cant_tell]:checked")).to_have_count(1)
        page.click("#claim-3 .head")
        page.check("#claim-3 input[value='']")
        page.reload()
        expect(page.locator("#decided-count")).to_have_text("9")  # taken back, and not given back by the report

    def test_spot_check_takes_what_the_page_saved(self, report_folder: Path, open_page: Callable[..., Page]) -> None:
        page = open_page(*write_report(sample_report(), report_folder, ["html"]))
        page.click("#claim-3 .head")
        page.check("#claim-3 input[value=disagree]")
        page.fill("#claim-3 .note input", "راجعت الصوت")
        page.keyboard.press("Tab")
        with page.expect_download() as download:
            page.click("#export")
        download.value.save_as(report_folder / "saved.json")
        mazeej("spot-check", report_folder, "-n", "0", "--decisions", report_folder / "saved.json")
        assert reviews(report_folder) == {"c003": "disagree"}
        assert document(report_folder / "decisions.json") == document(report_folder / "saved.json")


class TestPlaying:
    @pytest.fixture
    def sound(self, tmp_path: Path) -> Path:
        return audio_samples.write(tmp_path / "lighthouse.mp3", audio_samples.noise(60))

    @pytest.fixture
    def heard(self, sound: Path) -> Report:
        """A report on the sound, its only evidence 33.1 to 43."""
        sample = sample_report(link=None)
        recording = dataclasses.replace(
            sample.recording, sha256=open_recording(sound).sha256, source=sound.name, duration=60.0
        )
        report = dataclasses.replace(sample, recording=recording, findings=sample.findings[2:3])
        write_report(report, sound.parent / "out", ["json"])
        return report

    @pytest.fixture
    def player(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """What the system's player was given last."""
        played = tmp_path / "played.mp3"
        (tmp_path / "bin").mkdir()
        program = tmp_path / "bin" / "xdg-open"
        program.write_text(f'#!/bin/sh\necho steals the terminal\ncp "$1" {played}.part; mv {played}.part {played}\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
        monkeypatch.setenv("DISPLAY", ":7")
        return played

    @pytest.mark.skipif(sys.platform != "linux", reason="other systems open files with other programs")
    def test_the_evidence_is_cut_out_and_opened(
        self, heard: Report, sound: Path, player: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def press() -> str:
            until(player.exists)
            return "a"

        monkeypatch.setattr("align.commands.spot_check.read_key", press)
        run = mazeej("spot-check", sound.parent / "out")
        assert run.code == 0
        assert "playing 0:33–0:43 in lighthouse.mp3" in run.out
        assert "steals" not in run.out
        clip, recording = open_recording(player), open_recording(sound)
        assert clip.duration == pytest.approx(9.9 + 2 * 0.4, abs=0.8)
        whole = cut(recording, Interval(30.0, 47.0), exact=True)
        part = cut(clip, Interval(0.0, clip.duration), exact=True)
        start = 30.0 - audio_samples.offset(samples(part.pcm), samples(whole.pcm))
        assert start == pytest.approx(33.1 - 0.4, abs=0.35)

    def test_without_a_screen_the_clip_is_named(self, heard: Report, sound: Path) -> None:
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3, cut out: " in run.out
        assert "claim-1.mp3" in run.out

    @pytest.mark.parametrize("option", [["--no-play"], ["--no-play", "--audio", "lighthouse.mp3"]])
    def test_no_play_names_the_file_and_the_time(
        self, heard: Report, sound: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
    ) -> None:
        monkeypatch.chdir(sound.parent)
        run = mazeej("spot-check", "out", *option, stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out

    def test_a_recording_of_another_content_is_not_played(self, heard: Report, sound: Path) -> None:
        audio_samples.write(sound, audio_samples.noise(50))
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out
        said = complaint(mazeej("spot-check", sound.parent / "out", "--audio", sound, stdin=b"a\n"))
        assert "is not the recording of this report" in said

    def test_a_recording_elsewhere_can_be_named(self, heard: Report, sound: Path, tmp_path: Path) -> None:
        (tmp_path / "attic").mkdir()
        moved = sound.rename(tmp_path / "attic" / "old.mp3")
        assert "cut out" not in mazeej("spot-check", tmp_path / "out", stdin=b"s\n").out
        assert "cut out" in mazeej("spot-check", tmp_path / "out", "--audio", moved, stdin=b"s\n").out

    def test_damaged_sound_is_named_instead(self, heard: Report, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object, **__: object) -> None:
            raise AudioError("no sound there")

        monkeypatch.setattr("align.review.player.cut", broken)
        run = mazeej("spot-check", sound.parent / "out", stdin=b"a\n")
        assert run.code == 0
        assert "0:33–0:43 in lighthouse.mp3\n" in run.out


def samples(pcm: bytes) -> Any:
    import numpy as np

    return np.frombuffer(pcm, np.int16).astype(np.float32)
