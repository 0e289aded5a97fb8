"""Finding names and members of closed classes in text: countries, peoples, cities, given names, colours, kin ...

`names.tsv` holds identities and spellings; how a language builds on them (article, proclitics, endings) says
`name-affixes.tsv`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from align.collector import read_once

from .identities import PLACES, PROPER_NAMES, Category, Name
from .language import language_of
from .phrases import Proclitics
from .tables import rows, spellings, words
from .tokens import Token

_CACHED_WORDS = 1 << 16
_HIS = "ه"  # written onto a noun
_WITH_ARTICLE = PROPER_NAMES | {Category.ASSET}  # whose spellings hold the article where they take it


@dataclass(frozen=True, slots=True)
class _ListedName:
    rest: tuple[str, ...]  # words after the first, without the article
    category: Category
    key: str
    weak: bool
    definite: bool | None  # with the article, without it, or either


@dataclass(frozen=True, slots=True)
class _NameOpening:
    """One way to read a word as the beginning of an entry."""

    entry: _ListedName
    prefix: str  # the proclitics split off
    definite: bool  # they hold the article


class _Gazetteer:
    """The name tables of one language, laid out for lookup by first word."""

    def __init__(self, code: str) -> None:
        def role(name: str) -> tuple[str, ...]:
            return tuple(sorted(words(code, "name-affixes", name), key=len, reverse=True))

        self._article = "".join(role("article"))
        self._place_prefixes = frozenset(role("place-prefix"))
        prefixes = dict.fromkeys(role("prefix") + role("place-prefix"), False) | dict.fromkeys(
            role("definite-prefix"), True
        )
        self._definite = {"": False} | prefixes  # whether a proclitic holds the article
        self._proclitics = Proclitics(prefixes)
        self._suffixes = ("", *role("suffix"))
        self._ending = "".join(role("adjective-ending"))
        self._adjective_suffixes = ("", *role("adjective-suffix"))
        self._possessives = role("possessive-suffix")
        # Words before a name that make it part of something else.
        self.disguises = {Category.PERSON: frozenset(role("kinship")), Category.KIN: frozenset(role("address"))}
        # Words before the name of a place that rule out its everyday meaning.
        self.place_nouns = frozenset(prefix + noun for noun in role("place-noun") for prefix in self._definite)
        self._index: dict[str, list[_ListedName]] = {}
        for key, *cells in rows(code, "names"):
            self._add(key, *cells)
        for entries in self._index.values():
            entries.sort(key=lambda entry: (-len(entry.rest), entry.weak))

    def _add(self, key: str, names: str, adjectives: str = "-", possessed: str = "-") -> None:
        category = Category(key.partition(":")[0])
        for raw in names.split():  # not folded yet: the article is told from an initial hamza
            definite = None if category not in _WITH_ARTICLE else bool(self._article) and raw.startswith(self._article)
            for spelling in spellings(raw):
                self._put(spelling.removeprefix(self._article) if definite else spelling, category, key, definite)
        if category in (Category.COUNTRY, Category.REGION):
            category = Category.NATIONALITY
        for stem, mark in map(_marked, spellings(adjectives)):
            for suffix in self._adjective_suffixes if self._ending and stem.endswith(self._ending) else ("",):
                self._put(stem.replace("+", suffix + "+") + suffix + mark, category, key, None)
        for stem, mark in map(_marked, spellings(possessed)):
            for suffix in self._possessives:
                self._put(stem + suffix + mark, category, key, False)

    def _put(self, spelling: str, category: Category, key: str, definite: bool | None) -> None:
        phrase, mark = _marked(spelling)
        first, *rest = phrase.split("+")
        self._index.setdefault(first, []).append(_ListedName(tuple(rest), category, key, bool(mark), definite))

    def readings(self, word: str) -> tuple[_NameOpening, ...]:
        """What may begin with `word`, the longest phrase first; the bare word before its splits."""
        prefixes = self._proclitics.of(word)
        for suffix in self._suffixes:
            stem = word.removesuffix(suffix)
            for prefix in prefixes if word.endswith(suffix) else ():
                entries = self._index.get(stem[len(prefix) :]) if stem.startswith(prefix) else None
                if not entries:
                    continue
                definite = self._definite[prefix]
                if fitting := [entry for entry in entries if self._fits(entry, prefix, definite)]:
                    return tuple(_NameOpening(entry, prefix, definite) for entry in _told_apart(fitting))
        return ()

    def _fits(self, entry: _ListedName, prefix: str, definite: bool) -> bool:
        placed = entry.category in PLACES or prefix not in self._place_prefixes
        return placed and entry.definite in (None, definite)

    def completed(self, reading: _NameOpening, following: Sequence[Token]) -> bool:
        """Whether the words `following` complete the phrase; an adjective takes the article of its noun."""
        article = self._article if reading.definite and reading.entry.definite is None else ""
        expected = " ".join(article + word for word in reading.entry.rest)
        heard = " ".join(token.text for token in following)
        return any(heard == expected + suffix for suffix in self._suffixes)


def _told_apart(entries: list[_ListedName]) -> list[_ListedName]:
    """The entries, weak where one spelling has several meanings: folded, «والدة» (mother) is «والده» (his father)."""
    meanings: dict[tuple[str, ...], set[str]] = {}
    for entry in entries:
        if not entry.weak:
            meanings.setdefault(entry.rest, set()).add(entry.key)
    return [replace(e, weak=e.weak or len(meanings[e.rest]) > 1) for e in entries]


def _marked(spelling: str) -> tuple[str, str]:
    """A spelling and its mark of ambiguity ("?" or "")."""
    return spelling.rstrip("?"), "?" if spelling.endswith("?") else ""


@read_once
def _gazetteer(code: str) -> _Gazetteer:
    return _Gazetteer(code)


@lru_cache(maxsize=_CACHED_WORDS)
def _lookup(word: str, code: str) -> tuple[_Gazetteer, tuple[_NameOpening, ...]]:
    """Readings of a word by the tables of the text's language, else by those of the language of the word's script."""
    own = _gazetteer(code)
    found = own.readings(word)
    if found or (script := language_of(word)) == code:
        return own, found
    other = _gazetteer(script)
    return other, other.readings(word)


def category_of(word: str, language: str) -> Category | None:
    """The category of a normalised word that names something by itself and is no everyday word as well."""
    _, found = _lookup(word, language)
    entries = (reading.entry for reading in found)
    return next((entry.category for entry in entries if not entry.rest and not entry.weak), None)


def as_written(tokens: Sequence[Token], text: str, language: str) -> tuple[Token, ...]:
    """The tokens of carefully written text, with "his" taken off a relative: folded, «والده» (his father) would be
    «والدة» (mother) as well, which an article spells otherwise."""
    return tuple(
        replace(token, text=token.text[:-1])
        if text[token.end - 1] == _HIS and _is_kin(token.text[:-1], language)
        else token
        for token in tokens
    )


def _is_kin(word: str, language: str) -> bool:
    return category_of(word, language) is Category.KIN


def names_in(tokens: Sequence[Token], language: str) -> tuple[Name, ...]:
    """The names in a text in order, without overlap; of several readings the longest. Linear in time."""
    return tuple(_names(tokens, language))


def _names(tokens: Sequence[Token], code: str) -> Iterator[Name]:
    end = 0  # of the name before
    person_before = -1  # token after the given name just read
    opening = {word for word in {token.text for token in tokens} if _lookup(word, code)[1]}
    for at, token in enumerate(tokens):
        if at < end or token.text not in opening:
            continue
        gazetteer, readings = _lookup(token.text, code)
        reading = next((r for r in readings if _is_complete(gazetteer, r, tokens, at)), None)
        if reading is None:
            continue
        entry, end = reading.entry, at + 1 + len(reading.entry.rest)
        certain = at > 0 and entry.category in PLACES and tokens[at - 1].text in gazetteer.place_nouns
        name = Name(entry.category, entry.key, at, end - 1, entry.weak and not certain)
        led = at > 0 and tokens[at - 1].text in gazetteer.disguises.get(entry.category, ())
        second = at == person_before and not reading.prefix and _adjoins(tokens, at)  # a father's or family name
        if entry.category is Category.PERSON:
            person_before = end
        yield replace(name, weak=True) if led or (second and entry.category is Category.PERSON) else name


def _is_complete(gazetteer: _Gazetteer, reading: _NameOpening, tokens: Sequence[Token], at: int) -> bool:
    end = at + 1 + len(reading.entry.rest)
    adjoining = end <= len(tokens) and all(_adjoins(tokens, i) for i in range(at + 1, end))
    return adjoining and (end == at + 1 or gazetteer.completed(reading, tokens[at + 1 : end]))


def _adjoins(tokens: Sequence[Token], at: int) -> bool:
    """Whether token `at` follows the one before it with at most one character between."""
    return tokens[at].start - tokens[at - 1].end <= 1
