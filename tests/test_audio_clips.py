"""Clips: the right second, edges in pauses, every format, and little time and memory."""

from __future__ import annotations

import base64
import errno
import os
import subprocess
import sys
import time
from pathlib import Path

import av
import numpy as np
import pytest

from audio import AudioError, Clip, Interval, Recording, cut, decode_blocks, open_recording
from tests.support.audio_samples import Samples, at_rate, noise, offset, write


def heard(path: Path) -> Samples:
    return np.concatenate([block.samples for block in decode_blocks(open_recording(path))])


def mono(clip: Clip) -> Samples:
    """The clip's sound at 16 kHz."""
    samples = np.frombuffer(clip.pcm, np.int16).reshape(-1, clip.channels).mean(axis=1) / 32_768
    return at_rate(samples.astype(np.float32), clip.rate, 16_000)


def between(samples: Samples, start: float, end: float) -> Samples:
    return samples[round(start * 16_000) : round(end * 16_000)]


def long_vbr(folder: Path, minutes: int = 180) -> tuple[Path, Samples, float]:
    """A long variable-bitrate mp3 without seek table: quiet and loud minutes in turn, one marked stretch near its end.

    Returns the file, the marked sound, and where it begins.
    """
    options = {"container_options": {"write_xing": "0"}, "flags": "+qscale", "global_quality": str(118 * 5)}
    rate = 22_050
    minute = np.repeat([0.002, 0.7], 15 * rate).astype(np.float32)
    filler = write(folder / "filler.mp3", noise(30, rate, seed=7) * minute, rate, **options)  # type: ignore[arg-type]
    mark = noise(12, seed=9)
    marked = write(folder / "marked.mp3", at_rate(mark, 16_000, rate), rate, **options)  # type: ignore[arg-type]
    repeats = minutes * 2 - 2
    path = folder / "long.mp3"
    path.write_bytes(filler.read_bytes() * repeats + marked.read_bytes() + filler.read_bytes())
    with av.open(str(filler)) as container:
        frames = sum(packet.size > 0 for packet in container.demux(audio=0))
    encoder_delay = 1_105  # samples that LAME puts before the sound: 576 + 529 of every decoder
    return path, mark, (frames * repeats * 576 + encoder_delay) / rate  # MPEG-2 frames hold 576 samples


def test_deep_in_a_long_vbr_file_the_right_second_comes_out_fast(tmp_path: Path) -> None:
    path, mark, begins = long_vbr(tmp_path)
    recording = open_recording(path)
    assert recording.duration > 10_000
    started = time.process_time()
    clip = cut(recording, Interval(begins + 2, begins + 10), exact=True)
    took = time.process_time() - started
    assert abs(offset(mono(clip), between(mark, 2, 10))) <= 0.020
    assert took < 1.0


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="reads the peak memory from /proc")
def test_a_cut_needs_little_memory(tmp_path: Path) -> None:
    path, _, begins = long_vbr(tmp_path)
    code = (
        "from audio import *\n"
        f"recording = open_recording({str(path)!r})\n"
        f"cut(recording, Interval({begins}, {begins + 10})).encoded('mp3')\n"
        "print(next(line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')))"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 100_000  # KiB, of the whole process


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".flac", ".opus", ".wav", ".webm"])
def test_the_right_second_in_every_format(suffix: str, tmp_path: Path) -> None:
    rate = 48_000 if suffix in (".opus", ".webm") else 44_100
    truth = noise(30)
    recording = open_recording(write(tmp_path / f"a{suffix}", at_rate(truth, 16_000, rate), rate))
    clip = cut(recording, Interval(17.3, 22.1), exact=True)
    assert clip.interval == Interval(17.3, 22.1)
    assert (clip.rate, clip.channels) == (rate, 1)
    assert clip.duration == pytest.approx(4.8, abs=0.001)
    assert abs(offset(mono(clip), between(truth, 17.3, 22.1))) <= 0.003


@pytest.mark.parametrize("suffix", [".mp3", ".m4a", ".flac", ".opus", ".ogg", ".wav"])
@pytest.mark.parametrize("channels", [1, 2])
def test_every_format_can_be_written_and_read_again(suffix: str, channels: int, tmp_path: Path) -> None:
    truth = noise(10)
    source = write(tmp_path / "a.flac", np.stack([truth] * channels), 16_000, tags={"title": "حلقة"})
    clip = cut(open_recording(source), Interval(3, 8), exact=True)
    clip.write(tmp_path / f"clip{suffix}")
    again = open_recording(tmp_path / f"clip{suffix}")
    assert (again.channels, again.title) == (channels, "حلقة, 0:03-0:08")
    assert again.duration == pytest.approx(5, abs=0.06)
    assert abs(offset(heard(again.path), between(truth, 3, 8))) <= 0.003
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.flac", f"clip{suffix}"]


def words(*spoken: tuple[float, float], seconds: float = 10) -> Samples:
    """Noise where a word is, near silence elsewhere."""
    sound = 0.0005 * noise(seconds, seed=2)
    loud = noise(seconds, seed=3)
    for start, end in spoken:
        sound[round(start * 16_000) : round(end * 16_000)] = between(loud, start, end)
    return sound.astype(np.float32)


def recorded(folder: Path, samples: Samples) -> Recording:
    return open_recording(write(folder / "a.wav", samples))


def test_edges_move_into_the_pauses(tmp_path: Path) -> None:
    recording = recorded(tmp_path, words((1, 2.9), (3.1, 4), (4.2, 5), (5.3, 7)))
    # The transcript's times are 0.15 s inside the words that are meant, 3.1-4 and 4.2-5.
    interval = cut(recording, Interval(3.25, 4.85)).interval
    assert 2.9 <= interval.start <= 3.1
    assert 5.0 <= interval.end <= 5.3
    assert cut(recording, Interval(3.25, 4.85), exact=True).interval == Interval(3.25, 4.85)


def test_edges_that_lie_in_pauses_stay(tmp_path: Path) -> None:
    interval = cut(recorded(tmp_path, words((1, 2), (3, 4))), Interval(2.5, 4.5)).interval
    assert interval.start == pytest.approx(2.5, abs=0.011)
    assert interval.end == pytest.approx(4.5, abs=0.011)


def test_without_any_pause_the_edges_stay_within_reach(tmp_path: Path) -> None:
    interval = cut(recorded(tmp_path, noise(10)), Interval(2, 4)).interval
    assert 1.7 <= interval.start <= 2.06
    assert 3.94 <= interval.end <= 4.31


@pytest.mark.parametrize(("start", "end"), [(0, 1), (9, 10), (0, 10), (9.5, 12)])
def test_the_ends_of_the_recording_are_no_problem(start: float, end: float, tmp_path: Path) -> None:
    clip = cut(recorded(tmp_path, noise(10)), Interval(start, end))
    assert 0 <= clip.interval.start <= start + 0.06
    assert clip.interval.end <= 10
    assert clip.duration == pytest.approx(clip.interval.duration, abs=0.01)


@pytest.mark.parametrize("length", [0.001, 0.01, 0.05, 0.1])
def test_the_shortest_clips_are_clips(length: float, tmp_path: Path) -> None:
    for samples in (noise(2), noise(2)[: round(length * 16_000)]):
        recording = recorded(tmp_path, samples)
        start = recording.duration / 3
        clip = cut(recording, Interval(start, start + length / 2))
        assert clip.duration > 0
        assert len(clip.encoded("mp3")) > 100


def test_loudness_is_evened_out_without_clipping(tmp_path: Path) -> None:
    tone = np.sin(np.arange(80_000) / 9).astype(np.float32)
    quiet = 0.01 * noise(5)
    for samples, level in ((tone * np.float32(0.01), -18), (tone, -18), (quiet, -19), (quiet * np.float32(190), -19)):
        pcm = np.frombuffer(cut(recorded(tmp_path, samples), Interval(1, 4), exact=True).pcm, np.int16) / 32_768
        assert 10 * np.log10(np.mean(pcm**2)) == pytest.approx(level, abs=0.5)  # the noise is held down by its peaks
        assert np.abs(pcm).max() <= 10 ** (-1 / 20) + 1e-3


def test_the_edges_are_faded(tmp_path: Path) -> None:
    pcm = np.frombuffer(cut(recorded(tmp_path, noise(5)), Interval(1, 4), exact=True).pcm, np.int16)
    assert len(pcm) == 3 * 16_000
    for edge in (pcm[:16], pcm[-16:]):  # a tenth of the fade
        assert np.abs(edge).mean() < np.abs(pcm[9_600:20_000]).mean() / 5


def test_silence_stays_silence(tmp_path: Path) -> None:
    clip = cut(recorded(tmp_path, np.zeros(80_000, np.float32)), Interval(1, 4))
    assert not np.frombuffer(clip.pcm, np.int16).any()
    assert set(clip.peaks(10)) == {0.0}


def test_a_small_copy_for_the_web_plays(tmp_path: Path) -> None:
    truth = noise(10)
    source = write(tmp_path / "a.flac", np.stack([at_rate(truth, 16_000, 44_100)] * 2), 44_100)
    uri = cut(open_recording(source), Interval(2, 8), exact=True).data_uri()
    head, _, content = uri.partition(",")
    assert head == "data:audio/mpeg;base64"
    (tmp_path / "small.mp3").write_bytes(base64.b64decode(content, validate=True))
    assert (tmp_path / "small.mp3").stat().st_size < 6 * 5_000
    assert open_recording(tmp_path / "small.mp3").channels == 1
    assert abs(offset(heard(tmp_path / "small.mp3"), between(truth, 2, 8))) <= 0.003


def test_the_waveform_follows_the_sound(tmp_path: Path) -> None:
    clip = cut(recorded(tmp_path, words((2, 4), (6, 8))), Interval(0, 10), exact=True)
    peaks = clip.peaks(10)
    assert len(peaks) == 10
    assert max(peaks) == 1
    assert [peak > 0.3 for peak in peaks] == [False, False, True, True, False, False, True, True, False, False]
    assert len(cut(recorded(tmp_path, noise(1)), Interval(0.5, 0.501), exact=True).peaks(120)) == 120


@pytest.mark.parametrize(
    ("interval", "said"),
    [(Interval(10, 11), "lasts 0:10.0"), (Interval(3, 3), "would be empty"), (Interval(99, 99), "lasts")],
)
def test_what_cannot_be_cut(interval: Interval, said: str, tmp_path: Path) -> None:
    with pytest.raises(AudioError, match=said):
        cut(recorded(tmp_path, noise(10)), interval)


def test_too_long_a_clip_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    recording = Recording(tmp_path / "none.mp3", "none.mp3", "", 9_000)
    with pytest.raises(AudioError, match="too long"):
        cut(recording, Interval(0, 9_000))


def test_where_a_clip_cannot_be_written(tmp_path: Path) -> None:
    clip = cut(recorded(tmp_path, noise(3)), Interval(1, 2))
    with pytest.raises(AudioError, match="cannot be written"):
        clip.write(tmp_path / "nowhere" / "a.mp3")
    for name in ("a.xyz", "a"):
        with pytest.raises(AudioError, match=r"\.mp3, \.m4a, \.opus"):
            clip.write(tmp_path / name)
    assert [path.name for path in tmp_path.iterdir()] == ["a.wav"]


def test_a_file_system_for_reading_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, *_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    clip = cut(recorded(tmp_path, noise(3)), Interval(1, 2))
    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, refuse)
    with pytest.raises(AudioError, match=r"a\.mp3 cannot be written: Read-only file system"):
        clip.write(tmp_path / "a.mp3")
