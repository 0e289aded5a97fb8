"""Opening a file with PyAV: which stream is the sound, how long it lasts, what its tags say, whether it is whole.

Every time is counted from the container's own start, as players do: MPEG-TS begins at an arbitrary timestamp, an mp3
made by LAME begins after the encoder's delay.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from audio.names import shown, tidy
from audio.times import parse_date
from audio.types import AudioError, Chapter, Interval, Seconds
from audio.wav_headers import understates_its_sound

if TYPE_CHECKING:
    from av import AudioFrame, AudioStream, Packet
    from av.container import InputContainer
    from av.container.core import Chapter as Mark

BEYOND_ANY_END = 10_000_000.0  # seconds, 115 days; far enough that seeking there means "the last packet"
THIN = 1_000  # bytes per second; less than speech is coded in, so the timestamps deserve a second look
SHORTFALL = 1.0  # seconds missing from the announced duration before the file counts as cut off
SNIFFED_BYTES = 512  # of a file that is no sound, to say what it is
MOST_FAILURES = 16  # reading errors in a row after which the rest of the file is given up

# What recordings come in. Not among them: playlists and manifests, which make libavformat read other files and
# addresses (and wait for them), and its readers of pictures, subtitles and games, which take almost any bytes.
FORMATS = """
    aac ac3 aiff amr ape asf au avi caf dsf dts dtshd eac3 flac flv gsm iamf loas matroska mlp mov mp3 mpc mpc8 mpeg
    mpegts mxf nut ogg rm shn sox tak truehd tta voc w64 wav wv
""".split()


@dataclass(frozen=True, slots=True)
class Probe:
    """What a look into the file told."""

    duration: Seconds
    tracks: int  # of sound, in the file
    channels: int
    sample_rate: int  # Hz
    title: str | None
    artist: str | None
    published: date | None
    chapters: tuple[Chapter, ...]
    warnings: tuple[str, ...]


@contextmanager
def opened(
    path: Path, name: str | None = None, track: int | None = None
) -> Iterator[tuple[InputContainer, AudioStream]]:
    """The container and its audio stream, the `track`-th counted from 1, or the principal one.

    Raises AudioError, calling the file `name`, when there is none.
    """
    import av

    name = shown(name or path)
    limits = {"protocol_whitelist": "file", "format_whitelist": ",".join(FORMATS)}
    if understates_its_sound(path):
        limits["ignore_length"] = "1"
    try:
        # Absolute, so that a name such as "pipe:0" is never taken for a protocol.
        container = av.open(str(path.absolute()), options=limits, metadata_errors="replace")
    except (av.FFmpegError, ValueError) as error:
        raise AudioError(_no_sound(path, name)) from error
    with container:
        stream = container.streams.best("audio")
        if not isinstance(stream, av.AudioStream):
            raise AudioError(f"{name} has no sound: there is no audio stream in it")
        if track is not None:
            tracks = container.streams.audio
            if track > len(tracks):
                raise AudioError(f"{name} has no track {track}: it has {len(tracks)}")
            stream = tracks[track - 1]
        yield container, stream


def _no_sound(path: Path, name: str) -> str:
    """What is said of a file that no decoder knows."""
    with path.open("rb") as file:
        head = file.read(SNIFFED_BYTES)
    if head.startswith(b"ID3"):
        return f"{name} has no sound: it holds tags only"
    text = head.decode("utf-8", "ignore").encode()  # a letter may be cut at the end
    is_text = b"\0" not in head and len(head) - len(text) < 4
    return f"{name} is not audio but text" if is_text else f"{name} is not audio, or too damaged to be read as such"


def packets(container: InputContainer, stream: AudioStream) -> Iterator[Packet[AudioStream] | None]:
    """The stream's packets; None stands for a place where the container itself could not be read."""
    import av

    failures = 0
    while failures < MOST_FAILURES:
        try:
            for packet in container.demux(stream):
                failures = 0
                yield packet
            return
        except IndexError:  # PyAV 18's answer to a packet of a stream that the header did not list
            continue
        except av.FFmpegError:
            failures += 1
            yield None


def decoded(packet: Packet[AudioStream] | None) -> list[AudioFrame] | None:
    """A packet's frames, or None when it is damaged."""
    import av

    if packet is None:
        return None
    try:
        return packet.decode()
    except av.EOFError:
        return []
    except av.FFmpegError:
        return None


def origin(container: InputContainer) -> Seconds:
    """The timestamp that counts as second 0."""
    return (container.start_time or 0) / 1_000_000  # AV_TIME_BASE


def unit(stream: AudioStream) -> Fraction:
    """Seconds per step of the stream's timestamps."""
    return stream.time_base or Fraction(1, 1_000_000)  # AV_TIME_BASE


def seek(container: InputContainer, stream: AudioStream, seconds: Seconds) -> bool:
    """Go to the last packet that starts at or before `seconds`; False when the container cannot.

    Exact in every format: libavformat uses the container's own timestamps, and where there are none (mp3, ADTS) walks
    over the frames from the start without decoding them, 0.25 s for three hours. (It trusts the 100-entry table of a
    VBR mp3 only when asked to with `usetoc`.)
    """
    import av

    try:
        container.seek(int((seconds + origin(container)) / unit(stream)), stream=stream)
    except av.FFmpegError:
        return False
    return True


def probe(path: Path, name: str, track: int | None = None) -> Probe:
    """Look into a file. Raises AudioError, calling it `name`, when there is no sound that can be decoded."""
    with opened(path, name, track) as (container, stream):
        tracks = len(container.streams.audio)
        first = _first_decodable(container, stream)
        if first is None:
            raise AudioError(f"{shown(name)} has no sound: not one sample of it can be decoded")
        channels, sample_rate = stream.codec_context.channels, stream.codec_context.sample_rate
        announced = _announced(container, path, first.pos or 0, sample_rate)
        tags = {key.lower(): value for key, value in (*stream.metadata.items(), *container.metadata.items())}
        chapters = container.chapters()
    duration = _duration(path, track)
    if duration <= 0:
        raise AudioError(f"{shown(name)} has no sound: it lasts 0 seconds")
    return Probe(
        duration=duration,
        tracks=tracks,
        channels=channels,
        sample_rate=sample_rate,
        title=tidy(tags.get("title")),
        artist=tidy(tags.get("artist") or tags.get("album_artist")),
        published=parse_date(tags.get("date") or tags.get("creation_time")),
        chapters=tuple(_chapters(chapters, duration)),
        warnings=tuple(_warnings(path, duration, announced)),
    )


def _first_decodable(container: InputContainer, stream: AudioStream) -> Packet[AudioStream] | None:
    """The first packet, if any packet of the stream gives samples."""
    first = None
    for packet in packets(container, stream):
        first = first or packet
        if decoded(packet):
            return first
    return None


def _chapters(listed: list[Mark], duration: Seconds) -> Iterator[Chapter]:
    for number, chapter in enumerate(listed, 1):
        tick = float(chapter["time_base"] or Fraction(1, 1_000_000))  # AV_TIME_BASE
        start, end = max(0.0, chapter["start"] * tick), min(duration, chapter["end"] * tick)
        if start < end:
            yield Chapter(Interval(start, end), tidy(chapter["metadata"].get("title")) or f"{number}")


def _duration(path: Path, track: int | None) -> Seconds:
    """Where the last packet ends, in seconds.

    Not what the header says: that is an estimate in ADTS and in VBR mp3, missing in streamed files, and too long in
    truncated ones.
    """
    end, _ = _walk(path, track, tail=True)
    if end is not None and end <= path.stat().st_size / THIN:
        return end
    end, total = _walk(path, track, tail=False)
    # Gaps are honest (a silent stretch need not be coded); timestamps far beyond all that was coded are damage.
    return min(end or 0.0, 2 * total + 600)


def _walk(path: Path, track: int | None, tail: bool) -> tuple[Seconds | None, Seconds]:
    """The latest end among the packets (None without any) and the sum of their durations.

    With `tail`, only the packets at the end of the file are read, or none where seeking there is impossible.
    """
    end: Seconds | None = None
    total = 0.0
    with opened(path, track=track) as (container, stream):
        tick, start = float(unit(stream)), origin(container)
        if tail and not seek(container, stream, BEYOND_ANY_END):
            return None, 0.0
        for packet in packets(container, stream):
            if packet is None or packet.pts is None:
                continue
            total += (packet.duration or 0) * tick
            end = max(end or 0.0, (packet.pts + (packet.duration or 0)) * tick - start)
    return end, total


def _announced(container: InputContainer, path: Path, first: int, rate: int) -> Seconds | None:
    """How long the header says it lasts; None where that is no statement but libavformat's estimate."""
    name = container.format.name
    if name == "mp3":
        return _counted(path, first, rate)
    return None if container.duration is None or name == "aac" else container.duration / 1_000_000  # AV_TIME_BASE


def _counted(path: Path, first: int, rate: int) -> Seconds | None:
    """What an mp3's Xing or Info header counts, which stands before the first packet of sound, at byte `first`.

    The mark is followed by flags, the first of which says that the number of frames comes next, all big-endian.
    """
    with path.open("rb") as file:
        file.seek(max(0, first - 2048))  # longer than any one mp3 frame
        head = file.read(first - file.tell())
    mark = max(head.rfind(b"Xing"), head.rfind(b"Info"))
    if mark < 0 or len(head) < mark + 12 or not head[mark + 7] & 1 or not rate:
        return None
    samples = 1_152 if rate >= 32_000 else 576  # in a frame: MPEG-1, MPEG-2
    return int.from_bytes(head[mark + 8 : mark + 12], "big") * samples / rate


def _warnings(path: Path, duration: Seconds, announced: Seconds | None) -> Iterator[str]:
    if announced is not None and announced - duration > SHORTFALL:
        yield f"the file is cut off or damaged: its header announces {announced:.0f} s, it holds {duration:.0f} s"
    elif _lacks_its_end(path):
        yield f"the file is cut off: it ends after {duration:.0f} s without its closing part"


def _lacks_its_end(path: Path) -> bool:
    """Whether a wav is shorter than its header says, or an Ogg's last page is not marked as the last (RFC 3533)."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(12)
        if head[:4] == b"RIFF" and head[8:] == b"WAVE":
            stated = int.from_bytes(head[4:8], "little")
            return 0 < stated < 0xFFFFFFFF and stated + 8 > size + 1  # all ones: written by a stream; 1: padding
        if head[:4] == b"OggS":
            file.seek(max(0, size - 65_536))  # longer than the longest page, 65,307 bytes
            end = file.read()
            page = end.rfind(b"OggS")
            return page < 0 or page + 5 >= len(end) or not end[page + 5] & 0x04
    return False
