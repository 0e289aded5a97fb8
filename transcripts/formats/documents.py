"""Transcripts in the documents and subtitle forms that kept libraries read: Word, ASS, SSA, SAMI, MicroDVD, MPL2."""

from __future__ import annotations

import io
import re
import warnings
import zipfile

from transcripts.repair.raw import RawSegment, RawTranscript
from transcripts.repair.rolling import without_repeats
from transcripts.repair.speaker_labels import with_labels
from transcripts.types import TranscriptError

ZIP = b"PK\x03\x04"
_LARGEST_TEXT = 64 * 1024 * 1024  # bytes of a Word document's text, unpacked
_SUBTITLES = (
    ("ass", re.compile(r"\s*(?:[;!].*\n\s*)*\[(?:Script Info|V4\+? Styles|Events)\]", re.IGNORECASE)),
    ("sami", re.compile(r"\s*<sami\b", re.IGNORECASE)),
    ("microdvd", re.compile(r"\s*\{\d+\}\{\d+\}")),
    ("mpl2", re.compile(r"\s*\[\d+\]\[\d+\]")),
)
_FRAME_RATE = 25.0  # of MicroDVD, which counts frames, where its first line names none


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document (.docx)."""
    if not data.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.getinfo("word/document.xml").file_size <= _LARGEST_TEXT
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError):
        return False


def text_of_word(data: bytes) -> str:
    """The document's text, a paragraph a line. Raises TranscriptError."""
    import mammoth

    try:
        return str(mammoth.extract_raw_text(io.BytesIO(data)).value)
    except Exception as error:  # whatever a damaged archive or its XML makes the library raise
        raise TranscriptError("a damaged Word document") from error


def subtitle_form(text: str) -> str | None:
    """Which of pysubs2's forms the text is in, of those read with it."""
    return next((form for form, pattern in _SUBTITLES if pattern.match(text[:4096])), None)


def read_subtitles(text: str, form: str) -> RawTranscript:
    """ASS names speakers in a field of their own. Raises TranscriptError."""
    import pysubs2

    try:
        rate = {"fps": _FRAME_RATE} if form == "microdvd" and not re.match(r"\s*\{1\}\{1\}\d", text) else {}
        with warnings.catch_warnings():  # about margins and the like, which say nothing here
            warnings.simplefilter("ignore")
            subtitles = pysubs2.SSAFile.from_string(text, format_=form, **rate)
    except Exception as error:  # the library lets out what its parsers stumble over
        raise TranscriptError(f"not readable as {form.upper()}") from error
    segments = [
        RawSegment(event.plaintext, event.start / 1000, event.end / 1000, speaker=event.name.strip() or None)
        for event in subtitles
        if not event.is_comment and not event.is_drawing
    ]
    segments = without_repeats(segments)
    return RawTranscript(tuple(segments if any(s.speaker for s in segments) else with_labels(segments)))
