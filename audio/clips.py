"""Cutting a stretch out of a recording, so that it can be played on its own."""

from __future__ import annotations

import base64
import warnings
from contextlib import suppress
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from audio.decoding import Decoding
from audio.encoding import encode, format_named
from audio.names import shown
from audio.silence import quiet_end, quiet_start
from audio.times import format_time
from audio.types import AudioError, Interval, Recording, Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from pydub import AudioSegment

LONGEST = 1_800.0  # seconds; a clip is held in memory, 10 MB a minute
REACH = 0.3  # seconds an edge may move outwards to find silence
SHAVED = 0.05  # seconds an edge may move inwards: word times are no more exact than that
FADE = 0.01  # seconds; long enough against a click, too short to hear
LOUDNESS = -18.0  # dBFS, the clip's mean power; about the -16 LUFS that podcasts are made to
HEADROOM = -1.0  # dBFS that no peak may exceed when a clip is made louder
WEB_BIT_RATE = 32_000  # bits per second; speech stays clear
WEB_RATE = 24_000  # Hz


@dataclass(frozen=True, slots=True)
class Clip:
    """Sound cut out of a recording: 16-bit samples, interleaved, in the machine's byte order."""

    interval: Interval  # the stretch of the recording that it holds, its edges as they were moved
    pcm: bytes
    rate: int  # Hz
    channels: int  # 1 or 2
    title: str | None = None

    @property
    def duration(self) -> Seconds:
        return len(self.pcm) / (2 * self.channels * self.rate)

    def write(self, path: Path) -> None:
        """Store the clip in the format that the name's suffix tells: mp3, m4a, opus, ogg, wav or flac.

        The file appears whole or not at all. Raises AudioError for another suffix or when it cannot be written.
        """
        form = format_named(path.suffix)
        part = path.with_name(f".{path.name}.part")
        try:
            encode(part, self._samples(), self.rate, form, tags=self._tags())
            part.replace(path)
        except OSError as error:  # PyAV's errors of the file system are Python's own, too
            raise AudioError(f"{shown(path)} cannot be written: {error.strerror or error}") from error
        finally:
            with suppress(OSError):  # a file system for reading alone refuses even what is not there
                part.unlink(missing_ok=True)

    def encoded(self, name: str, *, bit_rate: int | None = None) -> bytes:
        """The bytes of a file in the format `name` ("mp3", "m4a", …), with `bit_rate` in bits per second."""
        buffer = BytesIO()
        encode(buffer, self._samples(), self.rate, format_named(name), bit_rate=bit_rate, tags=self._tags())
        return buffer.getvalue()

    def data_uri(self) -> str:
        """The clip as small mono mp3 inside an address, 5 kB a second: what every browser plays."""
        small = _segment(self).set_channels(1).set_frame_rate(min(self.rate, WEB_RATE))
        content = _clip_of(small, self).encoded("mp3", bit_rate=WEB_BIT_RATE)
        return f"data:{format_named('mp3').media_type};base64,{base64.b64encode(content).decode()}"

    def peaks(self, count: int = 120) -> tuple[float, ...]:
        """A waveform to draw: the loudest sample of each of `count` equal parts, 1 for the loudest of all."""
        import numpy as np

        loudness = np.abs(self._samples().astype(np.float32)).max(axis=1)
        highest = np.array([part.max(initial=0.0) for part in np.array_split(loudness, count)])
        return tuple(round(float(peak), 3) for peak in highest / max(1.0, highest.max()))

    def _samples(self) -> NDArray[np.int16]:
        import numpy as np

        return np.frombuffer(self.pcm, np.int16).reshape(-1, self.channels)

    def _tags(self) -> dict[str, str]:
        place = f"{format_time(self.interval.start)}-{format_time(self.interval.end)}"
        return {"title": f"{self.title}, {place}" if self.title else place}


def cut(recording: Recording, interval: Interval, *, exact: bool = False) -> Clip:
    """The stretch of a recording, at its own rate, with at most two channels, as loud as others. Only it is decoded.

    Unless `exact`, each edge moves to a pause close by, so that no word is cut through.
    Raises AudioError when the recording has no such stretch or when it is longer than half an hour.
    """
    if interval.start >= recording.duration:
        raise AudioError(
            f"{shown(recording.source)} lasts {format_time(recording.duration, 1)}, "
            f"nothing can be cut at {format_time(interval.start, 1)}"
        )
    wanted = Interval(interval.start, min(interval.end, recording.duration))
    if wanted.duration <= 0:
        raise AudioError(f"a clip from {format_time(interval.start, 1)} to the same second would be empty")
    if wanted.duration > LONGEST:
        raise AudioError(f"a clip of {format_time(wanted.duration)} is too long: {format_time(LONGEST)} is the limit")
    raw = _decoded(recording, wanted, exact)
    segment = _segment(raw)
    if segment.dBFS > float("-inf"):
        segment = segment.apply_gain(min(LOUDNESS - segment.dBFS, HEADROOM - segment.max_dBFS))
    if milliseconds := round(min(FADE, raw.duration / 2) * 1000):
        segment = segment.fade_in(milliseconds).fade_out(milliseconds)
    return _clip_of(segment, raw)


def _decoded(recording: Recording, wanted: Interval, exact: bool) -> Clip:
    """The stretch as it is in the file, its edges moved unless `exact`."""
    import numpy as np

    stereo = recording.channels > 1
    rate = min(max(recording.sample_rate, 8_000), 48_000)
    reach = 0.0 if exact else REACH
    start, end = max(0.0, wanted.start - reach), min(recording.duration, wanted.end + reach)
    blocks = list(Decoding(recording, start, end, rate=rate, stereo=stereo))
    if not blocks:
        raise AudioError(
            f"{shown(recording.source)} has no sound at {format_time(wanted.start, 1)} that can be decoded"
        )
    samples = np.concatenate([block.samples for block in blocks])
    if not exact:
        mono = samples.mean(axis=1) if stereo else samples
        first = quiet_start(mono, rate, wanted.start - start, REACH, SHAVED)
        last = quiet_end(mono, rate, wanted.end - start, REACH, SHAVED)
        if first >= last:  # shorter than the edges may move
            first, last = wanted.start - start, wanted.end - start
        samples = samples[round(first * rate) : round(last * rate)]
        start, end = start + first, start + last
    pcm = np.round(samples * 32_767).astype(np.int16).tobytes()
    return Clip(Interval(start, end), pcm, rate, 2 if stereo else 1, recording.title)


def _segment(clip: Clip) -> AudioSegment:
    """The clip as pydub's; importing pydub warns of a missing ffmpeg, which is not needed here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pydub import AudioSegment

    return AudioSegment(clip.pcm, sample_width=2, frame_rate=clip.rate, channels=clip.channels)


def _clip_of(segment: AudioSegment, clip: Clip) -> Clip:
    return replace(clip, pcm=segment.raw_data, rate=segment.frame_rate, channels=segment.channels)
