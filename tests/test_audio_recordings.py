"""open_recording: what it finds in good files, and the one line it says about bad ones."""

from __future__ import annotations

import hashlib
import os
import wave
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from audio import AudioError, Interval, open_recording
from tests.support.audio_samples import at_rate, noise, write

RATES = {
    ".mp3": 44_100,
    ".m4a": 44_100,
    ".aac": 44_100,
    ".flac": 22_050,
    ".wav": 8_000,
    ".opus": 48_000,
    ".webm": 48_000,
}


@pytest.mark.parametrize(("suffix", "rate"), RATES.items())
def test_the_duration_and_the_fingerprint_are_true_in_every_format(suffix: str, rate: int, tmp_path: Path) -> None:
    path = write(tmp_path / f"talk{suffix}", noise(7.3, rate), rate)
    recording = open_recording(path)
    assert recording.duration == pytest.approx(7.3, abs=0.08)
    assert recording.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (recording.path, recording.source, recording.channels) == (path, str(path), 1)
    assert recording.warnings == ()


def test_tags_and_chapters_are_read_and_made_harmless(tmp_path: Path) -> None:
    second = Fraction(1, 1000)
    chapters = [
        {"id": 1, "start": 0, "end": 2000, "time_base": second, "metadata": {"title": "المقدمة"}},
        {"id": 2, "start": 2000, "end": 9000, "time_base": second, "metadata": {}},
    ]
    tags = {"title": " مزيج\x1b[31m \u202e حلقة 7 ", "artist": "Host & Co", "date": "2025-11-26"}
    recording = open_recording(write(tmp_path / "a.m4a", noise(5), 16_000, tags=tags, chapters=chapters))
    assert recording.title == "مزيج [31m حلقة 7"
    assert recording.artist == "Host & Co"
    assert str(recording.published) == "2025-11-26"
    assert [chapter.title for chapter in recording.chapters] == ["المقدمة", "2"]
    assert recording.chapters[0].interval == Interval(0.0, 2.0)
    assert recording.chapters[1].interval.end == recording.duration  # not the 9 s that the file claims


def test_ogg_keeps_its_tags_on_the_stream(tmp_path: Path) -> None:
    assert open_recording(write(tmp_path / "a.opus", noise(2, 48_000), 48_000, tags={"title": "حلقة"})).title == "حلقة"


def test_variable_bitrate_without_a_header_still_has_the_right_duration(tmp_path: Path) -> None:
    loudness = np.repeat([0.001, 1.0], 30 * 22_050).astype(np.float32)
    path = write(
        tmp_path / "a.mp3", noise(60, 22_050) * loudness, 22_050,
        container_options={"write_xing": "0"}, flags="+qscale", global_quality=str(118 * 4),
    )  # fmt: skip
    with av.open(str(path)) as container:
        assert container.duration is not None
        assert abs(container.duration / 1e6 - 60) > 2  # the header misleads: else this test shows nothing
    recording = open_recording(path)
    assert recording.duration == pytest.approx(60, abs=0.1)
    assert recording.warnings == ()


def test_a_streamed_wav_that_does_not_know_its_length(tmp_path: Path) -> None:
    path = write(tmp_path / "a.wav", noise(3))
    data = bytearray(path.read_bytes())
    data[4:8] = data[data.index(b"data") + 4 : data.index(b"data") + 8] = b"\xff\xff\xff\xff"
    path.write_bytes(data)
    recording = open_recording(path)
    assert recording.duration == pytest.approx(3, abs=0.01)
    assert recording.warnings == ()


@pytest.mark.parametrize("suffix", [".mp3", ".flac", ".wav", ".opus", ".webm"])
def test_a_truncated_file_is_used_up_to_where_it_ends(suffix: str, tmp_path: Path) -> None:
    rate = RATES[suffix]
    path = write(tmp_path / f"a{suffix}", noise(20, rate), rate)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 6 // 10])
    recording = open_recording(path)
    assert 9 < recording.duration < 14
    assert len(recording.warnings) == 1
    assert "cut off" in recording.warnings[0]


def test_sound_in_a_video_is_a_recording(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    with av.open(str(path), "w") as file:
        picture, sound = file.add_stream("mpeg4", rate=5), file.add_stream("aac", rate=16_000, layout="mono")
        picture.width = picture.height = 32
        picture.pix_fmt = "yuv420p"
        for _ in range(10):
            for packet in picture.encode(av.VideoFrame.from_ndarray(np.zeros((32, 32, 3), np.uint8), format="rgb24")):
                file.mux(packet)
        frame = av.AudioFrame.from_ndarray((noise(2) * 32767).astype(np.int16)[None, :], format="s16", layout="mono")
        frame.sample_rate = 16_000
        for packet in (*sound.encode(frame), *sound.encode(None), *picture.encode(None)):
            file.mux(packet)
    assert open_recording(path).duration == pytest.approx(2, abs=0.1)


def silent_film(path: Path) -> Path:
    with av.open(str(path), "w") as file:
        picture = file.add_stream("mpeg4", rate=5)
        picture.width = picture.height = 32
        picture.pix_fmt = "yuv420p"
        for packet in (*picture.encode(av.VideoFrame(32, 32, "yuv420p")), *picture.encode(None)):
            file.mux(packet)
    return path


def cover_only(path: Path) -> Path:
    """An ID3 tag with a picture and not one frame of sound behind it."""
    with av.open(str(path.with_suffix(".png")), "w", format="image2", container_options={"update": "1"}) as file:
        picture = file.add_stream("png", rate=1)
        picture.width = picture.height = 8
        picture.pix_fmt = "rgb24"
        for packet in (*picture.encode(av.VideoFrame(8, 8, "rgb24")), *picture.encode(None)):
            file.mux(packet)
    content = b"\x00image/png\x00\x03\x00" + path.with_suffix(".png").read_bytes()
    frame = b"APIC" + len(content).to_bytes(4, "big") + b"\x00\x00" + content
    size = bytes((len(frame) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\x03\x00\x00" + size + frame)
    return path


def header_only_wav(path: Path) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
    return path


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def folder(path: Path) -> Path:
    path.mkdir()
    return path


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda d: d / "nowhere.mp3", "there is no file"),
        (lambda d: written(d / "x", b"-") / "inside.mp3", "there is no file"),
        (lambda d: folder(d / "folder.mp3"), "is a folder"),
        (lambda d: written(d / "empty.mp3", b""), "is empty"),
        (lambda d: written(d / "text.mp3", "هذا نص لا صوت فيه.\n".encode() * 50), "is not audio"),
        (lambda d: written(d / "zeros.wav", bytes(5000)), "is not audio"),
        (lambda d: written(d / "page.html", b"<!doctype html><p>no sound" * 9), "is not audio"),
        (lambda d: silent_film(d / "film.mp4"), "no audio stream"),
        (lambda d: cover_only(d / "cover.mp3"), "has no sound"),
        (lambda d: header_only_wav(d / "nothing.wav"), "has no sound"),
        (lambda d: written(d / "list.m3u8", b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nother.ts\n"), "list.m3u8"),
        (lambda d: d / ("long" * 100), "cannot be read"),
        (lambda d: d / "null\0byte.mp3", "cannot be read"),
    ],
)  # fmt: skip
def test_each_bad_input_has_its_one_line(make, said: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = make(tmp_path)
    with pytest.raises(AudioError) as caught:
        open_recording(path)
    message = str(caught.value)
    assert said in message
    assert "\n" not in message


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.wav", noise(1))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(AudioError, match="permission denied"):
        open_recording(path)


def test_a_pipe_is_refused_rather_than_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.mp3")
    with pytest.raises(AudioError, match="not a regular file"):
        open_recording(tmp_path / "pipe.mp3")


def test_names_cannot_write_on_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(AudioError) as caught:
        open_recording(tmp_path / "a\x1b]0;owned\x07\n\u202egnp.mp3")
    assert str(caught.value).isprintable()
    assert r"a\x1b]0;owned\x07\n\u202egnp.mp3" in str(caught.value)


@pytest.mark.parametrize("name", ["مقابلة مع الضيف.wav", "a b%20c#d?.wav", "pipe:0.wav", os.fsdecode(b"caf\xe9.wav")])
def test_any_name_will_do(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.wav", at_rate(noise(1), 16_000, 8_000), 8_000).rename(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    assert open_recording(name).duration == pytest.approx(1, abs=0.01)
    assert open_recording(tmp_path / name).duration == pytest.approx(1, abs=0.01)


def test_random_bytes_never_give_a_traceback(tmp_path: Path) -> None:
    generator = np.random.default_rng(3)
    for number in range(12):
        path = written(tmp_path / f"{number}{['.mp3', '.aac', '.wav', '.ogg'][number % 4]}", generator.bytes(20_000))
        try:
            assert open_recording(path).duration < 60
        except AudioError as error:
            assert str(number) in str(error)  # noqa: PT017
