"""Times as people and transcript files write them: `1:02`, `00:01:02,500`, `01:02.500`, `00:01:02:12`, `1m 2s`.

Digits of any script, any number of them behind the decimal mark, and a minus sign have one clear meaning.
"""

from __future__ import annotations

import re

from audio import Seconds

# [hours:]minutes:seconds, then a fraction or the number of a frame.
CLOCK = r"-?(?:\d{1,4}:)?\d{1,3}:\d{1,2}(?:[.,٫]\d{1,40}(?:\.\d{1,40})?|:\d{2}(?!\d))?"
_CLOCK = re.compile(r"(-?)(?:(\d{1,4}):)?(\d{1,3}):(\d{1,2})(?:[.,٫](\d{1,40})(\.\d{1,40})?)?")
_TIMECODE = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})[:;](\d{2})")
_SECONDS = r"\d{1,9}(?:\.\d{1,9})?\s?s(?:ec)?"
UNITS = rf"(?:(?:\d{{1,3}}\s?h\s?)?\d{{1,4}}\s?m(?:in)?\s?(?:{_SECONDS})?|{_SECONDS})(?!\w)"
_UNITS = re.compile(
    r"(?:(\d{1,3})\s?h)?\s?(?:(\d{1,4})\s?m(?:in)?)?\s?(?:(\d{1,9}(?:\.\d{1,9})?)\s?s(?:ec)?)?", re.IGNORECASE
)
FRAMES_PER_SECOND = 30  # TTML's default; with another rate a time is wrong by less than a fifth of a second


def parse_clock(text: str) -> Seconds | None:
    """Seconds, or None where `text` is not a time of day within a recording."""
    text = text.strip()
    if timecode := _TIMECODE.fullmatch(text):
        hours, minutes, seconds, frames = (int(part) for part in timecode.groups())
        return hours * 3600 + minutes * 60 + seconds + min(frames, FRAMES_PER_SECOND - 1) / FRAMES_PER_SECOND
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    sign, *parts, fraction, tail = match.groups()
    hours, minutes, seconds = (int(part or 0) for part in parts)
    whole = hours * 3600.0 + minutes * 60 + seconds
    time = whole + (float(f"{fraction}{tail}") / 1000 if tail else float(f"0.{fraction or 0}"))
    return -time if sign else time


def parse_units(text: str) -> Seconds | None:
    """Seconds out of `1h 2m 3s`, `2m3s`, `3 s`; None where `text` is something else."""
    match = _UNITS.fullmatch(text.strip())
    if match is None or not any(match.groups()):
        return None
    hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def format_clock(seconds: Seconds, decimal: str = ".") -> str:
    """`HH:MM:SS.mmm`; SubRip wants a comma as the `decimal` mark."""
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{decimal}{rest % 1000:03d}"
