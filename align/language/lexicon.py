"""Words that mean the same: which concepts a word belongs to, and which concepts exclude each other."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, permutations, product
from math import inf
from operator import attrgetter

from .identities import PROPER_NAMES, Category
from .morphology import Affixes, Derivations
from .tables import rows, spellings

_BORROWED = "loan"  # register of words that no other form is derived from
_FORM_DOUBT = 1.25  # letters; a listed word goes before a form of another, and with a letter before it beside it
_GUESS_DOUBT = 2.5  # letters; for a form that may well be another word
_OTHER_LETTERS_DOUBT = 0.5  # letters; for a word that is listed with other letters than were written
_REMEMBERED = 1 << 14  # forms of which it is known what they may be
_SPARE = 3  # letters; when a word loses that many more than it keeps, the rest proves nothing


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A listed word that a stem stands for."""

    concept: str
    lemma: str
    doubt: float = 0.0  # letters; 0 for the word as listed, more for a form derived from it
    merged: frozenset[str] = frozenset()  # of its letters those that speech does not keep apart from others


class Lexicon:
    """The concept tables of one language, found under stems."""

    def __init__(self, code: str, affixes: Affixes) -> None:
        self._affixes = affixes
        self.forms: dict[str, list[Lexeme]] = {}
        native = list(_merged(affixes, _words_of(code, borrowed=False)))
        fixed = _merged(affixes, chain(_words_of(code, borrowed=True), _named(code, proper=False)))
        for concept, word, merged in chain(native, fixed):
            self._put(affixes.listed(word), Lexeme(concept, word.rstrip("-"), 0.0, merged))
            if forms := list(affixes.derived(word)):
                self._put(forms, Lexeme(concept, word, _GUESS_DOUBT, merged))
        derivations = Derivations(code)
        for concept, word, merged in native:  # with their plurals, but not conjugated
            sure, guesses = derivations.forms(word)
            for doubt, forms in ((_FORM_DOUBT, sure), (_GUESS_DOUBT, guesses)):
                if forms:
                    spelt = [spelling for form in forms for spelling in (form, *affixes.respelt(form))]
                    self._put(spelt, Lexeme(concept, word, doubt, merged))
        self._under = lru_cache(maxsize=_REMEMBERED)(self._likely)
        self._names: dict[str, dict[str, Lexeme]] = {}
        for name, word in _named(code, proper=True):
            entry = Lexeme(name, word)
            self._names.setdefault(affixes.merge(word), {}).setdefault(name, entry)
        self._opposites = _excluded(code, "opposites")

    def find(self, word: str, candidates: dict[str, float], merged: frozenset[str] = frozenset()) -> list[Lexeme]:
        """Entries of `word` as a name, or else of the candidates that lose the fewest letters.

        `merged` are the letters it was written with that speech does not keep apart from others: where words are listed
        that differ by these alone, the one meant is written so («حضر», «حظر»), and a word with other letters than were
        written comes last («أترك» is "I leave", hardly «أثر» with an ending).
        """
        for form in self._affixes.names(word):
            if form in self._names and (form == word or not self.is_listed(word)):
                return list(self._names[form].values())
        best: list[Lexeme] = []
        least = inf
        for candidate, lost in candidates.items():
            if candidate not in self.forms or lost > least:
                continue
            entries = self._under(candidate)
            written_so = entries[0].merged <= merged or any(entry.merged <= merged for entry in entries)
            doubt = entries[0].doubt + (0.0 if written_so else _OTHER_LETTERS_DOUBT)
            if lost + doubt <= least and lost <= len(candidate) + _SPARE:
                best = [*(best if lost + doubt == least else ()), *entries]
                least = lost + doubt
        if len(best) < 2:
            return best
        as_written = [entry for entry in best if entry.merged == merged]
        return as_written if any(entry.doubt == best[0].doubt for entry in as_written) else best

    def is_listed(self, word: str) -> bool:
        """Whether `word` itself stands in the tables, whatever it could be a form of."""
        return word in self.forms and not self._under(word)[0].doubt

    def _put(self, forms: Iterable[str], entry: Lexeme) -> None:
        for form in forms:
            self.forms.setdefault(form, []).append(entry)

    def _likely(self, form: str) -> tuple[Lexeme, ...]:
        """What `form` may be: what is of little doubt, the surest first; where all are guesses, those of the least."""
        listed = self.forms[form]
        if len(listed) == 1:
            return tuple(listed)  # as most forms have it
        entries: dict[str, Lexeme] = {}  # by concept
        for entry in listed:
            if entry.concept not in entries or entry.doubt < entries[entry.concept].doubt:
                entries[entry.concept] = entry
        by_doubt = sorted(entries.values(), key=attrgetter("doubt"))
        most = max(by_doubt[0].doubt, _FORM_DOUBT)
        return tuple(entry for entry in by_doubt if entry.doubt <= most)

    def opposites(self, concept: str) -> frozenset[str]:
        """Concepts that exclude `concept`."""
        return self._opposites.get(concept, frozenset())


def _excluded(code: str, table: str) -> dict[str, frozenset[str]]:
    """For each concept those of the other columns of its rows."""
    found: dict[str, set[str]] = {}
    for row in rows(code, table):
        for ones, others in permutations(row, 2):
            for one, other in product(ones.split(), others.split()):
                found.setdefault(one, set()).add(other)
    return {concept: frozenset(others) for concept, others in found.items()}


def _merged(affixes: Affixes, listed: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Concepts, their words folded, and the letters that were merged in them."""
    nothing: frozenset[str] = frozenset()
    for concept, written in listed:
        word = affixes.merge(written)
        yield concept, word, nothing if word == written else affixes.merged(written)


def _words_of(code: str, *, borrowed: bool) -> Iterator[tuple[str, str]]:
    """Concepts of the lexicon and their words."""
    table = (row for row in rows(code, "lexicon") if (row[1] == _BORROWED) == borrowed)
    return ((concept, word) for concept, _, cell in table for word in spellings(cell))


def _named(code: str, *, proper: bool) -> Iterator[tuple[str, str]]:
    """Names, or members of classes, and their words; phrases and words marked as something else, too, are left out."""
    for key, *cells in rows(code, "names"):
        if (Category(key.partition(":")[0]) in PROPER_NAMES) == proper:
            yield from ((key, word) for cell in cells for word in spellings(cell) if word.isalpha())
