"""Times as people write them."""

from __future__ import annotations

import re
from datetime import date

from audio.names import shown
from audio.types import AudioError, Seconds

# [[hours:]minutes:]seconds; \d matches Arabic digits too, and U+066B is the Arabic decimal separator.
_TIME = re.compile(r"(?:(?:(\d{1,6}):)?(\d{1,6}):)?(\d{1,9}(?:[.,\u066b]\d{1,9})?)")


def parse_time(text: str) -> Seconds:
    """Seconds from "12:31.4", "751.4" or "0:12:31.4". Raises AudioError for anything else."""
    found = _TIME.fullmatch(text.strip())
    if found:
        hours, minutes, seconds = found[1], found[2], float(re.sub(r"[,\u066b]", ".", found[3]))
        if (minutes is None or seconds < 60) and (hours is None or int(minutes) < 60):
            return int(hours or 0) * 3600 + int(minutes or 0) * 60 + seconds
    raise AudioError(f"{shown(text)} is not a time: write 12:31.4, 751.4 or 0:12:31.4")


def parse_date(text: str | None) -> date | None:
    """A full ISO date at the head of a text; a bare year says too little."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def format_time(seconds: Seconds, decimals: int = 0) -> str:
    """As "12:31" or "1:02:03", with `decimals` digits behind the second; cut off, not rounded, so never late."""
    step = 10**decimals
    count = int(max(0.0, seconds) * step + 1e-6)  # 0.3 * 10 must not become 2
    whole, part = divmod(count, step)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    clock = f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
    return f"{clock}.{part:0{decimals}}" if decimals else clock
