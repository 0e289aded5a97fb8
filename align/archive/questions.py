"""A question to the archive: phrases in quotation marks, beginnings of words with a star, and words in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from align.archive.analyser import amount_keys, keys_of, keys_of_term
from align.language import Language, Token, language, language_of, tokenise
from align.language.expressions import Expression, expressions_in
from align.language.phrases import TokenView
from align.language.tables import words as affixes
from align.matching.terms import claim_terms
from align.quantities import quantities
from align.types import AlignError
from transcripts.archive import quoted

MOST_PARTS = 32  # of one question; what is longer is a text, for `archive check` or `archive quote`
LEAST_LETTERS = 2  # of a beginning: a star behind one letter asks for a tenth of a language
ARTICLE = "ال"  # Arabic's, with which proclitics melt
_PHRASE = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_LOOSE_MARK = re.compile(r'(?<!\w)["“”„«»]|["“”„«»](?!\w)')  # not inside a word, as in Hebrew abbreviations
_BEGINNING = re.compile(r"(\S+?)\*(?=\s|$)")


@dataclass(frozen=True, slots=True)
class QuestionPart:
    """One thing that is asked for: words that follow each other exactly, or keys of one word or amount."""

    text: str  # as asked
    words: tuple[str, ...] = ()  # normalised, one after the other
    begins: bool = False  # the last of `words` is the beginning of a word
    firsts: tuple[str, ...] = ()  # the first of `words` with what may be written onto it, itself included
    keys: frozenset[str] = frozenset()
    amount: bool = False  # the keys are of an amount
    form: str = ""  # the word as asked, normalised, where the keys are of one word

    def expression(self) -> str:
        """In FTS5's language, over words where there are some, else over keys."""
        if self.words:
            end = " *" if self.begins else ""
            phrases = (" + ".join(map(quoted, (first, *self.words[1:]))) + end for first in self.firsts)
            return f"({' OR '.join(phrases)})"
        return f"({' OR '.join(map(quoted, sorted(self.keys)))})"

    def places(self, heard: HeardWords) -> Iterator[tuple[int, int]]:
        """The tokens (inclusive) of each place where it was said."""
        if self.amount:
            yield from ((first, last) for first, last, keys in heard.amounts() if keys & self.keys)
        elif self.words:
            yield from self._runs(heard)
        else:
            as_asked = [(at, at) for at, token in enumerate(heard.tokens) if token.text == self.form]
            yield from as_asked or self._in_other_forms(heard)

    def _in_other_forms(self, heard: HeardWords) -> Iterator[tuple[int, int]]:
        yield from ((at, at) for at, token in enumerate(heard.tokens) if not self.keys.isdisjoint(heard.keys(token)))
        yield from ((phrase.tokens[0], phrase.tokens[-1]) for phrase in heard.phrases if phrase.concept in self.keys)

    def _runs(self, heard: HeardWords) -> Iterator[tuple[int, int]]:
        size = len(self.words)
        said = [token.text for token in heard.tokens]
        for at in range(len(said) - size + 1):
            if any(self._is_said((first, *self.words[1:]), said[at : at + size]) for first in self.firsts):
                yield at, at + size - 1

    def _is_said(self, words: Sequence[str], said: Sequence[str]) -> bool:
        ends = said[-1].startswith(words[-1]) if self.begins else said[-1] == words[-1]
        return ends and tuple(said[:-1]) == tuple(words[:-1])


class HeardWords:
    """A text that was said, as parts of a question look at it."""

    def __init__(self, text: str, spoken: Language) -> None:
        self.text = text
        self.tokens: Sequence[Token] = tokenise(text)
        self.spoken = spoken

    def keys(self, token: Token) -> tuple[str, ...]:
        return keys_of(token.text, self.spoken)

    @cached_property
    def phrases(self) -> tuple[Expression, ...]:
        return expressions_in(TokenView(self.text, self.tokens), self.spoken.code)

    def amounts(self) -> Iterator[tuple[int, int, frozenset[str]]]:
        """First and last token of each amount, and its keys."""
        for amount in quantities(self.text, self.spoken.code, tokens=self.tokens):
            inside = [at for at, token in enumerate(self.tokens) if amount.start <= token.start < amount.end]
            if inside:
                yield inside[0], inside[-1], frozenset(amount_keys(amount))


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    parts: tuple[QuestionPart, ...]
    spoken: Language  # the question's, and so that of what is looked for

    @property
    def exact(self) -> tuple[QuestionPart, ...]:
        return tuple(part for part in self.parts if part.words)

    @property
    def by_meaning(self) -> tuple[QuestionPart, ...]:
        return tuple(part for part in self.parts if part.keys)


def read_question(text: str) -> Question:
    """Raises AlignError for a question without words, or with too many."""
    spoken = language(language_of(text))
    parts: list[QuestionPart] = []
    rest = text
    for pattern, read in ((_PHRASE, _phrase), (_BEGINNING, _beginning)):
        for match in pattern.finditer(rest):
            parts += read(match[1], spoken)
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    parts += _words(rest, spoken, alone=not parts)
    if not parts:
        raise AlignError(f"{text.strip() or 'an empty question'}: no word in it to look for")
    if len(parts) > MOST_PARTS:
        raise AlignError(f"a question of {len(parts)} words is too long: at most {MOST_PARTS}")
    return Question(" ".join(text.split()), tuple(dict.fromkeys(parts)), spoken)


def has_unclosed_phrase(text: str) -> bool:
    """Whether a quotation mark has no other to make a phrase with."""
    return _LOOSE_MARK.search(_PHRASE.sub("", text)) is not None


def _phrase(text: str, spoken: Language) -> Iterator[QuestionPart]:
    words = tuple(token.text for token in tokenise(text))
    if words:
        firsts = tuple(_with_proclitics(words[0], spoken))
        yield QuestionPart(" ".join(text.split()), words, begins=text.rstrip().endswith("*"), firsts=firsts)


def _with_proclitics(word: str, spoken: Language) -> Iterator[str]:
    """A word as it begins a phrase: «خمسة وعشرين» is said in «بخمسة وعشرين» as well, «المدينة» in «بالمدينة»."""
    yield word
    definite = word.startswith(ARTICLE)
    for prefix in sorted(affixes(spoken.code, "affixes", "name-prefix")):
        if not prefix.endswith(("ال", "لل")):
            yield prefix + word
        elif definite and prefix != ARTICLE:
            yield prefix + word.removeprefix(ARTICLE)


def _beginning(text: str, _spoken: Language) -> Iterator[QuestionPart]:
    words = tuple(token.text for token in tokenise(text))
    if words and len(words[-1]) < LEAST_LETTERS:
        raise AlignError(f"{text}*: give at least {LEAST_LETTERS} letters before the star")
    if words:
        yield QuestionPart(f"{text}*", words, begins=True, firsts=words[:1])


def _words(text: str, spoken: Language, *, alone: bool) -> Iterator[QuestionPart]:
    """Each word and each amount; function words only where there is nothing else."""
    terms = claim_terms(text, spoken)
    asked = [(term, frozenset(keys_of_term(term, spoken))) for term in terms if not term.stopword]
    for term, keys in asked:
        if keys:  # "several" is an amount, and has none
            valued = term.quantity is not None and keys == frozenset(amount_keys(term.quantity))
            yield QuestionPart(text[term.start : term.end], keys=keys, amount=valued, form=term.text)
    if alone and not any(keys for _, keys in asked):
        yield from (_as_it_is(text[term.start : term.end]) for term in terms)


def _as_it_is(text: str) -> QuestionPart:
    words = tuple(token.text for token in tokenise(text))
    return QuestionPart(text, words, firsts=words[:1])
