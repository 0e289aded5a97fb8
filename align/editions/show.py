"""A time map for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable

from align.edition_times import EditionPiece, TimeMap
from audio import Interval, format_time


def as_text(found: TimeMap, said: Callable[[str], str] = str) -> str:
    """A line for each stretch in the order of ours, then what only theirs has; `said` puts a sentence into the words of
    the reader's language."""
    lines = [(piece.ours, _shift(piece)) for piece in found.pieces]
    lines += [(gap, "missing") for gap in found.missing]
    ours = [f"{_span(interval)}  {said(text)}" for interval, text in sorted(lines, key=lambda line: line[0].start)]
    return "".join(f"{line}\n" for line in [*ours, *(said(f"only theirs: {_span(gap)}") for gap in found.added)])


def as_json(found: TimeMap) -> str:
    """`{"pieces": [{"start", "end", "their_start", "their_end"}], "missing": [{"start", "end"}], "added": […]}`, in
    seconds; `missing` in our time, `added` in theirs."""
    document = {
        "pieces": [
            {**_ends(piece.ours), "their_start": _ms(piece.theirs.start), "their_end": _ms(piece.theirs.end)}
            for piece in found.pieces
        ],
        "missing": [_ends(gap) for gap in found.missing],
        "added": [_ends(gap) for gap in found.added],
    }
    return json.dumps(document, indent=2) + "\n"


def _ends(interval: Interval) -> dict[str, float]:
    return {"start": _ms(interval.start), "end": _ms(interval.end)}


def _ms(seconds: float) -> float:
    return round(seconds, 3)


def _span(interval: Interval) -> str:
    return f"{format_time(interval.start, 1)}-{format_time(interval.end, 1)}"


def _shift(piece: EditionPiece) -> str:
    return f"at {format_time(piece.theirs.start, 1)} ({piece.theirs.start - piece.ours.start:+.1f} s)"
