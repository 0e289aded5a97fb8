"""Files that are written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
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


@pytest.fixture
def folder_of_nobody() -> Iterator[Path]:
    """A folder, and a user to whom something may be refused: root may write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o777)
        if os.geteuid() == 0:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            os.seteuid(os.getuid())


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_file_that_may_not_be_written_is_not_replaced(folder_of_nobody: Path) -> None:
    path = folder_of_nobody / "note.txt"
    path.write_text("mine")
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        write_atomically(path, "another's")
    assert path.read_text("utf-8") == "mine"
    assert list(folder_of_nobody.iterdir()) == [path]


@pytest.mark.skipif(os.name == "nt", reason="modes of POSIX")
def test_a_folder_that_takes_no_new_file_has_its_files_written(folder_of_nobody: Path) -> None:
    inside = folder_of_nobody / "inside"
    inside.mkdir()
    path = inside / "note.txt"
    path.write_text("old, and longer")
    inside.chmod(0o555)
    write_atomically(path, "new")
    with pytest.raises(PermissionError):
        write_atomically(inside / "other.txt", "new")
    assert path.read_text("utf-8") == "new"
    inside.chmod(0o755)


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd")
def test_a_stream_that_leads_to_a_file_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "redirected.txt"
    with path.open("wb") as stream:
        write_atomically(Path(f"/dev/fd/{stream.fileno()}"), "told")
        assert path.stat().st_ino == os.fstat(stream.fileno()).st_ino
    assert path.read_text("utf-8") == "told"
