"""Set phrases that mean what a word means: "was laid off" is "was dismissed", «رفع دعوى» is «قاضى»."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from align.collector import read_once

from .language import Language, language
from .phrases import TokenView
from .tables import rows, spellings

BETWEEN = 2  # words that a phrase may have between two of its own: "laid half of them off"


@dataclass(frozen=True, slots=True)
class Expression:
    """A set phrase in a text: what it means, as a key of `Language.keys`, and the tokens that say it, in order."""

    concept: str  # "c:…"
    tokens: tuple[int, ...]


class _Phrases:
    """The phrases of one language, of two words or more, each word by its stem."""

    def __init__(self, known: Language) -> None:
        self._known = known
        self._stem = cache(known.stem)  # the same words come in many phrases
        self._listed: dict[str, list[tuple[str, str]]] = {}  # by the first word: the others, and what is meant
        for concept, _, cell in rows(known.code, "expressions"):
            meant = f"c:{concept}"
            for phrase in spellings(cell):
                first, _, rest = phrase.partition("+")
                self._listed.setdefault(self._stem(first), []).append((rest, meant))
        self._beginning_with = cache(self._by_second_word)
        self._beginning_with_both = cache(self._longest_first)

    def _by_second_word(self, first: str) -> dict[str, list[tuple[str, str]]]:
        """The phrases that begin with `first`, as they are listed, by their second word."""
        found: dict[str, list[tuple[str, str]]] = {}
        for rest, concept in self._listed[first]:
            found.setdefault(self._stem(rest.partition("+")[0]), []).append((rest, concept))
        return found

    def _longest_first(self, first: str, second: str) -> list[tuple[list[str], str]]:
        """The words behind the first, and what is meant, of the phrases that begin with both."""
        phrases = self._beginning_with(first).get(second, ())
        found = [([self._stem(word) for word in rest.split("+")], concept) for rest, concept in phrases]
        return sorted(found, key=lambda entry: -len(entry[0]))

    def find(self, view: TokenView) -> Iterator[Expression]:
        if not self._listed:
            return
        stem_of = {word: self._known.keys(word)[0] for word in set(view.words)}  # which others ask for, too
        stems = [stem_of[word] for word in view.words]
        begins = {word for word, stem in stem_of.items() if stem in self._listed}
        for first in [at for at, word in enumerate(view.words) if word in begins]:
            stem, following = stems[first], stems[first + 1 : first + 2 + BETWEEN]
            if self._beginning_with(stem).keys().isdisjoint(following):
                continue  # as after most words that begin a phrase
            for second in dict.fromkeys(following):
                for rest, concept in self._beginning_with_both(stem, second):
                    if (tokens := _complete(first, rest, stems, view)) is not None:
                        yield Expression(concept, tokens)


def _complete(first: int, rest: Sequence[str], stems: Sequence[str], view: TokenView) -> tuple[int, ...] | None:
    """The tokens of a phrase that begins at `first`, where all its words follow in one breath, of one speaker."""
    if rest[-1] not in stems[first + len(rest) : first + 1 + len(rest) * (1 + BETWEEN)]:
        return None  # as with most
    found = [first]
    for wanted in rest:
        for at in range(found[-1] + 1, min(found[-1] + 2 + BETWEEN, len(stems))):
            if not view.flows(at) or "\n" in view.between(at):
                return None
            if stems[at] == wanted:
                found.append(at)
                break
        else:
            return None
    return tuple(found)


@read_once
def _phrases(code: str) -> _Phrases:
    return _Phrases(language(code))


def expressions_in(view: TokenView, code: str) -> tuple[Expression, ...]:
    """The set phrases of the language `code` in a text, in order; a word may be part of several. Linear in time."""
    return tuple(_phrases(code).find(view))
