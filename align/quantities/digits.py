"""Numbers written in figures: digit groups set apart by spaces, Roman numerals, and how precise a figure is."""

import re
from math import log10

from align.language.phrases import TokenView

LONGEST_DIGITS = 15  # what a float holds exactly
_DIGITS = re.compile(r"\d+(?:[.,]\d+)?\Z")
_THOUSANDS = re.compile(r"[1-9]\d{1,2}\.000\Z")  # 300.000: such decimals would say nothing; 1.000 may be weighed so
_FIRST_GROUP = re.compile(r"[1-9]\d{0,2}\Z")
_GROUP = re.compile(r"\d{3}\Z")
_NARROW = "\u00a0\u2007\u2009\u202f"  # spaces that belong inside a number
_TENS, _UNITS = ("", "X", "XX", "XXX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
# II to XXXIX, but for the single letters, which are initials as well.
ROMAN_NUMERALS = {
    ten + unit: 10 * tens + units
    for tens, ten in enumerate(_TENS)
    for units, unit in enumerate(_UNITS)
    if len(ten + unit) > 1
}
_ROUND_FROM = 100.0  # a smaller number in full tens is meant as it stands


def written_value(word: str) -> tuple[float, int] | None:
    """The value of a token in digits, and its decimals; None for other tokens."""
    if len(word) > LONGEST_DIGITS or not _DIGITS.match(word):
        return None
    if _THOUSANDS.match(word):
        return float(word.replace(".", "")), 0
    plain = word.replace(",", ".")
    return float(plain), len(plain.partition(".")[2])


def group_end(view: TokenView, start: int) -> int:
    """The token behind the groups of three digits that continue the one at token `start`: 300 000, 1 250 000."""
    end = start + 1
    if not _FIRST_GROUP.match(view.word(start)):
        return end
    narrow = True
    while _GROUP.match(view.word(end)) and (space := view.between(end)) and space in f" {_NARROW}":
        narrow = narrow and space != " "
        end += 1
    surely = narrow or end > start + 2 or view.word(end - 1) == "000"
    return end if surely and end - start < LONGEST_DIGITS // 3 else start + 1


def last_place(value: float) -> float:
    """What one more in the last digit of a number adds that names no decimals; 0 where it is no whole number."""
    if not value or not value.is_integer():
        return 0.0
    step = 1.0
    while abs(value) >= _ROUND_FROM and value % (step * 10) == 0 and log10(step) < LONGEST_DIGITS:
        step *= 10
    return step
