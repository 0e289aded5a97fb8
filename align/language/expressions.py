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

    def _by_second_word(self, first: str) -> dict[str, list[tuple[list[str], str]]]:
        """The other words, and what is meant, of the phrases that begin with `first`, the longest before others."""
        found: dict[str, list[tuple[list[str], str]]] = {}
        for joined, concept in sorted(self._listed[first], key=lambda entry: -entry[0].count("+")):
            words = joined.split("+")
            found.setdefault(self._stem(words[0]), []).append((words, concept))
        return found

    def find(self, view: TokenView) -> Iterator[Expression]:
        if not self._listed:
            return
        stem_of = {word: self._known.keys(word)[0] for word in set(view.words)}  # which others ask for, too
        stems = [stem_of[word] for word in view.words]
        for first, stem in enumerate(stems):
            if stem not in self._listed:
                continue
            phrases = self._beginning_with(stem)
            following = stems[first + 1 : first + 2 + BETWEEN]
            if phrases.keys().isdisjoint(following):
                continue  # as after most words that begin a phrase
            for second in dict.fromkeys(following):
                for words, concept in phrases.get(second, ()):
                    rest = [self._stem(word) for word in words]  # not before: few phrases get that far
                    if (tokens := _complete(first, rest, stems, view)) is not None:
                        yield Expression(concept, tokens)


def _complete(first: int, rest: Sequence[str], stems: Sequence[str], view: TokenView) -> tuple[int, ...] | None:
    """The tokens of a phrase that begins at `first`, where all its words follow in one breath, of one speaker."""
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
