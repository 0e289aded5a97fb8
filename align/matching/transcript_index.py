"""A transcript laid out for matching: one run of tokens, each knowing its word, segment and second."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import numpy as np

from align.cast import Cast
from align.language import Language, Token, tokenise
from align.language.gazetteer import names_in
from align.language.identities import Name
from align.language.phrases import TokenView
from align.matching.host import host_of
from align.matching.settings import SETTINGS
from align.matching.statements import Layout, lay_out
from align.matching.vocabulary import Vocabulary
from align.quantities import Quantity, quantities
from audio import Interval
from transcripts import Transcript, Word

T = TypeVar("T")

_BREAKS = frozenset("\n.,،;؛:!?؟…–—")
_CLOSING = (".", "!", "?", "؟", "…", "؛", ";")


@dataclass(frozen=True, slots=True)
class IndexedQuantity:
    """A quantity heard, and the tokens `first`..`last` (inclusive) that say it."""

    quantity: Quantity
    first: int
    last: int


class TokenSimilarity(Protocol):
    """How near in meaning a claim is to what is said around every token."""

    def __call__(self, text: str) -> np.ndarray:
        """Cosine -1..1 of `text` with the words around each token; shape (tokens,)."""


class _Borders:
    """Where the phrases of a talk begin, and where clauses may."""

    def __init__(self, text: str, tokens: Sequence[Token], starts: Sequence[int]) -> None:
        between = (text[before.end : token.start] for before, token in pairwise(tokens))
        self._breaks = [True, *(part != " " and not _BREAKS.isdisjoint(part) for part in between)]
        firsts = {bisect_left(starts, newline.start()) for newline in re.finditer("\n", text)}
        self._starts = sorted({0, *firsts} - {len(tokens)})  # a newline may end the text
        self._last = len(tokens) - 1

    def phrase(self, token: int) -> tuple[int, int]:
        """The tokens (inclusive) of the phrase that holds `token`."""
        after = bisect_right(self._starts, token)
        last = self._starts[after] - 1 if after < len(self._starts) else self._last
        return self._starts[after - 1], last

    def breaks(self, token: int) -> bool:
        """Whether punctuation or the end of a phrase parts `token` from the one before it: a clause begins."""
        return self._breaks[token]


class TranscriptIndex:
    """The words of a transcript in one line of text, with tokens, vocabulary and quantities.

    `text` joins all words: a space inside a phrase, a newline between phrases (at closing punctuation, a pause
    or a change of speaker), whatever the segments are, so that nothing depends on how a transcript was cut.
    """

    def __init__(
        self,
        transcript: Transcript,
        language: Language,
        cast: Cast | None = None,
        similarity: TokenSimilarity | None = None,
        background: TranscriptIndex | None = None,
    ) -> None:
        """`cast` says who is who; `transcript` bears its names already. `similarity`: where there is a model of it.

        `background`: ordinary talk to tell by how rare a word is, where `transcript` is but some passages of a longer
        one, chosen for their words.
        """
        self.transcript = transcript
        self.similarity = similarity
        self.background = background
        self.language = language
        segments = transcript.segments
        self.words: list[Word] = [word for segment in segments for word in segment.words]
        self.segment_of_word: list[int] = [index for index, segment in enumerate(segments) for _ in segment.words]
        self.text, self.tokens, self.word_of_token = self._lay_out()
        self._starts = [token.start for token in self.tokens]
        borders = _Borders(self.text, self.tokens, self._starts)
        # Not the talk's own methods: what `once` keeps would then hold the talk, and only the collector free it.
        self.phrase, self.breaks = borders.phrase, borders.breaks
        self.vocabulary = Vocabulary(language, [token.text for token in self.tokens])
        self._speakers_by_name = self._speakers()
        self.hosts = frozenset(person.name for person in cast.hosts) if cast else frozenset()
        self.guests = frozenset(person.name for person in cast.guests) if cast else frozenset()
        self.guessed_host = None if self.hosts else host_of(self)
        if self.guessed_host:
            self.hosts = frozenset([self.guessed_host])
        self._once: dict[Callable[[TranscriptIndex], object], Any] = {}

    def __len__(self) -> int:
        return len(self.tokens)

    def _lay_out(self) -> tuple[str, list[Token], list[int]]:
        """The text, its tokens, and the word that each token is of."""
        parts: list[str] = []
        tokens: list[Token] = []
        word_of_token: list[int] = []
        segments = self.transcript.segments
        position, before, speaker = 0, None, None
        for at, (word, segment) in enumerate(zip(self.words, self.segment_of_word, strict=True)):
            speaks = word.speaker or segments[segment].speaker
            if before is not None:
                paused = word.start - before.end > SETTINGS.pause
                parts.append("\n" if paused or speaks != speaker or before.text.endswith(_CLOSING) else " ")
                position += 1
            for token in tokenise(word.text):  # none reaches over a word's end
                tokens.append(Token(token.text, position + token.start, position + token.end))
                word_of_token.append(at)
            parts.append(word.text)
            position += len(word.text)
            before, speaker = word, speaks
        return "".join(parts), tokens, word_of_token

    def _speakers(self) -> dict[str, list[np.ndarray]]:
        """Word of a speaker's label -> masks over the tokens, one a speaker so named; shape (tokens,)."""
        segments = self.transcript.segments
        labels = [word.speaker or segment.speaker or "" for segment in segments for word in segment.words]
        label_of_token = np.array(labels, dtype=object)[np.array(self.word_of_token, dtype=np.intp)]
        masks: dict[str, list[np.ndarray]] = {}
        for label in sorted(set(labels) - {""}):
            for token in tokenise(label):
                masks.setdefault(token.text, []).append(label_of_token == label)
        return masks

    def spoken_by(self, name: str) -> Sequence[np.ndarray]:
        """Masks over the tokens of the speakers whose label holds the word `name` (normalised)."""
        return self._speakers_by_name.get(name, ())

    def speaker_of_token(self, token: int) -> str | None:
        return self._speaker_of_word(self.word_of_token[token])

    def _speaker_of_word(self, word: int) -> str | None:
        return self.words[word].speaker or self.transcript.segments[self.segment_of_word[word]].speaker

    def segment_of_token(self, token: int) -> int:
        return self.segment_of_word[self.word_of_token[token]]

    def interval(self, first: int, last: int) -> Interval:
        """The seconds from token `first` to token `last`, inclusive."""
        start = self.words[self.word_of_token[first]].start
        return Interval(start, max(start, self.words[self.word_of_token[last]].end))

    def heard(self, first: int, last: int) -> str:
        """The words of the tokens `first`..`last`, as heard."""
        a, b = self.word_of_token[first], self.word_of_token[last]
        return " ".join(word.text for word in self.words[a : b + 1])

    def token_at(self, offset: int, *, before: bool = False) -> int:
        """The first token that starts at or after `offset`; with `before`, the last that starts before it."""
        index = bisect_right(self._starts, offset - 1)
        return max(0, index - 1) if before else min(index, len(self.tokens) - 1)

    def once(self, compute: Callable[[TranscriptIndex], T]) -> T:
        """`compute(self)`, done the first time only: for what is read off the whole talk and every claim asks for."""
        try:
            found: T = self._once[compute]
        except KeyError:
            found = self._once[compute] = compute(self)
        return found

    def view(self) -> TokenView:
        """The tokens laid out for looking up phrases."""
        return self.once(_stretch)

    def layout(self) -> Layout:
        """Its clauses and statements."""
        return self.once(lay_out)

    def names(self) -> Sequence[Name]:
        """Every name heard, in order, on tokens."""
        return self.once(_names)

    def names_in(self, first: int, last: int) -> Sequence[Name]:
        """The names among the tokens `first`..`last` (inclusive), whole."""
        begins = bisect_left(self.names(), first, key=attrgetter("first"))
        within = takewhile(lambda name: name.first <= last, islice(self.names(), begins, None))
        return [name for name in within if name.last <= last]

    def quantities(self) -> Sequence[IndexedQuantity]:
        """Every quantity heard, in order."""
        return self.once(_quantities)

    def quantities_in(self, first: int, last: int) -> Sequence[IndexedQuantity]:
        """The quantities that share a token with `first`..`last` (inclusive)."""
        firsts, lasts = self.once(_quantity_edges)
        return self.quantities()[bisect_left(lasts, first) : bisect_right(firsts, last)]


def _stretch(talk: TranscriptIndex) -> TokenView:
    return TokenView(talk.text, talk.tokens)


def _names(talk: TranscriptIndex) -> Sequence[Name]:
    return names_in(talk.tokens, talk.language.code)


def _quantities(talk: TranscriptIndex) -> Sequence[IndexedQuantity]:
    return [
        IndexedQuantity(q, talk.token_at(q.start), talk.token_at(q.end, before=True))
        for q in quantities(talk.text, talk.language.code, tokens=talk.tokens)
    ]


def _quantity_edges(talk: TranscriptIndex) -> tuple[list[int], list[int]]:
    """The first and the last tokens of the quantities."""
    return [heard.first for heard in talk.quantities()], [heard.last for heard in talk.quantities()]
