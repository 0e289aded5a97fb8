"""Words that mean the same: which concepts a word belongs to, and which concepts exclude each other."""

from collections.abc import Callable
from dataclasses import dataclass
from math import inf

from .stems import Affixes
from .tables import rows, spellings

_DERIVED_COST = 1.5  # letters; a listed word goes before the derived form of another


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
        for table in ("concepts", "dialects"):
            for concept, *cells in rows(code, table):
                for word in (affixes.merge(spelling) for cell in cells for spelling in spellings(cell)):
                    for form in affixes.listed(word):
                        self._put(self._index, form, Entry(concept, word.rstrip("-"), listed=True))
                    if stem:
                        self._put(self._index, stem(word), Entry(concept, word, listed=True))
                    for form in affixes.derived(word):
                        self._put(self._index, form, Entry(concept, word, listed=False))
        self._places: dict[str, list[Entry]] = {}
        for place, *cells in rows(code, "places"):
            for word in (affixes.merge(spelling) for cell in cells for spelling in spellings(cell)):
                if word.isalpha():  # names of one word that are nothing else
                    self._put(self._places, affixes.bare(word), Entry(place, word, listed=True))
        self._opposites: dict[str, set[str]] = {}
        for one, other in rows(code, "antonyms"):
            self._opposites.setdefault(one, set()).add(other)
            self._opposites.setdefault(other, set()).add(one)

    @staticmethod
    def _put(index: dict[str, list[Entry]], form: str, entry: Entry) -> None:
        entries = index.setdefault(form, [])
        if not any(known.concept == entry.concept for known in entries):
            entries.append(entry)

    def find(self, word: str, candidates: dict[str, int]) -> list[Entry]:
        """Entries of `word` itself as a place, or else of the candidate that loses the fewest letters."""
        if places := self._places.get(word) or self._places.get(self._affixes.bare(word)):
            return places
        best: list[Entry] = []
        least = inf
        for candidate, lost in candidates.items():
            entries = self._index.get(candidate, [])
            listed = [entry for entry in entries if entry.listed]
            cost = lost if listed else lost + _DERIVED_COST
            if entries and cost < least:
                best, least = listed or entries, cost
        return best

    def opposites(self, concept: str) -> frozenset[str]:
        """Concepts that exclude `concept`."""
        return frozenset(self._opposites.get(concept, ()))
