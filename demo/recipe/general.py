"""General training text: standard and Levantine words in templates and in no order, names, numbers, invented words."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import lexicon_general as lx
from numerals import standard


def _levantine(r: Random) -> str:
    word = r.choice(lx.LEVANTINE_WORDS if r.random() < 0.6 else lx.LEVANTINE_VERBS)
    return r.choice(["و", "ب", "ل", "عال", "هال", "بال", "ال"]) + word if r.random() < 0.12 else word


def invented(r: Random) -> str:
    """A word that looks Arabic: root, pattern, clitics."""
    root, word = r.choice(lx.ROOTS), r.choice(lx.PATTERNS)
    for place, letter in zip("123", root, strict=True):
        word = word.replace(place, letter)
    prefix, suffix = r.choice(lx.PREFIXES), r.choice(lx.SUFFIXES)
    if "ال" in prefix or prefix == "لل":
        suffix = ""
    return prefix + (_open(word) if suffix else word) + suffix


def _open(word: str) -> str:
    """ة as it is written before a suffix."""
    return word[:-1] + "ت" if word.endswith("ة") else word


def _noun(r: Random) -> str:
    word, x = r.choice(lx.NOUNS_F if r.random() < 0.5 else lx.NOUNS_M), r.random()
    if x < 0.45:
        return r.choice(["ال", "ال", "ال", "وال", "بال", "لل"]) + word
    if x < 0.6:
        return r.choice(["و", "ب", "ل", "ك"]) + word
    if x < 0.75:
        return _open(word) + r.choice(["ه", "ها", "هم", "نا", "ي", "ك"])
    return word


def _the_noun(r: Random) -> str:
    return "ال" + r.choice(r.choice([lx.NOUNS_F, lx.NOUNS_M]))


def _adjective(r: Random) -> str:
    word = r.choice(lx.ADJECTIVES) + ("ة" if r.random() < 0.5 else "")
    return ("ال" if r.random() < 0.5 else "") + word


def _verb(r: Random) -> str:
    present = r.random() < 0.5
    if present:
        verb = r.choice(lx.VERBS_PRESENT)
    else:
        verb = r.choice(lx.VERBS_PAST)
        if r.random() < 0.4 and not verb.endswith(("ى", "ا")):
            verb += r.choice(["ت", "نا", "وا", "ه", "ها"])
    return r.choice(["و", "ف", "س" if present else "و"]) + verb if r.random() < 0.15 else verb


def _number(r: Random) -> str:
    x = r.random()
    if x < 0.55:
        return standard(r.randint(2, 99))
    if x < 0.7:
        return standard(r.choice([20, 30, 40, 50, 60, 70, 80, 90, 100, 200, 300, 500, 900, 1000, 2000, 3000, 10000]))
    return standard(r.randint(100, 999) if x < 0.87 else r.randint(11, 99) * 100)


def _quantity(r: Random) -> str:
    return (r.choice(lx.NUMBER_WORDS) if r.random() < 0.5 else _number(r)) + " " + r.choice(lx.UNITS)


def _year(r: Random) -> str:
    return standard(r.randint(1950, 2029))


def _date(r: Random) -> str:
    month = r.choice(lx.MONTHS)
    if month in ("كانون", "تشرين"):
        month += " " + r.choice(["الأول", "الثاني"])
    day, weekday, ordinal = standard(r.randint(2, 31)), r.choice(lx.DAYS), r.choice(lx.ORDINALS)
    hour = r.choice(["صباحا", "مساء", "فجرا", "ليلا", "والنصف", "والربع"])
    return r.choice(
        [
            *(f"{day} {month}", f"{day} {month} {_year(r)}", f"شهر {month}", f"{month} {_year(r)}", f"عام {_year(r)}"),
            *(f"سنة {_year(r)}", f"يوم {weekday}", f"{ordinal} من {month}", f"مساء {weekday}", f"فجر {weekday}"),
            f"الساعة {ordinal} {hour}",
        ]
    )


def _name(r: Random) -> str:
    return r.choice(lx.FIRST_NAMES) + " " + r.choice(lx.FAMILY_NAMES)


def _place(r: Random) -> str:
    return r.choice(["حي ", "مدينة ", "قرية ", "منطقة ", "", "شارع ", "محطة ", "ساحة "]) + r.choice(lx.PLACES)


SLOTS: dict[str, Callable[[Random], str]] = {
    "N": _the_noun,
    "n": _noun,
    "A": _adjective,
    "V": _verb,
    "P": lambda r: r.choice(lx.VERBS_PRESENT),
    "X": lambda r: r.choice(["لم", "لا", "لن"]) + " " + r.choice(lx.VERBS_PRESENT),
    "Q": _quantity,
    "D": _date,
    "M": _name,
    "L": _place,
    "F": lambda r: r.choice(lx.FUNCTION_WORDS),
    "R": invented,
    "G": lambda r: r.choice(lx.GREETINGS),
    "O": lambda r: r.choice(lx.ORDINALS),
}
_LEVANTINE_MIX: list[tuple[Callable[[Random], str], float]] = [
    (_levantine, 8),
    (_noun, 1.5),
    (_the_noun, 1.5),
    (_number, 0.6),
    (_place, 0.4),
    (_name, 0.3),
]
_STANDARD_MIX: list[tuple[Callable[[Random], str], float]] = [
    (_noun, 5),
    (_verb, 4),
    (SLOTS["F"], 5),
    (_adjective, 2.5),
    (invented, 1.5),
    (_number, 0.6),
    (lambda r: r.choice(lx.NUMBER_WORDS), 0.6),
    (lambda r: r.choice(lx.PLACES), 0.5),
    (lambda r: r.choice(lx.FAMILY_NAMES), 0.4),
    (lambda r: r.choice(lx.MONTHS), 0.3),
    (_year, 0.15),
]


def _unordered(r: Random, mix: list[tuple[Callable[[Random], str], float]]) -> str:
    makers = r.choices([m for m, _ in mix], [w for _, w in mix], k=r.randint(3, 11))
    words = " ".join(make(r) for make in makers).split()
    if len(words) > 6 and r.random() < 0.5:
        words[r.randint(2, len(words) - 2)] += "،"
    return " ".join(words)


def _templated(r: Random) -> str:
    def fill() -> str:
        return " ".join(SLOTS[t](r) if t in SLOTS else t for t in r.choice(lx.TEMPLATES).split())

    text = fill()
    while len(text.split()) < 13 and r.random() < 0.5 and not text.endswith("؟"):
        text += r.choice(["، و", "، ", " و", "، ثم ", "، لكن ", "، لأن "]) + fill()
    return text


def sentence(r: Random) -> str:
    """One sentence with end punctuation."""
    x = r.random()
    if x < 0.25:
        text = _unordered(r, _LEVANTINE_MIX)
    elif x < 0.5:
        text = _unordered(r, _STANDARD_MIX)
    else:
        text = _templated(r)
    asked = text.endswith("؟") or r.random() < 0.03
    text = text.replace(" ؟", "").strip()
    return text if text.endswith("؟") else text + ("؟" if asked else ".")
