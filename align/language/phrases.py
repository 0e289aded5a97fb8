"""Looking up words and fixed phrases of a table in running text, proclitics allowed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from .tokens import Token

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Hit(Generic[T]):
    """A table entry found in text."""

    entry: T
    mark: str  # "?" or "!" as the table has it, else ""
    prefix: str  # the proclitic that was split off, else ""
    end: int  # index of the token after the phrase


class TokenView:
    """The tokens of a text, with a look at what stands between them."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self.text = text
        self.tokens = tokens
        self.words = [token.text for token in tokens]
        self._size = len(self.words)

    def __len__(self) -> int:
        return self._size

    def word(self, index: int) -> str:
        """The folded token, or "" outside of the text."""
        return self.words[index] if 0 <= index < self._size else ""

    def between(self, index: int) -> str:
        """What stands between token `index - 1` and token `index`; "\\n" outside of the text."""
        if not 0 < index < self._size:
            return "\n"
        return self.text[self.tokens[index - 1].end : self.tokens[index].start]

    def gap(self, index: int) -> str:
        """The same, stripped of space; "\\n" outside of the text."""
        if not 0 < index < self._size:
            return "\n"
        end, start = self.tokens[index - 1].end, self.tokens[index].start
        return "" if start - end == 1 and self.text[end] == " " else self.text[end:start].strip()

    def flows(self, index: int) -> bool:
        """Whether token `index` follows the one before it with nothing but space between."""
        return self.gap(index) == ""

    def goes_on(self, index: int, words: list[str]) -> bool:
        """Whether `words` stand at token `index`, with nothing but space before each."""
        end = index + len(words)
        return self.words[index:end] == words and all(map(self.flows, range(index, end)))

    def raw(self, start: int, end: int) -> str:
        """The original text from token `start` up to token `end`, exclusive."""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]


class Proclitics:
    """What may be written onto the beginning of a word."""

    def __init__(self, prefixes: Iterable[str]) -> None:
        self._known = frozenset(prefixes)
        self._any = tuple(self._known)
        self._sizes = sorted({len(prefix) for prefix in self._known}, reverse=True)

    def of(self, word: str) -> list[str]:
        """Those that `word` begins with: none at all ("") first, then the longest."""
        if not word.startswith(self._any):
            return [""]
        found = [prefix for size in self._sizes if (prefix := word[:size]) in self._known and len(prefix) == size]
        return ["", *found]


class Phrasebook(Generic[T]):
    """Entries under spellings of one or more words ("+" between them, a trailing mark "?" or "!")."""

    def __init__(self, entries: Iterable[tuple[str, T]], prefixes: Iterable[str]) -> None:
        prefixes = tuple(prefixes)
        self._proclitics = Proclitics(prefixes)
        self._alone: dict[str, list[tuple[str, T]]] = {}  # entries of one word, by it: mark and entry
        # Those of more words, by their first two: the words behind the first, mark and entry.
        self._longer: dict[tuple[str, str], list[tuple[list[str], str, T]]] = {}
        heads = set()
        for spelling, entry in entries:
            mark = spelling[-1] if spelling[-1] in "?!" else ""
            head, *rest = spelling.rstrip("?!").split("+")
            heads.add(head)
            if rest:
                self._longer.setdefault((head, rest[0]), []).append((rest, mark, entry))
            else:
                self._alone.setdefault(head, []).append((mark, entry))
        for found in self._longer.values():
            found.sort(key=lambda item: -len(item[0]))
        self._heads = frozenset(heads)
        # All words that open an entry: the others, which are most, need not be taken apart.
        self.heads = frozenset(prefix + head for prefix in ("", *prefixes) for head in heads)
        self._openings = lru_cache(maxsize=1 << 14)(self._split)

    def named(self, word: str) -> T | None:
        """The entry whose spelling is the one word `word`."""
        return next((entry for _, entry in self._alone.get(word, ())), None)

    def opens(self, word: str) -> bool:
        """Whether an entry may begin with `word`; where none does, `find` finds nothing."""
        return word in self.heads

    def find(self, view: TokenView, index: int) -> list[Hit[T]]:
        """Entries that start at token `index`: the bare word before split ones, the longest phrases first."""
        word = view.word(index)
        if word not in self.heads:
            return []
        following = view.word(index + 1)
        for prefix, head in self._openings(word):
            hits = [
                Hit(entry, mark, prefix, index + 1 + len(rest))
                for rest, mark, entry in self._longer.get((head, following), ())
                if view.goes_on(index + 1, rest)
            ]
            hits += [Hit(entry, mark, prefix, index + 1) for mark, entry in self._alone.get(head, ())]
            if hits:
                return hits
        return []

    def first_hits(self, view: TokenView) -> dict[int, Hit[T]]:
        """For each token that an entry starts at, in order, the first that `find` finds."""
        opening = (at for at, word in enumerate(view.words) if word in self.heads)
        return {at: hits[0] for at in opening if (hits := self.find(view, at))}

    def _split(self, word: str) -> tuple[tuple[str, str], ...]:
        """The proclitics that leave of `word` one that opens an entry, none at all first, each with what is left."""
        splits = ((prefix, word[len(prefix) :]) for prefix in self._proclitics.of(word))
        return tuple((prefix, head) for prefix, head in splits if head in self._heads)
