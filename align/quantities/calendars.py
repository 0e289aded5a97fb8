"""What a language says about dates and times of day: its table `calendar.tsv`, looked up by role."""

from functools import cache
from unicodedata import normalize

from align.language.phrases import Hit, Phrasebook
from align.language.tables import rows, spellings, words

from .numerals import NumberedText, Numeral, numerals


class Calendar:
    """The calendar words of one language."""

    def __init__(self, code: str) -> None:
        self.numerals = numerals(code)
        prefixes = self.numerals.prefixes
        entries: dict[str, list[tuple[str, str]]] = {}
        for role, value, *cells in rows(code, "calendar"):
            entries.setdefault(role, []).extend((word, value) for cell in cells for word in spellings(cell))
        self._books = {role: Phrasebook(found, prefixes) for role, found in entries.items()}
        self._heads = frozenset(head for book in self._books.values() for head in book.heads)
        self.day_first = ("setting", "day-first", "-") in rows(code, "calendar")
        self.pair_prefixes = frozenset(
            entry for row in rows(code, "calendar") if row[0] == "pair-prefix" for entry in row[2:]
        )
        self.short_year_prefixes = words(code, "calendar", "short-year-prefix")
        self.weekday_prefixes = words(code, "calendar", "weekday-prefix") | {""}
        self.articles = words(code, "calendar", "article")
        self.decade_endings = words(code, "calendar", "decade-ending")
        self._spelled = tuple(cell for row in rows(code, "calendar") if row[0] == "spelled" for cell in row[2].split())
        self._definite = frozenset(prefix for prefix, traits in prefixes.items() if "definite" in traits)

    def find(self, role: str, view: NumberedText, index: int) -> Hit[str] | None:
        """What the table has for `role` at token `index`."""
        if view.word(index) not in self._heads:
            return None  # as with most words, whatever the role
        book = self._books.get(role)
        hits = book.find(view, index) if book else []
        return hits[0] if hits else None

    def heads(self, role: str) -> frozenset[str]:
        """The words that something of `role` can begin with."""
        return self._books[role].heads if role in self._books else frozenset()

    def follows(self, role: str, view: NumberedText, index: int) -> Hit[str] | None:
        """The same, when nothing but space stands before token `index`."""
        return self.find(role, view, index) if view.flows(index) else None

    def before(self, role: str, view: NumberedText, index: int) -> bool:
        """Whether a word of `role` stands right before token `index`."""
        return view.flows(index) and self.find(role, view, index - 1) is not None

    def day(self, view: NumberedText, at: int, most: int) -> Numeral | None:
        """The number of a day of the month at token `at`; what is a fraction as well is a rank: "the third of June"."""
        day = self.numerals.read(view, at)
        if day and day.fraction:
            numbered = view.flows(at) and self.numerals.readings(view.word(at - 1))  # "one third of June"
            ranks = (word.value for word in self.numerals.readings(view.word(at)) if word.role == "ordinal")
            day = next((Numeral(rank, at, at + 1) for rank in ranks if not numbered), None)
        return day if day and day.value.is_integer() and 1 <= day.value <= most else None

    def is_spelled(self, raw: str) -> bool:
        """Whether a word is written as it must be to be a month: folded, «آب» is «أب», "father"."""
        return normalize("NFC", raw).endswith(self._spelled)

    def is_definite(self, hit: Hit[str]) -> bool:
        """Whether the word carries the article as a proclitic: «اليوم» is not «يوم»."""
        return hit.prefix in self._definite


@cache
def calendar(code: str) -> Calendar:
    """The calendar words of the language `code`; none where it has no tables."""
    return Calendar(code)
