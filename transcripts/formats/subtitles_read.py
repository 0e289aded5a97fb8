"""Reading SubRip (SRT), SubViewer (SBV) and WebVTT: cues of a time line and text.

Own code, since the readers at hand skip broken cues without a word and lose voices and the times of words.
WebVTT as in https://www.w3.org/TR/webvtt1/; the others have no standard, so that what players accept is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from audio import Seconds
from transcripts.formats.clock import CLOCK, parse_clock
from transcripts.formats.cue_text import caption
from transcripts.repair.raw import RawSegment, RawTranscript
from transcripts.repair.rolling import without_repeats
from transcripts.repair.speaker_labels import with_labels
from transcripts.types import TranscriptError

_TIMING = re.compile(rf"\s*({CLOCK})\s*(?:-->|->|—>|,(?=\d+:))\s*({CLOCK})(?:\s.*)?")
_TWO_TIMES = re.compile(rf"\s*{CLOCK}[\s>–—-]*{CLOCK}\s*")
_HLS = re.compile(r"X-TIMESTAMP-MAP=(.*)", re.IGNORECASE)
_HLS_LOCAL = re.compile(rf"LOCAL:({CLOCK})", re.IGNORECASE)
_HLS_MPEG = re.compile(r"MPEGTS:(\d{1,12})", re.IGNORECASE)
_TICKS_PER_SECOND = 90_000  # of MPEG's transport streams
_BLOCKS_WITHOUT_SPEECH = ("NOTE", "STYLE", "REGION")


def is_time_line(line: str) -> bool:
    return _TIMING.fullmatch(line) is not None


def read_srt(text: str) -> RawTranscript:
    """Cues of a number (SBV has none), a time line and text. Raises TranscriptError that names the line."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _timing(lines, number)]
    _check_lead(lines, heads)
    segments = []
    for head, following in zip(heads, [*heads[1:], len(lines) + 1], strict=True):
        body = lines[head + 1 : following - 1]  # the line above a time line holds the cue's number
        if following <= len(lines) and not lines[following - 1].strip().isdigit():
            body.append(lines[following - 1])
        _check_numbers(body, head + 2)
        segments.append(_cue(lines[head], body))
    return _transcript(segments)


def read_vtt(text: str) -> RawTranscript:
    """WebVTT: `<v Name>` names the speaker, `<00:00:01.500>` times a word. TranscriptError names the line."""
    lines = text.split("\n")
    segments: list[RawSegment] = []
    number, previous_blank, shift = 0, True, 0.0
    while number < len(lines):
        line = lines[number]
        if not segments and (header := _HLS.match(line)):
            shift = _hls_shift(header.group(1))
        if previous_blank and line.startswith(_BLOCKS_WITHOUT_SPEECH):
            number = _block_end(lines, number)
        elif _timing(lines, number):
            end = _block_end(lines, number)
            segments.append(_shifted(_cue(line, lines[number + 1 : end]), shift))
            number = end
        previous_blank = number >= len(lines) or not lines[number].strip()
        number += 1
    return _transcript(segments)


def _transcript(segments: Sequence[RawSegment]) -> RawTranscript:
    """Names before the text count where no voice is marked; words with times of their own hold the name and keep it."""
    segments = without_repeats(segments)
    plain = not any(segment.speaker or segment.words for segment in segments)
    return RawTranscript(tuple(with_labels(segments) if plain else segments))


def _hls_shift(header: str) -> Seconds:
    """What to add to every time: `LOCAL` is said at `MPEGTS` (RFC 8216, 3.5)."""
    local, mpeg = _HLS_LOCAL.search(header), _HLS_MPEG.search(header)
    if local is None or mpeg is None:
        return 0.0
    return int(mpeg.group(1)) / _TICKS_PER_SECOND - (parse_clock(local.group(1)) or 0.0)


def _shifted(segment: RawSegment, shift: Seconds) -> RawSegment:
    if not shift or segment.start is None or segment.end is None:
        return segment
    words = (replace(word, start=None if word.start is None else word.start + shift) for word in segment.words)
    return replace(segment, start=segment.start + shift, end=segment.end + shift, words=tuple(words))


def _block_end(lines: Sequence[str], number: int) -> int:
    return next((i for i in range(number, len(lines)) if not lines[i]), len(lines))


def _timing(lines: Sequence[str], number: int) -> bool:
    """Whether the line is a time line; one that tries to be and fails is an error."""
    line = lines[number]
    if _TIMING.fullmatch(line):
        return True
    expected = number > 0 and lines[number - 1].strip().isdigit()
    arrow = "-->" in line and (expected or any(character.isdigit() for character in line))
    if arrow or (expected and _TWO_TIMES.fullmatch(line)):
        raise TranscriptError(f"line {number + 1}: not the times of a cue: {line.strip()[:60]!r}")
    return False


def _check_numbers(body: Sequence[str], first: int) -> None:
    """A number alone after an empty line begins a cue; without its time line the cue would vanish into this one."""
    for offset in range(1, len(body) - 1):
        if body[offset].strip().isdigit() and not body[offset - 1].strip() and body[offset + 1].strip():
            raise TranscriptError(f"line {first + offset + 1}: the times of a cue are missing")


def _check_lead(lines: Sequence[str], heads: Sequence[int]) -> None:
    """Before the first cue nothing but its number may stand."""
    lead = lines[: max(0, heads[0] - 1)] if heads else lines
    for number, line in enumerate(lead):
        if line.strip():
            raise TranscriptError(f"line {number + 1}: neither a cue's number nor its times: {line.strip()[:60]!r}")


def _cue(timing: str, body: Sequence[str]) -> RawSegment:
    match = _TIMING.fullmatch(timing)
    start, end = (parse_clock(part) for part in match.groups()) if match else (None, None)
    return caption("\n".join(line for line in body if line.strip()), start, end)
