"""Text of strangers made safe to show, and what a page or a terminal must know of it to set it right."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import PurePath
from unicodedata import category

from audio import format_time

# Embeddings, overrides and isolates can reorder what stands around them; the plain marks (LRM, RLM, ALM) cannot.
_REORDERING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SPACE = re.compile(r"\s+")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT_TO_RIGHT = re.compile(r"[A-Za-z\u00aa-\u02b8\u0370-\u058f\u0900-\u1fff\u2c00-\ud7ff]")
_WRITTEN_RIGHT_TO_LEFT = frozenset({"ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})  # ISO 639
REMEMBERED = 4096  # texts whose answer is kept: a desk draws the same page after every correction
clock = format_time  # as a reader sees times; rounded down, so that a player sought there has not passed it
_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


@lru_cache(maxsize=REMEMBERED)
def clean(text: str) -> str:
    """`text` without what can steer a terminal or reorder its neighbours: control characters (line feeds and tabs
    stay), lone surrogates, non-characters and bidirectional embeddings, overrides and isolates."""
    return "".join(char for char in text if char in "\n\t" or not _is_unsafe(char))


def _is_unsafe(char: str) -> bool:
    return char in _REORDERING or category(char) in ("Cc", "Cs", "Cn") or char in "\u2028\u2029"


def one_line(text: str) -> str:
    """`clean` text on a single line, each run of white space one space."""
    return _SPACE.sub(" ", clean(_SPACE.sub(" ", text))).strip()


def phrase(text: str) -> str:
    """A few words to quote: on one line, without the punctuation of the sentence they stood in."""
    return one_line(text).strip(" .,;:،؛")


def in_quotes(text: str) -> str:
    """In the quotation marks of its own script."""
    return f"«{text}»" if direction(text) == "rtl" else f"“{text}”"


def isolate(text: str) -> str:
    """`text`, already clean, fenced so that its direction ends where it ends (Unicode's FSI and PDI)."""
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}" if text else ""


@lru_cache(maxsize=REMEMBERED)
def direction(text: str) -> str:
    """`rtl` or `ltr`, by the majority of the letters; `ltr` where there are none."""
    return "rtl" if len(_RIGHT_TO_LEFT.findall(text)) > len(_LEFT_TO_RIGHT.findall(text)) else "ltr"


def language_tag(text: str, spoken: str | None = None) -> str:
    """Value for a `lang` attribute: the recording's language `spoken` if the script fits, else Arabic or English."""
    right_to_left = direction(text) == "rtl"
    if spoken and re.fullmatch("[a-z]{2,3}", spoken) and (spoken in _WRITTEN_RIGHT_TO_LEFT) == right_to_left:
        return spoken
    return "ar" if right_to_left else "en"


def file_name(source: str) -> str:
    """A web address as it is; of a path the last part: where somebody keeps their files is nobody's business."""
    return source if "://" in source else PurePath(source).name


def safe_address(address: str | None) -> str | None:
    """`address` if a page may link to it: http or https and nothing that `clean` would take away; else None."""
    if address and re.match(r"https?://[^\s]+\Z", address, re.IGNORECASE) and clean(address) == address:
        return address
    return None
