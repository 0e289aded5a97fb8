"""Reading SubRip (SRT), SubViewer (SBV) and WebVTT: cues of a time line and text.

Own code, since the readers at hand skip broken cues without a word and lose voices and the times of words.
WebVTT as in https://www.w3.org/TR/webvtt1/; the others have no standard, so that what players accept is accepted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from transcripts.formats.clock import CLOCK, parse_clock
from transcripts.formats.cue_text import caption
from transcripts.repair.raw import RawSegment, RawTranscript
from transcripts.repair.rolling import without_repeats
from transcripts.repair.speaker_labels import with_labels
from transcripts.types import TranscriptError

_TIMING = re.compile(rf"\s*({CLOCK})\s*(?:-->|->|—>|,(?=\d+:))\s*({CLOCK})(?:\s.*)?")
_TWO_TIMES = re.compile(rf"\s*{CLOCK}[\s>–—-]*{CLOCK}\s*")
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
    number, previous_blank = 0, True
    while number < len(lines):
        line = lines[number]
        if previous_blank and line.startswith(_BLOCKS_WITHOUT_SPEECH):
            number = _block_end(lines, number)
        elif _timing(lines, number):
            end = _block_end(lines, number)
            segments.append(_cue(line, lines[number + 1 : end]))
            number = end
        previous_blank = number >= len(lines) or not lines[number].strip()
        number += 1
    return _transcript(segments)


def _transcript(segments: Sequence[RawSegment]) -> RawTranscript:
    """Names before the text count where no voice is marked; words with times of their own hold the name and keep it."""
    segments = without_repeats(segments)
    plain = not any(segment.speaker or segment.words for segment in segments)
    return RawTranscript(tuple(with_labels(segments) if plain else segments))


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
