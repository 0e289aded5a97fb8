"""A transcript laid out for finding quotations: its words as units, each unit's type, word, segment and second."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from align.language import Language, language, language_of, tokenise
from align.language.phonetics import heard_as
from align.matching.settings import SETTINGS
from align.quotes.similarity import WordSimilarity
from align.quotes.types import Place
from align.quotes.units import units_of
from audio import Interval
from transcripts import Transcript, Word

_CLOSING = (".", "!", "?", "؟", "…", "؛", ";")
_CONTEXT = 8  # words shown before and after a place


class QuoteIndex:
    """The words of a transcript in order, whatever its segments are. Built once for any number of quotations."""

    def __init__(self, transcript: Transcript, spoken_language: Language | None = None) -> None:
        words = [(word, at) for at, segment in enumerate(transcript.segments) for word in segment.words]
        self.words: list[Word] = [word for word, _ in words]
        self.segment_of_word = [at for _, at in words]
        self.speaker_of_segment = [segment.speaker for segment in transcript.segments]
        text = " ".join(word.text for word in self.words)
        self.language = spoken_language or language(language_of(text))
        self.similarity = WordSimilarity(self.language)
        self.text = text
        self.tokens = tokenise(text)
        self.units = units_of(text, self.tokens, self.language)
        ids: dict[str, int] = {}
        self.types = np.array([ids.setdefault(unit.key, len(ids)) for unit in self.units], dtype=np.int32)
        self.type_of_key = ids
        self.keys = list(ids)
        self.sounds = [heard_as(key) for key in self.keys]
        self.counts = np.bincount(self.types, minlength=len(ids)) if len(self.units) else np.zeros(0, dtype=np.int64)
        self._number_keys = frozenset(unit.key for unit in self.units if unit.number)
        starts, position = [], 0
        for word in self.words:
            starts.append(position)
            position += len(word.text) + 1
        self._word_of_token = [bisect_right(starts, token.start) - 1 for token in self.tokens]

    def __len__(self) -> int:
        return len(self.units)

    def is_number(self, key: str) -> bool:
        return key in self._number_keys

    def words_of(self, first: int, last: int) -> list[Word]:
        """The words that units `first`..`last` (inclusive) are said in."""
        return self.words[self._first_word(first) : self._last_word(last) + 1]

    def said(self, first: int, last: int) -> str:
        """The words of units `first`..`last`, inclusive, as heard."""
        return " ".join(word.text for word in self.words_of(first, last))

    def start(self, unit: int) -> float:
        """When `unit` was said; behind the last one, when that ended."""
        if unit >= len(self.units):
            return self.words[-1].end if self.words else 0.0
        return self.words[self._first_word(unit)].start

    def end(self, unit: int) -> float:
        """When `unit` ended."""
        return max(self.start(unit), self.words[self._last_word(unit)].end)

    def place(self, first: int, last: int) -> Place:
        a, b = self._first_word(first), self._last_word(last)
        start = self.words[a].start
        segments = range(self.segment_of_word[a], self.segment_of_word[b] + 1)
        return Place(
            Interval(start, max(start, self.words[b].end)),
            self.said(first, last),
            tuple(segments),
            " ".join(word.text for word in self.words[max(0, a - _CONTEXT) : a]),
            " ".join(word.text for word in self.words[b + 1 : b + 1 + _CONTEXT]),
            self._speaker(a),
        )

    def phrase_start(self, unit: int) -> int:
        """The first unit of the phrase that holds `unit`."""
        while unit and not self._ends_phrase(unit - 1):
            unit -= 1
        return unit

    def phrase_end(self, unit: int) -> int:
        """The unit after the phrase that holds `unit`."""
        while unit + 1 < len(self.units) and not self._ends_phrase(unit):
            unit += 1
        return unit + 1

    def _ends_phrase(self, unit: int) -> bool:
        """Whether a phrase ends with `unit`, not the last one: at a full stop, a pause or a change of speaker."""
        a, b = self._last_word(unit), self._first_word(unit + 1)
        if a == b:
            return False
        word, following = self.words[a], self.words[b]
        if word.text.endswith(_CLOSING) or following.start - word.end > SETTINGS.pause:
            return True
        return self._speaker(a) != self._speaker(b)

    def _speaker(self, word: int) -> str | None:
        return self.words[word].speaker or self.speaker_of_segment[self.segment_of_word[word]]

    def _first_word(self, unit: int) -> int:
        return self._word_of_token[self.units[unit].first]

    def _last_word(self, unit: int) -> int:
        return self._word_of_token[self.units[unit].last]
