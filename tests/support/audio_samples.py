"""Sound made for the tests: noise whose every second is different, in any container, and how to find it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]


def noise(seconds: float, rate: int = 16_000, seed: int = 1) -> Samples:
    """Noise below 3 kHz with a loudness that changes four times a second: no two places are alike."""
    count = round(seconds * rate)
    generator = np.random.default_rng(seed)
    spectrum = np.fft.rfft(generator.standard_normal(count))
    spectrum[np.fft.rfftfreq(count, 1 / rate) > 3_000] = 0
    shaped = np.fft.irfft(spectrum, count)
    loudness = generator.uniform(0.2, 1, int(seconds * 4) + 1).repeat(rate // 4)[:count]
    shaped[: len(loudness)] *= loudness
    return np.asarray(0.5 * shaped / np.abs(shaped).max(), np.float32)


def at_rate(samples: Samples, old: int, new: int) -> Samples:
    """The same sound at another rate (linear interpolation is exact enough far below the Nyquist frequency)."""
    count = round(len(samples) * new / old)
    return np.interp(np.arange(count) * old / new, np.arange(len(samples)), samples).astype(np.float32)


def write(
    path: Path,
    samples: Samples,
    rate: int = 16_000,
    codec: str | None = None,
    *,
    tags: dict[str, str] | None = None,
    chapters: list[Any] | None = None,
    container_options: dict[str, str] | None = None,
    **options: str,
) -> Path:
    """Encode `samples`, shape (n,) for mono or (channels, n), into a file, by default with the suffix's usual codec."""
    codec = codec or {
        ".mp3": "libmp3lame", ".m4a": "aac", ".aac": "aac", ".mp4": "aac", ".flac": "flac", ".wav": "pcm_s16le",
        ".opus": "libopus", ".ogg": "libopus", ".webm": "libopus", ".ts": "aac",
    }[path.suffix]  # fmt: skip
    sound = np.atleast_2d(samples)
    layout = {1: "mono", 2: "stereo", 6: "5.1"}[len(sound)]
    with av.open(str(path), "w", container_options=container_options or {}) as file:
        file.metadata.update(tags or {})
        if chapters:
            file.set_chapters(chapters)
        stream = file.add_stream(codec, rate=rate, layout=layout, options=options)
        assert isinstance(stream, av.AudioStream)
        packed = np.ascontiguousarray((sound.T * 32767).astype(np.int16)).reshape(1, -1)
        frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=layout)
        frame.sample_rate, frame.pts = rate, 0
        for packet in (*stream.encode(frame), *stream.encode(None)):
            file.mux(packet)
    return path


def offset(heard: Samples, truth: Samples, rate: int = 16_000) -> float:
    """Seconds by which `heard` lies later than `truth`, where the two agree best; fails when they hardly agree."""
    size = len(heard) + len(truth)
    product = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(truth, size)), size)
    lag = int(np.argmax(product))
    norm = float(np.linalg.norm(heard) * np.linalg.norm(truth))
    shorter = min(len(heard), len(truth)) / max(len(heard), len(truth))
    assert product[lag] > 0.8 * norm * shorter**0.5, "not the same sound"
    return (lag if lag < size // 2 else lag - size) / rate
