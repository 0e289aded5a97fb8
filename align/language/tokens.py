"""Words and numbers of any script, with offsets into the text exactly as given."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .orthography import MARKS, fold

_CACHED_LENGTH = 64  # code points; longer "words" are taken apart and folded each time and not remembered
# Inside a word: marks, tatweel (a letter to Unicode), zero-width and bidirectional marks.
_INNER = MARKS + "\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_IDEOGRAPH = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # written without spaces: a token each
_INDIC = "\u0900-\u0963\u0970-\u0dff\u0e00-\u0e4e\u0e80-\u0ecd\u0f40-\u0fbc\u1000-\u103f"  # vowel signs are no \w there
_LETTER = rf"(?:[^\W\d_{_IDEOGRAPH}]|[{_INDIC}])"
_WORD = rf"{_LETTER}(?:{_LETTER}|[{_INNER}]|['’ʼ](?={_LETTER}))*"
_NUMBER = rf"\d(?:[\d{_INNER}]|[.,:/٫٬](?=\d))*(?:[%٪])?"
_INITIALS = rf"(?:[A-Za-z]\.){{2,}}(?!{_LETTER})"  # p.m., U.N.
_TOKEN = re.compile(rf"{_NUMBER}|[{_IDEOGRAPH}]|{_INITIALS}|{_WORD}")

_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?%?\Z")  # 1,250.5
_DOT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}%?\Z")  # 1.250.000


@dataclass(frozen=True, slots=True)
class Token:
    """A word or number: `text` folded, `start`/`end` half-open code point offsets into the original text."""

    text: str
    start: int
    end: int


def _normal_form(raw: str) -> str:
    text = fold(raw)
    if text[:1].isdigit():
        if _GROUPS.match(text):
            return text.replace(",", "")
        if _DOT_GROUPS.match(text):
            return text.replace(".", "")
        return text
    return text.replace(".", "")


_cached_form = lru_cache(maxsize=1 << 16)(_normal_form)


def tokenise(text: str) -> tuple[Token, ...]:
    """Words and numbers of `text` in order. A number keeps its decimals, clock colon, date slashes and per cent sign
    (`1,250.5` becomes `1250.5`); hyphens and a change between digits and letters separate. Linear in time."""
    return _cached_tokens(text) if len(text) <= _CACHED_LENGTH else _tokens(text)


def _tokens(text: str) -> tuple[Token, ...]:
    tokens = []
    for match in _TOKEN.finditer(text):
        raw = match[0]
        form = _cached_form(raw) if len(raw) <= _CACHED_LENGTH else _normal_form(raw)
        if form:
            tokens.append(Token(form, match.start(), match.end()))
    return tuple(tokens)


_cached_tokens = lru_cache(maxsize=1 << 14)(_tokens)  # of single words, most of which come again
