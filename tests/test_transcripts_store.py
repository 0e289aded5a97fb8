"""Finished windows outlive crashes and damage; a cache that cannot be written costs time, never the transcript."""

from __future__ import annotations

import logging
import multiprocessing
import os
from dataclasses import replace
from pathlib import Path

import pytest

from audio import Interval
from transcripts import Dropped, Segment, TranscribeOptions, Transcript, Word
from transcripts.filtering import WindowText
from transcripts.journal import Journal
from transcripts.store import cache_key, open_store

KEY = "k" * 32


def window_text(index: int) -> WindowText:
    start = 10.0 * index
    words = (Word(start, start + 0.333, "أهلا", 0.91), Word(start + 0.4, start + 0.9, "وسهلا", None, "ليلى"))
    segment = Segment(words, None, False, 0.012, 1.4)
    return WindowText(
        index, start + 9.5, "ar", (segment,), (Dropped(Interval(start, start + 1), "شكرا", "repetition"),)
    )


TEXTS = [window_text(index) for index in range(4)]


pytestmark = pytest.mark.usefixtures("cache")


def test_a_journal_gives_back_what_was_written(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j", KEY)
    assert journal.read() == []
    journal.append(TEXTS[:3])
    journal.append(TEXTS[3:])
    assert Journal(tmp_path / "j", KEY).read() == TEXTS
    journal.remove()
    assert not (tmp_path / "j").exists()


def test_a_journal_cut_off_anywhere_keeps_the_whole_lines_and_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "j"
    whole = Journal(path, KEY)
    whole.read()
    whole.append(TEXTS)
    content = path.read_bytes()
    ends = [i + 1 for i, byte in enumerate(content) if byte == ord("\n")]
    for cut in {*range(0, len(content), 37), *ends, len(content) - 1}:
        path.write_bytes(content[:cut])
        journal = Journal(path, KEY)
        kept = journal.read()
        assert kept == TEXTS[: max(0, sum(end <= cut for end in ends) - 1)]
        journal.append(TEXTS[len(kept) :])
        assert path.read_bytes() == content


def test_a_damaged_line_ends_what_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "j"
    journal = Journal(path, KEY)
    journal.read()
    journal.append(TEXTS)
    lines = path.read_bytes().splitlines(keepends=True)
    for number, damage in [(2, b"\x00" * len(lines[2])), (2, lines[2].replace(b"0", b"1", 1)), (3, lines[1])]:
        path.write_bytes(b"".join([*lines[:number], damage, *lines[number + 1 :]]))
        assert Journal(path, KEY).read() == TEXTS[: number - 1]


def test_a_journal_of_something_else_is_begun_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j", KEY)
    journal.read()
    journal.append(TEXTS)
    assert Journal(tmp_path / "j", "other").read() == []
    assert Journal(tmp_path / "j", KEY).read() == []


def test_a_finished_transcript_is_found_again(cache: Path) -> None:
    transcript = Transcript(TEXTS[0].segments, "ar", "demo", "beam 5", "ab" * 32, 10.0, TEXTS[0].dropped)
    with open_store(KEY, wanted=True) as store:
        assert store.finished() is None
        assert store.resume() == []
        store.keep(TEXTS)
        store.finish(transcript)
    assert {path.suffix for path in cache.iterdir()} == {".json", ".lock"}
    with open_store(KEY, wanted=True) as store:
        assert store.finished() == transcript
    with open_store(KEY, wanted=False) as store:
        assert store.finished() is None


def test_a_damaged_result_is_made_anew(cache: Path, caplog: pytest.LogCaptureFixture) -> None:
    cache.mkdir(parents=True)
    (cache / f"{KEY}.json").write_text('{"schema": "mazeej.transcript/1", "segm')
    with open_store(KEY, wanted=True) as store:
        assert store.finished() is None
    assert "made anew" in caplog.text


def test_a_full_disk_keeps_the_work_and_is_said_once(
    cache: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with open_store(KEY, wanted=True) as store:
        store.resume()
        store.keep(TEXTS[:2])
        with monkeypatch.context() as full:
            full.setattr(os, "fsync", _no_space)
            store.keep(TEXTS[2:3])
            store.keep(TEXTS[3:])
            store.finish(Transcript(TEXTS[0].segments))
    assert [record.levelno for record in caplog.records] == [logging.WARNING] * 2
    assert "No space left" in caplog.text
    with open_store(KEY, wanted=True) as store:
        assert store.finished() is None
        assert store.resume()[:2] == TEXTS[:2]


def _no_space(_handle: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_cache_that_cannot_be_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "file"))
    with open_store(KEY, wanted=True) as store:
        assert store.resume() == []
        store.keep(TEXTS)
        store.finish(Transcript(TEXTS[0].segments))
    assert "nothing is kept" in caplog.text


def test_the_key_holds_what_shapes_the_text() -> None:
    options = TranscribeOptions()
    key = cache_key("audio", "model", options)
    same = [replace(options, threads=3), replace(options, cache=False), replace(options, model="elsewhere")]
    assert {cache_key("audio", "model", changed) for changed in same} == {key}
    different = [replace(options, beam_size=1), replace(options, language="ar"), replace(options, vad=False)]
    keys = {cache_key("audio", "model", changed) for changed in different}
    keys |= {key, cache_key("other", "model", options), cache_key("audio", "other", options)}
    assert len(keys) == 6


def test_the_key_holds_the_device_that_is_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    """A GPU that comes to a machine later gives texts of its own, and does not go on with half of the CPU's."""
    keys = {device: cache_key("audio", "model", TranscribeOptions(device=device)) for device in ("cpu", "cuda")}
    assert keys["cpu"] != keys["cuda"]
    for gpus, device in ((0, "cpu"), (1, "cuda")):
        monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda gpus=gpus: gpus)
        assert cache_key("audio", "model", TranscribeOptions(device="auto")) == keys[device]


def _work(entered: multiprocessing.synchronize.Event, leave: multiprocessing.synchronize.Event) -> None:
    with open_store(KEY, wanted=True) as store:
        store.resume()
        store.keep(TEXTS[:2])
        entered.set()
        leave.wait(20)
        store.keep(TEXTS[2:])


def test_two_processes_take_turns(caplog: pytest.LogCaptureFixture) -> None:
    context = multiprocessing.get_context("spawn")
    entered, leave = context.Event(), context.Event()
    other = context.Process(target=_work, args=(entered, leave))
    other.start()
    try:
        assert entered.wait(20)
        leave.set()
        with open_store(KEY, wanted=True) as store:
            assert store.resume() == TEXTS
    finally:
        other.join(20)
    assert other.exitcode == 0
