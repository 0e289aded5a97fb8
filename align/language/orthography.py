"""Orthographic folding with a map back to the original text.

What a reader takes for the same letter becomes the same code point: diacritics and tatweel go, hamza and alef forms,
alef maqsura and ta marbuta fold, Persian and Urdu letters become their Arabic cousins, presentation forms and
full-width letters their plain ones (NFKD, per character), digits of every script ASCII, Latin letters lose accents
and case. The driver is Unicode's own data; `mul/letters.tsv` holds only what Unicode does not know to be the same.
"""

from array import array
from dataclasses import dataclass
from unicodedata import category, decimal, normalize

from .table_files import rows

_LETTERS = {
    letter: "" if plain == "-" else plain for plain, letters in rows("mul", "letters") for letter in letters.split(" ")
}

# Combining marks that only colour a letter (accents, vowel signs of Arabic and Hebrew). Other scripts keep theirs.
_MARK_RANGES = (
    "\u0300-\u036f", "\u0483-\u0489", "\u0591-\u05bd", "\u05bf-\u05bf", "\u05c1-\u05c7", "\u0610-\u061a",
    "\u064b-\u065f", "\u0670-\u0670", "\u06d6-\u06ed", "\u08d3-\u08ff",
)  # fmt: skip
MARKS = "".join(_MARK_RANGES)  # for a character class
_MARK_SET = frozenset(chr(code) for span in _MARK_RANGES for code in range(ord(span[0]), ord(span[2]) + 1))
_REMEMBERED = 20_000  # code points kept in the folding table; text of every plane cannot grow it further


def _fold(char: str) -> str:
    """Folded form of one code point: zero or more code points."""
    kind = category(char)
    if kind == "Nd":
        return str(decimal(char))
    if kind == "Cf":
        return ""
    if kind[0] in "CZ":  # controls, lone surrogates, separators
        return "\n" if char == "\n" else " "
    plain = (part for part in normalize("NFKD", char) if part not in _MARK_SET)
    return "".join(_LETTERS.get(part, part) for part in "".join(plain).casefold())


class _Folding(dict[int, str]):
    """Folding table that fills itself, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        folded = _fold(chr(code))
        if len(self) < _REMEMBERED:
            self[code] = folded
        return folded


_FOLDING = _Folding()


@dataclass(frozen=True, slots=True)
class Normalised:
    """Folded text and, for each of its code points, the offset of the original code point it came from.

    `offsets` has one entry more than `text`: the length of the original.
    """

    text: str
    offsets: "array[int]"

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Half-open span of the original that covers `text[start:end]`."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> str:
    """The folded text alone, without offsets (an order of magnitude faster)."""
    return text.translate(_FOLDING)


def normalise(text: str) -> Normalised:
    """Fold `text` and remember where every code point came from. Linear in time and memory."""
    parts: list[str] = []
    offsets = array("I")
    table = _FOLDING
    for index, char in enumerate(text):
        folded = table[ord(char)]
        parts.append(folded)
        if len(folded) == 1:
            offsets.append(index)
        else:
            offsets.extend([index] * len(folded))
    offsets.append(len(text))
    return Normalised("".join(parts), offsets)
