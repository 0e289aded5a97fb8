"""Writing SubRip and WebVTT: a segment is cut into cues a person can read.

Sizes as the Podcasting 2.0 specification asks: SubRip two lines of 32 characters, WebVTT 65 characters a cue.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from audio import Interval
from transcripts.formats.clock import format_clock
from transcripts.types import Segment, Transcript, Word

SRT_LINES, SRT_LINE_CHARACTERS = 2, 32
_REFERENCE = re.compile(r"&(?=#?\w+;)")  # the only & that players take for something else
VTT_LINES, VTT_LINE_CHARACTERS = 1, 65


@dataclass(frozen=True, slots=True)
class _ShownCue:
    interval: Interval
    lines: tuple[str, ...]
    speaker: str | None


def write_srt(transcript: Transcript) -> str:
    blocks = []
    for number, cue in enumerate(_cues(transcript, SRT_LINES, SRT_LINE_CHARACTERS), start=1):
        text = _REFERENCE.sub("&amp;", "\n".join(cue.lines)).replace("-->", "→")  # the arrow would begin a cue
        blocks.append(f"{number}\n{_timing(cue, ',')}\n{text}\n")
    return "\n".join(blocks)


def write_vtt(transcript: Transcript) -> str:
    blocks = ["WEBVTT\n"]
    for cue in _cues(transcript, VTT_LINES, VTT_LINE_CHARACTERS):
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        blocks.append(f"{_timing(cue, '.')}\n{voice}{_escaped(' '.join(cue.lines))}\n")
    return "\n".join(blocks)


def _cues(transcript: Transcript, lines: int, characters: int) -> Iterator[_ShownCue]:
    """A segment that fits one cue keeps its own times; the cues of a longer one begin and end with their words."""
    for segment in transcript.segments:
        groups = list(_groups(segment.words, lines, characters))
        for place, group in enumerate(groups):
            words = [word for line in group for word in line]
            start = segment.start if place == 0 else words[0].start
            end = segment.end if place == len(groups) - 1 else words[-1].end
            texts = tuple(" ".join(word.text for word in line) for line in group)
            yield _ShownCue(Interval(start, max(start, end)), texts, _speaker(segment, words))


def _groups(words: Sequence[Word], lines: int, characters: int) -> Iterator[list[list[Word]]]:
    """Words in lines of at most so many `characters`, the lines in cues; a single longer word has its own line."""
    group: list[list[Word]] = []
    for line in _lines(words, characters):
        if len(group) == lines or (group and _speaker_of(group[-1]) != _speaker_of(line)):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _lines(words: Sequence[Word], characters: int) -> Iterator[list[Word]]:
    line: list[Word] = []
    length = 0
    for word in words:
        if line and (length + 1 + len(word.text) > characters or word.speaker != line[-1].speaker):
            yield line
            line, length = [], 0
        length += len(word.text) + (1 if line else 0)
        line.append(word)
    if line:
        yield line


def _speaker_of(line: Sequence[Word]) -> str | None:
    return line[0].speaker


def _speaker(segment: Segment, words: Sequence[Word]) -> str | None:
    return words[0].speaker or segment.speaker


def _timing(cue: _ShownCue, decimal: str) -> str:
    return f"{format_clock(cue.interval.start, decimal)} --> {format_clock(cue.interval.end, decimal)}"


def _escaped(text: str) -> str:
    return " ".join(text.split()).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
