"""The bundled miniature model really decodes; killed, continued or repeated, the transcript is the same."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio import SAMPLE_RATE, Recording, decode_blocks, open_recording
from transcripts import TranscribeOptions, Transcript, TranscriptError, recognition, transcribe, transcription
from transcripts.repetition import plain
from transcripts.whisper import DecodingTask, Hypothesis, Recogniser

DEMO = Path(__file__).parent.parent / "demo"
if not (DEMO / "model" / "model.bin").exists() or not (DEMO / "episode.mp3").exists():
    pytest.skip("the bundled demo is not built yet", allow_module_level=True)

SECONDS = 50.0
# Two windows a batch, so that there are several batches to be killed between.
OPTIONS = TranscribeOptions(model="demo", device="cpu", language="ar", batch_size=2, threads=1)


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The beginning of the demo episode."""
    blocks = decode_blocks(open_recording(DEMO / "episode.mp3"), end=SECONDS)
    return recorded(tmp_path_factory.mktemp("sound") / "beginning.wav", [block.samples for block in blocks])


@pytest.fixture(scope="module")
def uninterrupted(recording: Recording) -> Transcript:
    return transcribe(recording, replace(OPTIONS, cache=False))


def recorded(path: Path, sounds: Sequence[np.typing.NDArray[np.float32]]) -> Recording:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        for sound in sounds:
            file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return open_recording(path)


def true_words() -> Iterator[tuple[str, float]]:
    for line in json.loads((DEMO / "words.json").read_text(encoding="utf-8"))["lines"]:
        for text, start, _end in line["words"]:
            yield plain(text), start


def test_most_words_are_heard_at_their_time(uninterrupted: Transcript) -> None:
    true = [(text, start) for text, start in true_words() if start < SECONDS - 5]
    heard = [(plain(word.text), word.start) for word in uninterrupted.words()]
    found = [any(text == other and abs(start - at) < 0.35 for other, at in heard) for text, start in true]
    assert sum(found) >= 0.6 * len(true)


def test_the_transcript_says_how_it_was_made(uninterrupted: Transcript, recording: Recording) -> None:
    assert (uninterrupted.language, uninterrupted.model, uninterrupted.options) == ("ar", "demo", "beam 5")
    assert (uninterrupted.audio_sha256, uninterrupted.duration) == (recording.sha256, SECONDS)
    words = list(uninterrupted.words())
    assert all(0 <= word.start <= word.end <= SECONDS for word in words)
    assert all(one.start <= other.start for one, other in pairwise(words))
    assert all(word.probability is not None and 0 <= word.probability <= 1 for word in words)


def test_a_model_in_a_folder_is_named_without_its_path(recording: Recording) -> None:
    options = replace(OPTIONS, model=str(DEMO / "model"), end=6.0, cache=False)
    assert transcribe(recording, options).model == "model"


@pytest.mark.parametrize("threads", [2, 5])
@pytest.mark.parametrize("language", ["ar", None])
def test_the_transcript_does_not_hang_on_the_number_of_threads(
    recording: Recording, uninterrupted: Transcript, threads: int, language: str | None
) -> None:
    options = replace(OPTIONS, threads=threads, language=language, cache=False)
    assert transcribe(recording, options) == uninterrupted


def test_sampling_again_in_several_threads(recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where every window is decoded again and again, it is the same text too."""
    monkeypatch.setattr(recognition, "doubtful", lambda heard: heard.average_log_probability > -9)
    one, two = (transcribe(recording, replace(OPTIONS, threads=threads, cache=False)) for threads in (1, 2))
    assert one == two
    assert one.segments


def test_a_second_run_does_not_decode(
    recording: Recording, uninterrupted: Transcript, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[tuple[float, float]] = []
    assert transcribe(recording, OPTIONS, lambda done, total: steps.append((done, total))) == uninterrupted
    assert [done for done, _ in steps] == sorted(done for done, _ in steps)
    assert steps[-1] == (SECONDS, SECONDS)
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert transcribe(recording, OPTIONS) == uninterrupted


@pytest.mark.parametrize("windows", [1, 2, 3, 5])
def test_interrupted_anywhere_it_goes_on_to_the_same_transcript(
    recording: Recording, uninterrupted: Transcript, windows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = 0

    def interrupt(_done: float, _total: float) -> None:
        nonlocal steps
        steps += 1
        if steps == windows:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        transcribe(recording, OPTIONS, interrupt)
    decoded = 0
    encode = Recogniser.encode

    def counted(self: Recogniser, sounds: Sequence[np.typing.NDArray[np.float32]]) -> object:
        nonlocal decoded
        decoded += len(sounds)
        return encode(self, sounds)

    monkeypatch.setattr(Recogniser, "encode", counted)
    continued: list[float] = []
    assert transcribe(recording, OPTIONS, lambda done, _total: continued.append(done)) == uninterrupted
    finished_batches = -(-windows // OPTIONS.batch_size)
    assert decoded == len(continued) - 1 - finished_batches * OPTIONS.batch_size


def test_kill_9_and_again(recording: Recording, uninterrupted: Transcript, cache: Path) -> None:
    code = (
        "import sys; from audio import open_recording; from transcripts import TranscribeOptions, transcribe\n"
        f"transcribe(open_recording(sys.argv[1]), {OPTIONS!r})"
    )
    command = [sys.executable, "-c", code, str(recording.path)]
    child = subprocess.Popen(command, cwd=DEMO.parent, env={**os.environ, "PYTHONPATH": "."})
    deadline = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < deadline:
        journals = list(cache.glob("*.journal"))
        if journals and journals[0].read_bytes().count(b"\n") > 2:
            break
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    assert child.wait() == -signal.SIGKILL
    assert not list(cache.glob("*.json"))
    assert transcribe(recording, OPTIONS) == uninterrupted
    assert [path.suffix for path in cache.iterdir() if path.suffix != ".lock"] == [".json"]


def test_silence_has_no_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    silence = recorded(tmp_path / "silence.wav", [np.zeros(12 * SAMPLE_RATE, np.float32)])
    transcript = transcribe(silence, OPTIONS)
    assert (transcript.segments, transcript.duration, transcript.language) == ((), 12.0, "ar")
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert transcribe(silence, OPTIONS) == transcript


@pytest.mark.parametrize("samples", [1, 1600, 200_000])
@pytest.mark.parametrize("vad", [True, False])
def test_odd_sounds_break_nothing(tmp_path: Path, samples: int, vad: bool) -> None:
    noise = np.random.default_rng(samples).standard_normal(samples, dtype=np.float32) * np.float32(0.25)
    transcript = transcribe(recorded(tmp_path / "noise.wav", [noise]), replace(OPTIONS, vad=vad, cache=False))
    assert all(0 <= word.start <= word.end <= samples / SAMPLE_RATE + 0.001 for word in transcript.words())
    assert not vad or transcript.segments == ()


def test_the_language_is_detected(recording: Recording, uninterrupted: Transcript) -> None:
    assert transcribe(recording, replace(OPTIONS, language=None, cache=False)).language == "ar"


def test_other_options(recording: Recording, uninterrupted: Transcript) -> None:
    options = replace(OPTIONS, word_timestamps=False, vad=False, condition_on_previous_text=True, cache=False)
    transcript = transcribe(recording, options)
    assert transcript.options == "beam 5, no vad, no word times, previous text"
    assert all(segment.interpolated for segment in transcript.segments)
    heard = {plain(word.text) for word in transcript.words()}
    assert len(heard & {plain(word.text) for word in uninterrupted.words()}) > 0.4 * len(heard)


def test_unknown_languages(recording: Recording) -> None:
    with pytest.raises(TranscriptError, match="not a language Whisper knows: xx"):
        transcribe(recording, replace(OPTIONS, language="xx"))


def test_sampling_again_gives_the_same_text_each_time(recording: Recording) -> None:
    task = DecodingTask("ar", 5)
    recogniser = Recogniser(DEMO / "model", "cpu", None, 1)
    sound = recogniser.features(next(iter(decode_blocks(recording, end=9.0, block=9.0))).samples)
    first = recogniser.decode_again([sound], task, 1.0)
    recogniser.decode(recogniser.encode([sound]), task)
    assert recogniser.decode_again([sound], task, 1.0) == first


class Stammering:
    """A recogniser that loops until the temperature is high enough."""

    def __init__(self, until: float) -> None:
        self.until = until
        self.asked: list[tuple[int, float, str]] = []

    def decode_again(self, sounds: Sequence[object], task: DecodingTask, temperature: float) -> list[Hypothesis]:
        self.asked.append((len(sounds), temperature, task.previous_text))
        return [LOOP if temperature < self.until else STRAIGHT for _ in sounds]


LOOP, STRAIGHT = Hypothesis("وبعدين رجعنا " * 9, (), -0.1, 0.0), Hypothesis("وبعدين رجعنا للبيت", (), -0.4, 0.0)


@pytest.mark.parametrize(("until", "asked", "result"), [(0.4, 1, STRAIGHT), (0.8, 2, STRAIGHT), (2.0, 2, LOOP)])
def test_loops_are_decoded_again_without_previous_text(until: float, asked: int, result: Hypothesis) -> None:
    recogniser = Stammering(until)
    task = DecodingTask("ar", 5, previous_text="قبل")
    features = [np.zeros((80, 100), np.float32)] * 2
    read = recognition._decode_doubtful_again(recogniser, features, [LOOP, STRAIGHT], task)  # type: ignore[arg-type]
    assert read == [result, STRAIGHT]
    assert recogniser.asked == [(1, 0.4, ""), (1, 0.8, "")][:asked]
