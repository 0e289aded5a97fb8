"""Which words a recogniser takes for each other, and which must never be.

A number, a negation and a name decide what a quotation says: for them there is no "sounds alike".
"""

from __future__ import annotations

from rapidfuzz.distance import Levenshtein

from align.language import Language, Token
from align.language.gazetteer import category_of, names_in
from align.language.identities import Category
from align.language.phonetics import heard_as
from align.language.tables import words

_SHORTEST_SOUND = 3  # letters of a word that may be told by its sound alone
_SHORTEST_SLIP = 5  # letters from which one wrong letter is a slip
_LONG = 9  # letters from which two are
_NAMES = frozenset(
    map(Category, "country nationality people region city water organisation person figure faith".split())
)


class WordSimilarity:
    """Compares folded words of one language."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._conjunctions = words(language.code, "function-words", "written-on-conjunction")

    def is_name(self, word: str) -> bool:
        return category_of(word, self._language.code) in _NAMES

    def is_protected(self, word: str) -> bool:
        """Whether another word in its place is another statement, however alike the two are."""
        return word[:1].isdigit() or self._language.is_negator(word) or self.is_name(word)

    def is_light(self, word: str) -> bool:
        """Whether `word` says little by itself."""
        return self._language.is_stopword(word) and not self._language.is_negator(word)

    def alike(self, a: str, b: str) -> bool:
        """Whether two different words may be one word heard twice."""
        if self.is_protected(a) or self.is_protected(b):
            return self._same_name(a, b)
        if self._bare(a) == self._bare(b):
            return True
        shortest = min(len(a), len(b))
        if shortest < _SHORTEST_SOUND or self._both_known(a, b):
            return False
        one, other = heard_as(a), heard_as(b)
        if one == other:
            return True
        if self._is_inflection(a, b):
            return False
        allowed = min(most_slips(a), most_slips(b))
        return bool(Levenshtein.distance(one, other, score_cutoff=allowed) <= allowed)

    def _same_name(self, a: str, b: str) -> bool:
        """Whether two words are spellings of one name: «سوريا», «سورية»."""
        if Levenshtein.distance(a, b, score_cutoff=1) > 1:
            return False
        mine, theirs = (names_in((Token(word, 0, len(word)),), self._language.code) for word in (a, b))
        return bool(mine and theirs) and (mine[0].category, mine[0].key) == (theirs[0].category, theirs[0].key)

    def _bare(self, word: str) -> str:
        """`word` without the conjunction written onto it, which speech swallows."""
        return word[1:] if word[:1] in self._conjunctions and len(word) > _SHORTEST_SOUND else word

    def _both_known(self, a: str, b: str) -> bool:
        """Whether the tables know both words, as different ones: «كبير» is not «كثير» misheard."""
        mine, theirs = (self._concepts(word) for word in (a, b))
        return bool(mine and theirs and mine.isdisjoint(theirs))

    def _concepts(self, word: str) -> set[str]:
        return {key for key in self._language.keys(word) if key.startswith("c:")}

    def _is_inflection(self, a: str, b: str) -> bool:
        """Whether only an ending or a beginning differs that means something: "worker", "workers"."""
        return self._language.keys(a)[0] == self._language.keys(b)[0]


def most_slips(word: str) -> int:
    """How many letters of `word` may be wrong."""
    return 2 if len(word) >= _LONG else int(len(word) >= _SHORTEST_SLIP)
