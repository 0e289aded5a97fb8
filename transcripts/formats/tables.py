"""Transcripts in rows: CSV and TSV with a header, and the columns of CTM, STM and Audacity's labels without one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from transcripts.formats.fields import END, START, TEXT, fold
from transcripts.formats.timed_json import read_timed_json
from transcripts.repair.raw import RawSegment, RawTranscript
from transcripts.types import Transcript, TranscriptError

TSV_HEADER = "start\tend\ttext"
_DELIMITERS = "\t,;|"
_NUMBER = r"-?\d{1,9}(?:\.\d{1,9})?"
_NO_TIME = r"(?!\W*\d+:\d)"
# NIST's CTM: recording, channel, start, duration, word, confidence. STM: recording, channel, speaker, start, end, text.
_CTM = re.compile(rf"{_NO_TIME}(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})\s+(\S+)(?:\s+({_NUMBER}))?(?:\s+\S+)*")
_STM = re.compile(rf"{_NO_TIME}(\S+)\s+(\S+)\s+(\S+)\s+({_NUMBER})\s+({_NUMBER})(?:\s+<[^<>]*>)?\s+(.*)")
_LABEL = re.compile(rf"({_NUMBER})\t({_NUMBER})\t(.*)")
_FREQUENCIES = re.compile(rf"\\\t{_NUMBER}\t{_NUMBER}")  # the second line of one of Audacity's labels
_COMMENT = ";;"
_MOST_CHARACTERS = 1 << 20  # of one field
_LONGEST_HEADER = 10_000  # characters; a longer line names no columns


def read_whisper_tsv(text: str) -> RawTranscript:
    """Whisper's own: times in milliseconds. Raises TranscriptError that names the line."""
    segments = []
    for number, line in enumerate(text.split("\n")[1:], start=2):
        if line.strip():
            fields = line.split("\t", 2)
            if len(fields) != 3:
                raise TranscriptError(f"line {number}: not start, end and text with tabs between them")
            segments.append(RawSegment(fields[2], _milliseconds(fields[0], number), _milliseconds(fields[1], number)))
    return RawTranscript(tuple(segments))


def write_tsv(transcript: Transcript) -> str:
    rows = (f"{round(s.start * 1000)}\t{round(s.end * 1000)}\t{s.text}" for s in transcript.segments)
    return "\n".join([TSV_HEADER, *rows]) + "\n"


def is_table(text: str) -> bool:
    """Whether the first line names columns of text and of times."""
    return _delimiter(text.lstrip().partition("\n")[0]) is not None


def read_table(text: str) -> RawTranscript:
    """Rows under names as in `fields`. Raises TranscriptError."""
    text = text.lstrip()
    reader = csv.DictReader(io.StringIO(text), delimiter=_delimiter(text.partition("\n")[0]) or ",")
    csv.field_size_limit(_MOST_CHARACTERS)
    try:
        rows = [{name: value for name, value in row.items() if name and value} for row in reader]
    except csv.Error as error:
        raise TranscriptError(f"line {reader.line_num}: not a row of the table ({error})") from error
    return read_timed_json([{"segments": rows}])


def columns_of(text: str) -> list[dict[str, Any]] | None:
    """The rows of a file that has columns and no header, under names; None where it is no such file.

    Raises TranscriptError for a line that is not like most.
    """
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith(_COMMENT)]
    lines = [line for line in lines if not _FREQUENCIES.fullmatch(line)]
    if not lines:
        return None
    for pattern, names in (
        (_LABEL, ("start", "end", "text")),
        (_STM, ("", "", "speaker", "start", "end", "text")),
        (_CTM, ("", "", "start", "duration", "word", "confidence")),
    ):
        matches = [pattern.fullmatch(line) for line in lines]
        if sum(map(bool, matches)) > len(lines) / 2:
            if None in matches:
                odd = lines[matches.index(None)].strip()
                raise TranscriptError(f"not like the other lines, with their times in columns: {odd[:60]!r}")
            return [dict(_seconds(zip(names, match.groups(), strict=True))) for match in matches if match]
    return None


def _seconds(fields: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, Any]]:
    """The named fields, their times known to be seconds."""
    for name, value in fields:
        if name in ("start", "end", "duration"):
            yield f"{name}seconds", value
        elif name and value is not None:
            yield name, value


def _delimiter(header: str) -> str | None:
    for delimiter in _DELIMITERS if len(header) <= _LONGEST_HEADER else ():
        names = {fold(name) for name in next(csv.reader([header], delimiter=delimiter), [])}
        if names & set(TEXT) and names & {*START, *END}:
            return delimiter
    return None


def _milliseconds(field: str, number: int) -> float:
    try:
        return int(field[:20]) / 1000
    except ValueError as error:
        raise TranscriptError(f"line {number}: not a time in milliseconds: {field.strip()[:40]!r}") from error
