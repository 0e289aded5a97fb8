"""Amounts, times and dates found in running text."""

from .quantity import Quantity
from .tokens import tokenise


def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """Every amount in `text`, in order."""
    found = []
    for token in tokenise(text):
        try:
            value = float(token.text)
        except ValueError:
            continue
        found.append(
            Quantity("number", value, value, None, False, token.start, token.end, text[token.start : token.end])
        )
    return tuple(found)
