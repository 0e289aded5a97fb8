"""Files to bytes, and bytes to text: UTF-8 first, then what older programs write. Articles are decoded by it, too."""

from __future__ import annotations

import codecs
import re
import sys
from contextlib import nullcontext
from pathlib import Path

from transcripts.types import TranscriptError

STANDARD_INPUT = "-"  # in place of a path
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN, _ARABIC = "cp1252", "cp1256"  # of Windows
_CODE_PAGES = (_WESTERN, _ARABIC, "iso8859_6")  # the last is Arabic of Unix
_OLD_MAC = "mac_arabic"  # which charset-normalizer does not know
_NEARLY_ALL = 0.9  # of the letters in words that go beyond ASCII
_FEWEST_LETTERS = 3  # of an Arabic word: hardly a word of Western Europe is that long without a letter of ASCII
_WORD = re.compile(r"[^\W\d_]+")
_UTF8_LETTER = re.compile(b"[\xc2-\xf4][\x80-\xbf]{1,3}")
_NULS = 0.05  # of the bytes at every second place, from which the text is UTF-16: blanks alone are more


def bytes_of(path: Path | str, largest: int, wanted: str) -> bytes:
    """All of a file, or of standard input, of at most `largest` bytes; `wanted` is what it should be, "a transcript".

    Raises TranscriptError, which does not name the file.
    """
    try:
        with nullcontext(sys.stdin.buffer) if str(path) == STANDARD_INPUT else Path(path).open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise TranscriptError("no such file") from error
    except IsADirectoryError as error:
        raise TranscriptError(f"a folder, not {wanted}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise TranscriptError(f"cannot be read ({getattr(error, 'strerror', None) or error})") from error
    if len(data) > largest:
        raise TranscriptError(f"too large for {wanted}")
    return data


def text_in(data: bytes, declared: str | None = None) -> str | None:
    """The text in `data`, without a byte order mark; None where it is in no encoding known here.

    `declared` is what a server or a document names; it is tried after UTF-8.
    """
    for encoding in encodings_of(data, declared):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return None


def encodings_of(data: bytes, declared: str | None = None) -> list[str]:
    """Those worth trying, likeliest first."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return [encoding]
    if b"\0" in data:
        wide = _unmarked_utf16(data)
        return [wide] if wide else ["utf-8"]
    return ["utf-8", *([declared] if declared else []), *_code_pages(data)]


def damaged_line(data: bytes) -> int:
    """Where UTF-8 stops, counted from 1; 0 where it does not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    return 0


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without its mark: Latin letters, digits, blanks and line ends have a NUL for one half, always the same."""
    sample = data[:4096]
    high, low = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    if max(high, low) < _NULS * half or min(high, low) > 0.02 * half or len(data) % 2:
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _code_pages(data: bytes) -> list[str]:
    """The likeliest for bytes that are not UTF-8. Text with letters of UTF-8 in it is damaged UTF-8 and in none."""
    from charset_normalizer import from_bytes

    foreign = sum(byte >= 0x80 for byte in data)
    if sum(len(letter) for letter in _UTF8_LETTER.findall(data)) > foreign / 2:
        return []
    telling = b"\n".join(line for line in data.splitlines() if not line.isascii())  # samples of all would miss some
    found = from_bytes(telling, cp_isolation=list(_CODE_PAGES)).best()
    if found and found.encoding != _WESTERN:
        return [found.encoding]
    # Of a word or two, and of what it does not know, the library can tell nothing.
    shares = {page: _arabic_share(telling.decode(page, "replace")) for page in (_ARABIC, _OLD_MAC)}
    likeliest = max(shares, key=lambda page: shares[page])
    return [likeliest if shares[likeliest] > _NEARLY_ALL else _WESTERN]


def _arabic_share(text: str) -> float:
    """Of the letters in words that go beyond ASCII: those of wholly Arabic words. Western words mix both kinds."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    arabic = [word for word in words if all("\u0600" <= char <= "\u06ff" for char in word)]
    telling = max(map(len, arabic), default=0) >= _FEWEST_LETTERS
    return sum(map(len, arabic)) / sum(map(len, words)) if telling else 0.0
