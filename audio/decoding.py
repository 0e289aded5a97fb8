"""Decoding to what speech recognition wants, 16 kHz mono float32, block by block, on the recording's timeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audio.containers import decoded, opened, origin, packets, seek
from audio.types import Recording, SampleBlock, Seconds

if TYPE_CHECKING:
    from av import AudioFrame

    from audio.types import Samples

SAMPLE_RATE = 16_000  # Hz, what Whisper was trained on
BLOCK = 30.0  # seconds, Whisper's window
PREROLL = 1.0  # seconds decoded and thrown away after a seek: Opus needs 0.08 to converge, mp3 its bit reservoir
TOLERANCE = 0.05  # seconds between a frame's time and its place before it is believed; containers round and jitter
CERTAIN = 0.002  # seconds, the same where a packet is known to be missing
WORTH_TELLING = 0.5  # seconds of missing sound: a word or two
REWIND = 10.0  # seconds; timestamps that jump back further started anew, those that jump back less overlap
INVERTED = 0.05  # power of the sum beside that of the difference, below which one channel is wired the wrong way round
BATCH = 16_384  # samples resampled in one call; frame by frame costs twice the time


def decode_blocks(
    recording: Recording,
    *,
    start: Seconds = 0.0,
    end: Seconds | None = None,
    block: Seconds = BLOCK,
) -> Decoding:
    """The recording's sound from `start` to `end` (default: all of it), mixed to mono.

    Iterating gives SampleBlocks of `block` seconds (the last is shorter) without gaps between them; one block is held
    in memory at a time. What cannot be decoded, and what the file leaves out, is silence, so that times hold.
    """
    return Decoding(recording, start, recording.duration if end is None else end, block=block)


class Decoding:
    """One pass over a recording, which then knows what was wrong with it.

    `damaged_packets` counts the packets that could not be decoded, `missing` the seconds of silence put where the file
    has no sound: damaged packets, and those that FFmpeg's checksums threw away unseen.
    """

    def __init__(
        self,
        recording: Recording,
        start: Seconds,
        end: Seconds,
        *,
        block: Seconds = BLOCK,
        rate: int = SAMPLE_RATE,
        stereo: bool = False,
    ) -> None:
        """`rate` in Hz; with `stereo`, blocks have the shape (samples, 2)."""
        self.damaged_packets = 0
        self.missing: Seconds = 0.0
        self._recording = recording
        self._start = start
        self._end = end
        self._size = max(1, round(block * rate))
        self._rate = rate
        self._shape = (2,) if stereo else ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know after the pass, a sentence each; a few hundredths of a second are not worth one."""
        if self.missing < WORTH_TELLING:
            return ()
        damaged = f" and {self.damaged_packets} damaged packets were skipped" if self.damaged_packets else ""
        return (f"{self.missing:.1f} s of the recording cannot be decoded{damaged}: they count as silence",)

    def __iter__(self) -> Iterator[SampleBlock]:
        import numpy as np

        self.damaged_packets, self.missing = 0, 0.0
        first, last = round(self._start * self._rate), round(self._end * self._rate)
        done, buffer, filled = first, np.zeros((self._size, *self._shape), np.float32), 0
        for at, samples in self._placed():
            samples = samples[max(0, done - at) : max(0, last - at)]
            at = max(at, done)
            while len(samples):
                # What lies between the last sample and this one stays zero.
                skipped = min(at - done, self._size - filled)
                taken = samples[: self._size - filled - skipped]
                buffer[filled + skipped : filled + skipped + len(taken)] = taken
                filled += skipped + len(taken)
                done += skipped + len(taken)
                at = max(at, done)
                samples = samples[len(taken) :]
                if filled == self._size:
                    yield SampleBlock((done - filled) / self._rate, buffer)
                    buffer, filled = np.zeros_like(buffer), 0
            if done >= last:
                break
        if filled:
            yield SampleBlock((done - filled) / self._rate, buffer[:filled])

    def _placed(self) -> Iterator[tuple[int, Samples]]:
        """Stretches of samples with the index of the first, counted from the recording's start, in order."""
        run: _Run | None = None
        shift = 0.0  # seconds that damaged timestamps are corrected by
        damage = 0
        for time, frame in self._frames():
            # After a damaged packet the gap is certain, however short, and many would add up.
            tolerance = TOLERANCE if self.damaged_packets == damage else CERTAIN
            damage = self.damaged_packets
            place = time + shift
            expected = run.end if run else 0.0
            if place > self._recording.duration + TOLERANCE or place < expected - REWIND:
                shift += expected - place
                place = expected
            if run and place < expected - TOLERANCE:
                continue
            if not run or place > expected + tolerance or not run.accepts(frame):
                if run:
                    self.missing += max(0.0, place - expected)
                    yield from run.finish()
                run = _Run(place, self._rate, self._shape)
            yield from run.add(frame)
        if run:
            yield from run.finish()

    def _frames(self) -> Iterator[tuple[Seconds, AudioFrame]]:
        """Decoded frames with their times; damaged packets are counted and left out."""
        with opened(self._recording.path, track=self._recording.track) as (container, stream):
            zero = origin(container)
            if self._start > PREROLL:
                seek(container, stream, self._start - PREROLL)
            time = 0.0
            for packet in packets(container, stream):
                frames = decoded(packet)
                if frames is None:
                    self.damaged_packets += 1
                for frame in frames or ():
                    if frame.pts is not None and frame.time_base is not None:
                        time = float(frame.pts * frame.time_base) - zero
                    yield time, frame
                    time += frame.samples / frame.sample_rate


class _Run:
    """Frames that follow each other without a gap, resampled together."""

    def __init__(self, start: Seconds, rate: int, shape: tuple[int, ...]) -> None:
        import av

        self.end = start  # seconds; where the next frame belongs
        self._place = round(start * rate)  # of the next sample that comes out
        self._kind: tuple[str, str, int] | None = None
        self._fifo = av.AudioFifo()
        self._rate = rate
        self._resampler: av.AudioResampler | None = None
        self._mixed = False
        self._shape = shape

    def accepts(self, frame: AudioFrame) -> bool:
        """Whether a frame has the same format as those before; a stream may change it on the way."""
        return self._kind in (None, _kind(frame))

    def add(self, frame: AudioFrame) -> Iterator[tuple[int, Samples]]:
        self._kind = _kind(frame)
        self.end += frame.samples / frame.sample_rate
        frame.pts = None  # a fifo checks them more strictly than this file's timeline does
        self._fifo.write(frame)
        if self._fifo.samples >= BATCH:
            yield from self._resample(self._fifo.read())

    def finish(self) -> Iterator[tuple[int, Samples]]:
        """The samples still under way."""
        if self._kind is None:
            return
        rest = self._fifo.read()
        if rest is not None:
            yield from self._resample(rest)
        yield from self._resample(None)

    def _resample(self, frame: AudioFrame | None) -> Iterator[tuple[int, Samples]]:
        import av
        import numpy as np

        if self._resampler is None:
            if frame is None:
                return
            self._mixed = not self._shape and frame.layout.nb_channels == 2
            # 16 bits: for floats libswresample mixes channels so that their sum may exceed full scale.
            layout = "stereo" if self._shape or self._mixed else "mono"
            self._resampler = av.AudioResampler(format="s16", layout=layout, rate=self._rate)
        shape = (2,) if self._mixed else self._shape
        for resampled in self._resampler.resample(frame):
            samples = resampled.to_ndarray().reshape(-1, *shape).astype(np.float32) / np.float32(32_768)
            samples = _mixed(samples) if self._mixed else samples
            yield self._place, samples
            self._place += len(samples)


def _mixed(stereo: Samples) -> Samples:
    """Both channels, shape (samples, 2), as one; where one is the other turned upside down, as if it were not."""
    import numpy as np

    middle, side = stereo.mean(axis=1), (stereo[:, 0] - stereo[:, 1]) / 2
    inverted = float(np.square(middle).sum()) < INVERTED * float(np.square(side).sum())
    return np.asarray(side if inverted else middle, np.float32)


def _kind(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate
