"""Taking words apart: affixes off, light stems, root guesses. Which affixes and patterns there are, the tables say."""

import re
from collections.abc import Callable, Iterator

from .tables import rows, spellings, words

_SHORTEST = 3  # letters that must remain of a stem
_LONGEST = 30  # letters; longer "words" are not taken apart
_INITIAL_FROM = 5  # letters from which an initial vowel may be missing

Stem = Callable[[str], str]


class Affixes:
    """The affix table of one language."""

    def __init__(self, code: str) -> None:
        self._prefixes = _by_length(words(code, "affixes", "prefix"))
        self._endings = _by_length(words(code, "affixes", "ending"))
        self._stem_prefixes = _by_length(words(code, "affixes", "stem-prefix"))
        self._stem_suffixes = _by_length(words(code, "affixes", "stem-suffix"))
        self._place_prefixes = _by_length(words(code, "affixes", "place-prefix"))
        self._place_suffixes = _by_length(words(code, "affixes", "place-suffix"))
        self._short_endings = tuple(words(code, "affixes", "short-ending"))
        self._initials = words(code, "affixes", "initial")
        table = rows(code, "affixes")
        self._letters = str.maketrans({row[1]: row[2] for row in table if row[0] == "letter"})
        self._respellings = {row[1]: tuple(row[2].replace("_", "").split(" ")) for row in table if row[0] == "respell"}

    def merge(self, word: str) -> str:
        """`word` with the letters that speech does not keep apart made one."""
        return word.translate(self._letters)

    def listed(self, word: str) -> list[str]:
        """The stems that a table's word names: itself, or with a final "-" its short stem with each ending."""
        return [word[:-1] + ending for ending in self._short_endings] if word.endswith("-") else [word]

    def derived(self, word: str) -> Iterator[str]:
        """Stems under which a listed word may turn up besides itself."""
        if len(word) >= _SHORTEST:
            yield from (word[:-1] + last for last in self._respellings.get(word[-1], ()))
        if len(word) >= _INITIAL_FROM and word[0] in self._initials:
            yield word[1:]
            yield from self.derived(word[1:])

    def candidates(self, word: str) -> dict[str, int]:
        """Every stem the affixes allow, with the number of letters that had to go."""
        found = {word: 0}
        if not _SHORTEST < len(word) <= _LONGEST:
            return found
        for prefix in ("", *self._prefixes):
            if not word.startswith(prefix):
                continue
            rest = word[len(prefix) :]
            for ending in ("", *self._endings):
                size = len(rest) - len(ending)
                if size >= _SHORTEST and rest.endswith(ending):
                    found.setdefault(rest[:size], len(word) - size)
        return found

    def bare(self, name: str) -> str:
        """The name of a place or its people without article, proclitics and the endings that these take."""
        for prefix in self._place_prefixes:
            if name.startswith(prefix) and len(name) - len(prefix) >= _SHORTEST:
                name = name[len(prefix) :]
                break
        for suffix in self._place_suffixes:
            if name.endswith(suffix) and len(name) - len(suffix) > _SHORTEST:
                return name[: -len(suffix)]
        return name

    def light_stem(self, word: str) -> str:
        """The stem of a word no table knows: one prefix and up to two suffixes off, what remains long enough."""
        for prefix in self._stem_prefixes:
            if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
                word = word[len(prefix) :]
                break
        return self.without_suffixes(word)

    def without_suffixes(self, word: str) -> str:
        """`word` with up to two suffixes off."""
        for _ in range(2):
            for suffix in self._stem_suffixes:
                if word.endswith(suffix) and len(word) - len(suffix) >= _SHORTEST:
                    word = word[: -len(suffix)]
                    break
        return word


class Patterns:
    """Word patterns that give away a root."""

    def __init__(self, code: str) -> None:
        self._by_length: dict[int, list[re.Pattern[str]]] = {}
        for (pattern,) in rows(code, "patterns"):
            letters = "".join("(.)" if letter in "فعل" else re.escape(letter) for letter in pattern)
            self._by_length.setdefault(len(pattern), []).append(re.compile(letters))

    def root(self, stem: str) -> str | None:
        """The root that the first fitting pattern finds in `stem`, or None."""
        for pattern in self._by_length.get(len(stem), ()):
            if match := pattern.fullmatch(stem):
                return "".join(match.groups())
        return None


def _by_length(affixes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(affixes, key=lambda affix: (-len(affix), affix)))


def stemmer(code: str) -> Stem | None:
    """The Snowball stemmer that the language's table of affixes asks for, or None."""
    name = next((next(spellings(row[1])) for row in rows(code, "affixes") if row[0] == "snowball"), None)
    if name is None:
        return None
    from snowballstemmer import stemmer as snowball

    stem: Stem = snowball(name).stemWord
    return stem
