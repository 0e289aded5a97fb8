"""The units in which a quotation is compared: a word, or a number of one or more words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from align.language import Language, Token
from align.quantities import NumberedText, numerals, quantities
from align.quantities.numerals import NumeralReader


@dataclass(frozen=True, slots=True)
class QuoteUnit:
    """Tokens `first`..`last` (inclusive) of a text. Two units with one key say the same."""

    key: str  # the folded word; for a number its value, however it was written
    first: int
    last: int
    number: bool = False


def units_of(text: str, tokens: Sequence[Token], language: Language) -> tuple[QuoteUnit, ...]:
    """The units of `text` in order; together they hold every token once. "60 %" and "sixty per cent" are one."""
    reader = numerals(language.code)
    view = NumberedText(text, tokens)
    percents, counting = _amounts(text, tokens, language)
    units: list[QuoteUnit] = []
    at = 0
    while at < len(tokens):
        if at in percents:
            end, key = percents[at]
            units.append(QuoteUnit(key, at, end - 1, number=True))
            at = end
            continue
        found = reader.read(view, at) if _may_be_number(tokens, at, reader) else None
        if found is None or found.vague or (found.mark and at not in counting):
            units.append(QuoteUnit(tokens[at].text, at, at))
            at += 1
        else:
            key = f"{'ordinal' if found.ordinal else 'number'} {found.value:g}"
            units.append(QuoteUnit(key, at, found.end - 1, number=True))
            at = found.end
    return tuple(units)


def _may_be_number(tokens: Sequence[Token], at: int, reader: NumeralReader) -> bool:
    """Whether a number begins here, also behind a preposition that is written onto its digits: «بـ9»."""
    word = tokens[at].text
    written_on = word in reader.prefixes and at + 1 < len(tokens) and tokens[at + 1].text[0].isdigit()
    return word[0].isdigit() or written_on or bool(reader.readings(word))


def _amounts(
    text: str, tokens: Sequence[Token], language: Language
) -> tuple[dict[int, tuple[int, str]], frozenset[int]]:
    """The amounts in per cent: first token, the token after the last, key; and every token with which an amount begins.

    What counts something is a number, though the word may mean something else: «بتسع أيام».
    """
    starts = [token.start for token in tokens]
    percents: dict[int, tuple[int, str]] = {}
    counting: set[int] = set()
    for amount in quantities(text, language.code):
        first, end = bisect_left(starts, amount.start), bisect_left(starts, amount.end)
        counting.add(first)
        exact = amount.low == amount.high and not amount.approximate
        if amount.kind == "percent" and exact and first < end:
            percents[first] = (end, f"percent {amount.low:g}")
    return percents, frozenset(counting)
