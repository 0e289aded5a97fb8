"""The words of an article that a recogniser is likeliest to mishear: its names, and what the tables do not know.

A name is what the tables list as one, what stands behind a given name, and in scripts that have capitals what is
written with one inside a sentence. Where there are none, a word that no table knows counts as rare, and may be a name
as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from align.language import Language, Token, language, language_of, tokenise
from align.language.gazetteer import names_in
from align.language.identities import Category, Name
from align.language.orthography import MARKS, fold
from align.language.tables import words
from align.quantities import quantities
from align.types import Article, Span

SHORTEST = 3  # letters; Whisper knows the shorter ones, or they say nothing
LONGEST = 40  # letters; what is longer is no word
SHORTEST_CAPITAL = 2  # letters of a word whose capitals say that it is a name: "UN"
_PERSONS = frozenset((Category.PERSON, Category.FIGURE))
_PROPER = frozenset(map(Category, "country people region city water organisation person figure".split()))
_SENTENCE_ENDS = ".!?…:\n؟؛"
_OPENING = " \t«“\"'‘([*_#>-"
_UNSEEN = re.compile(f"[{MARKS}ـ]")  # vowel signs and tatweel, which no recogniser writes


class Rarity(IntEnum):
    """How little is known of a word; the first ones go into the prompt first."""

    UNKNOWN_NAME = 0
    KNOWN_NAME = 1
    UNKNOWN_WORD = 2


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words next to each other that stay together in the prompt."""

    rarity: Rarity
    mentions: int  # of its most mentioned word
    first: int  # token
    text: str
    words: frozenset[str]


def rare_words(article: Article) -> tuple[str, ...]:
    """Names and rare words as the article writes them, without vowel signs and what is written onto them; those first
    that the tables know least of, among these the most mentioned. Names of several words stay together."""
    text = article.text
    spoken_in = language(language_of(text))
    tokens = tokenise(text)
    selection = _Selection(text, tokens, spoken_in, [p.span for p in article.paragraphs if p.heading])
    mentions = Counter(selection.bare(at) for at in selection.rarities)
    found: list[str] = []
    known: set[str] = set()
    for phrase in sorted(selection.phrases(mentions), key=lambda p: (p.rarity, -p.mentions, -len(p.words), p.first)):
        if not phrase.words <= known:
            known |= phrase.words
            found.append(phrase.text)
    return tuple(found)


class _Selection:
    """Which tokens of a text are worth a place in the prompt, and how they are written."""

    def __init__(self, text: str, tokens: Sequence[Token], spoken_in: Language, headings: Sequence[Span]) -> None:
        self._text = text
        self._tokens = tokens
        self._language = spoken_in
        self._headings = headings
        self._article = tuple(words(spoken_in.code, "name-affixes", "article"))  # as Arabic's: written onto the noun
        self._names = {at: name for name in names_in(tokens, spoken_in.code) for at in range(name.first, name.last + 1)}
        self._unfit = _tokens_of_amounts(text, tokens, spoken_in.code)
        self._unfit.update(at for at, token in enumerate(tokens) if token.end - token.start > LONGEST)
        self._forms = {token.text for token in tokens}
        self._lower = {t.text for t in tokens if text[t.start].islower()}
        self._bare: dict[str, str] = {}
        self.rarities: dict[int, Rarity] = {}
        for at in range(len(tokens)):
            rarity = self._rarity(at)
            if rarity is not None:
                self.rarities[at] = rarity
        for at in range(len(tokens)):
            if at not in self.rarities and at not in self._unfit and self._is_led_name(at):
                self.rarities[at] = Rarity.KNOWN_NAME

    def bare(self, at: int) -> str:
        """The folded word without what is written onto it, where that leaves a noun, a name or a word of the text."""
        word = self._tokens[at].text
        if word not in self._bare:
            self._bare[word] = self._without_clitics(word)
        return self._bare[word]

    def _without_clitics(self, word: str) -> str:
        word, *forms = self._language.name_forms(word)
        for form in forms if not word.startswith(self._article) else ():
            if form == word or len(form) < SHORTEST:
                continue
            if form.startswith(self._article) or form in self._forms or self._lists(form):
                return form
        return word

    def phrases(self, mentions: Counter[str]) -> Iterator[_Phrase]:
        """Names in a row as one phrase, other words one by one."""
        run: list[int] = []
        for at in (*sorted(self.rarities), len(self._tokens)):
            if run and not (at == run[-1] + 1 and self._continues(at)):
                yield self._phrase(run, mentions)
                run = []
            run.append(at)

    def _phrase(self, run: Sequence[int], mentions: Counter[str]) -> _Phrase:
        bare = [self.bare(at) for at in run]
        text = " ".join(self._written(at, word) for at, word in zip(run, bare, strict=True))
        rarity = min(self.rarities[at] for at in run)
        return _Phrase(rarity, max(mentions[word] for word in bare), run[0], text, frozenset(bare))

    def _written(self, at: int, bare: str) -> str:
        """The word as the article writes it, from where `bare` begins, without vowel signs."""
        token = self._tokens[at]
        raw = _UNSEEN.sub("", self._text[token.start : token.end])
        ends = [raw[begin:end] for begin in range(len(raw)) for end in (len(raw), len(raw) - 2)]  # without "'s"
        ends += [article + end for article in self._article for end in ends]
        return next((end for end in ends if fold(end) == bare), raw)

    def _rarity(self, at: int) -> Rarity | None:
        """None for a word that is not worth a place by itself."""
        word, name = self._tokens[at].text, self._names.get(at)
        if at in self._unfit or self._language.is_stopword(word) or word[0].isdigit():
            return None
        if name is not None and name.category in _PROPER and not name.weak:
            return Rarity.KNOWN_NAME
        if self._is_capital(at) or self._follows_person(at):
            return Rarity.UNKNOWN_NAME
        cased = word.upper() != word.lower()
        known = name is not None or self._language.is_known(word) or self._language.is_known(self.bare(at))
        return None if cased or known or len(word) < SHORTEST else Rarity.UNKNOWN_WORD

    def _is_capital(self, at: int) -> bool:
        """Whether a capital says that the word is a name: inside a sentence, or throughout the word."""
        token = self._tokens[at]
        return self._capital(at) and (self._text[token.start : token.end].isupper() or not self._opens_sentence(token))

    def _capital(self, at: int) -> bool:
        token = self._tokens[at]
        length = token.end - token.start
        return length >= SHORTEST_CAPITAL and self._text[token.start].isupper() and token.text not in self._lower

    def _opens_sentence(self, token: Token) -> bool:
        """Whether any word would have a capital here."""
        before = self._text[max(0, token.start - 8) : token.start].rstrip(_OPENING)
        heading = any(span.start <= token.start < span.end for span in self._headings)
        return heading or not before or before[-1] in _SENTENCE_ENDS

    def _follows_person(self, at: int) -> bool:
        """Whether the word stands where a father's or family name does: known or not as something else."""
        person = self._names.get(at - 1)
        if person is None or person.category is not Category.PERSON or not self._adjoins(at) or at in self._names:
            return False
        if self._language.is_stopword(self._tokens[at - 1].text):
            return False
        unknown = not self._language.is_known(self._tokens[at].text)
        return unknown or (not person.weak and self._tokens[at].text.startswith(self._article))

    def _is_led_name(self, at: int) -> bool:
        """Whether a word that can be a given name stands next to another name: «نادر» alone is "rare"."""
        name = self._names.get(at)
        if self._capital(at) and self._adjoins(at + 1) and self._capital(at + 1):  # it opens the sentence
            return not self._language.is_known(self._tokens[at].text)
        if name is None or name.category not in _PERSONS or self._language.is_stopword(self._tokens[at].text):
            return False
        before = self._is_person(at - 1) and self._adjoins(at)
        return before or (self._adjoins(at + 1) and (self._is_name(at + 1) or self._is_person(at + 1)))

    def _is_person(self, at: int) -> bool:
        name: Name | None = self._names.get(at)
        return name is not None and name.category in _PERSONS

    def _continues(self, at: int) -> bool:
        """Whether a token is the rest of the name that the one before it begins or goes on with."""
        if not (self._adjoins(at) and self._is_name(at) and self._is_name(at - 1)):
            return False
        same = at in self._names and self._names[at] is self._names.get(at - 1)
        rest = self.rarities[at] is Rarity.UNKNOWN_NAME or (self._is_person(at) and self._is_person(at - 1))
        return same or (rest and self.bare(at) == self._tokens[at].text)

    def _is_name(self, at: int) -> bool:
        return self.rarities.get(at, Rarity.UNKNOWN_WORD) is not Rarity.UNKNOWN_WORD

    def _adjoins(self, at: int) -> bool:
        """Whether only a space or a hyphen stands between the token and the one before it."""
        if not 0 < at < len(self._tokens):
            return False
        return self._text[self._tokens[at - 1].end : self._tokens[at].start] in (" ", "-")

    def _lists(self, form: str) -> bool:
        found = names_in((Token(form, 0, len(form)),), self._language.code)
        return any(name.category in _PROPER or name.category is Category.NATIONALITY for name in found)


def _tokens_of_amounts(text: str, tokens: Sequence[Token], code: str) -> set[int]:
    """The words of numbers, dates and hours: in the prompt, they would be heard where others were said."""
    found = set()
    at = 0
    for amount in quantities(text, code):
        while at < len(tokens) and tokens[at].end <= amount.start:
            at += 1
        inside = at
        while inside < len(tokens) and tokens[inside].start < amount.end:
            found.add(inside)
            inside += 1
    return found
