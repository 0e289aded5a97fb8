"""Files whose names are not UTF-8, as old archives unpack: they are episodes as any other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from align.archive import ArchiveAnalyser
from tests.support.cli_runs import TALK, mazeej
from transcripts import Archive

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")


def test_names_that_are_no_text_stop_nothing(folder: Path) -> None:
    show = folder / os.fsdecode(b"sh\xe9w")
    show.mkdir()
    for name, content in (
        (b"caf\xe9.srt", TALK),
        (b"caf\xe8.srt", TALK.replace("bridge", "ferry")),
        (b"b\xe9.srt", ""),
    ):
        (show / os.fsdecode(name)).write_text(content)
    run = mazeej("archive", "add", show)
    assert "added 2 · ✗ failed 1" in run.err
    with Archive("data/archive", ArchiveAnalyser()) as archive:
        origins = {episode.origin for episode in archive.episodes()}
        assert origins == {show / os.fsdecode(b"caf\xe9.srt"), show / os.fsdecode(b"caf\xe8.srt")}
        (show / os.fsdecode(b"caf\xe9.srt")).write_text(TALK.replace("seven", "nine"))
    assert "read again 1" in mazeej("archive", "update").err
    assert "caf\\udce9" in mazeej("archive", "search", "bridge").out
    (show / os.fsdecode(b"b\xe9.srt")).write_text(TALK.replace("bridge", "tower"))
    assert "added 1" in mazeej("archive", "update").err
    assert mazeej("archive", "list", "--format", "json").code == 0
