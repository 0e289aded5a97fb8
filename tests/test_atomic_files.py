"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from tests.support.cli_runs import ARTICLE, TALK, complaint, mazeej, write
from transcripts.atomic_files import write_atomically


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    write_atomically(path, "one")
    write_atomically(path, "two")
    assert path.read_text("utf-8") == "two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.touch(mode=0o600)
    write_atomically(path, "for me alone")
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_link_stays_one(tmp_path: Path) -> None:
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    write_atomically(link, "new")
    assert link.is_symlink()
    assert target.read_text("utf-8") == "new"


@pytest.mark.skipif(os.name == "nt", reason="no named pipes in the file system")
def test_what_is_no_file_is_written_to_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomically(pipe, "through")
    assert os.read(reader, 100) == b"through"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "talk.srt", TALK)
    write(tmp_path / "article.txt", ARTICLE)
    write(tmp_path / "notes.md", "from last week")
    assert mazeej("align", "talk.srt", "article.txt", "--out", "out").code == 0

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    assert complaint(mazeej("cite", "out", "-o", "notes.md")) == "cannot write notes.md: No space left on device"
    assert (tmp_path / "notes.md").read_text("utf-8") == "from last week"
