"""Plain text with times: `[00:01:02] text`, `[00:00.000 --> 00:02.000] text` as Whisper prints, `1:02` above its text.

Also Whisper's TSV: `start`, `end` and `text` in columns, times in milliseconds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from audio import Seconds
from transcripts.formats.clock import CLOCK, format_clock, parse_clock
from transcripts.formats.names import with_names
from transcripts.formats.raw import RawSegment, RawTranscript
from transcripts.types import Transcript, TranscriptError

TSV_HEADER = "start\tend\ttext"
_STAMPED = re.compile(rf"\s*[\[(]?\s*({CLOCK})(?:\s*-->\s*({CLOCK}))?\s*[\])]?(?=\s|$)\s*[-–—:]?\s*(.*)")
_BRACKETED_NUMBER = re.compile(r"\s*\[\s*\d[^\]]*\]")


def starts_with_time(line: str) -> bool:
    return _STAMPED.fullmatch(line) is not None


def read_stamped(text: str) -> RawTranscript:
    """A segment for every time; lines without one go on with the segment above.

    Raises TranscriptError that names the line.
    """
    segments: list[RawSegment] = []
    for number, line in enumerate(text.split("\n"), start=1):
        match = _STAMPED.fullmatch(line)
        if match:
            start, end, said = match.groups()
            segments.append(RawSegment(said, parse_clock(start), parse_clock(end) if end else None))
        elif _BRACKETED_NUMBER.match(line):
            raise TranscriptError(f"line {number}: not a time: {line.strip()[:40]!r}")
        elif segments:
            segments[-1] = replace(segments[-1], text=f"{segments[-1].text} {line}".strip())
        elif line.strip():
            segments.append(RawSegment(line.strip()))  # a title above the first time
    return RawTranscript(with_names(segments))


def write_stamped(transcript: Transcript) -> str:
    """A segment a line: `[00:01:02.500] Name: text`."""
    lines = []
    for segment in transcript.segments:
        speaker = f"{segment.speaker}: " if segment.speaker else ""
        lines.append(f"[{format_clock(segment.start)}] {speaker}{segment.text}".rstrip())
    return "\n".join(lines) + "\n"


def read_tsv(text: str) -> RawTranscript:
    """Raises TranscriptError that names the line."""
    segments = []
    for number, line in enumerate(text.split("\n")[1:], start=2):
        if line.strip():
            fields = line.split("\t", 2)
            if len(fields) != 3:
                raise TranscriptError(f"line {number}: not start, end and text with tabs between them")
            segments.append(RawSegment(fields[2], _milliseconds(fields[0], number), _milliseconds(fields[1], number)))
    return RawTranscript(tuple(segments))


def _milliseconds(field: str, number: int) -> Seconds:
    try:
        return int(field) / 1000
    except ValueError as error:
        raise TranscriptError(f"line {number}: not a time in milliseconds: {field.strip()[:40]!r}") from error


def write_tsv(transcript: Transcript) -> str:
    rows = (f"{round(s.start * 1000)}\t{round(s.end * 1000)}\t{s.text}" for s in transcript.segments)
    return "\n".join([TSV_HEADER, *rows]) + "\n"
