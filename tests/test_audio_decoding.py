"""decode_blocks: right samples at the right second, whatever is wrong with the file."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest

from audio import SAMPLE_RATE, AudioError, SampleBlock, decode_blocks, open_recording
from tests.support.audio_samples import Samples, at_rate, noise, offset, write

RATES = {
    ".mp3": 44_100, ".m4a": 44_100, ".aac": 44_100, ".flac": 22_050, ".wav": 8_000, ".opus": 48_000, ".webm": 48_000,
    ".ts": 48_000,
}  # fmt: skip


def joined(blocks: list[SampleBlock]) -> Samples:
    """All samples, after checking that the blocks follow each other without a gap."""
    at = blocks[0].start
    for block in blocks:
        assert block.samples.dtype == np.float32
        assert block.start == pytest.approx(at, abs=1e-6)
        at += len(block.samples) / SAMPLE_RATE
    return np.concatenate([block.samples for block in blocks])


def decoded(path: Path, **options: float) -> Samples:
    return joined(list(decode_blocks(open_recording(path), **options)))


@pytest.mark.parametrize(("suffix", "rate"), RATES.items())
def test_every_format_gives_the_same_sound_at_the_same_time(suffix: str, rate: int, tmp_path: Path) -> None:
    truth = noise(20)
    path = write(tmp_path / f"a{suffix}", at_rate(truth, 16_000, rate), rate)
    heard = decoded(path)
    # ADTS and TS cannot say how much silence the encoder put first: 1,024 samples.
    assert abs(offset(heard, truth)) <= (0.025 if suffix in (".aac", ".ts") else 0.002)
    assert np.abs(heard).max() == pytest.approx(0.5, abs=0.2)


@pytest.mark.parametrize(("suffix", "rate"), RATES.items())
def test_a_stretch_in_the_middle_is_the_same_as_in_the_whole(suffix: str, rate: int, tmp_path: Path) -> None:
    path = write(tmp_path / f"a{suffix}", at_rate(noise(20), 16_000, rate), rate)
    whole = decoded(path)
    middle = decoded(path, start=11.3, end=15.1)
    assert len(middle) == round(3.8 * SAMPLE_RATE)
    assert abs(offset(middle, whole[round(11.3 * 16_000) : round(15.1 * 16_000)])) <= 0.001


def test_blocks_have_the_length_asked_for_and_hold_all(tmp_path: Path) -> None:
    recording = open_recording(write(tmp_path / "a.flac", noise(7.5)))
    decoding = decode_blocks(recording, block=2.0)
    blocks = list(decoding)
    assert (decoding.damaged_packets, decoding.missing, decoding.warnings) == (0, 0, ())
    assert [len(block.samples) for block in blocks] == [32_000, 32_000, 32_000, 24_000]
    assert [block.start for block in blocks] == [0.0, 2.0, 4.0, 6.0]
    assert np.allclose(joined(blocks), noise(7.5), atol=1e-4)


def test_stereo_is_mixed(tmp_path: Path) -> None:
    left, right = noise(4, seed=1), noise(4, seed=2)
    recording = open_recording(write(tmp_path / "a.wav", np.stack([left, right])))
    assert recording.channels == 2
    assert np.allclose(joined(list(decode_blocks(recording))), (left + right) / 2, atol=1e-3)


def test_six_channels_of_a_planar_codec(tmp_path: Path) -> None:
    sound = np.stack([at_rate(noise(4, seed=seed), 16_000, 48_000) for seed in range(6)])
    path = write(tmp_path / "a.m4a", sound, 48_000, b="384k")
    assert np.abs(decoded(path)).max() > 0.1


@pytest.mark.parametrize("suffix", [".m4a", ".flac", ".opus"])
def test_damage_in_the_middle_is_told_and_the_rest_keeps_its_time(suffix: str, tmp_path: Path) -> None:
    truth, rate = noise(20), RATES[suffix]
    path = write(tmp_path / f"a{suffix}", at_rate(truth, 16_000, rate), rate)
    data = bytearray(path.read_bytes())
    data[len(data) // 2 : len(data) // 2 + len(data) // 20] = bytes(len(data) // 20)
    path.write_bytes(data)
    blocks = decode_blocks(open_recording(path))
    heard = joined(list(blocks))
    assert (blocks.damaged_packets > 30) == (suffix == ".m4a")  # the others' checksums discard the packets unseen
    assert 0.9 < blocks.missing < 2.5
    assert "cannot be decoded" in blocks.warnings[0]
    assert offset(heard[-7 * 16_000 :], truth[-7 * 16_000 :]) == pytest.approx(0, abs=0.002)
    assert offset(heard[: 7 * 16_000], truth[: 7 * 16_000]) == pytest.approx(0, abs=0.002)


def without_middle(path: Path, start: float, end: float, codec: str) -> Path:
    """A copy whose packets between the two seconds are left out, while the others keep their timestamps."""
    copy = path.with_stem("gap")
    with av.open(str(path)) as source, av.open(str(copy), "w") as target:
        stream = source.streams.audio[0]
        out = target.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.pts is not None and not start <= packet.pts * packet.time_base < end:
                packet.stream = out
                target.mux(packet)
    return copy


def test_what_the_file_leaves_out_is_silence(tmp_path: Path) -> None:
    truth = noise(20)
    whole = write(tmp_path / "a.webm", at_rate(truth, 16_000, 48_000), 48_000)
    heard = decoded(without_middle(whole, 6.0, 9.0, "libopus"), block=2.0)
    assert np.abs(heard[round(6.2 * 16_000) : round(8.9 * 16_000)]).max() < 1e-6
    assert abs(offset(heard[: 6 * 16_000], truth[: 6 * 16_000])) <= 0.002
    assert abs(offset(heard[10 * 16_000 :], truth[10 * 16_000 :])) <= 0.002


def test_damaged_timestamps_do_not_make_hours_of_silence(tmp_path: Path) -> None:
    whole = write(tmp_path / "a.webm", at_rate(noise(10), 16_000, 48_000), 48_000)
    wild = tmp_path / "wild.webm"
    with av.open(str(whole)) as source, av.open(str(wild), "w") as target:
        stream = source.streams.audio[0]
        out = target.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.pts is not None:
                if packet.pts * packet.time_base > 5:
                    packet.pts = packet.dts = packet.pts + 10**9
                packet.stream = out
                target.mux(packet)
    recording = open_recording(wild)
    assert recording.duration < 700
    assert offset(decoded(wild)[: 4 * 16_000], noise(10)[: 4 * 16_000]) == pytest.approx(0, abs=0.002)


def test_a_truncated_file_gives_what_it_has(tmp_path: Path) -> None:
    truth = noise(20)
    path = write(tmp_path / "a.mp3", at_rate(truth, 16_000, 44_100), 44_100)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    recording = open_recording(path)
    heard = joined(list(decode_blocks(recording)))
    assert len(heard) / SAMPLE_RATE == pytest.approx(recording.duration, abs=0.06)
    assert abs(offset(heard, truth[: len(heard)])) <= 0.002


def damages(data: bytes, generator: np.random.Generator) -> Iterator[bytes]:
    """Copies of a file, each damaged in another way."""
    size = len(data)
    start, length = (int(n) for n in generator.integers(1, size // 2, 2))
    yield data[:start]
    yield data[:start] + bytes(length) + data[start + length :]
    yield data[:start] + data[start + length :]
    yield data[:start] + generator.bytes(length) + data[start:]
    for first, last, count in ((0, 400, 8), (400, size, 20), (400, size, 200)):
        flipped = bytearray(data)
        for position in generator.integers(first, last, count):
            flipped[position] ^= 1 << int(generator.integers(8))
        yield bytes(flipped)


@pytest.mark.parametrize("suffix", RATES)
def test_no_damage_gives_a_traceback(suffix: str, tmp_path: Path) -> None:
    rate = RATES[suffix]
    data = write(tmp_path / f"a{suffix}", noise(6, rate), rate).read_bytes()
    for number, damaged in enumerate(damages(data, np.random.default_rng(5))):
        path = tmp_path / f"{number}{suffix}"
        path.write_bytes(damaged)
        try:
            heard = decoded(path)
        except AudioError as error:
            assert str(path) in str(error)  # noqa: PT017
        else:
            assert np.isfinite(heard).all()
            assert len(heard) < 60 * SAMPLE_RATE


def test_recordings_joined_end_to_end_keep_their_time(tmp_path: Path) -> None:
    # As services do that insert advertisements: each piece begins with a header that no decoder takes for sound.
    truth = noise(5)
    piece = write(tmp_path / "piece.mp3", at_rate(truth, 16_000, 44_100), 44_100).read_bytes()
    path = tmp_path / "joined.mp3"
    path.write_bytes(piece * 6)
    recording = open_recording(path)
    assert recording.warnings == ()
    whole = decoded(path)
    part = decoded(path, start=26, end=30)
    assert abs(offset(part, whole[26 * 16_000 : 30 * 16_000])) <= 0.002
    assert len(whole) / SAMPLE_RATE == pytest.approx(recording.duration, abs=0.01)


@pytest.mark.parametrize("shift", [-500, 5_000])
def test_time_begins_where_the_file_does(shift: int, tmp_path: Path) -> None:
    whole = write(tmp_path / "a.webm", at_rate(noise(10), 16_000, 48_000), 48_000)
    shifted = tmp_path / "shifted.mkv"
    with (
        av.open(str(whole)) as source,
        av.open(str(shifted), "w", options={"avoid_negative_ts": "disabled"}) as target,
    ):
        stream = source.streams.audio[0]
        out = target.add_stream_from_template(stream)
        for packet in source.demux(stream):
            if packet.pts is not None:
                packet.pts = packet.dts = packet.pts + shift  # milliseconds
                packet.stream = out
                target.mux(packet)
    assert open_recording(shifted).duration == pytest.approx(10, abs=0.05)
    assert abs(offset(decoded(shifted), noise(10))) <= 0.01


def test_memory_does_not_grow_with_the_length(tmp_path: Path) -> None:
    minute = write(tmp_path / "a.mp3", at_rate(noise(60), 16_000, 44_100), 44_100, b="64k")
    long = tmp_path / "long.mp3"
    long.write_bytes(minute.read_bytes() * 30)
    recording = open_recording(long)
    assert recording.duration == pytest.approx(30 * 60, rel=0.01)
    for _ in decode_blocks(recording, end=60):
        pass
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert sum(len(block.samples) for block in decode_blocks(recording)) > 29 * 60 * SAMPLE_RATE
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before  # KiB
    assert grown < 20_000  # the samples alone would be 115 MB
