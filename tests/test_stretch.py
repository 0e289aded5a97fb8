"""Only a stretch of a recording is transcribed, and its times are those of the whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median

import numpy as np
import pytest

import audio.decoding
from align.check import check
from align.types import Note, NoteCode
from audio import SAMPLE_RATE, Interval, SampleBlock, decode_blocks, open_recording
from audio.speech import FRAME_SAMPLES
from tests.support.audio_samples import at_rate, noise
from tests.support.audio_samples import write as encode
from tests.support.cli_runs import complaint, mazeej, usage_complaint
from transcripts import Segment, TranscribeOptions, Transcript, TranscriptError, Word, demo_dir, load, save, transcribe
from transcripts.windows import windows

EPISODE = demo_dir() / "episode.mp3"
OPTIONS = TranscribeOptions(model="demo", device="cpu", language="ar", threads=1)
DEMO = ("--model", "demo", "--language", "ar", "--threads", "1")
START, END = 60.0, 84.3


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="module")
def sound() -> np.typing.NDArray[np.float32]:
    return np.concatenate([block.samples for block in decode_blocks(open_recording(EPISODE), end=100)])


@pytest.mark.parametrize("name", ["a.mp3", "vbr.mp3", "a.wav", "a.m4a", "a.opus"])
def test_words_are_heard_when_the_whole_recording_has_them(
    name: str, sound: np.typing.NDArray[np.float32], tmp_path: Path
) -> None:
    rate = 16_000 if name == "a.wav" else 48_000
    heard = at_rate(sound, SAMPLE_RATE, rate)
    if name == "vbr.mp3":
        path = encode(tmp_path / name, heard, rate, flags="qscale", global_quality="472")
    else:
        path = encode(tmp_path / name, heard, rate)
    recording = open_recording(path)
    whole = list(transcribe(recording, OPTIONS).words())
    part = list(transcribe(recording, replace(OPTIONS, start=START, end=END)).words())
    assert all(START <= word.start <= word.end <= END for word in part)
    away = [min((abs(w.start - word.start) for w in whole if w.text == word.text), default=9.0) for word in part]
    assert len(part) > 25
    assert median(away) <= 0.03  # Whisper tells times by frames of 20 ms, which lie otherwise in other windows
    assert sum(seconds <= 0.1 for seconds in away) > 0.75 * len(part)  # words near the edges of other windows move


def test_frames_of_a_stretch_lie_on_the_grid_of_the_whole() -> None:
    samples = np.zeros(20 * SAMPLE_RATE, np.float32)
    samples[5 * SAMPLE_RATE : 9 * SAMPLE_RATE] = 1.0

    def spans(first: int) -> list[tuple[float, float]]:
        blocks = [SampleBlock(first / SAMPLE_RATE, samples[first:])]
        found = windows(blocks, lambda s: list(np.abs(s.reshape(-1, FRAME_SAMPLES)).max(axis=1)), 30)
        return [(piece.speech.start, piece.speech.end) for window in found for piece in window.pieces]

    assert all(spans(first) == spans(0) for first in (1, 511, 512, 70_000))
    ((start, _),) = spans(6 * SAMPLE_RATE + 7)
    assert start == (6 * SAMPLE_RATE + 7) / SAMPLE_RATE  # never before what was asked for


def test_what_lies_before_is_not_decoded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recording = open_recording(encode(tmp_path / "a.mp3", noise(120)))
    times: list[float] = []
    frames = audio.decoding.Decoding._frames

    def watched(self: audio.decoding.Decoding) -> Iterator[object]:
        for time, frame in frames(self):
            times.append(time)
            yield time, frame

    monkeypatch.setattr(audio.decoding.Decoding, "_frames", watched)
    transcribe(recording, replace(OPTIONS, start=100.0, end=105.0, cache=False))
    assert min(times) > 98
    assert max(times) < 107


def test_a_stretch_is_kept_by_itself_and_an_end_behind_the_end_is_the_end(cache: Path) -> None:
    recording = open_recording(EPISODE)
    for start, end in ((300.0, None), (300.0, 1e6), (310.0, None), (300.0, 310.0)):
        transcript = transcribe(recording, replace(OPTIONS, start=start, end=end))
        assert transcript.stretch == Interval(start, min(end or 1e6, round(recording.duration, 3)))
        assert transcript.duration == round(recording.duration, 3)
    assert len(list(cache.glob("*.json"))) == 3


def test_a_stretch_behind_the_end_or_backwards() -> None:
    recording = open_recording(EPISODE)
    with pytest.raises(TranscriptError, match="lasts 5:23: nothing of it lies behind 9:00"):
        transcribe(recording, replace(OPTIONS, start=540.0))
    with pytest.raises(TranscriptError, match="must end behind its start"):
        transcribe(recording, replace(OPTIONS, start=20.0, end=20.0))


STRETCH = Transcript((Segment((Word(61.0, 62.0, "one"),)),), "en", stretch=Interval(60.0, 90.5))


def test_a_transcript_says_which_stretch_it_holds(tmp_path: Path) -> None:
    save(STRETCH, tmp_path / "a.json")
    assert load(tmp_path / "a.json") == STRETCH
    run = mazeej("quote", tmp_path / "a.json", "one")
    assert run.err.endswith("a.json holds only 1:00 to 1:30 of its recording\n")
    assert check(None, (), STRETCH).notes == (Note(NoteCode.STRETCH, ("1:00", "1:30")),)
    assert check(None, (), replace(STRETCH, stretch=None)).notes == ()


def test_from_and_to_on_the_command_line(tmp_path: Path) -> None:
    run = mazeej("transcribe", EPISODE, *DEMO, "--from", "5:00", "--to", "0:05:10")
    document = json.loads(run.out)
    assert document["stretch"] == {"start": 300.0, "end": 310.0}
    assert all(300 <= segment["start"] <= 310 for segment in document["segments"])
    run = mazeej("quote", EPISODE, "أهلا وسهلا", *DEMO, "--from", "5:00", "--format", "json")
    assert json.loads(run.out)["quotes"][0]["status"] == "not_found"  # the greeting is at the beginning


@pytest.mark.parametrize(
    ("times", "said"),
    [(["--from", "soon"], "not a time"), (["--to", "-5"], "not a time"), (["--from", "99:00"], "nothing of it lies")],
)
def test_times_that_serve_nothing(times: list[str], said: str) -> None:
    assert said in complaint(mazeej("transcribe", EPISODE, *DEMO, *times))


@pytest.mark.parametrize("times", [["--from", "2:00", "--to", "1:00"], ["--to", "0"], ["--from", "5", "--to", "5"]])
def test_times_in_the_wrong_order(times: list[str]) -> None:
    for command in (["transcribe", "nothing.mp3"], ["quote", "nothing.mp3", "words"]):
        assert "--to must be later than --from" in usage_complaint(mazeej(*command, *times))


def test_a_transcript_has_no_stretch_to_be_transcribed(tmp_path: Path) -> None:
    save(replace(STRETCH, stretch=None), tmp_path / "a.srt")
    assert "is a transcript already" in usage_complaint(mazeej("quote", tmp_path / "a.srt", "one", "--from", "1:00"))
