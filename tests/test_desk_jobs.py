"""What the start page of the desk sends, and the work on it: two files at once, late ones, the end of the desk."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from align.desk import Desk, JobFiles, JobOrder, Jobs
from align.desk.jobs import Progress
from align.types import AlignError
from tests.support.desk import awaited


def test_files_that_lie_there_are_not_written_over(folder: Path) -> None:
    async def content(data: bytes) -> AsyncIterator[bytes]:
        yield data

    def take(jobs: Jobs, data: bytes) -> None:
        awaited(jobs.take_file("article", "draft.docx", content(data)))

    (folder / "article.docx").write_bytes(b"mine")
    jobs = Jobs(folder, lambda *_: None)
    for data in (b"another", b"a third"):
        take(jobs, data)
    take(Jobs(folder, lambda *_: None), b"a third")  # of a desk that was closed in between
    take(jobs, b"mine")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"article.docx": b"mine"}


def test_of_two_uploads_at_once_the_later_counts(folder: Path) -> None:
    jobs = Jobs(folder, lambda *_: None)

    async def slowly(later_is_there: asyncio.Event) -> AsyncIterator[bytes]:
        yield b"the wrong "
        await later_is_there.wait()
        yield b"file"

    async def at_once() -> AsyncIterator[bytes]:
        yield b"right"

    async def both() -> None:
        later_is_there = asyncio.Event()
        first = asyncio.create_task(jobs.take_file("article", "a.txt", slowly(later_is_there)))
        await asyncio.sleep(0)
        await jobs.take_file("article", "b.txt", at_once())
        later_is_there.set()
        with pytest.raises(AlignError, match="another file was chosen"):
            await first

    awaited(both())
    assert jobs.status()["files"] == {"article": "b.txt"}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"article.txt": b"right"}


def test_a_file_that_comes_late_does_not_take_the_place_of_one_at_work(folder: Path) -> None:
    release = threading.Event()

    def make(*_: object) -> None:
        release.wait(9)

    jobs = Jobs(folder, make)

    async def content(start: bool = False) -> AsyncIterator[bytes]:
        yield b"first"
        if start:
            jobs.start(JobOrder("", None))

    for kind in ("talk", "article"):
        awaited(jobs.take_file(kind, f"{kind}.txt", content()))
    with pytest.raises(AlignError, match="stop the work"):
        awaited(jobs.take_file("talk", "late.txt", content(start=True)))
    release.set()
    assert (folder / "talk.txt").read_bytes() == b"first"


def test_a_desk_is_closed_once_the_work_has_stopped(folder: Path) -> None:
    begun, ended = threading.Event(), threading.Event()

    def make(_files: JobFiles, _order: JobOrder, progress: Progress) -> None:
        begun.set()
        try:
            while True:
                progress("checking", 0.0, None)
        finally:
            ended.set()

    async def content() -> AsyncIterator[bytes]:
        yield b"content"

    jobs = Jobs(folder, make)
    for kind in ("talk", "article"):
        awaited(jobs.take_file(kind, f"{kind}.txt", content()))
    jobs.start(JobOrder("", None))
    begun.wait(9)
    Desk(None, jobs).close()
    assert ended.is_set()
    assert jobs.status()["state"] == "stopped"
