"""One talk, which the tests write as every program writes it."""

from __future__ import annotations

# The talk: what is said, when each word begins and ends, and who says it.
LINES = [
    ("Dana Holm", 61.0, 64.0, "When did you lose the lamp?"),
    ("Peer Lund", 65.0, 69.0, "We lost it in a storm, and repaired it in nine days."),
    ("Dana Holm", 70.0, 72.0, "Who paid for the new glass?"),
    ("Peer Lund", 73.0, 75.5, "The ministry paid a quarter of it."),
]
TEXT = " ".join(text for *_, text in LINES)


def words_of(line: int) -> list[tuple[str, float, float]]:
    _, start, end, text = LINES[line]
    tokens = text.split()
    step = (end - start) / len(tokens)
    return [(word, round(start + at * step, 3), round(start + (at + 1) * step, 3)) for at, word in enumerate(tokens)]


ALL_WORDS = [(word, start, end, line) for line in range(len(LINES)) for word, start, end in words_of(line)]


def ms(seconds: float) -> int:
    return round(seconds * 1000)


def clock(seconds: float, decimal: str = ".") -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest:02d}{decimal}{ms(seconds) % 1000:03d}"


def bare(word: str) -> str:
    return word.strip(".,?").lower()
