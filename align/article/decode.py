"""Bytes to text: UTF-8 first, then what older files are written in."""

from __future__ import annotations

import codecs
import re

from align.types import AlignError
from transcripts.decode import text_in

_MAX_CONTROL_SHARE = 0.02  # text has next to none; binary files have many
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KNOWN_FORMATS = {  # first bytes of what people take for a text file
    b"%PDF": "a PDF, which does not say in which order its words are read",
    b"PK\x03\x04": "an archive, and no Word or OpenDocument text",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"\x1f\x8b": "a compressed file",
}
_SOUND = (b"ID3", b"RIFF", b"OggS", b"fLaC")
_ADVICE = "save it as text, Markdown, HTML or Word (.docx)"


def refuse_known_formats(data: bytes, name: str) -> None:
    """Raise AlignError when `data` opens like a document or recording that is not text."""
    if data.startswith(_SOUND):
        raise AlignError(f"{name} is a sound file, where a text is wanted")
    for magic, what in _KNOWN_FORMATS.items():
        if data.startswith(magic):
            raise AlignError(f"{name} is {what}; {_ADVICE}")


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """The text in `data`, with every line end as a line feed, as `Path.read_text` gives it.

    Args:
        name: What an error calls the file.
        declared: The encoding a server named; tried before the Windows code pages, after UTF-8.

    Raises:
        AlignError: The bytes are not text, or in no encoding known here.

    A UTF-8 byte order mark stays in the text as U+FEFF, so that offsets agree with `Path.read_text("utf-8")`.
    """
    refuse_known_formats(data, name)
    text = text_in(data, declared)
    if text is None:
        raise AlignError(f"{name} is in an unknown encoding; {_ADVICE}")
    if data.startswith(codecs.BOM_UTF8):
        text = "\ufeff" + text
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text) + 1:
        raise AlignError(f"{name} is not text but binary data; {_ADVICE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")
