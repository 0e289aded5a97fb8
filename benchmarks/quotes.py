"""Are quotations found where they were said, are altered ones told from true ones, and how fast?

    python -m benchmarks.quotes [FILE…]

On one made-up interview of three hours and on each talk of the FILEs (recordings as in `datasets.py`; without FILE
those in ../shared/data): stretches of the talk are looked up in the talk as it is and with a fifth of its words
dropped, run together or misspelt; stretches of other talks are looked up in it, which must not be found.
"""

from __future__ import annotations

import random
import sys
import time
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from align.language import language, tokenise
from align.quotes import QuoteIndex, QuoteMatch, Status, find_quote
from align.review import wilson
from audio import Interval
from benchmarks.datasets import Talk, read
from benchmarks.synthetic import interview
from benchmarks.variants import noised
from transcripts import Word

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
WORDS = 27_000  # three hours
QUOTES = 400
LENGTHS = (6, 20)  # words of a quotation
RUNS = 5


@dataclass(frozen=True, slots=True)
class Quote:
    text: str
    interval: Interval


def quotes(talk: Talk, count: int, chance: random.Random) -> list[Quote]:
    """Stretches of a talk, anywhere in it but behind a "not", which they would leave out."""
    words = [word for word in talk.transcript.words() if any(char.isalnum() for char in word.text)]
    denies = language(talk.transcript.language or "en").is_negator
    behind = {at + 1 for at, word in enumerate(words) if any(denies(token.text) for token in tokenise(word.text))}
    starts = [at for at in range(len(words)) if at not in behind]
    drawn = []
    for _ in range(count):
        size = chance.randint(*LENGTHS)
        start = chance.choice(starts[: bisect_left(starts, max(1, len(words) - size))])
        stretch = words[start : start + size]
        drawn.append(Quote(_text(stretch), Interval(stretch[0].start, stretch[-1].end)))
    return drawn


def altered(quote: Quote, chance: random.Random) -> Quote:
    """The quotation with a word inside it replaced by one that looks nothing like it."""
    words = quote.text.split()
    words[chance.randrange(1, len(words) - 1)] = "قسطنطينية" if words[0] > "ء" else "xylophonist"
    return Quote(" ".join(words), quote.interval)


def is_right(quote: Quote, found: QuoteMatch) -> bool:
    """Whether it was found, in one piece, where it was said."""
    at = found.interval
    return found.status in (Status.EXACT, Status.MODIFIED) and at is not None and at.overlap(quote.interval) > 0


def measure(talk: Talk, others: Sequence[Talk], count: int = QUOTES) -> list[tuple[str, int, int]]:
    """What was counted, how often it was so, and of how many."""
    chance = random.Random(talk.id)
    clean, noisy = QuoteIndex(talk.transcript), QuoteIndex(noised(talk).transcript)
    told = quotes(talk, count, chance)
    foreign = [quote for other in others for quote in quotes(other, count // len(others), chance)]
    changed = [altered(quote, chance) for quote in told]

    def share(name: str, asked: Sequence[Quote], heard: QuoteIndex, holds: Callable[[Quote, QuoteMatch], bool]) -> None:
        rows.append((name, sum(holds(quote, find_quote(quote.text, heard)) for quote in asked), len(asked)))

    rows: list[tuple[str, int, int]] = []
    share("true, exact", told, clean, lambda _, found: found.status is Status.EXACT)
    share("true, found at its place", told, clean, is_right)
    share("true, found, noise", told, noisy, is_right)
    share("a word changed, modified", changed, clean, lambda _, found: found.status is Status.MODIFIED)
    share("a word changed, exact, noise", changed, noisy, lambda _, found: found.status is Status.EXACT)
    share("foreign, found", foreign, clean, _is_found)
    share("foreign, found, noise", foreign, noisy, _is_found)
    return rows


def _is_found(_: Quote, found: QuoteMatch) -> bool:
    return found.status is not Status.NOT_FOUND


def seconds(talk: Talk) -> tuple[float, float]:
    """Median seconds to lay out the talk, and to look up one quotation of 12 words with a change in it."""
    words = list(talk.transcript.words())
    texts = [_text(words[at : at + 11]) + " قسطنطينية" for at in range(1000, len(words) - 20, 1000)]
    laying, looking = [], []
    for run in range(RUNS):
        began = time.perf_counter()
        heard = QuoteIndex(talk.transcript)
        laying.append(time.perf_counter() - began)
        began = time.perf_counter()
        find_quote(texts[run % len(texts)], heard)
        looking.append(time.perf_counter() - began)
    return median(laying), median(looking)


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)


def main() -> None:
    made_up = Talk("made-up interview, 3 h", interview(WORDS), ())
    laying, looking = seconds(made_up)
    print(f"{WORDS} words: laid out in {laying:.2f} s, a quotation looked up in {looking:.3f} s\n")
    print("| talk | what | share | of | 95 % |\n| --- | --- | ---: | ---: | ---: |")
    _print(made_up, [Talk("another", interview(WORDS, seed=3), ())])
    files = [Path(name) for name in sys.argv[1:]] or sorted(DATA.glob("*-dev.jsonl"))
    for file in files:
        dataset = read(file)
        if not dataset.pairs:
            for talk in dataset.talks if len(dataset.talks) < 6 else dataset.talks[:3]:
                _print(talk, [other for other in dataset.talks if other is not talk][:4])


def _print(talk: Talk, others: Sequence[Talk]) -> None:
    for name, hits, count in measure(talk, others):
        low, high = wilson(hits, count)
        print(f"| {talk.id} | {name} | {100 * hits / count:.1f} % | {count} | {100 * low:.1f}-{100 * high:.1f} |")


if __name__ == "__main__":
    main()
