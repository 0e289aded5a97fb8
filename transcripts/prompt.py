"""What Whisper is prompted with before it hears a window: words to expect, and the text before.

Both stand where its training put the text of the window before, so what is named there is likelier to be "heard".
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

Encode = Callable[[str], list[int]]
"""Text to the model's own tokens, none of which steers it."""

BETWEEN = ", "


def fitting(words: Sequence[str], encode: Encode, room: int) -> tuple[str, ...]:
    """The words that fit into `room` tokens; one that does not leaves its place to shorter ones behind it."""
    chosen: list[str] = []
    for word in words:
        size = len(encode(_written((*chosen[-1:], word)))) - (len(encode(_written(chosen[-1:]))) if chosen else 0)
        if size <= room:
            chosen.append(word)
            room -= size
    return tuple(chosen)


def prompt(words: Sequence[str], previous_text: str, encode: Encode, room: int) -> list[int]:
    """Tokens, at most `room` of them: the words, then as much of the end of the text before as there is room for."""
    hints = encode(_written(words))[:room] if words else []
    before = encode(f" {previous_text}") if previous_text else []
    return hints + before[max(0, len(before) - (room - len(hints))) :]


def _written(words: Sequence[str]) -> str:
    """As running text: Whisper's tokens begin with the space before a word."""
    return " " + BETWEEN.join(words)
