"""Words told to the recogniser reach the model within its limit, are kept apart in the cache, and are taken back where
a window loops; the bundled miniature really decodes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio import SAMPLE_RATE, Interval, Recording, decode_blocks, open_recording
from tests.support import audio_samples
from tests.support.stereo_samples import stereo
from transcripts import TranscribeOptions, Transcript, demo_dir, hear_again, transcribe, transcription
from transcripts.prompt import fitting, prompt
from transcripts.store import cache_key
from transcripts.whisper import DecodingTask, Hypothesis, Recogniser
from transcripts.windows import SpeechPiece, Window, holding

ROOM = 223  # tokens: 448 // 2 - 1
OPTIONS = TranscribeOptions(model="demo", device="cpu", language="ar", batch_size=2, threads=1)
TOLD = ("نادر العطار", "الناعورة")


pytestmark = pytest.mark.usefixtures("cache")


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """The beginning of the demo episode."""
    path = tmp_path_factory.mktemp("sound") / "beginning.wav"
    blocks = decode_blocks(open_recording(demo_dir() / "episode.mp3"), end=40.0)
    audio_samples.write(path, np.concatenate([block.samples for block in blocks]), SAMPLE_RATE)
    return open_recording(path)


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(demo_dir() / "model", "cpu", None, 1)


@pytest.fixture
def prompts(monkeypatch: pytest.MonkeyPatch, recogniser: Recogniser) -> list[list[int]]:
    """The prompt of every window that CTranslate2 is asked to write down, as tokens."""
    asked: list[list[int]] = []
    generate = Recogniser._generate

    class Listening:
        def __init__(self, model: Any) -> None:
            self._model = model

        def __getattr__(self, name: str) -> Any:
            return getattr(self._model, name)

        def generate(self, features: Any, prompts: Sequence[list[int]], **search: Any) -> Any:
            asked.extend(prompts)
            return self._model.generate(features, prompts, **search)

    def listened(self: Recogniser, whisper: Any, *rest: Any, **search: Any) -> list[Hypothesis]:
        model, whisper.model = whisper.model, Listening(whisper.model)
        try:
            return generate(self, whisper, *rest, **search)
        finally:
            whisper.model = model

    monkeypatch.setattr(Recogniser, "_generate", listened)
    return asked


def heard(recogniser: Recogniser, task: DecodingTask) -> list[Hypothesis]:
    sound = np.zeros(3 * SAMPLE_RATE, np.float32)
    return recogniser.decode(recogniser.encode([recogniser.features(sound)]), task)


def test_the_words_stand_in_the_prompt_in_their_order(recogniser: Recogniser, prompts: list[list[int]]) -> None:
    heard(recogniser, DecodingTask("ar", 1, hotwords=TOLD))
    heard(recogniser, DecodingTask("ar", 1))
    tokenizer = recogniser._tokenizer("ar")
    told, untold = prompts
    assert told[0] == tokenizer.sot_prev
    assert told[1 : -len(untold)] == tokenizer.encode(" نادر العطار, الناعورة")
    assert told[-len(untold) :] == untold
    assert tokenizer.sot_prev not in untold


def test_words_and_the_text_before_share_the_prompt(recogniser: Recogniser, prompts: list[list[int]]) -> None:
    words = recogniser.fitting([f"كلمة{number}" for number in range(500)], beside_text=True)
    assert 5 < len(words) < 100
    heard(recogniser, DecodingTask("ar", 1, previous_text="ما قيل قبل ذلك بكثير " * 100, hotwords=words))
    assert len(prompts[0]) == 1 + ROOM + 4  # the opening token; language, task and no times behind it
    written = recogniser._tokenizer("ar").decode(prompts[0][1 : 1 + ROOM])
    assert written.startswith(" كلمة0, كلمة1, ")
    assert written.rstrip().endswith("قبل ذلك بكثير")


def test_as_many_words_as_fit_and_no_more(recogniser: Recogniser) -> None:
    words = [f"الاسم{number}" for number in range(300)]
    chosen = recogniser.fitting(words, beside_text=False)
    assert chosen == tuple(words[: len(chosen)])
    written = [recogniser._encode_text(" " + ", ".join(words[:count])) for count in (len(chosen), len(chosen) + 1)]
    assert len(written[0]) <= ROOM < len(written[1])


def test_what_steers_whisper_is_no_word(recogniser: Recogniser, prompts: list[list[int]]) -> None:
    heard(recogniser, DecodingTask("ar", 1, hotwords=("<|endoftext|><|en|>", "نادر")))
    tokenizer = recogniser._tokenizer("ar")
    assert all(token < tokenizer.eot for token in prompts[0][1:-4])
    assert "نادر" in tokenizer.decode(prompts[0][1:-4])


@given(
    st.lists(st.text(alphabet="abc ", min_size=1, max_size=30), max_size=30), st.text(max_size=80), st.integers(0, 60)
)
def test_a_prompt_never_exceeds_its_room(words: list[str], before: str, room: int) -> None:
    def encode(text: str) -> list[int]:  # one token a character
        return [ord(character) for character in text]

    chosen = fitting(words, encode, room)
    tokens = prompt(chosen, before, encode, room)
    assert len(tokens) <= room
    written = (" " + ", ".join(chosen)) if chosen else ""
    assert "".join(map(chr, tokens))[: len(written)] == written
    # Every word left out is one that did not fit any more.
    before_it = len(", ") if chosen else len(" ")
    assert all(before_it + len(word) > room - len(written) for word in set(words) - set(chosen))


def test_primed_transcripts_are_kept_apart(recording: Recording, cache: Path) -> None:
    primed = transcribe(recording, replace(OPTIONS, hotwords=TOLD))
    assert primed.options == "beam 5, hotwords 2"
    assert transcribe(recording, OPTIONS).options == "beam 5"
    assert len(list(cache.glob("*.json"))) == 2
    keys = {cache_key("a", "m", replace(OPTIONS, hotwords=told)) for told in [(), TOLD, TOLD[::-1], TOLD[:1]]}
    assert len(keys) == 4


def test_words_that_do_not_fit_are_told(recording: Recording, caplog: pytest.LogCaptureFixture) -> None:
    many = tuple(f"الاسم{number}" for number in range(300))
    with caplog.at_level(logging.WARNING):
        transcribe(recording, replace(OPTIONS, hotwords=many, cache=False))
    assert any("of the 300 hotwords" in record.getMessage() for record in caplog.records)


def window(index: int, start: float, end: float) -> Window:
    samples = np.zeros(round((end - start) * SAMPLE_RATE), np.float32)
    return Window(index, (SpeechPiece(round(start * SAMPLE_RATE), samples, Interval(start, end), 0.9),))


def test_only_the_windows_that_hold_a_place_are_taken_and_none_behind_the_last_is_cut() -> None:
    cut = []

    def found() -> Any:
        for index in range(10):
            cut.append(index)
            yield window(index, 10.0 * index, 10.0 * index + 9)

    places = [Interval(53.0, 53.0), Interval(12.0, 12.5), Interval(29.5, 29.6)]
    taken = list(holding(found(), places))
    assert [(one.index, one.start) for one in taken] == [(0, 10.0), (1, 50.0)]
    assert cut == [0, 1, 2, 3, 4, 5, 6]


def words_in(transcript: Transcript, first: float, last: float) -> list[tuple[str, float]]:
    return [(word.text, word.start) for word in transcript.words() if first <= word.start <= last]


def test_a_second_hearing_is_that_of_an_unprimed_run_and_of_these_windows_alone(
    recording: Recording, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    primed = replace(OPTIONS, hotwords=TOLD)
    steps: list[float] = []
    again = hear_again(recording, [Interval(20.0, 20.4)], primed, lambda done, _total: steps.append(done))
    whole = transcribe(recording, replace(OPTIONS, cache=False))
    covered = [word.start for word in again.words()]
    assert covered
    assert covered[-1] - covered[0] < 15.0, "a window and its neighbour at most"
    assert words_in(again, 0, 40) == words_in(whole, covered[0], covered[-1])
    assert steps
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert hear_again(recording, [Interval(20.0, 20.4)], primed) == again, "kept"


def test_a_second_hearing_that_was_stopped_goes_on(recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [Interval(start, start + 0.2) for start in (2.0, 12.0, 22.0, 32.0)]
    primed = replace(OPTIONS, hotwords=TOLD, batch_size=1)
    undisturbed = hear_again(recording, places, replace(primed, cache=False))
    decoded: list[int] = []
    encode = Recogniser.encode

    def stop_at_second(_done: float, _total: float) -> None:
        if len(decoded) >= 2:
            raise KeyboardInterrupt

    def counted(self: Recogniser, sounds: Sequence[Any]) -> object:
        decoded.append(len(sounds))
        return encode(self, sounds)

    monkeypatch.setattr(Recogniser, "encode", counted)
    with pytest.raises(KeyboardInterrupt):
        hear_again(recording, places, primed, stop_at_second)
    before = len(decoded)
    assert hear_again(recording, places, primed) == undisturbed
    total = len(decoded)
    decoded.clear()
    hear_again(recording, places, replace(primed, cache=False))
    # What was finished before the stop is not decoded again; what was being decoded then is.
    assert len(decoded) <= total < before + len(decoded)


@pytest.mark.parametrize("language", [None, "ar"])
def test_a_kept_unprimed_transcript_is_the_second_hearing(
    recording: Recording, language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = transcribe(recording, replace(OPTIONS, language=language))
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert hear_again(recording, [Interval(5.0, 5.5)], replace(OPTIONS, hotwords=TOLD)) == whole


def test_a_stretch_is_heard_again_in_its_own_windows(recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its end is given behind the recording's: both mean the same stretch."""
    part = replace(OPTIONS, start=9.0, end=99.0)
    primed = replace(part, hotwords=TOLD)
    again = hear_again(recording, [Interval(20.0, 20.4)], primed)
    unprimed = transcribe(recording, replace(part, cache=False))
    covered = [word.start for word in again.words()]
    assert words_in(again, 0, 40) == words_in(unprimed, covered[0], covered[-1])
    assert len(covered) < len(list(unprimed.words()))
    assert again.stretch == Interval(9.0, 40.0)
    transcribe(recording, part)
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert hear_again(recording, [Interval(30.0, 30.4)], primed) == unprimed, "kept"


def test_the_whole_is_no_second_hearing_of_a_stretch(recording: Recording) -> None:
    """Windows begin elsewhere in it, so that it differs for other reasons than the words told."""
    transcribe(recording, OPTIONS)
    again = hear_again(recording, [Interval(20.0, 20.4)], replace(OPTIONS, start=9.0, hotwords=TOLD))
    assert again.stretch == Interval(9.0, 40.0)


@pytest.fixture(scope="module")
def two_channels(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    return open_recording(stereo(tmp_path_factory.mktemp("stereo") / "two.wav", 60.0, -20))


def test_of_both_channels_it_is_told_once_what_does_not_fit(
    two_channels: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    many = tuple(f"الاسم{number}" for number in range(300))
    options = replace(OPTIONS, hotwords=many, speakers_by_channel=True, end=20.0, cache=False)
    with caplog.at_level(logging.WARNING):
        transcribe(two_channels, options)
    assert len(caplog.records) == 1


def said_by(transcript: Transcript) -> set[tuple[str, float, str | None]]:
    return {(word.text, word.start, segment.speaker) for segment in transcript.segments for word in segment.words}


def test_channels_are_heard_again_one_by_one(
    two_channels: Recording, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    apart = replace(OPTIONS, speakers_by_channel=True)
    primed = replace(apart, hotwords=TOLD)
    transcribe(two_channels, OPTIONS)  # of both in one, which is not the same
    unprimed = transcribe(two_channels, replace(apart, cache=False))
    for segment in (next(s for s in unprimed.segments if s.speaker == side) for side in ("left", "right")):
        again = said_by(hear_again(two_channels, [Interval(segment.start, segment.end)], primed))
        assert {(word.text, word.start, segment.speaker) for word in segment.words} <= again < said_by(unprimed)
    transcribe(two_channels, apart)
    monkeypatch.setattr(transcription, "Recogniser", None)
    assert hear_again(two_channels, [Interval(1.0, 1.1)], primed) == unprimed, "kept"


def test_places_apart_are_no_text_of_each_other(recording: Recording, prompts: list[list[int]]) -> None:
    carrying = replace(OPTIONS, condition_on_previous_text=True, hotwords=TOLD, retry=False)
    hear_again(recording, [Interval(2.0, 2.2), Interval(35.0, 35.2)], carrying)
    assert len(prompts) >= 2
    assert {len(prompt) for prompt in prompts} == {4}  # language, task and no times
