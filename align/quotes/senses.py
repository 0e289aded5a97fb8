"""Whether two wordings of one place say different things, or one thing in other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from align.claims.grammar import grammar
from align.language import Language
from align.language.phonetics import heard_as
from align.language.tables import words
from align.quantities import is_year_short, numerals
from align.quotes.index import QuoteIndex
from align.quotes.units import QuoteUnit

SOUNDS_ALIKE = 0.6  # similarity 0..1 of two words' sounds, from which a recogniser may have taken one for the other
BESIDE = 2  # words on each side within which another negator denies the same: "don't have no money"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Units `first` up to `end`, exclusive, of a text."""

    text: Sequence[QuoteUnit]
    first: int
    end: int

    @property
    def units(self) -> Sequence[QuoteUnit]:
        return self.text[self.first : self.end]

    @property
    def around(self) -> Sequence[QuoteUnit]:
        return self.text[max(0, self.first - BESIDE) : self.end + BESIDE]


def says_other(written: Stretch, said: Stretch, heard: QuoteIndex) -> bool:
    """Whether a "not" alone was left out or put in, or each side has an amount or a word of sense that nothing on the
    other is or sounds like.

    Where both a "not" and a word of sense differ, the two may say the same: "not happy", "unhappy".
    """
    if is_denied(said, written, heard) or is_denied(written, said, heard):
        sides = (written.units, said.units), (said.units, written.units)
        other = [unit for one, two in sides for unit in _unmatched(one, two, heard, _means_the_same)]
        light = {*heard.language.quantifiers, *words(heard.language.code, "negation", "aspect")}
        return all(unit.key in light for unit in other)  # "everybody", "nobody ever"
    mine, theirs = (
        [unit for unit in _unmatched(one, other, heard, _is_like) if _is_telling(unit, heard.language)]
        for one, other in ((written.units, said.units), (said.units, written.units))
    )
    amounts = [[unit for unit in side if unit.number] for side in (mine, theirs)]
    if any(amounts):  # an amount on one side may be a word on the other: "two times", "twice"
        return all(amounts)
    return bool(mine and theirs)


def _is_telling(unit: QuoteUnit, language: Language) -> bool:
    """Whether another word in its place says something else.

    «واحد» and "one" that count nothing may stand for anything; and where another variety is written than spoken, a word
    that the tables do not know may be the other's translation.
    """
    if unit.number:
        return True
    if any(part.value == 1 for part in numerals(language.code).readings(unit.key)):
        return False
    return not grammar(language.code).diglossia or language.is_known(unit.key)


def is_denied(one: Stretch, other: Stretch, heard: QuoteIndex) -> bool:
    """Whether `one` denies what `other` does not, nor what stands beside it."""
    if any(heard.language.is_negator(unit.key) for unit in other.around):
        return False
    replaced = words(heard.language.code, "negation", "ma") if other.units else ()  # «ما شفته» is «اللي شفته»
    subjects = words(heard.language.code, "negation", "subject") if not other.units else ()
    for at in range(one.first, one.end):
        if one.text[at].key in subjects:
            return False  # a clause of its own: "I don't know"
        if one.text[at].key not in replaced and _denies(one, at, heard):
            return True
    return False


def _denies(stretch: Stretch, at: int, heard: QuoteIndex) -> bool:
    """Whether unit `at` denies something that is said.

    Not where it may only answer ("no"), ask for a nod ("wasn't it"), begin anew ("it wasn't it was"), name the other
    case ("or not") or mean "that" («بعد ما»), nor where it goes with what it does not deny ("not only").
    """

    def listed(role: str) -> frozenset[str]:
        return words(heard.language.code, "negation", role)

    word = stretch.text[at].key
    before = stretch.text[at - 1].key if at else ""
    after = stretch.text[at + 1].key if at + 1 < len(stretch.text) else ""
    if not heard.language.is_negator(word) or word in listed("no") or before in listed("alternative"):
        return False
    if word in listed("ma") and (before in listed("ma-not-after") or after in listed("ma-what-before")):
        return False
    if word not in heard.language.negators and after in listed("subject"):
        return False
    return not (at + 1 < stretch.end and after in listed("affirming") | listed("exceptive"))


def _unmatched(
    units: Sequence[QuoteUnit],
    others: Sequence[QuoteUnit],
    heard: QuoteIndex,
    alike: Callable[[QuoteUnit, QuoteUnit, Language], bool],
) -> list[QuoteUnit]:
    """The numbers and words of sense among `units` that are not `alike` anything among `others`."""
    language = heard.language
    weighty = (unit for unit in units if unit.number or not language.is_stopword(unit.key))
    return [unit for unit in weighty if not any(alike(unit, other, language) for other in others)]


def _means_the_same(one: QuoteUnit, other: QuoteUnit, language: Language) -> bool:
    """Whether two words have a stem, a meaning or a root in common; two numbers where they are equal, or one is the
    year that the other is short for: "1982", "eighty-two"."""
    if one.number and other.number:
        return one.key == other.key or _is_short_year(one.key, other.key) or _is_short_year(other.key, one.key)
    mine, theirs = ({key.rpartition(":")[2] for key in language.keys(unit.key)} for unit in (one, other))
    return not mine.isdisjoint(theirs)  # «ستي» is "grandmother", «جدتي» by its class "kin:grandmother"


def _is_short_year(year: str, short: str) -> bool:
    """Whether the key of one number is the year that the key of the other is short for."""
    numbers = [float(key.removeprefix("number ")) for key in (year, short) if key.startswith("number ")]
    return len(numbers) == 2 and is_year_short(*numbers)


def _is_like(one: QuoteUnit, other: QuoteUnit, language: Language) -> bool:
    """The same, or whether one may have been heard for the other, alone or run together with its neighbours."""
    if _means_the_same(one, other, language):
        return True
    if one.number and other.number:
        return False
    a, b = heard_as(one.key), heard_as(other.key)
    return a in b or b in a or bool(Levenshtein.normalized_similarity(a, b) >= SOUNDS_ALIKE)
