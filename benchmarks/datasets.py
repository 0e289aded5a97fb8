"""Labelled data: recordings whose claims point at segments, and pairs of a source text and one claim.

Both become the same `Talk`, so that everything after reading knows one shape. The files are JSON lines:

    {"id", "lang", "transcript": [{"id", "start", "end", "speaker", "text"}, …],
     "claims": [{"id", "text", "gold": [segment ids], "label", "edit"}, …]}
    {"id", "lang", "source_text", "claim", "label", "edit_types"}
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from align.types import Claim, Verdict
from audio import Interval
from transcripts import Segment, Transcript, Word

SECONDS_PER_WORD = 60 / 150  # a calm speaker, for text that came without times
# Every code of ISO 639-3's macrolanguage "ara" that spoken corpora use; transcripts carry ISO 639-1.
ARABIC_CODES = frozenset("ara arb apc ajp arz acm apd ars afb acw ary arq aeb ayl".split())

_SENTENCE_END = re.compile(r"(?<=[.!?؟…])\s+")
_SPEAKER_LABEL = re.compile(r"([^:\n]{1,40}):\s")


class DataError(Exception):
    """A data file cannot be used; the message is the sentence the user reads."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim and what a person says of it."""

    claim: Claim
    gold: frozenset[int] = frozenset()  # indices of the segments that speak to it; empty: not labelled, or none do
    label: Verdict | None = None  # None: nobody judged it
    edits: tuple[str, ...] = ()  # how a true statement was made a false one


@dataclass(frozen=True, slots=True)
class Talk:
    """What one recording, or one source text, says, and the claims put to it together."""

    id: str
    transcript: Transcript
    claims: tuple[Labelled, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    name: str
    pairs: bool  # source texts without places to be found: only the verdict counts
    talks: tuple[Talk, ...]


def read(path: Path) -> Dataset:
    """The talks of one JSON-lines file, in its order.

    Raises:
        DataError: the file cannot be read, or a line has neither shape.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(f"{path} cannot be read: {error}") from error
    talks: list[Talk] = []
    shapes: set[bool] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            shapes.add("source_text" in row)
            talks.append(_pair(row) if "source_text" in row else _recording(row))
        except (ValueError, KeyError, TypeError) as error:
            raise DataError(f"{path}, line {number}, is not in a known shape: {error!r}") from error
    if len(shapes) != 1:
        raise DataError(f"{path} should hold either recordings or pairs, at least one.")
    return Dataset(path.stem, shapes.pop(), tuple(talks))


def read_all(files: Sequence[Path], folder: Path) -> list[Dataset]:
    """The sets in `files`; ends the program with a line where there are none (looked for in `folder`) or one is bad."""
    if not files:
        sys.exit(f"No FILE was given and {folder} holds no data: nothing was measured.")
    try:
        return [read(path) for path in files]
    except DataError as error:
        sys.exit(str(error))


def spread(text: str, bounds: Interval, speaker: str | None) -> tuple[Word, ...]:
    """The words of `text`, with the time of `bounds` shared out by their letters."""
    words = text.split()
    per_letter = bounds.duration / max(sum(map(len, words)), 1)
    edges = accumulate((per_letter * len(word) for word in words), initial=bounds.start)
    return tuple(
        Word(start, end, word, speaker=speaker) for word, (start, end) in zip(words, pairwise(edges), strict=True)
    )


def source_transcript(text: str, language: str) -> Transcript:
    """A text without times as a transcript: a segment a sentence, at 150 words a minute."""
    segments, clock = [], 0.0
    for speaker, sentence in _sentences(text):
        bounds = Interval(clock, clock + SECONDS_PER_WORD * len(sentence.split()))
        segments.append(Segment(spread(sentence, bounds, speaker), speaker=speaker, interpolated=True))
        clock = bounds.end
    return Transcript(tuple(segments), language=_language(language), duration=clock)


def _sentences(text: str) -> Iterator[tuple[str | None, str]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    labels = [_SPEAKER_LABEL.match(line) for line in lines]
    # A lone headline «Name: …» quotes somebody; only a text in which most lines do so is a dialogue.
    dialogue = len(lines) > 1 and 2 * sum(map(bool, labels)) > len(lines)
    speaker = None
    for line, label in zip(lines, labels, strict=True):
        if dialogue and label:
            speaker, line = label[1], line[label.end() :]
        for sentence in _SENTENCE_END.split(line):
            if sentence.split():
                yield speaker, sentence


def _recording(row: Mapping[str, Any]) -> Talk:
    segments, index = [], {}
    for at, item in enumerate(row["transcript"]):
        index[item["id"]] = at
        bounds, speaker = Interval(item["start"], item["end"]), item.get("speaker")
        words = spread(item["text"], bounds, speaker)
        segments.append(Segment(words, speaker=speaker, interpolated=True, bounds=bounds))
    duration = max((item["end"] for item in row["transcript"]), default=0.0)
    transcript = Transcript(tuple(segments), language=_language(row["lang"]), duration=duration)
    claims = tuple(
        Labelled(
            Claim(item["id"], item["text"], span=None),
            frozenset(index[segment] for segment in item["gold"]),
            _label(item.get("label")),
            _kinds(item.get("edit")),
        )
        for item in row["claims"]
    )
    return Talk(row["id"], transcript, claims)


def _pair(row: Mapping[str, Any]) -> Talk:
    claim = Labelled(
        Claim(row["id"], row["claim"], span=None),
        label=_label(row["label"]),
        edits=_kinds(row.get("edit_types")),
    )
    return Talk(row["id"], source_transcript(row["source_text"], row["lang"]), (claim,))


def _label(text: str | None) -> Verdict | None:
    return None if text is None else Verdict(text)


def _kinds(edits: str | Iterable[str] | None) -> tuple[str, ...]:
    return (edits,) if isinstance(edits, str) else tuple(edits or ())


def _language(code: str) -> str:
    return "ar" if code.split("-")[0] in ARABIC_CODES else code
