"""Plain text with times, as people and programs print and paste it. One grammar: a time stands

- before what is said: `[00:01:02] text`, `1:02` above its text, `[00:00.000 --> 00:02.000] text`, `[1.5s -> 3s] text`,
  LRC's `[00:12.00]text`, Markdown's `**[00:01:02]** text`, with or without a name behind it;
- behind the name of who says it: `Name  0:23`, `Name (00:23):`, `Name: [00:00:23] text`, `[Name] 00:00:23`;
- behind what was said, at the end of the line.

A file keeps to one of the three; times of another kind are words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from audio import Seconds
from transcripts.formats.clock import CLOCK, UNITS, format_clock, parse_clock, parse_units
from transcripts.formats.cue_text import caption, has_word_times
from transcripts.phrases import SENTENCE_ENDS
from transcripts.repair.raw import RawSegment, RawTranscript
from transcripts.repair.speaker_labels import bare_label, is_name, with_labels
from transcripts.types import Transcript, TranscriptError

_TO = r"(?:-->|->|→|[-–—~])"
_RANGE = rf"({CLOCK})(?:\s*{_TO}\s*({CLOCK}))?"
_TIME = rf"(?:{CLOCK}|{UNITS})"  # "5 m" is a time only between brackets
_BRACKETED = rf"[\[(<{{]\s*({_TIME})(?:\s*{_TO}\s*({_TIME}))?\s*[\])>}}]"
_BULLET = r"(?:[-*•#>]+\s+)*[*_]{0,3}"  # and what makes the time bold, in Markdown
_LEADING = re.compile(
    rf"{_BULLET}(?:{_BRACKETED}|{_RANGE}(?=\s|$|[|،*_]|[-–—:]\s))[*_]{{0,3}}\s*[-–—:|]?\s*(.*)", re.IGNORECASE
)
_TRAILING = re.compile(rf"{_BULLET}(.*\S)\s*(?:{_BRACKETED}|(?:\s|[-–—|,،])\s*{_RANGE})\s*:?", re.IGNORECASE)
_BETWEEN = re.compile(rf"{_BULLET}(.{{1,60}}?)\s*[:：]?\s*{_BRACKETED}\s*[-–—:：]?\s+(.*)", re.IGNORECASE)
_ANOTHER = re.compile(rf"\[({CLOCK})\]\s*")
_BRACKETED_NUMBER = re.compile(r"\[\s*\d[^\]]*:[^\]]*\]")
_SPOKEN_TIME = re.compile(  # under the time, for screen readers: "4 minutes, 2 seconds"
    r"(?:\d{1,2}\s+(?:hours?|minutes?|seconds?|ساع\w+|دقيق\w+|دقائق|ثاني\w+|ثوان\w*)(?:,?\s*(?:and|و)?\s*|$))+"
)
_LABELLED = re.compile(r"([^\s:\[(][^:]{0,39}):\s+\S")
_LONGEST_LINE = 5000  # characters; what is longer has no time behind it
_FEWEST = 2  # times behind names or lines, from which they are no times that somebody mentions


class _StampPlace(Enum):
    """Where in its line a time stands."""

    BEFORE = "before"
    BETWEEN = "between a name and the text"
    BEHIND = "behind"


@dataclass(frozen=True, slots=True)
class _Stamp:
    place: _StampPlace
    start: Seconds
    end: Seconds | None
    name: str  # what stands before the time
    said: str  # and behind it


def has_stamps(text: str) -> bool:
    """Whether lines of the text bear times, in one of the ways above."""
    return _kept([_stamp(line) for line in _lines(text)]) is not None


def starts_with_time(line: str) -> bool:
    return _LEADING.fullmatch(line.strip()) is not None


def read_stamped(text: str) -> RawTranscript:
    """A segment for every time; lines without one go on with the segment above, or with a name of their own begin one.

    Raises TranscriptError that names the line.
    """
    lines = _lines(text)
    stamps = _kept([_stamp(line) for line in lines]) or []
    header, names = _are_headers(stamps, lines), _names(stamps, lines)
    segments: list[RawSegment] = []
    refrains = False
    for number, (line, stamp) in enumerate(zip(lines, stamps, strict=True), start=1):
        if stamp and (stamp.place is not _StampPlace.BEHIND or not header or is_name(bare_label(stamp.name))):
            found = _segments(stamp, header)
            refrains = refrains or len(found) > 1
            segments += found
        elif _BRACKETED_NUMBER.match(line):
            raise TranscriptError(f"line {number}: not a time: {line[:40]!r}")
        elif not segments:
            segments += [RawSegment(line)] if line.endswith(SENTENCE_ENDS) else []  # a title has no full stop
        elif segments[-1].text and _name(line) in names:
            segments.append(RawSegment(line))
        elif segments[-1].text or not _SPOKEN_TIME.fullmatch(line):
            segments[-1] = replace(segments[-1], text=f"{segments[-1].text}\n{line}".strip())
    if refrains:
        segments.sort(key=lambda segment: segment.start or 0.0)
    if any(has_word_times(segment.text) for segment in segments):
        segments = [replace(caption(s.text, s.start, s.end), speaker=s.speaker) for s in segments]
    return RawTranscript(tuple(segments if any(s.speaker for s in segments) else with_labels(segments)))


def write_stamped(transcript: Transcript) -> str:
    """A segment a line: `[00:01:02.500] Name: text`."""
    lines = []
    for segment in transcript.segments:
        speaker = f"{segment.speaker}: " if segment.speaker else ""
        lines.append(f"[{format_clock(segment.start)}] {speaker}{segment.text}".rstrip())
    return "\n".join(lines) + "\n"


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def _stamp(line: str) -> _Stamp | None:
    if match := _LEADING.fullmatch(line):
        return _made(_StampPlace.BEFORE, match.groups()[:4], "", match.group(5))
    if len(line) > _LONGEST_LINE:
        return None
    if (match := _BETWEEN.fullmatch(line)) and is_name(bare_label(match.group(1))):
        return _made(_StampPlace.BETWEEN, match.groups()[1:3], match.group(1), match.group(4))
    if match := _TRAILING.fullmatch(line):
        return _made(_StampPlace.BEHIND, match.groups()[1:], match.group(1), "")
    return None


def _made(place: _StampPlace, times: Sequence[str | None], name: str, said: str) -> _Stamp | None:
    found = [time for text in times if text and (time := _seconds(text)) is not None]
    return _Stamp(place, found[0], found[1] if len(found) > 1 else None, name, said) if found else None


def _seconds(text: str) -> Seconds | None:
    clock = parse_clock(text)
    return clock if clock is not None else parse_units(text)


def _kept(stamps: Sequence[_Stamp | None]) -> list[_Stamp | None] | None:
    """The stamps in the place where most are; None where there are none, or only such as somebody mentions."""
    counts = Counter(stamp.place for stamp in stamps if stamp)
    if not counts:
        return None
    place, count = counts.most_common(1)[0]
    if place is not _StampPlace.BEFORE and count < _FEWEST:
        return None
    return [stamp if stamp and stamp.place is place else None for stamp in stamps]


def _are_headers(stamps: Sequence[_Stamp | None], lines: Sequence[str]) -> bool:
    """Whether what stands before a time at the end of a line is a name: the speech is on the lines below."""
    behind = [at for at, stamp in enumerate(stamps) if stamp and stamp.place is _StampPlace.BEHIND]
    names = [at for at in behind if is_name(bare_label(stamps[at].name))]  # type: ignore[union-attr]
    followed = [at for at in behind if _next_said(stamps, lines, at)]
    return len(names) * 2 > len(behind) and len(followed) * 2 > len(behind)


def _next_said(stamps: Sequence[_Stamp | None], lines: Sequence[str], at: int) -> bool:
    """Whether the next line that says something bears no time."""
    following = next((i for i in range(at + 1, len(lines)) if lines[i]), None)
    return following is not None and stamps[following] is None


def _segments(stamp: _Stamp, header: bool) -> list[RawSegment]:
    if stamp.place is _StampPlace.BETWEEN or header:
        return [RawSegment(stamp.said, stamp.start, stamp.end, speaker=bare_label(stamp.name))]
    starts, said = [stamp.start], stamp.said or stamp.name
    # A refrain has all its times before it.
    while stamp.place is _StampPlace.BEFORE and (again := _ANOTHER.match(said)):
        starts.append(parse_clock(again.group(1)) or 0.0)
        said = said[again.end() :]
    return [RawSegment(said, start, stamp.end) for start in starts]


def _name(line: str) -> str | None:
    match = _LABELLED.match(line)
    return match.group(1) if match and is_name(match.group(1)) else None


def _names(stamps: Sequence[_Stamp | None], lines: Sequence[str]) -> set[str]:
    """Names that lines without a time begin with, more than once: several speak between two times."""
    found = Counter(_name(line) for line, stamp in zip(lines, stamps, strict=False) if stamp is None)
    return {name for name, count in found.items() if name and count > 1}
