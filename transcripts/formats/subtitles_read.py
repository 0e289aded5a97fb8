"""Reading SubRip (SRT) and WebVTT: cues with times, voices and styling.

Own code, since the readers at hand skip broken cues without a word and lose voices and the times of words.
WebVTT as in https://www.w3.org/TR/webvtt1/; SubRip has no standard, so that what players accept is accepted.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from audio import Seconds
from transcripts.formats.clock import CLOCK, parse_clock
from transcripts.formats.names import with_names
from transcripts.formats.raw import RawSegment, RawTranscript, RawWord
from transcripts.types import TranscriptError

_TIMING = re.compile(rf"\s*({CLOCK})\s*-->\s*({CLOCK})(?:\s.*)?")
_TWO_TIMES = re.compile(rf"\s*{CLOCK}[\s>–—-]*{CLOCK}\s*")
_STYLING = re.compile(r"</?(?:b|i|u|s|c|font|lang|ruby|rt|span)(?:[.\s][^<>]*)?>|\{\\[^{}]*\}", re.IGNORECASE)
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]+)>|</v\s*>", re.IGNORECASE)
_STAMP = re.compile(rf"<({CLOCK})>")
_ENTITY = re.compile(r"&(?:\w+|#\w+);")
_BLOCKS_WITHOUT_SPEECH = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: Seconds
    end: Seconds
    lines: tuple[str, ...]


def read_srt(text: str) -> RawTranscript:
    """Cues of a number, a time line and text. Raises TranscriptError that names the line."""
    lines = text.split("\n")
    heads = [number for number, line in enumerate(lines) if _timing(lines, number)]
    cues = []
    for head, following in zip(heads, [*heads[1:], len(lines) + 1], strict=True):
        body = lines[head + 1 : following - 1]  # the line above a time line holds the cue's number
        if following <= len(lines) and not lines[following - 1].strip().isdigit():
            body.append(lines[following - 1])
        _check_numbers(body, head + 2)
        cues.append(_cue(lines[head], body))
    _check_lead(lines, heads)
    return RawTranscript(_named([_segment(cue) for cue in cues]))


def read_vtt(text: str) -> RawTranscript:
    """WebVTT: `<v Name>` names the speaker, `<00:00:01.500>` times a word. TranscriptError names the line."""
    lines = text.split("\n")
    cues: list[_Cue] = []
    number, previous_blank = 0, True
    while number < len(lines):
        line = lines[number]
        if previous_blank and line.startswith(_BLOCKS_WITHOUT_SPEECH):
            number = _block_end(lines, number)
        elif _timing(lines, number):
            end = _block_end(lines, number)
            cues.append(_cue(line, lines[number + 1 : end]))
            number = end
        previous_blank = number >= len(lines) or not lines[number]
        number += 1
    return RawTranscript(_named([_segment(cue) for cue in _without_rolling_repeats(cues)]))


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


def _cue(timing: str, body: Sequence[str]) -> _Cue:
    match = _TIMING.fullmatch(timing)
    start, end = (parse_clock(part) or 0.0 for part in match.groups()) if match else (0.0, 0.0)
    return _Cue(start, end, tuple(line for line in body if line.strip()))


def _without_rolling_repeats(cues: Sequence[_Cue]) -> list[_Cue]:
    """YouTube's automatic captions show each line twice, the second time above the next: said once, kept once.

    Only files whose words carry times roll like this. The cue that repeats stays, to keep the count, and is empty.
    """
    if not any(_STAMP.search(line) for cue in cues for line in cue.lines):
        return list(cues)
    kept: list[_Cue] = []
    shown: str | None = None
    for cue in cues:
        lines = cue.lines
        if lines and _plain(lines[0]) == shown:
            lines = lines[1:]
        if cue.lines:
            shown = _plain(cue.lines[-1])
        kept.append(replace(cue, lines=lines))
    return kept


def _unescaped(text: str) -> str:
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text)


def _plain(line: str) -> str:
    return " ".join(_unescaped(_STYLING.sub("", _STAMP.sub("", _VOICE.sub("", line)))).split())


def _segment(cue: _Cue) -> RawSegment:
    words = _words("\n".join(cue.lines))
    speaker = next((word.speaker for word in words if word.speaker), None)
    timed = any(word.start is not None for word in words)
    several = len({word.speaker for word in words}) > 1
    return RawSegment(
        text=" ".join(word.text for word in words),
        start=cue.start,
        end=cue.end,
        words=tuple(words) if timed or several else (),
        speaker=speaker,
    )


def _named(segments: Sequence[RawSegment]) -> tuple[RawSegment, ...]:
    """Names before the text count where no voice is marked; words with times of their own hold the name and keep it."""
    plain = not any(segment.speaker or segment.words for segment in segments)
    return with_names(segments) if plain else tuple(segments)


def _words(text: str) -> list[RawWord]:
    """The cue's words, each with the voice and the time stamp it stands under."""
    words: list[RawWord] = []
    speaker: str | None = None
    stamp: Seconds | None = None
    open_word = False  # the text so far does not end in a space: what follows belongs to the last word
    for part in re.split(r"(<[^<>]*>)", _STYLING.sub("", text)):
        voice, time = _VOICE.fullmatch(part), _STAMP.fullmatch(part)
        if voice:
            speaker = " ".join(_unescaped(voice.group(1)).split()) if voice.group(1) else None
        elif time:
            stamp = parse_clock(time.group(1))
        else:
            plain = _unescaped(part)
            for place, token in enumerate(plain.split()):
                if open_word and place == 0 and not plain[0].isspace() and words:
                    words[-1] = replace(words[-1], text=words[-1].text + token)
                else:
                    words.append(RawWord(token, stamp, None, None, speaker))
                    stamp = None
            open_word = bool(plain) and not plain[-1].isspace() if plain else open_word
    return words
