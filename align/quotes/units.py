"""The units in which a quotation is compared: a word, or a number of one or more words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Language, Token
from align.quantities import NumberedText, numerals


@dataclass(frozen=True, slots=True)
class QuoteUnit:
    """Tokens `first`..`last` (inclusive) of a text. Two units with one key say the same."""

    key: str  # the folded word; for a number its value, however it was written
    first: int
    last: int
    number: bool = False


def units_of(text: str, tokens: Sequence[Token], language: Language) -> tuple[QuoteUnit, ...]:
    """The units of `text` in order; together they hold every token once."""
    reader = numerals(language.code)
    view = NumberedText(text, tokens)
    units: list[QuoteUnit] = []
    at = 0
    while at < len(tokens):
        word = tokens[at].text
        found = reader.read(view, at) if word[0].isdigit() or reader.readings(word) else None
        if found is None or found.vague or found.mark:
            units.append(QuoteUnit(word, at, at))
            at += 1
        else:
            key = f"{'ordinal' if found.ordinal else 'number'} {found.value:g}"
            units.append(QuoteUnit(key, at, found.end - 1, number=True))
            at = found.end
    return tuple(units)
