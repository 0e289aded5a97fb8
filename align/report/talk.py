"""The whole talk as the page shows it: by turns, the claims painted into it, every word's time in a table beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from align.report.page import Card
from align.report.text import direction, language_tag, one_line
from align.types import Report, Verdict
from audio import Seconds
from transcripts import Transcript, Word

UNSURE = 0.5  # probability below which the recogniser itself was rather wrong than right
_LONGEST = 90  # words of a paragraph; a longer one breaks at its next pause
_PAUSE: Seconds = 2.0  # that breaks a turn into paragraphs
_NO_BREAK = "\u00a0"  # inside a word of a transcript that has several in one: the page parts words at spaces


@dataclass(frozen=True, slots=True)
class PaintedText:
    """Words of a turn, and the claims that rest on them."""

    text: str
    numbers: tuple[int, ...] = ()
    verdict: Verdict | None = None  # of the first of them


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """What one person says without a long pause; words are parted by one space."""

    number: int
    start: Seconds
    speaker: str | None  # None also where the same person goes on
    lang: str
    dir: str
    pieces: tuple[PaintedText, ...]
    words: tuple[Word, ...]

    @property
    def starts(self) -> list[int]:
        """Hundredths of a second at which the words begin: the first from the start, the others from the one before."""
        times = [round(word.start * 100) for word in self.words]
        return [time - before for time, before in zip(times, [0, *times], strict=False)]

    @property
    def end(self) -> int:
        return round(self.words[-1].end * 100)

    @property
    def unsure(self) -> list[int]:
        """Places of the words that the recogniser was unsure of."""
        return [at for at, word in enumerate(self.words) if word.probability is not None and word.probability < UNSURE]


_Said = tuple[Word, str | None, tuple[int, ...]]  # a word, its speaker, the claims that rest on it


def turns_of(report: Report, cards: Sequence[Card]) -> tuple[ShownTurn, ...]:
    """The talk from its beginning to its end."""
    verdicts = {card.number: card.finding.verdict for card in cards}
    shown: list[ShownTurn] = []
    before: str | None = None
    for run in _paragraphs(_painted(report.transcript, cards)):
        words = tuple(word for word, _, _ in run)
        speaker, text = run[0][1], " ".join(word.text for word in words)
        pieces = tuple(_pieces(run, verdicts))
        name = speaker if speaker != before else None
        lang = language_tag(text, report.transcript.language)
        shown.append(ShownTurn(len(shown) + 1, words[0].start, name, lang, direction(text), pieces, words))
        before = speaker
    return tuple(shown)


def _painted(transcript: Transcript, cards: Sequence[Card]) -> Iterator[_Said]:
    """Every word that can be seen."""
    claims: dict[int, list[Card]] = {}
    for card in cards:
        if card.heard and card.finding.verdict.has_place:
            for index in card.heard[0].evidence.segments:
                claims.setdefault(index, []).append(card)
    for index, segment in enumerate(transcript.segments):
        here = claims.get(index)
        for word in segment.words:
            if _shown(word.text):
                yield word, word.speaker or segment.speaker, _resting_on(word, here) if here else ()


def _resting_on(word: Word, cards: Sequence[Card]) -> tuple[int, ...]:
    middle = (word.start + word.end) / 2
    places = ((card.number, card.heard[0].evidence.interval) for card in cards)
    return tuple(number for number, interval in places if interval.start <= middle <= interval.end)


@lru_cache(maxsize=20_000)  # a talk says the same words over and over
def _shown(word: str) -> str:
    return one_line(word).replace(" ", _NO_BREAK)


def _paragraphs(said: Iterable[_Said]) -> Iterator[list[_Said]]:
    run: list[_Said] = []
    for one in said:
        word, speaker, _ = one
        if run:
            last, previous, _ = run[-1]
            pause = word.start - last.end
            if speaker != previous or pause >= _PAUSE or (len(run) >= _LONGEST and pause > 0):
                yield run
                run = []
        run.append(one)
    if run:
        yield run


def _pieces(run: Sequence[_Said], verdicts: dict[int, Verdict]) -> Iterator[PaintedText]:
    """The turn's text cut where a claim's words begin and end; the space after a word belongs to its piece's end."""
    groups = [
        (numbers, [_shown(word.text) for word, _, _ in words])
        for numbers, words in groupby(run, key=lambda one: one[2])
    ]
    for index, (numbers, texts) in enumerate(groups):
        yield PaintedText(" ".join(texts), numbers, verdicts[numbers[0]] if numbers else None)
        if index + 1 < len(groups):
            yield PaintedText(" ")
