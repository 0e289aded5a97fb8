"""Several recordings in one call: each has its file, one that fails does not stop the others."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio import Recording, SampleBlock, decode_blocks, open_recording
from tests.support.audio_samples import write as encode
from tests.support.cli_runs import complaint, mazeej, usage_complaint, write
from tests.support.interrupted_runs import interrupted
from transcripts import Names, demo_dir, load, transcription
from transcripts.whisper import Recogniser

DEMO = ("--model", "demo", "--language", "ar", "--threads", "1")


@pytest.fixture(scope="module")
def talks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two recordings of one name, and what only looks like some."""
    folder = tmp_path_factory.mktemp("talks")
    for name, start in (("one/حديث.wav", 0), ("two/حديث.mp3", 30)):
        (folder / name).parent.mkdir()
        blocks: list[SampleBlock] = list(
            decode_blocks(open_recording(demo_dir() / "episode.mp3"), start=start, end=start + 12)
        )
        encode(folder / name, np.concatenate([block.samples for block in blocks]))
    write(folder / "zero.wav", b"")
    write(folder / "damaged.mp3", bytes(range(256)) * 20)
    return folder


@pytest.fixture(autouse=True)
def place(talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(talks)
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))


def test_those_that_fail_do_not_stop_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded: list[object] = []

    def load_model(*arguments: object) -> Recogniser:
        loaded.append(arguments)
        return Recogniser(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(transcription, "Recogniser", load_model)
    sources = ["zero.wav", "one/حديث.wav", "nothing.mp3", "two/حديث.mp3", "damaged.mp3"]
    run = mazeej("transcribe", *sources, *DEMO, "-o", f"{tmp_path}/new/out/", "--format", "srt")
    assert run.code == 1
    assert run.out == ""
    assert sorted(path.name for path in (tmp_path / "new" / "out").iterdir()) == ["حديث-2.srt", "حديث.srt"]
    assert len(loaded) == 1
    problems = [line for line in run.err.splitlines() if line.startswith("mazeej: ")]
    assert [name for name in ("zero.wav", "nothing.mp3", "damaged.mp3") for line in problems if name in line] == [
        "zero.wav", "nothing.mp3", "damaged.mp3",
    ]  # fmt: skip
    last = run.err.splitlines()[-1]
    assert last.startswith(
        "Recordings: 5 · ✓ transcribed 2 · ✗ failed 3 (zero.wav, nothing.mp3, damaged.mp3) | 0:24 of"
    )


def test_a_recording_among_others_gives_what_it_gives_alone(tmp_path: Path) -> None:
    run = mazeej("transcribe", "one/حديث.wav", "two/حديث.mp3", *DEMO, "-o", tmp_path / "out", "--no-cache", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")
    for source, name in (("one/حديث.wav", "حديث.json"), ("two/حديث.mp3", "حديث-2.json")):
        alone = mazeej("transcribe", source, *DEMO, "-o", tmp_path / "alone.json", "--no-cache")
        assert alone.code == 0
        assert load(tmp_path / "alone.json") == load(tmp_path / "out" / name)
        assert load(tmp_path / "alone.json").segments


def test_one_recording_into_a_folder(tmp_path: Path) -> None:
    run = mazeej("transcribe", "one/حديث.wav", *DEMO, "-o", tmp_path, "--format", "podcast-json")
    assert run.code == 0
    assert "Recordings:" not in run.err
    assert load(tmp_path / "حديث.podcast.json").segments
    assert '"startTime"' in (tmp_path / "حديث.podcast.json").read_text(encoding="utf-8")


def test_podcasting_json_by_its_ending_and_any_form_by_its_name(tmp_path: Path) -> None:
    assert mazeej("transcribe", "one/حديث.wav", *DEMO, "-o", tmp_path / "a.podcast.json").code == 0
    assert '"startTime"' in (tmp_path / "a.podcast.json").read_text(encoding="utf-8")
    assert mazeej("transcribe", "one/حديث.wav", *DEMO, "-o", tmp_path / "subtitles", "--format", "vtt").code == 0
    assert (tmp_path / "subtitles").read_text(encoding="utf-8").startswith("WEBVTT")
    assert mazeej("transcribe", "one/حديث.wav", *DEMO, "--format", "tsv").out.startswith("start\tend\ttext\n")


def test_what_is_in_the_cache_claims_no_speed(tmp_path: Path) -> None:
    command = ["transcribe", "one/حديث.wav", "two/حديث.mp3", *DEMO, "-o", f"{tmp_path}/"]
    mazeej(*command[:2], *DEMO)
    first, second, total = mazeej(*command).err.splitlines()
    assert first.startswith("✓ kept from an earlier run | ")
    assert second.startswith("✓ 0:12 of sound in ")
    assert "| 0:12 of sound in" in total
    assert "of sound" not in mazeej(*command).err


def test_a_transcript_never_replaces_its_recording(talks: Path, tmp_path: Path) -> None:
    sound = (talks / "one" / "حديث.wav").read_bytes()
    path = write(tmp_path / "talk.txt", sound)
    for output in (path, tmp_path):
        told = mazeej("transcribe", path, *DEMO, "-o", output, "--format", "txt")
        assert (told.code, "is the recording itself" in told.err) == (1, True)
    assert path.read_bytes() == sound


@pytest.mark.parametrize("output", [[], ["-o", "all.srt"], ["-o", "all.podcast.json"]])
def test_several_need_a_folder(output: list[str]) -> None:
    assert "need a folder" in usage_complaint(mazeej("transcribe", "one/حديث.wav", "two/حديث.mp3", *output))


def test_a_folder_that_cannot_be_is_refused_before_the_work() -> None:
    assert "is not a folder" in complaint(mazeej("transcribe", "nothing.mp3", "zero.wav", "-o", "zero.wav/"))


def test_a_model_that_does_not_serve_stops_all_at_once(tmp_path: Path) -> None:
    run = mazeej("transcribe", "one/حديث.wav", "two/حديث.mp3", "--model", "nope", "-o", tmp_path / "out")
    assert run.code == 1
    assert run.err.count("no model is called nope") == 1
    assert "– not finished 2" in run.err


def recording(path: str, address: str | None = None) -> Recording:
    return Recording(Path(path), path, "0" * 64, 1.0, address=address)


def test_names_never_meet_whatever_the_file_system() -> None:
    names = Names(Path("out"), "json")
    given = ["a/ep.mp3", "b/EP.mp3", "ep-2.mp3", "c/cafe\u0301.wav", "d/caf\u00e9.wav", "." + "x" * 254, "…/ / ."]
    placed = [names.place(recording(path)).name for path in given]
    assert placed[:3] == ["ep.json", "EP-2.json", "ep-2-2.json"]
    assert placed[4] == "caf\u00e9-2.json"
    assert len({name.casefold() for name in placed}) == len(given)
    assert all(len(name.encode()) < 255 for name in placed)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://example.org/a/%D8%AD%D9%84%D9%82%D8%A9.mp3?x=1", "حلقة.srt"),
        ("https://example.org/", "recording.srt"),
        ("https://example.org/..%2f..%2fetc%2fpasswd", "passwd.srt"),
        ("https://example.org/%00%1b[2J.mp3", "[2J.srt"),
    ],
)
def test_names_of_recordings_from_the_web(address: str, name: str) -> None:
    assert Names(Path("out"), "srt").place(replace(recording("cache/0abc.mp3"), address=address)) == Path("out") / name


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT for one process")
def test_ctrl_c_keeps_what_was_finished_and_says_so(talks: Path, tmp_path: Path) -> None:
    arguments = ["transcribe", "one/حديث.wav", str(demo_dir() / "episode.mp3"), *DEMO, "-o", f"{tmp_path}/out/"]
    run = interrupted(arguments, 2, talks, tmp_path / "cache")  # the first recording is one batch
    assert run.returncode == 130, run.stderr
    done, counts, stopped = filter(None, run.stderr.decode().splitlines())
    assert done.startswith("✓ 0:12 of sound in ")
    assert "✓ transcribed 1 · – not finished 1 (" in counts
    assert stopped == "mazeej: stopped; what was finished is kept, the same command goes on from there"
    assert load(tmp_path / "out" / "حديث.json").segments
