"""What is said to a person, on the terminal and at the desk, in the language of who reads it.

The rooms say it in English; a table has the sentences of other languages by the English ones, so that no room needs to
know who listens. What the table lacks stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_PARTS = re.compile(r"( \| | · )")  # between what a line is made of
_REASON = re.compile(r"(?:: |; | \()\{\}\)?$")  # what an English sentence ends in: a sentence of its own
_DEEPEST = 5  # reasons of reasons


@dataclass(frozen=True, slots=True)
class _Sentence:
    english: re.Pattern[str]
    translation: str
    has_reason: bool  # the last of its groups; the others are names and numbers


def translated(message: str, code: str) -> str:
    """`message` in the language `code` (ISO 639-1), as far as the table has it."""
    if code not in _tables():
        return message
    parts = _PARTS.split(message)
    return "".join(_part(part, code) if " " in part or len(parts) == 1 else part for part in parts)


def _part(text: str, code: str, depth: int = 0) -> str:
    """Names stand before what is said of them: they stay as they are."""
    names, rest = "", text
    while rest:
        if (not names or " " in rest) and (said := _sentence(rest, code, depth)):
            return names + said
        name, colon, rest = rest.partition(": ")
        names += name + colon
    return names


def _sentence(text: str, code: str, depth: int) -> str | None:
    for sentence in _sentences(code):
        if found := sentence.english.fullmatch(text):
            values = list(found.groups())
            if sentence.has_reason and " " in values[-1] and depth < _DEEPEST:
                values[-1] = _part(values[-1], code, depth + 1)
            return sentence.translation.format(*values)
    return None


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("align").joinpath("translation.toml").read_text("utf-8"))


@cache
def _sentences(code: str) -> tuple[_Sentence, ...]:
    """Those with most words of their own come first."""
    table = _tables()[code]
    said = sorted(table, key=lambda sentence: len(sentence.replace("{}", "")), reverse=True)
    return tuple(_Sentence(_pattern(one), table[one], bool(_REASON.search(one))) for one in said)


def _pattern(english: str) -> re.Pattern[str]:
    """What stands for any words reaches over a colon at the end alone: names stand before a colon, reasons behind."""
    words = re.escape(english).replace(r"\{\}", "((?:(?!: ).)+?)")
    if english.endswith(("{}", "{})")):
        words = "(.+?)".join(words.rsplit("((?:(?!: ).)+?)", 1))
    return re.compile(words, re.DOTALL)
