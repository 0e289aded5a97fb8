"""Reading a transcript of any kind, told apart by what is in it and not by its name."""

from __future__ import annotations

import re
from pathlib import Path

from audio import is_feed
from transcripts.decode import STANDARD_INPUT, bytes_of, damaged_line, text_in
from transcripts.formats import documents, tables
from transcripts.formats.fields import documents_in, parse_json
from transcripts.formats.own import read_own
from transcripts.formats.praat import is_text_grid, tiers_of
from transcripts.formats.stamped import has_stamps, read_stamped, starts_with_time
from transcripts.formats.subtitles_read import is_time_line, read_srt, read_vtt
from transcripts.formats.timed_json import read_timed_json
from transcripts.formats.timed_xml import objects_in
from transcripts.formats.youtube import read_json3
from transcripts.repair.complete import complete
from transcripts.repair.raw import RawTranscript
from transcripts.types import Transcript, TranscriptError

SNIFFED_BYTES = 4096
# A transcript of a day of speech is a few tens of megabytes; more is something else.
LARGEST_BYTES = 256 * 1024 * 1024
_NO_TEXT = {  # first bytes of what people give in place of a transcript
    b"%PDF": "a PDF: save its text as a text file",
    documents.ZIP: "an archive, and no Word document: unpack it first",
    b"\xd0\xcf\x11\xe0": "an old Word document: save it as .docx or as text",
    b"\x1f\x8b": "compressed: unpack it first",
}
_RTTM = re.compile(r"(?:;;[^\n]*\n)*SPEAKER \S+ \d+ [\d.]+ [\d.]+ ")
# All white space, and the marks of direction that editors put round times and names; they are no part of any word.
_INVISIBLE = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\u2060]")


def load(path: Path | str) -> Transcript:
    """Read a transcript of any known kind, from a file or, named "-", from standard input.

    The kinds are listed in docs/formats.md. Segments keep their order and number.
    Raises TranscriptError: the file cannot be read, is no transcript, is malformed (the line is named) or has no times.
    """
    name = "standard input" if str(path) == STANDARD_INPUT else str(path)
    try:
        return complete(_read(bytes_of(path, LARGEST_BYTES, "a transcript")))
    except TranscriptError as error:
        raise TranscriptError(f"{name}: {error}") from error


def is_transcript(path: Path | str) -> bool:
    """Whether the file looks like a transcript rather than like sound or a feed, by its first bytes."""
    if str(path) == STANDARD_INPUT:
        return True
    try:
        with Path(path).open("rb") as file:
            head = file.read(SNIFFED_BYTES)
            if head.startswith(documents.ZIP):
                return documents.is_word(head + file.read())
    except OSError:
        return False
    return not is_feed(path) and _is_text(head)


def _is_text(head: bytes) -> bool:
    """Sound has NUL bytes in its very header, and many letters of no alphabet; text may have stray other controls."""
    if not head.strip():
        return False
    cut = next(
        (head[:end] for end in range(len(head), max(0, len(head) - 4), -1) if not damaged_line(head[:end])), head
    )
    text = text_in(cut)
    if text is None:  # damaged text, perhaps
        text = head.decode("utf-8", "ignore")
        if len(text.encode()) < 0.9 * len(head):
            return False
    controls = sum(ord(char) < 32 and char not in "\t\n\r\f" for char in text)
    letters = sum(char.isalnum() or char.isspace() or char.isascii() for char in text)
    return "\0" not in text and controls <= len(text) / 100 and letters >= 0.8 * len(text)


def _read(data: bytes) -> RawTranscript:
    if not data.strip(b" \t\r\n\0"):
        raise TranscriptError("the file is empty")
    if documents.is_word(data):
        return _read_text(documents.text_of_word(data))
    for magic, what in _NO_TEXT.items():
        if data.startswith(magic):
            raise TranscriptError(what)
    return _read_text(_decode(data))


def _decode(data: bytes) -> str:
    if damaged_line(data) and b'"transcription"' in data:
        return data.decode("utf-8", "surrogateescape")  # whisper.cpp cuts letters between tokens
    text = text_in(data)
    if text is None:
        raise TranscriptError(f"line {damaged_line(data)}: not text in UTF-8; save the transcript as UTF-8")
    return text


def _read_text(text: str) -> RawTranscript:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    head = text.lstrip("\ufeff \t\n")
    first_line = head.split("\n", 1)[0].rstrip()
    if head[:1] == "{" or (head[:1] == "[" and head[1:].lstrip()[:1] in "{[]" and not starts_with_time(first_line)):
        return _read_json(head)
    if head.startswith("<"):
        return _read_marked_up(head)
    if is_text_grid(head):
        return read_timed_json([tiers_of(head)])
    return _read_lines(_INVISIBLE.sub("", text))


def _read_json(text: str) -> RawTranscript:
    if form := documents.subtitle_form(text):  # MicroDVD begins with a brace, MPL2 with a bracket
        return documents.read_subtitles(text, form)
    found = parse_json(text)
    if isinstance(found[0], dict) and "schema" in found[0]:
        return read_own(found[0])
    if isinstance(found[0], dict) and "events" in found[0]:
        return read_json3(found[0])
    return read_timed_json(found)


def _read_marked_up(text: str) -> RawTranscript:
    form = documents.subtitle_form(text)
    return documents.read_subtitles(text, form) if form else read_timed_json(objects_in(text))


def _read_lines(text: str) -> RawTranscript:
    head = text.strip()
    first_line = head.split("\n", 1)[0].rstrip()
    if head.startswith("WEBVTT"):
        return read_vtt(head)
    if first_line.lower() == tables.TSV_HEADER:
        return tables.read_whisper_tsv(text.lstrip())  # the last line may end in a tab, and say nothing
    if form := documents.subtitle_form(text):
        return documents.read_subtitles(text, form)
    if _RTTM.match(head):
        raise TranscriptError("RTTM, which says who speaks when and not what: give it with --speakers")
    if tables.is_table(head):
        return tables.read_table(head)
    if columns := tables.columns_of(head):
        return read_timed_json([{"words" if "word" in columns[0] else "segments": columns}])
    bracketed = any(starts_with_time(line) and "]" in line for line in text.split("\n")[:50])
    if is_time_line(first_line) or ("-->" in text and not bracketed):
        return read_srt(text.rstrip() + "\n")
    if has_stamps(text):
        return read_stamped(text)
    if head.startswith("[") and (found := documents_in(head)):
        return read_timed_json(found)  # which says what is in it
    raise TranscriptError(
        "no line of it bears a time, before the text, behind a name or at its end; "
        "without times nothing can be located in the recording"
    )
