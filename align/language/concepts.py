"""Words that mean the same: which concepts a word belongs to, and which concepts exclude each other."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import inf

from .stems import Affixes
from .tables import rows, spellings

_TABLES = ("concepts", "dialects", "loanwords", "classes", "news")
_NAME_TABLES = ("places", "figures", "organisations", "given_names")
_DERIVED_COST = 2.5  # letters; a listed word goes before the derived form of another
_SPARE = 3  # letters; when a word loses that many more than it keeps, the rest proves nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """A listed word that a stem stands for."""

    concept: str
    lemma: str
    listed: bool  # the stem is the word as listed, not one of its derived forms


class Concepts:
    """The concept tables of one language, found under stems."""

    def __init__(self, code: str, affixes: Affixes, stem: Callable[[str], str] | None) -> None:
        self._affixes = affixes
        self._index: dict[str, list[Entry]] = {}
        for concept, word in _listed(code, _TABLES):
            word = affixes.merge(word)
            for form in affixes.listed(word):
                self._put(self._index, form, Entry(concept, word.rstrip("-"), listed=True))
            if stem:
                self._put(self._index, stem(word), Entry(concept, word, listed=True))
            for form in affixes.derived(word):
                self._put(self._index, form, Entry(concept, word, listed=False))
        self._names: dict[str, list[Entry]] = {}
        for name, word in _listed(code, _NAME_TABLES):
            self._put(self._names, affixes.merge(word), Entry(name, word, listed=True))
        self._opposites: dict[str, set[str]] = {}
        for one, other in rows(code, "antonyms"):
            self._opposites.setdefault(one, set()).add(other)
            self._opposites.setdefault(other, set()).add(one)

    @staticmethod
    def _put(index: dict[str, list[Entry]], form: str, entry: Entry) -> None:
        entries = index.setdefault(form, [])
        if not any(known.concept == entry.concept for known in entries):
            entries.append(entry)

    def find(self, word: str, candidates: dict[str, float]) -> list[Entry]:
        """Entries of `word` as a name, or else of the candidate that loses the fewest letters."""
        for form in self._affixes.names(word):
            if form in self._names:
                return self._names[form]
        best: list[Entry] = []
        least = inf
        for candidate, lost in candidates.items():
            entries = self._index.get(candidate, [])
            listed = [entry for entry in entries if entry.listed]
            cost = lost if listed else lost + _DERIVED_COST
            if entries and cost < least and lost <= len(candidate) + _SPARE:
                best, least = listed or entries, cost
        return best

    def opposites(self, concept: str) -> frozenset[str]:
        """Concepts that exclude `concept`."""
        return frozenset(self._opposites.get(concept, ()))


def _listed(code: str, tables: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Concepts and their words; phrases and words marked as something else, too, are left out."""
    for concept, *cells in (row for table in tables for row in rows(code, table)):
        for word in (spelling for cell in cells for spelling in spellings(cell)):
            if word.rstrip("-").isalpha():
                yield concept, word
