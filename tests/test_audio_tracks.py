"""Of a file with several tracks the one with speech is taken, inverted channels do not cancel out, and a wav is read to
its end, whatever its header says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import av
import numpy as np
import pytest

from align.archive import ArchiveAnalyser
from align.commands.shared.listening import Listener
from align.review import find_recording
from align.types import RecordingInfo
from audio import SAMPLE_RATE, AudioError, decode_blocks, open_recording
from audio.wav_headers import understates_its_sound
from tests.support.audio_samples import Samples, noise, write
from tests.support.cli_runs import mazeej
from tests.support.seasons import FERRY_1, FERRY_2, talk
from transcripts import Archive, TranscribeOptions, demo_dir, load, save, transcribe

SECONDS = 20


@pytest.fixture(scope="module")
def speech() -> Samples:
    return heard(demo_dir() / "episode.mp3", SECONDS)


def heard(path: Path, end: float | None = None, track: int | None = None) -> Samples:
    return np.concatenate([block.samples for block in decode_blocks(open_recording(path, track=track), end=end)])


def loudness(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def with_tracks(path: Path, *tracks: Samples) -> Path:
    with av.open(str(path), "w") as container:
        streams = [container.add_stream("pcm_s16le", rate=SAMPLE_RATE, layout="mono") for _ in tracks]
        for stream, samples in zip(streams, tracks, strict=True):
            content = (samples.clip(-1, 1) * 32767).astype(np.int16).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(content, format="s16", layout="mono")
            frame.sample_rate = SAMPLE_RATE
            for packet in (*stream.encode(frame), *stream.encode(None)):
                container.mux(packet)
    return path


def test_the_track_with_speech_is_taken(tmp_path: Path, speech: Samples) -> None:
    path = with_tracks(tmp_path / "two.mkv", noise(SECONDS)[: len(speech)] * np.float32(0.3), speech)
    recording = open_recording(path)
    assert (recording.tracks, recording.track) == (2, 2)
    assert np.allclose(heard(path)[: len(speech)], speech, atol=0.01)
    assert open_recording(path, track=1).sound_id != recording.sound_id, "a transcript of one is not that of the other"
    assert not np.allclose(heard(path, track=1)[: len(speech)], speech, atol=0.01)
    with pytest.raises(AudioError, match="has no track 3: it has 2"):
        open_recording(path, track=3)


def test_a_transcript_names_its_track(tmp_path: Path, speech: Samples) -> None:
    recording = open_recording(with_tracks(tmp_path / "two.mkv", np.zeros_like(speech), speech))
    made = [transcribe(recording, TranscribeOptions("demo", language="ar", threads=1)) for _ in ("anew", "kept")]
    assert [transcript.sound_id for transcript in made] == [recording.sound_id] * 2
    save(made[0], tmp_path / "transcript.json")
    assert load(tmp_path / "transcript.json").track == 2


def test_a_report_is_heard_on_its_own_track(tmp_path: Path, speech: Samples) -> None:
    path = with_tracks(tmp_path / "two.mkv", np.zeros_like(speech), speech)
    sha256 = open_recording(path).sha256
    for track in (1, 2):
        found = find_recording(RecordingInfo(source="two.mkv", sha256=sha256, track=track), tmp_path / "report.json")
        assert found
        assert found.track == track


def test_a_transcript_is_heard_on_its_own_track(tmp_path: Path, speech: Samples) -> None:
    path = with_tracks(tmp_path / "two.mkv", np.zeros_like(speech), speech)
    listener = Listener(TranscribeOptions(), quiet=True)
    for track in (1, 2):
        said = replace(talk(FERRY_1, "en"), audio_sha256=open_recording(path).sha256, track=track)
        save(said, tmp_path / f"{track}.json")
        recording, _ = listener.hear(str(tmp_path / f"{track}.json"), sound=str(path))
        assert recording
        assert recording.track == track


def test_transcripts_of_two_tracks_are_two_episodes(folder: Path) -> None:
    for track, lines in enumerate((FERRY_1, FERRY_2), 1):
        save(replace(talk(lines, "en"), audio_sha256="ab" * 32, track=track), f"{track}.json")
    mazeej("archive", "add", "1.json", "2.json")
    with Archive("data/archive", ArchiveAnalyser()) as archive:
        assert {episode.title for episode in archive.episodes()} == {"1", "2"}


def test_a_file_with_one_track_is_as_before(tmp_path: Path, speech: Samples) -> None:
    recording = open_recording(write(tmp_path / "one.wav", speech))
    assert (recording.track, recording.sound_id) == (None, recording.sha256)
    assert open_recording(tmp_path / "one.wav", track=1).sound_id == recording.sha256
    with pytest.raises(AudioError):
        open_recording(tmp_path / "one.wav", track=2)


def test_a_channel_wired_the_wrong_way_round_does_not_silence_the_other(tmp_path: Path, speech: Samples) -> None:
    upright, inverted = (write(tmp_path / f"{sign}.wav", np.stack([speech, sign * speech])) for sign in (1, -1))
    assert loudness(heard(inverted)) == pytest.approx(loudness(heard(upright)), rel=0.01)
    one_sided = write(tmp_path / "left.wav", np.stack([speech, 0 * speech]))
    assert loudness(heard(one_sided)) == pytest.approx(loudness(speech) / 2, rel=0.05)


@pytest.mark.parametrize("stated", [0, 1000])
def test_a_wav_is_read_to_its_end_whatever_its_header_says(stated: int, tmp_path: Path, speech: Samples) -> None:
    path = write(tmp_path / "talk.wav", speech)
    content = bytearray(path.read_bytes())
    at = content.index(b"data") + 4
    content[at : at + 4] = stated.to_bytes(4, "little")
    path.write_bytes(content)
    assert understates_its_sound(path)
    assert open_recording(path).duration == pytest.approx(SECONDS, abs=0.1)
    assert np.allclose(heard(path)[: len(speech)], speech, atol=0.001)


def test_a_wav_with_chunks_behind_its_sound_is_no_such_file(tmp_path: Path, speech: Samples) -> None:
    path = write(tmp_path / "talk.wav", speech)
    assert not understates_its_sound(path)
    with path.open("ab") as file:
        file.write(b"LIST" + (4).to_bytes(4, "little") + b"INFO")
    assert not understates_its_sound(path)
    assert not understates_its_sound(demo_dir() / "episode.mp3")
    assert not understates_its_sound(tmp_path / "nothing.wav")
