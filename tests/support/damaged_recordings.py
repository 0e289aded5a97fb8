"""Recordings damaged in every way that happens, made from a seed: the same number gives the same file."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

from audio import decode_blocks, open_recording
from tests.support import audio_samples
from transcripts import demo_dir

SUFFIXES = ("mp3", "m4a", "opus", "flac", "wav", "webm", "ts")
KINDS: dict[str, Callable[[Path, random.Random], None]] = {}


def make(folder: Path, number: int) -> Path:
    """The damaged recording of this number; its name says what is wrong with it."""
    kind = list(KINDS)[number % len(KINDS)]
    rng = random.Random(number)
    suffix = "wav" if kind == "six channels" else rng.choice(SUFFIXES)
    path = folder / f"{number:03} {kind}.{suffix}"
    KINDS[kind](path, rng)
    return path


def damage(name: str) -> Callable[[Callable[[Path, random.Random], None]], Callable[[Path, random.Random], None]]:
    def register(function: Callable[[Path, random.Random], None]) -> Callable[[Path, random.Random], None]:
        KINDS[name] = function
        return function

    return register


@cache
def speech() -> audio_samples.Samples:
    """The first minute of the demo's episode, 16 kHz."""
    episode = open_recording(demo_dir() / "episode.mp3")
    return np.concatenate([block.samples for block in decode_blocks(episode, end=60)])


def sound(path: Path, rng: random.Random, seconds: float = 8.0) -> bytearray:
    """Some of the episode in the format of the path, and the file's bytes."""
    rate = 48_000 if path.suffix in (".opus", ".webm") else 16_000
    start = rng.randrange(round((60 - seconds) * 16_000))
    samples = speech()[start : start + round(seconds * 16_000)]
    audio_samples.write(path, audio_samples.at_rate(samples, 16_000, rate), rate)
    return bytearray(path.read_bytes())


@damage("truncated")
def _truncated(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    path.write_bytes(content[: rng.randrange(1, len(content))])


@damage("without its head")
def _beheaded(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    path.write_bytes(content[rng.randrange(1, len(content)) :])


@damage("bits flipped")
def _flipped(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    for _ in range(rng.choice((1, 10, 100, 1000))):
        content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


@damage("header flipped")
def _header(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    for _ in range(20):
        content[rng.randrange(min(400, len(content)))] ^= 1 << rng.randrange(8)
    path.write_bytes(content)


@damage("a hole of zeros")
def _hole(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    start = rng.randrange(len(content))
    length = min(rng.randrange(1, len(content)), len(content) - start)
    content[start : start + length] = bytes(length)
    path.write_bytes(content)


@damage("pieces in another order")
def _shuffled(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    size = max(1, len(content) // 8)
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    rng.shuffle(pieces)
    path.write_bytes(b"".join(pieces))


@damage("wrong name")
def _renamed(path: Path, rng: random.Random) -> None:
    other = path.with_name(f"other.{rng.choice(SUFFIXES)}")
    sound(other, rng)
    other.replace(path)


@damage("zero bytes")
def _empty(path: Path, rng: random.Random) -> None:
    path.write_bytes(bytes(rng.choice((0, 0, 1, 100, 100_000))))


@damage("random bytes")
def _random(path: Path, rng: random.Random) -> None:
    magic = rng.choice(
        (b"", b"ID3\x04\0\0", b"RIFF\xff\xff\xff\xffWAVEfmt ", b"OggS\0\2", b"fLaC", b"\0\0\0\x20ftypM4A ")
    )
    path.write_bytes(magic + rng.randbytes(rng.randrange(1, 20_000)))


@damage("tags only")
def _tags(path: Path, rng: random.Random) -> None:
    picture = b"APIC" + (20_000).to_bytes(4) + b"\0\0\0image/png\0\3\0" + rng.randbytes(20_000 - 14)
    size = len(picture)
    length = bytes((size >> shift) & 0x7F for shift in (21, 14, 7, 0))
    path.write_bytes(b"ID3\3\0\0" + length + picture)


@damage("a picture")
def _picture(path: Path, rng: random.Random) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0" + rng.randbytes(500))


@damage("video without sound")
def _video(path: Path, rng: random.Random) -> None:
    import av

    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("mpeg4", rate=10)
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuv420p"
        for _ in range(10):
            frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), np.uint8), format="rgb24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


@damage("8 kHz mono")
def _telephone(path: Path, rng: random.Random) -> None:
    wav = path.with_suffix(".wav")
    audio_samples.write(wav, audio_samples.noise(4, 8_000, seed=rng.randrange(1000)), 8_000)
    if wav != path:
        wav.replace(path)


@damage("six channels")
def _surround(path: Path, rng: random.Random) -> None:
    audio_samples.write(path, np.stack([audio_samples.noise(3, seed=rng.randrange(1000)) for _ in range(6)]))


@damage("a tenth of a second")
def _short(path: Path, rng: random.Random) -> None:
    sound(path, rng, seconds=rng.choice((0.001, 0.02, 0.1)))


@damage("silence")
def _silence(path: Path, rng: random.Random) -> None:
    audio_samples.write(path.with_suffix(".wav"), np.zeros(30 * 16_000, np.float32)).replace(path)


@damage("white noise")
def _noise(path: Path, rng: random.Random) -> None:
    samples = np.random.default_rng(rng.randrange(1000)).uniform(-1, 1, 5 * 16_000).astype(np.float32)
    audio_samples.write(path.with_suffix(".wav"), samples).replace(path)


@damage("timestamps below zero")
def _negative(path: Path, rng: random.Random) -> None:
    matroska = path.with_suffix(".webm")
    sound(matroska, rng)
    content = bytearray(matroska.read_bytes())
    matroska.unlink()
    cluster = content.find(b"\x1f\x43\xb6\x75")  # a cluster's blocks count from its timestamp, with a sign
    for block in range(cluster, len(content) - 8):
        if content[block] == 0xA3 and content[block + 3 : block + 4] == b"\x81" and rng.random() < 0.3:
            content[block + 4] |= 0x80
    path.write_bytes(content)


@damage("twice in one file")
def _twice(path: Path, rng: random.Random) -> None:
    content = sound(path, rng)
    path.write_bytes(content + content)


@damage("text")
def _text(path: Path, rng: random.Random) -> None:
    path.write_text(rng.choice(("{}", "[]", "WEBVTT\n", "<html>", "1\n", "كلام\n" * 500, '{"segments": []}', "\ufeff")))
