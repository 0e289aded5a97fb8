"""Times as people and subtitle files write them: `1:02`, `00:01:02,500`, `01:02.500`."""

from __future__ import annotations

import re

from audio import Seconds

CLOCK = r"(?:\d+:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,3})?"  # [hours:]minutes:seconds[.fraction]
_PARTS = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,3}))?")


def parse_clock(text: str) -> Seconds | None:
    """Seconds, or None where `text` is not a time of day within a recording."""
    match = _PARTS.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds, fraction = match.groups()
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + (int(fraction) / 10 ** len(fraction) if fraction else 0.0)


def format_clock(seconds: Seconds, decimal: str = ".") -> str:
    """`HH:MM:SS.mmm`; SubRip wants a comma as the `decimal` mark."""
    milliseconds = round(seconds * 1000)
    hours, rest = divmod(milliseconds, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02d}:{minutes:02d}:{rest // 1000:02d}{decimal}{rest % 1000:03d}"
