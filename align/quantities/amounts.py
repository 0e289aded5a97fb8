"""Numbers with what they count: durations, money, per cent, measures, ranks, plain numbers."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from align.language.phrases import Hit, Phrasebook
from align.language.tables import rows, spellings, words

from .numerals import NumberedText, Numeral, numerals
from .quantity import Kind, PartialDate
from .sums import TANWIN

_YEAR_SECONDS = 365 * 86400.0
_LONGEST_DIGITS = 15  # what a float holds exactly
_OLDEST = 120  # years of age
_PERCENT_SIGNS = frozenset("%٪")


@dataclass(frozen=True, slots=True)
class MeasureUnit:
    """A row of the table of units, in one of its forms."""

    kind: Kind
    name: str
    size: float  # in the kind's base unit
    form: str  # "singular", "plural" or "dual"


_YEAR = MeasureUnit("duration", "year", _YEAR_SECONDS, "plural")
_PERCENT = MeasureUnit("percent", "%", 1.0, "singular")


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at tokens `start` to `end` (exclusive) in its own unit; `size` turns it into the kind's base unit."""

    kind: Kind
    low: float
    high: float
    start: int
    end: int
    unit: str | None = None
    size: float = 1.0
    vague: bool = False
    bare: bool = False  # a lone «شهر», "month", or «ست»: an amount only as part of a range or after "about"
    prefix: str = ""  # proclitic of its first word
    counted: int | None = None  # token of the noun counted or ranked
    date: PartialDate | None = None

    @property
    def plain(self) -> bool:
        """Whether it is a number with nothing that it counts."""
        return self.kind == "number" and self.counted is None


class AmountReader:
    """Reads the amounts of one language; `is_content` tells nouns and verbs from function words."""

    def __init__(self, code: str, is_content: Callable[[str], bool]) -> None:
        self._numerals = numerals(code)
        self._prefixes = self._numerals.prefixes
        self._is_content = is_content
        self._units = Phrasebook(_unit_entries(code), self._prefixes)
        self._idioms = Phrasebook(((word, "") for word in words(code, "numbers", "idiom")), self._prefixes)
        self._age_words = Phrasebook(((word, "") for word in words(code, "calendar", "age-word")), self._prefixes)
        self._age_phrases = Phrasebook(((word, "") for word in words(code, "calendar", "age-suffix")), ())
        magnitudes = ((word, (low, high)) for low, high, cell in rows(code, "magnitudes") for word in spellings(cell))
        self._magnitudes = Phrasebook(magnitudes, self._prefixes)
        self._parts = words(code, "function-words", "scope-part")
        self._except = words(code, "numbers", "except")
        self._articles = words(code, "numbers", "article")
        self._links = words(code, "numbers", "of") | self._articles
        self._noun_first = ("setting", "rank", "after-noun") in rows(code, "numbers")

    def read(self, view: NumberedText, start: int) -> Amount | None:
        """The amount that starts at token `start`, or None."""
        return self._magnitude(view, start) or self._number(view, start)

    def _magnitude(self, view: NumberedText, start: int) -> Amount | None:
        """«عشرات الأشخاص», "hundreds of dollars": a range that is as wide as its word is vague."""
        hits = self._magnitudes.find(view, start)
        if not hits:
            return None
        low, high = map(float, hits[0].entry)
        at = end = hits[0].end
        while view.flows(at) and (view.word(at) in self._links or view.word(at) in self._parts):
            at += 1
        unit = next((hit for hit in self._units.find(view, at) if view.flows(at)), None)
        if unit is not None and unit.entry.form == "plural":
            return replace(_amount(unit.entry, low, start, unit.end, vague=True, prefix=hits[0].prefix), high=high)
        noun = at if self._is_noun(view, at) else None
        return Amount("number", low, high, start, end, vague=True, prefix=hits[0].prefix, counted=noun)

    def _number(self, view: NumberedText, start: int) -> Amount | None:
        if view.word(start).endswith("%"):
            value = float(view.word(start).rstrip("%").replace(",", ".")) if _is_decimal(view.word(start)) else None
            return value if value is None else _amount(_PERCENT, value, start, start + 1)
        unit = self._unit_after(view, start + 1)
        if unit is None and self._idioms.find(view, start):
            return None
        as_fraction = unit is not None and unit.entry.form == "singular"
        numeral = self._numerals.read(view, start, as_fraction=as_fraction)
        if numeral is None:
            return self._without_number(view, start)
        return self._measured(view, numeral) or self._age(view, numeral) or self._counting(view, numeral)

    def _unit_after(self, view: NumberedText, index: int) -> Hit[MeasureUnit] | None:
        """The unit at token `index`, right after a number."""
        hits = self._units.find(view, index) if view.gap(index) in ("", "-") else []
        return hits[0] if hits else None

    def _measured(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """The number with the sign before it or the unit behind it."""
        at = view.tokens[numeral.start].start
        sign = view.text[at - 1 : at] if at else ""
        behind = view.tokens[numeral.end - 1].end
        if (sign and sign in _PERCENT_SIGNS) or view.text[behind : behind + 2].strip()[:1] in tuple(_PERCENT_SIGNS):
            return _amount(_PERCENT, numeral.value, numeral.start, numeral.end)
        if numeral.digits and sign and (currency := self._units.named(sign)):
            return _amount(currency, numeral.value, numeral.start, numeral.end, prefix=numeral.prefix)
        at = numeral.end
        while (numeral.fraction or numeral.vague) and view.word(at) in self._links and view.flows(at):
            at += 1  # "a quarter of an hour", "a couple of weeks"
        hit = self._unit_after(view, at)
        if hit is None or hit.entry.form == "dual" or numeral.ordinal:
            return None
        if hit.prefix and not (numeral.fraction and "definite" in self._prefixes[hit.prefix]):
            return None
        amount = _amount(hit.entry, numeral.value, numeral.start, hit.end, vague=numeral.vague, prefix=numeral.prefix)
        return self._extended(view, amount)

    def _extended(self, view: NumberedText, amount: Amount) -> Amount:
        """Add what is joined behind the unit: «ونص», «إلا ربع», «وعشر دقائق», "and a half"."""
        at, sign = amount.end, 1.0
        if view.word(at) in self._except and view.flows(at):
            sign = -1.0
            rest = self._numerals.read(view, at + 1, as_fraction=True)
        else:
            rest = self._numerals.read_joined(view, at)
            if rest and not rest.fraction and self._unit_after(view, rest.end) is None:
                rest = self._numerals.read_joined(view, at, as_fraction=True)
        if rest is None:
            return amount
        unit = self._unit_after(view, rest.end)
        whole = rest.fraction and unit is not None and unit.entry.name == amount.unit  # «عام ونصف العام»
        if unit is None or whole:
            if not rest.fraction:
                return amount
            value, end = amount.low + sign * rest.value, unit.end if unit else rest.end
        else:
            parts = amount.size / unit.entry.size
            if not (unit.entry.kind == amount.kind == "duration" and not unit.prefix and rest.value < parts):
                return amount
            value, end = amount.low + sign * rest.value / parts, unit.end
        return replace(amount, low=value, high=value, end=end)

    def _without_number(self, view: NumberedText, start: int) -> Amount | None:
        """Units that carry their own number: duals, «ساعة ونص», «يوم واحد», «الأيام الثلاثة»; or a bare unit."""
        at = start + 1 if view.word(start) in self._articles and view.flows(start + 1) else start
        hits = [hit for hit in self._units.find(view, at) if not hit.mark and hit.entry.kind != "percent"]
        if not hits:
            return None
        hit = hits[0]
        single = _amount(hit.entry, 1.0, start, hit.end, prefix=hit.prefix)
        definite = "definite" in self._prefixes.get(hit.prefix, ())
        if hit.entry.form == "dual":
            return self._extended(view, replace(single, low=2.0, high=2.0))
        numeral = self._numerals.read(view, hit.end) if view.flows(hit.end) else None
        if hit.entry.form == "plural":
            if numeral and definite and not numeral.ordinal and (numeral.definite or numeral.digits):
                return replace(single, low=numeral.value, high=numeral.value, end=numeral.end)
            return None
        if definite:
            return None
        if numeral and self._noun_first and (numeral.value, numeral.mark, numeral.prefix) == (1.0, "!", ""):
            return single if numeral.ordinal else replace(single, end=numeral.end)
        extended = self._extended(view, single)
        return replace(single, bare=True) if extended is single else extended

    def _age(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """An age without its unit: «سن السادسة», «عمره 18», «في السادسة من عمره», "aged 18"."""
        told = view.flows(numeral.start) and self._age_words.find(view, numeral.start - 1)
        if not told and not (view.flows(numeral.end) and self._age_phrases.find(view, numeral.end)):
            return None
        if numeral.fraction or numeral.value > _OLDEST or (numeral.ordinal and not numeral.definite):
            return None
        return _amount(_YEAR, numeral.value, numeral.start, numeral.end, prefix=numeral.prefix)

    def _counting(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """A share, a rank, or a plain number, with the noun it ranks or counts."""
        if numeral.mark == "!" or (numeral.mark and TANWIN in view.raw(numeral.start, numeral.end)):
            return None  # «ميتاً» is dead, «مئتا» two hundred
        if view.gap(numeral.start) == "-" and view.word(numeral.start - 1).isalpha():
            return None  # a name: F-16
        if numeral.digits and len(first := view.word(numeral.end - 1)) > 1 and first[0] == "0" and first.isdigit():
            return None  # a telephone number
        noun = numeral.end if self._is_noun(view, numeral.end) else None
        if noun is not None and self._is_definite(view.word(noun)) and not numeral.ordinal:
            noun = None  # «خطة 2030 الاقتصادية»: what is counted has no article
        if numeral.fraction:
            return self._share(view, numeral)
        if numeral.ordinal and self._noun_first and (numeral.definite or noun is None):
            before = numeral.start - 1
            noun = before if view.flows(numeral.start) and self._is_content(view.word(before)) else None
        alone = noun is None and numeral.mark == "?"
        if alone and numeral.ordinal:
            return None
        kind: Kind = "ordinal" if numeral.ordinal else "number"
        number = Amount(kind, numeral.value, numeral.value, numeral.start, numeral.end, vague=numeral.vague)
        return replace(number, bare=alone, prefix=numeral.prefix, counted=noun)

    def _share(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """«نصف السكان», "half of the people", as per cent."""
        following = view.word(numeral.end)
        whole = following in self._links or self._is_definite(following)
        if numeral.mark or not whole or not view.flows(numeral.end):
            return None
        return _amount(_PERCENT, numeral.value * 100, numeral.start, numeral.end, vague=True, prefix=numeral.prefix)

    def _is_definite(self, word: str) -> bool:
        """Whether an article is written onto `word`."""
        return any(
            "definite" in traits and word.startswith(prefix) and len(word) > len(prefix) + 1
            for prefix, traits in self._prefixes.items()
        )

    def _is_noun(self, view: NumberedText, index: int) -> bool:
        """Whether token `index` follows directly and can be what a number counts."""
        word = view.word(index)
        return view.gap(index) in ("", "-") and self._is_content(word) and not self._numerals.readings(word)


def _amount(unit: MeasureUnit, value: float, start: int, end: int, *, vague: bool = False, prefix: str = "") -> Amount:
    return Amount(unit.kind, value, value, start, end, unit.name, unit.size, vague, prefix=prefix)


def _is_decimal(word: str) -> bool:
    return len(word) <= _LONGEST_DIGITS and word.rstrip("%").replace(".", "", 1).replace(",", "", 1).isdigit()


def _unit_entries(code: str) -> Iterator[tuple[str, MeasureUnit]]:
    for kind, name, size, *forms in rows(code, "units"):
        for form, cell in zip(("singular", "plural", "dual"), forms, strict=True):
            for spelling in spellings(cell):
                yield spelling, MeasureUnit(_KINDS[kind], name, float(size), form)


_KINDS: dict[str, Kind] = {"duration": "duration", "money": "money", "percent": "percent", "measure": "measure"}
