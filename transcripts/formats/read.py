"""Reading a transcript of any kind, told apart by what is in it and not by its name."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import Any

from audio import is_feed
from transcripts.formats.complete import complete
from transcripts.formats.fields import parse_json
from transcripts.formats.own import read_own
from transcripts.formats.plain import TSV_HEADER, read_stamped, read_tsv, starts_with_time
from transcripts.formats.podcasting import read_podcasting
from transcripts.formats.raw import RawTranscript
from transcripts.formats.subtitles_read import read_srt, read_vtt
from transcripts.formats.whisper import read_chunks, read_segment_list, read_whisper, read_whisper_cpp
from transcripts.formats.youtube import read_json3
from transcripts.types import Transcript, TranscriptError

SNIFFED_BYTES = 4096
# A transcript of a day of speech is a few tens of megabytes; more is something else.
LARGEST_BYTES = 256 * 1024 * 1024
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def load(path: Path | str) -> Transcript:
    """Read a transcript file of any known kind.

    Mazeej's own JSON, Whisper's (openai, faster-whisper, WhisperX, whisper.cpp, Transformers), Podcasting 2.0 JSON,
    YouTube json3, SRT, WebVTT, TSV, plain text with times. Segments keep their order and number.
    Raises TranscriptError: the file cannot be read, is no transcript, is malformed (the line is named) or has no times.
    """
    path = Path(path)
    try:
        text = _decode(_bytes_of(path)).replace("\r\n", "\n").replace("\r", "\n")
        return complete(_read(text))
    except TranscriptError as error:
        raise TranscriptError(f"{path}: {error}") from error


def is_transcript(path: Path | str) -> bool:
    """Whether the file looks like a transcript rather than like sound or a feed, by its first bytes."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(SNIFFED_BYTES)
    except OSError:
        return False
    if is_feed(path):
        return False
    if head.startswith(tuple(_BOMS)):
        return True
    controls = sum(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    # Sound has NUL bytes in its very header; text may have stray other controls.
    return (
        bool(head.strip())
        and b"\0" not in head
        and controls <= len(head) / 100
        and (_mostly_utf8(head) or b"-->" in head)
    )


def _mostly_utf8(head: bytes) -> bool:
    return len(head.decode("utf-8", "ignore").encode()) >= 0.9 * len(head)


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise TranscriptError("too large for a transcript")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise TranscriptError("no such file") from error
    except IsADirectoryError as error:
        raise TranscriptError("a folder, not a transcript file") from error
    except OSError as error:
        raise TranscriptError(f"cannot be read ({error.strerror})") from error


def _decode(content: bytes) -> str:
    encoding = next((name for bom, name in _BOMS.items() if content.startswith(bom)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if b'"transcription"' in content[: error.start]:
            return content.decode("utf-8", "surrogateescape")  # whisper.cpp cuts letters between tokens
        line = content[: error.start].count(b"\n") + 1
        raise TranscriptError(f"line {line}: not text in UTF-8; save the transcript as UTF-8") from error


def _read(text: str) -> RawTranscript:
    head = text.lstrip()
    first_line = head.split("\n", 1)[0].rstrip()
    if not head:
        raise TranscriptError("the file is empty")
    if head.startswith("WEBVTT"):
        return read_vtt(text)
    if first_line.lower() == TSV_HEADER:
        return read_tsv(head)
    if head[0] == "{" or (head[0] == "[" and not starts_with_time(first_line) and head[1:].lstrip()[:1] in "{[]"):
        return _read_json(parse_json(text))
    if "-->" in text and not any(starts_with_time(line) and "]" in line for line in text.split("\n")[:50]):
        return read_srt(text)
    if any(starts_with_time(line) for line in text.split("\n")):
        return read_stamped(text)
    raise TranscriptError("no times in it, and without them nothing can be located in the recording")


def _read_json(document: Any) -> RawTranscript:
    if isinstance(document, list):
        return read_segment_list(document)
    if "schema" in document:
        return read_own(document)
    if "transcription" in document:
        return read_whisper_cpp(document)
    if "events" in document:
        return read_json3(document)
    if "chunks" in document:
        return read_chunks(document)
    segments = document.get("segments")
    if isinstance(segments, list) and any(isinstance(item, dict) and "startTime" in item for item in segments):
        return read_podcasting(document)
    if "segments" in document:
        return read_whisper(document)
    raise TranscriptError("JSON, but of no kind of transcript that is known here")
