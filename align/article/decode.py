"""Bytes to text: UTF-8 first, then what older files are written in."""

from __future__ import annotations

import codecs
import re

from align.types import AlignError

_MAX_CONTROL_SHARE = 0.02  # text has next to none; binary files have many
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CODE_PAGE_GAPS = re.compile(b"[\x81\x8d\x8f\x90\x9d]")  # not assigned in Windows-1252
_KNOWN_FORMATS = {  # first bytes of what people take for a text file
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word document or another archive",
    b"\xd0\xcf\x11\xe0": "an old Word document",
    b"{\\rtf": "an RTF document",
}
_SOUND = (b"ID3", b"RIFF", b"OggS", b"fLaC")
_ADVICE = "save it as UTF-8 text, Markdown or HTML"


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
    text = _decode(data, name, declared)
    if len(_CONTROL.findall(text)) > _MAX_CONTROL_SHARE * len(text) + 1:
        raise AlignError(f"{name} is not text but binary data; {_ADVICE}")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(data: bytes, name: str, declared: str | None) -> str:
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        encodings = ["utf-32"]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8", *([declared] if declared else []), _windows_code_page(data)]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    raise AlignError(f"{name} is in an unknown encoding; {_ADVICE}")


def _windows_code_page(data: bytes) -> str:
    """The likelier of Windows-1256 (Arabic) and Windows-1252 (Western), for bytes that are not UTF-8.

    Both give a letter to almost every byte; but Western text has single accented letters among ASCII ones, Arabic text
    hardly an ASCII letter at all. "ascii", which cannot decode such bytes, stands for neither.
    """
    if b"\0" in data:
        return "ascii"
    high = sum(byte >= 0xC0 for byte in data)
    ascii_letters = sum(chr(byte).isalpha() for byte in data if byte < 0x80)
    if high > ascii_letters:
        return "cp1256"
    return "ascii" if _CODE_PAGE_GAPS.search(data) else "cp1252"
