"""Who speaks, told by the sound of the voices."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product
from pathlib import Path
from string import ascii_uppercase

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio import UNSURE_SPEAKER, Interval, Recording, SampleBlock, Turn, decode_blocks, open_recording
from audio.voices import FoundVoices, VoiceCount, clustering, speakers, voices
from audio.voices.clustering import clustered
from audio.voices.diarization import turns_and_vectors
from audio.voices.encoder import WINDOW, VoiceEncoder
from audio.voices.features import BANDS, FRAME_SAMPLES, HOP_SAMPLES, MelSpectrogram
from audio.voices.windows import BLOCK, VoiceWindows, windows_of
from transcripts import KnownVoices, Segment, Transcript, TranscriptError, Word, diarize, read_rttm, with_speakers
from transcripts.rttm import write_rttm

DEMO = Path(__file__).parents[1] / "demo"
EPISODE = DEMO / "episode.mp3"
RATE = 16_000
DEMO_OPTIONS = ("--model", "demo", "--language", "ar")


def unit(vectors: np.ndarray) -> np.ndarray:
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), np.float32)


def talk_of(voice_of_window: str, step: float = 0.75, noise: float = 0.6, seed: int = 0) -> VoiceWindows:
    """Windows of voices called by letters, a space where nobody speaks: directions far from each other, with noise."""
    random = np.random.default_rng(seed)
    directions = {letter: unit(random.standard_normal(64)) for letter in ascii_uppercase}
    places = [at for at, letter in enumerate(voice_of_window) if letter != " "]
    drawn = [directions[voice_of_window[at]] + noise * unit(random.standard_normal(64)) for at in places]
    frames = round((len(voice_of_window) + 2) * step / 0.032)
    starts = np.array(places, np.float64) * step
    vectors = unit(np.array(drawn).reshape(-1, 64))
    return VoiceWindows(starts, vectors, np.full(frames, 0.9, np.float32), step, alike=0.65, same=0.82)


def heard(windows: VoiceWindows, **count: int) -> str:
    """The label of each window's middle."""
    turns = turns_and_vectors(windows, VoiceCount(**count))[0]
    middles = windows.starts + 0.8
    return "".join(
        next((t.speaker for t in turns if t.interval.start <= at < t.interval.end), "-") for at in middles.tolist()
    )


def test_the_spectrogram_is_that_of_its_definition_however_the_sound_arrives() -> None:
    sound = np.random.default_rng(1).standard_normal(RATE // 4).astype(np.float32)
    padded = np.concatenate([np.zeros(FRAME_SAMPLES // 2, np.float32), sound])
    spectrogram = MelSpectrogram()
    frames = np.concatenate([spectrogram(piece) for piece in np.array_split(sound, 7)])
    assert frames.shape == ((len(padded) - FRAME_SAMPLES) // HOP_SAMPLES + 1, BANDS)
    times = np.arange(FRAME_SAMPLES)
    window = 0.5 - 0.5 * np.cos(2 * np.pi * times / FRAME_SAMPLES)
    waves = np.exp(-2j * np.pi * np.outer(np.arange(FRAME_SAMPLES // 2 + 1), times) / FRAME_SAMPLES)
    power = np.abs(waves @ (padded[3 * HOP_SAMPLES :][:FRAME_SAMPLES] * window)) ** 2
    from faster_whisper.feature_extractor import FeatureExtractor

    filters = FeatureExtractor.get_mel_filters(RATE, FRAME_SAMPLES, BANDS)
    np.testing.assert_allclose(frames[3], filters @ power, rtol=1e-3)


def test_a_vector_does_not_depend_on_how_loud_the_voice_is() -> None:
    encoder = VoiceEncoder()
    sound = next(iter(decode_blocks(open_recording(str(EPISODE)), start=32.0, end=34.0))).samples
    loud = MelSpectrogram()(sound)[None, :WINDOW]
    quiet = MelSpectrogram()(0.02 * sound)[None, :WINDOW]
    one, other = encoder(np.concatenate([loud, quiet]))
    assert float(one @ other) > 0.999
    assert float(one @ one) == pytest.approx(1.0, abs=1e-4)
    assert encoder(np.zeros((0, WINDOW, BANDS), np.float32)).shape == (0, 256)


def naive_clusters(vectors: np.ndarray, least: float) -> list[frozenset[int]]:
    """Average link as it is defined: the mean cosine of all pairs, counted anew for every merge."""
    groups = [[at] for at in range(len(vectors))]
    while len(groups) > 1:
        pairs = [
            (float(np.mean([vectors[a] @ vectors[b] for a, b in product(one, other)])), i, j)
            for i, one in enumerate(groups)
            for j, other in enumerate(groups[:i])
        ]
        cosine, i, j = max(pairs)
        if cosine < least:
            break
        groups[j] += groups.pop(i)
    return [frozenset(group) for group in groups]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 12), st.integers(0, 1000), st.floats(-0.5, 0.95))
def test_clusters_are_those_of_the_naive_way(count: int, seed: int, least: float) -> None:
    vectors = unit(np.random.default_rng(seed).standard_normal((count, 5)))
    found = clustered(vectors, least)
    expected = naive_clusters(vectors, least)
    assert sorted(found.counts.tolist()) == sorted(len(group) for group in expected)
    means = [vectors[sorted(group)].mean(axis=0) for group in expected]
    for mean in means:
        assert min(np.abs(found.means - mean).max(axis=1)) < 1e-4


def test_a_long_recording_is_clustered_in_blocks_to_the_same_voices(monkeypatch: pytest.MonkeyPatch) -> None:
    windows = talk_of("AAAABBBB" * 12)
    whole = clustered(windows.vectors, 0.5)
    monkeypatch.setattr(clustering, "BLOCK", 16)
    blocks = clustered(windows.vectors, 0.5)
    assert sorted(blocks.counts.tolist()) == sorted(whole.counts.tolist()) == [48, 48]


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 7), st.integers(1, 3), st.integers(0, 1000))
def test_the_path_is_the_best_of_all(count: int, states: int, seed: int) -> None:
    scores = np.random.default_rng(seed).standard_normal((count, states)).astype(np.float32) * 2

    def worth(path: tuple[int, ...]) -> float:
        changes = sum(one != other for one, other in pairwise(path))
        return sum(float(scores[at, state]) for at, state in enumerate(path)) - speakers.CHANGE * changes

    best = max(product(range(states), repeat=count), key=worth)
    found = tuple(int(state) for state in speakers._path(scores))
    assert worth(found) == pytest.approx(worth(best), abs=1e-4)


def test_voices_are_called_by_how_long_they_speak() -> None:
    assert heard(talk_of("QQQQZZZZZZZZQQQQZZZZ")) == "BBBBAAAAAAAABBBBAAAA"


def test_a_word_of_somebody_else_is_no_voice() -> None:
    assert set(heard(talk_of("PPPPPPPPZPPPPPPPPRRRRRRRR"))) == {"A", "B"}


def test_one_voice_is_one() -> None:
    assert set(heard(talk_of("P" * 80))) == {"A"}
    assert set(heard(talk_of("PP  PPPP   PP" * 6))) == {"A"}


def test_the_number_of_voices_can_be_told() -> None:
    three = talk_of("PPPPPPPPRRRRRRRRSSSSSSSS" * 2)
    assert len(set(heard(three))) == 3
    assert len(set(heard(three, fewest=1, most=2))) == 2
    assert set(heard(talk_of("P" * 60), fewest=2, most=2)) == {UNSURE_SPEAKER}  # one voice, where there must be two
    assert heard(talk_of("P"), fewest=3, most=3) == "A"


def test_the_edge_between_two_turns_is_in_the_pause() -> None:
    windows = talk_of("PPPPPPPPRRRRRRRR")
    between = round((windows.starts[7] + windows.starts[8] + 1.6) / 2 / 0.032)
    windows.speech[between + 3 : between + 8] = 0.1
    first, second = turns_and_vectors(windows, VoiceCount())[0]
    assert (between + 3) * 0.032 - 0.04 <= first.interval.end <= second.interval.start <= (between + 8) * 0.032 + 0.04


def test_what_may_be_either_is_marked_and_not_guessed() -> None:
    windows = talk_of("P" * 40 + "X" * 5 + "R" * 40, noise=0.2)
    both = windows.vectors[:40].mean(axis=0) + windows.vectors[45:].mean(axis=0)
    windows.vectors[40:45] = unit(both + 0.05 * unit(np.random.default_rng(3).standard_normal((5, 64))))
    assert heard(windows)[41:44] == UNSURE_SPEAKER * 3


@pytest.mark.parametrize("count", [(0, 1), (2, 1), (1, 21)])
def test_a_count_that_is_none_is_refused(count: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a number of voices"):
        VoiceCount(*count)


def test_silence_and_very_short_sound_have_no_turns() -> None:
    encoder = VoiceEncoder()
    for seconds in (0.0, 0.5, 40.0):
        sound = np.zeros(round(seconds * RATE), np.float32)
        size = round(BLOCK * RATE)
        blocks = [SampleBlock(at / RATE, sound[at : at + size]) for at in range(0, len(sound), size)]
        assert turns_and_vectors(windows_of(blocks, seconds, encoder), VoiceCount())[0] == ()


def demo_transcript() -> tuple[Transcript, list[str]]:
    lines = json.loads((DEMO / "words.json").read_text("utf-8"))["lines"]
    segments = tuple(Segment(tuple(Word(start, end, text) for text, start, end in line["words"])) for line in lines)
    return Transcript(segments), [line["speaker"] for line in lines]


def test_every_word_of_the_demo_goes_to_whom_it_belongs(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    recording = open_recording(str(EPISODE))
    told: list[float] = []
    found = diarize(recording, progress=lambda done, of: told.append(done / of))
    transcript, truth = demo_transcript()
    labelled = with_speakers(transcript, found.turns)
    words = [segment.speaker for segment in labelled.segments for _ in segment.words]
    names = {"guest": "A", "host": "B"}
    assert words == [names[truth[at]] for at, segment in enumerate(transcript.segments) for _ in segment.words]
    assert told == sorted(told)
    assert told[-1] == 1.0
    kept = list((cache.parent / "voices").glob("*.json"))
    assert len(kept) == 1
    monkeypatch.setattr("transcripts.diarization.find_voices", lambda *_: pytest.fail("found a second time"))
    assert diarize(recording) == found
    kept[0].write_text("nonsense", encoding="utf-8")
    monkeypatch.setattr("transcripts.diarization.find_voices", lambda *_: found)
    assert diarize(recording) == found


def test_each_track_of_a_file_has_voices_of_its_own(monkeypatch: pytest.MonkeyPatch, cache: Path) -> None:
    def voices(recording: Recording, *_: object) -> FoundVoices:
        return FoundVoices((Turn(Interval(0, 1), f"of track {recording.track}"),), {}, "ge2e")

    monkeypatch.setattr("transcripts.diarization.find_voices", voices)
    first, second = (Recording(Path("session.mkv"), "session.mkv", "ab12", 10.0, tracks=2, track=n) for n in (1, 2))
    for _ in range(2):
        assert diarize(first).turns[0].speaker == "of track 1"
        assert diarize(second).turns[0].speaker == "of track 2"


def vectors_of(**voices_heard: tuple[float, ...]) -> FoundVoices:
    return FoundVoices((), voices_heard, "ge2e")


def test_a_voice_that_was_learnt_is_recognised_where_the_match_is_sure(tmp_path: Path) -> None:
    known = KnownVoices(tmp_path / "data" / "voices.json")
    assert known.names() == ()
    assert known.recognised(vectors_of(A=(1.0, 0.0))) == {}
    assert not known.path.exists()
    known.learn("ليلى", vectors_of(A=(1.0, 0.0, 0.0), B=(0.0, 1.0, 0.0)), "A")
    known.learn("Samer", vectors_of(A=(1.0, 0.0, 0.0), B=(0.0, 1.0, 0.0)), "B")
    assert known.names() == ("ليلى", "Samer")
    assert known.recognised(vectors_of(B=(0.95, 0.1, 0.2), C=(0.6, 0.6, 0.5))) == {"B": "ليلى"}
    assert known.recognised(vectors_of(A=(0.72, 0.7, 0.0))) == {}  # either
    assert known.recognised(vectors_of(A=(1.0, 0.0, 0.0), B=(0.99, 0.0, 0.0))) == {}  # nobody is two people
    assert known.recognised(FoundVoices((), {"A": (1.0, 0.0, 0.0)}, "another encoder")) == {}
    known.forget("ليلى")
    assert known.names() == ("Samer",)
    with pytest.raises(TranscriptError, match="no voice is known as ليلى"):
        known.forget("ليلى")
    with pytest.raises(TranscriptError, match="nobody is labelled C in the recording; heard: A"):
        known.learn("x", vectors_of(A=(1.0,)), "C")
    known.path.write_text("[1]", encoding="utf-8")
    with pytest.raises(TranscriptError, match="not a file of known voices"):
        known.names()


def test_voices_learnt_at_once_are_all_known(tmp_path: Path) -> None:
    known = KnownVoices(tmp_path / "data" / "voices.json")
    with ThreadPoolExecutor(8) as programs:
        list(programs.map(lambda name: known.learn(f"{name}", vectors_of(A=(1.0, 0.0)), "A"), range(24)))
    assert len(known.names()) == 24


@pytest.mark.shared
def test_another_voice_encoder_finds_the_same_voices(folder: Path) -> None:
    model = Path(__file__).parents[2] / "shared" / "models" / "voices" / "campp-w8.onnx"
    if not model.is_file():
        pytest.skip("no ../shared/models/voices here")
    pytest.importorskip("kaldi_native_fbank")
    found = diarize(open_recording(str(EPISODE)), model=model)
    assert {turn.speaker for turn in found.turns} - {UNSURE_SPEAKER} == {"A", "B"}


def test_a_transcript_with_speakers_is_written_as_rttm(tmp_path: Path) -> None:
    words = (Word(1.0, 1.5, "a"), Word(1.5, 2.0, "b"))
    transcript = Transcript((Segment(words, speaker="A"), Segment((Word(3.0, 4.0, "c"),), speaker="Layla Haddad")))
    path = tmp_path / "talk.rttm"
    path.write_text(write_rttm(transcript), encoding="utf-8")
    assert [(t.interval.start, t.interval.end, t.speaker) for t in read_rttm(path)] == [
        (1.0, 2.0, "A"),
        (3.0, 4.0, "Layla_Haddad"),
    ]


def test_voices_are_found_in_a_recording_alone() -> None:
    turns = voices(open_recording(str(EPISODE)), VoiceCount(2, 2))
    assert {turn.speaker for turn in turns} == {"A", "B"}
