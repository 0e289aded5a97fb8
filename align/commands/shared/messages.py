"""What is said on the terminal, in the language of who reads it.

The rooms say it in English; a table has the sentences of other languages by the English ones, so that no room needs to
know who listens. What the table lacks stays as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from align.commands.shared.language import ui_language

_PARTS = (" | ", " · ", ": ")  # that a line may be made of, the widest first


def in_ui_language(message: str) -> str:
    code = ui_language()
    return message if code == "en" else _translated(message, code)


def _translated(message: str, code: str) -> str:
    for pattern, sentence in _sentences(code):
        if found := pattern.fullmatch(message):
            return sentence.format(*(_part(value, code) for value in found.groups()))
    for mark in _PARTS:
        head, is_there, rest = message.partition(mark)
        if is_there:
            return f"{_part(head, code)}{mark}{_part(rest, code)}"
    return message


def _part(text: str, code: str) -> str:
    """Of a line: a reason is a sentence of its own, a single word somebody's name for something."""
    return _translated(text, code) if " " in text else text


@cache
def _sentences(code: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Patterns of the English sentences with their translations; those with most words of their own come first."""
    text = files("align.commands.shared").joinpath("messages.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(text)[code]
    said = sorted(table, key=lambda sentence: len(sentence.replace("{}", "")), reverse=True)
    return tuple((re.compile(re.escape(one).replace(r"\{\}", "(.+?)"), re.DOTALL), table[one]) for one in said)
