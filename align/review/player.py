"""Letting a reviewer hear an evidence, in the program that the system plays sound with."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from threading import Thread

from align.report.clips import worth_hearing
from align.report.links import evidence_link
from align.report.text import clock, file_name, one_line, safe_address
from align.report.wording import wordings
from align.types import AlignError, Evidence, Finding, RecordingInfo
from audio import AudioError, Recording, cut, open_recording
from audio.default_player import opener


class Player:
    """Cuts the best evidence of a finding out of `recording` into `folder` and opens it. Without a recording it says
    where to listen."""

    def __init__(self, info: RecordingInfo, recording: Recording | None, folder: Path, language: str = "en") -> None:
        self.wording = wordings()[language]
        self.info = info
        self.recording = recording
        self.folder = folder

    def play(self, number: int, finding: Finding) -> str:
        """What there is to hear, as a line for the reviewer; empty where there is no evidence."""
        if not finding.evidence:
            return ""
        evidence = finding.evidence[0]
        where = self._place(evidence)
        clip = self._clip(number, evidence, finding)
        if clip is None:
            return where
        if _open(clip):
            return self.wording["terminal.playing"].format(where=where)
        return self.wording["terminal.cut_out"].format(where=where, file=one_line(str(clip)))

    def _clip(self, number: int, evidence: Evidence, finding: Finding) -> Path | None:
        """The file of a clip; None without a recording, or where that is damaged."""
        if self.recording is None:
            return None
        path = self.folder / f"claim-{number}.mp3"
        if not path.exists():
            try:
                cut(self.recording, worth_hearing(evidence, finding.reasons, self.recording.duration)).write(path)
            except AudioError:
                return None
        return path

    def _place(self, evidence: Evidence) -> str:
        """The file last: a name written from right to left then disturbs nothing on the line."""
        name = (
            one_line(file_name(self.info.source or "") or self.info.title or "")
            or self.wording["terminal.the_recording"]
        )
        link = safe_address(evidence_link(evidence, self.info))
        at = f"{clock(evidence.interval.start)}–{clock(evidence.interval.end)}"
        return f"{at} {link}" if link else self.wording["terminal.place"].format(at=at, name=name)


def find_recording(info: RecordingInfo, report: Path) -> Recording | None:
    """The file that a report was made from, looked for by its name as it was given: from here, from the report's folder
    and from the one above, and beside the report. None where it is not there, or no longer the same file."""
    if not info.source or not info.sha256:
        return None
    beside = report.absolute().parent
    places = [base / info.source for base in (Path(), beside, beside.parent)]
    for path in (*places, beside / Path(info.source).name):
        with suppress(OSError, AudioError):
            if path.is_file() and (found := open_recording(path, track=info.track)).sha256 == info.sha256:
                return found
    return None


def check_recording(info: RecordingInfo, recording: Recording) -> None:
    """Raises AlignError where `recording` is not the file that a report was made from."""
    if info.sha256 and recording.sha256 != info.sha256:
        raise AlignError(f"{recording.source} is not the recording of this report: its content differs")


def _open(path: Path) -> bool:
    """Whether the system took the file; what it plays it with goes on by itself."""
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 (a file made here)
        return True
    program = opener()
    if program is None:
        return False
    with suppress(OSError):
        quiet = subprocess.DEVNULL
        # A session of its own: Ctrl-C is for the review, and a player must not write into its terminal.
        player = subprocess.Popen(  # noqa: S603 (a program of the system, a file made here)
            [program, path], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
        )
        Thread(target=player.wait, daemon=True).start()
        return True
    return False
