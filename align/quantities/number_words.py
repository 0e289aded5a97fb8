"""The number words of a language: those of its table `numbers.tsv`, and those that it makes of stems and endings."""

from collections.abc import Iterator
from functools import lru_cache

from align.language.tables import rows, spellings, words

from .digits import ROMAN_NUMERALS, written_value
from .sums import NumberWord

# What a stem gives with each of the endings of its row: «خمس» with «طعش» 15, with «مية» 500, with «تلاف» 5000.
_MADE = {
    "low-teen": ("teen", 10.0, 1.0),  # role of the whole, what is added, what it is times
    "teen": ("teen", 10.0, 1.0),
    "hundred": ("hundreds", 0.0, 100.0),
    "thousand": ("thousands", 0.0, 1000.0),
}


class NumberWords:
    """What the words of one language say as (parts of) numbers."""

    def __init__(self, code: str) -> None:
        self.prefixes: dict[str, frozenset[str]] = {}  # proclitic -> "and", "definite", "preposition"
        self._words: dict[str, list[tuple[str, float, str]]] = {}  # role, value, mark
        for role, value, cell in rows(code, "numbers"):
            for spelling in spellings(cell):
                if role == "prefix":
                    self.prefixes[spelling] = frozenset(value.split())
                elif value[0].isdigit() and not role.endswith("-stem"):
                    mark = spelling[-1] if spelling[-1] in "?!" else ""
                    self._words.setdefault(spelling.rstrip("?!"), []).append((role, float(value), mark))
        for spelling, role, number in made_words(code):
            if all(known[:2] != (role, number) for known in self._words.get(spelling, ())):
                self._words.setdefault(spelling, []).append((role, number, ""))
        self.readings = lru_cache(maxsize=1 << 15)(self._readings)

    def _readings(self, word: str) -> tuple[NumberWord, ...]:
        """Readings of one word, the bare word before its splits."""
        if (written := written_value(word)) is not None:
            return (NumberWord("digits", written[0], "", ""),)
        found = [NumberWord(*entry, "") for entry in self._words.get(word, ())]
        for prefix, traits in self.prefixes.items():
            if word.startswith(prefix) and (entries := self._words.get(word[len(prefix) :])):
                found += [
                    NumberWord(*entry, prefix, "and" in traits, "definite" in traits, "preposition" in traits)
                    for entry in entries
                ]
        return tuple(found)


def made_words(code: str) -> Iterator[tuple[str, str, float]]:
    """The spelling, role and value of every number word that is made of a stem and an ending."""
    for row_role, value, cell in rows(code, "numbers"):
        kind = row_role.removesuffix("-stem")
        if kind == row_role:
            continue
        role, added, times = _MADE[kind]
        for stem in spellings(cell):
            for ending in words(code, "numbers", f"{kind}-ending"):
                yield stem + ending, role, float(value) * times + added


def number_spellings(code: str) -> frozenset[str]:
    """Every spelling by which a number, or a phrase of the table that stands for one, can begin."""
    table = (row for row in rows(code, "numbers") if row[1][:1].isdigit() and not row[0].endswith("-stem"))
    listed = (word for _, _, cell in table for word in spellings(cell))
    return frozenset(listed) | {spelling for spelling, _, _ in made_words(code)}


def roman_numerals(code: str) -> frozenset[str]:
    """The Roman numerals, folded, that the language `code` writes behind names."""
    if ("setting", "roman", "ordinals") not in rows(code, "numbers"):
        return frozenset()
    return frozenset(numeral.lower() for numeral in ROMAN_NUMERALS)
