"""Encoding samples with PyAV, so that no ffmpeg program is needed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, cast

from audio.types import AudioError

if TYPE_CHECKING:
    import numpy as np
    from av import AudioStream
    from numpy.typing import NDArray

_CHUNK = 65_536  # samples handed to the encoder at once


@dataclass(frozen=True, slots=True)
class Format:
    """A way to store sound, and the rates in Hz that it takes."""

    container: str
    codec: str
    media_type: str
    bit_rate: int | None  # bits per second and channel; None: lossless
    rates: tuple[int, ...] = (8_000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000)


_OPUS = Format("ogg", "libopus", "audio/ogg", 48_000, (8_000, 12_000, 16_000, 24_000, 48_000))
FORMATS = {
    "mp3": Format("mp3", "libmp3lame", "audio/mpeg", 64_000),
    "m4a": Format("ipod", "aac", "audio/mp4", 64_000),
    "opus": _OPUS,
    "ogg": _OPUS,
    "wav": Format("wav", "pcm_s16le", "audio/wav", None),
    "flac": Format("flac", "flac", "audio/flac", None),
}


def format_named(name: str) -> Format:
    """The format with this name or file suffix. Raises AudioError when there is none."""
    try:
        return FORMATS[name.lower().removeprefix(".")]
    except KeyError:
        given = f", not in {name}" if name else ""
        raise AudioError(f"a clip's name must end in .{', .'.join(FORMATS)}{given}") from None


def encode(
    target: Path | BytesIO,
    samples: NDArray[np.int16],
    rate: int,
    form: Format,
    *,
    bit_rate: int | None = None,
    tags: dict[str, str] | None = None,
) -> None:
    """Write 16-bit samples, shape (samples, channels), with `bit_rate` in bits per second for all channels together.

    A rate that the format does not take is raised to the next one that it does.
    """
    import av

    channels = samples.shape[1]
    layout = "stereo" if channels == 2 else "mono"
    output_rate = next((r for r in form.rates if r >= rate), form.rates[-1])
    file = target if isinstance(target, BytesIO) else str(target.absolute())
    with av.open(file, "w", format=form.container) as container:
        container.metadata.update(tags or {})
        stream = cast("AudioStream", container.add_stream(form.codec, rate=output_rate, layout=layout))
        if form.bit_rate:
            stream.bit_rate = bit_rate or form.bit_rate * channels
        for start in range(0, len(samples), _CHUNK):
            piece = samples[start : start + _CHUNK]
            frame = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="s16", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = rate, start, Fraction(1, rate)
            container.mux(stream.encode(frame))  # which also resamples to what the codec takes
        container.mux(stream.encode(None))
