"""Numbers with what they count: durations, money, per cent, measures, ranks, plain numbers."""

from collections.abc import Callable
from dataclasses import replace

from align.language.phrases import Hit, Phrasebook
from align.language.tables import rows, spellings, words

from .digits import LONGEST_DIGITS, last_place
from .numerals import NumberedText, Numeral, numerals
from .quantity import Kind
from .sums import TANWIN
from .units import PERCENT, UNNAMED_PARTS, YEAR, Amount, MeasureUnit, measured, unit_spellings

_OLDEST = 120  # years of age
_HOURS = 12  # «في السابعة» is at seven
_PERCENT_SIGNS = frozenset("%٪")
_BOUNDING = 3  # words that may bound an amount, with the one that leads it
_WHOLES = (*range(2, 11), 100)  # of a share: "nine out of ten"; «خمسة من أصل اتناعش» are two numbers


class AmountReader:
    """Reads the amounts of one language; `is_content` tells nouns and verbs from function words."""

    def __init__(self, code: str, is_content: Callable[[str], bool]) -> None:
        self._numerals = numerals(code)
        self._prefixes = self._numerals.prefixes
        self._definite = tuple(prefix for prefix, traits in self._prefixes.items() if "definite" in traits)
        self._article_alone = tuple(prefix for prefix in self._definite if len(self._prefixes[prefix]) == 1)
        self._is_content = is_content
        self._units = Phrasebook(unit_spellings(code), self._prefixes)
        self._idioms = Phrasebook(((word, "") for word in words(code, "numbers", "idiom")), self._prefixes)
        self._age_words = Phrasebook(((word, "") for word in words(code, "calendar", "age-word")), self._prefixes)
        self._age_led, self._age_endings = (words(code, "calendar", f"age-rank-{part}") for part in ("led", "ending"))
        self._age_phrases = Phrasebook(((word, "") for word in words(code, "calendar", "age-suffix")), ())
        magnitudes = ((word, (low, high)) for low, high, cell in rows(code, "magnitudes") for word in spellings(cell))
        self._magnitudes = Phrasebook(magnitudes, self._prefixes)
        self._parts = words(code, "function-words", "scope-part")
        self._except = words(code, "numbers", "except")
        self._articles = words(code, "numbers", "article")
        self._links = words(code, "numbers", "of") | self._articles
        self._of_phrases = Phrasebook(((word, "") for word in words(code, "numbers", "ratio")), ())
        self._one_in = words(code, "numbers", "one-in")
        self._below_zero = Phrasebook(((word, "") for word in words(code, "numbers", "below-zero")), ())
        self._text_nouns = Phrasebook(((word, "") for word in words(code, "numbers", "text-noun")), self._prefixes)
        self._plural_endings = tuple(words(code, "numbers", "plural-ending"))
        self._plurals = words(code, "numbers", "plural")
        self._by = words(code, "bounds", "change-by") | words(code, "bounds", "change-to")
        self._noun_first = ("setting", "rank", "after-noun") in rows(code, "numbers")

    def read(self, view: NumberedText, start: int) -> Amount | None:
        """The amount that starts at token `start`, or None."""
        return self._magnitude(view, start) or self._number(view, start)

    def _magnitude(self, view: NumberedText, start: int) -> Amount | None:
        """«عشرات الأشخاص», "hundreds of dollars": a range that is as wide as its word is vague."""
        hits = self._magnitudes.find(view, start)
        if not hits or self._idioms.find(view, start):
            return None
        low, high = map(float, hits[0].entry)
        at = end = hits[0].end
        while view.flows(at) and (view.word(at) in self._links or view.word(at) in self._parts):
            at += 1
        unit = next((hit for hit in self._units.find(view, at) if view.flows(at)), None)
        if unit is not None and unit.entry.form == "plural":
            many = Numeral(low, start, end, vague=True, prefix=hits[0].prefix)
            return replace(measured(unit.entry, many, unit.end), high=high)
        noun = self._noun(view, at)
        return Amount("number", low, high, start, end, vague=True, prefix=hits[0].prefix, counted=noun)

    def _number(self, view: NumberedText, start: int) -> Amount | None:
        if view.word(start).endswith("%"):
            return _written_percent(view, start)
        unit = self._unit_after(view, start + 1)
        if unit is None and self._idioms.find(view, start):
            return None
        of_one = unit is not None and unit.entry.form == "singular"
        fraction = self._is_whole(view, start + 1) or self._is_by_itself(view, start)
        as_fraction = of_one or (unit is None and fraction)  # «تلت المقاعد», but «تلت سنين»
        numeral = self._numerals.read(view, start, as_fraction=as_fraction)
        if numeral is None:
            return self._without_number(view, start)
        found = self._ratio(view, numeral) or self._measured(view, numeral) or self._age(view, numeral)
        return self._below(view, found or self._counting(view, numeral))

    def _below(self, view: NumberedText, amount: Amount | None) -> Amount | None:
        """The amount, negative where "below zero" stands behind it."""
        if amount is None or amount.kind not in ("number", "measure"):
            return amount
        end = max(amount.counted, default=0) + 1 if amount.counted and amount.kind == "number" else amount.end
        hits = self._below_zero.find(view, end) if view.flows(end) else []
        if not hits:
            return amount
        low = -abs(amount.low)
        return replace(amount, low=low, high=low, end=hits[0].end, bare=False, counted=())

    def _ratio(self, view: NumberedText, part: Numeral) -> Amount | None:
        """ "three out of five", «واحد من كل أربعة», "one in four", as per cent."""
        if part.ordinal or part.fraction or not view.flows(part.end):
            return None
        hits = self._of_phrases.find(view, part.end)
        loose = not hits and view.word(part.end) in self._one_in and part.mark != "" and part.value == 1
        if not hits and not loose:
            return None
        at = hits[0].end if hits else part.end + 1
        whole = self._numerals.read(view, at) if view.flows(at) else None
        if whole is None or whole.ordinal or whole.prefix or whole.mark == "!":
            return None
        if not 0 < part.value < whole.value or whole.value not in _WHOLES or self._unit_after(view, whole.end):
            return None
        share = Numeral(part.value / whole.value * 100, part.start, whole.end, vague=True, prefix=part.prefix)
        return measured(PERCENT, share, whole.end)

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
            return replace(measured(PERCENT, numeral, numeral.end), prefix="")
        if numeral.digits and sign and (currency := self._units.named(sign)):
            return measured(currency, numeral, numeral.end)
        at = numeral.end
        while (numeral.fraction or numeral.vague) and view.word(at) in self._links and view.flows(at):
            at += 1  # "a quarter of an hour", "a couple of weeks"
        hit = self._unit_after(view, at)
        if hit is None or hit.entry.form == "dual" or numeral.ordinal:
            return None
        if hit.prefix and not (numeral.fraction and "definite" in self._prefixes[hit.prefix]):
            return None
        return self._extended(view, measured(hit.entry, numeral, hit.end))

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
            parts = 1.0 if rest.fraction else self._unnamed_parts(view, amount, rest)
            if not parts:
                return amount
            end, step = unit.end if unit else rest.end, 0.0 if rest.fraction else 1 / parts
            value = amount.low + sign * rest.value / parts
        else:
            parts = amount.size / unit.entry.size
            akin = amount.kind == "duration" or amount.unit == unit.entry.name  # «متر وسبعين سنتيمتر»
            if unit.entry.kind != amount.kind or not akin or unit.prefix or not rest.value < parts:
                return amount
            value, end, step = amount.low + sign * rest.value / parts, unit.end, 1 / parts
        return replace(amount, low=value, high=value, end=end, precision=step)

    def _unnamed_parts(self, view: NumberedText, amount: Amount, rest: Numeral) -> float:
        """How many of what `rest` leaves unnamed make the unit, "a minute and ten"; 0 where it counts others."""
        parts = UNNAMED_PARTS.get((amount.unit or "", amount.size), 0)
        plain = not (rest.ordinal or rest.mark) and parts / 100 <= rest.value < parts
        counts = self._is_noun(view, rest.end) and not self._is_definite(view.word(rest.end))
        return float(parts) if plain and not counts else 0.0

    def _without_number(self, view: NumberedText, start: int) -> Amount | None:
        """Units that carry their own number: duals, «ساعة ونص», «يوم واحد», «الأيام الثلاثة»; or a bare unit."""
        at = start + 1 if view.word(start) in self._articles and view.flows(start + 1) else start
        hits = [hit for hit in self._units.find(view, at) if not hit.mark and hit.entry.kind != "percent"]
        if not hits:
            return None
        hit = hits[0]
        single = measured(hit.entry, Numeral(1.0, start, hit.end, prefix=hit.prefix, precision=1.0), hit.end)
        definite = "definite" in self._prefixes.get(hit.prefix, ())
        if hit.entry.form == "dual":
            return self._extended(view, replace(single, low=2.0, high=2.0))
        numeral = self._numerals.read(view, hit.end) if view.flows(hit.end) else None
        if hit.entry.form == "plural":
            if numeral and definite and not numeral.ordinal and (numeral.definite or numeral.digits):
                value, step = numeral.value, numeral.precision
                return replace(single, low=value, high=value, end=numeral.end, precision=step)
            return None
        if definite:
            return None
        if numeral and self._noun_first and (numeral.value, numeral.mark, numeral.prefix) == (1.0, "!", ""):
            return single if numeral.ordinal else replace(single, end=numeral.end)
        extended = self._extended(view, single)
        return replace(single, bare=True) if extended is single else extended

    def _age(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """An age without its unit: «سن السادسة», «عمره 18», «في السادسة من عمره», "aged 18"."""
        told = view.flows(numeral.start) and (
            self._age_words.find(view, numeral.start - 1) or self._ranks_years(view, numeral)
        )
        if numeral.mark == "?" and self._is_noun(view, numeral.end):
            return None  # «يبلغ ثمن الثوب» is its price
        if not told and not (view.flows(numeral.end) and self._age_phrases.find(view, numeral.end)):
            return None
        if numeral.fraction or not 1 < numeral.value <= _OLDEST or (numeral.ordinal and not numeral.definite):
            return None
        return measured(YEAR, numeral, numeral.end)

    def _ranks_years(self, view: NumberedText, numeral: Numeral) -> bool:
        """«في السابعة والثلاثين»: a rank beyond the hours of the day, of the gender of "year"."""
        led = view.word(numeral.start - 1) in self._age_led and numeral.ordinal and numeral.definite
        of_years = view.word(numeral.start).endswith(tuple(self._age_endings)) and numeral.value > _HOURS
        return led and of_years and not self._is_noun(view, numeral.end)

    def _counting(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """A share, a rank, or a plain number, with the noun it ranks or counts."""
        if numeral.mark == "!" or (numeral.mark and TANWIN in view.raw(numeral.start, numeral.end)):
            return None  # «ميتاً» is dead, «مئتا» two hundred
        hyphened = view.gap(numeral.start) == "-" and not view.is_signed(numeral.start)
        led = view.word(numeral.start - 1)
        if hyphened and led.isalpha() and not self._numerals.readings(led):
            return None  # a name: F-16
        single = numeral.digits and numeral.end - numeral.start == 1
        if single and len(first := view.word(numeral.start)) > 1 and first[0] == "0" and first.isdigit():
            return None  # a telephone number
        noun = self._noun(view, numeral.end)
        if noun and self._is_definite(view.word(noun[0])) and not numeral.ordinal:
            noun = ()  # «خطة 2030 الاقتصادية»: what is counted has no article
        if numeral.fraction:
            return self._share(view, numeral)
        written_roman = numeral.ordinal and not self._numerals.readings(view.word(numeral.end - 1))
        if numeral.ordinal and (written_roman or (self._noun_first and (numeral.definite or not noun))):
            before = numeral.start - 1
            noun = (before,) if view.flows(numeral.start) and self._is_content(view.word(before)) else ()
        alone = not noun and numeral.mark == "?"
        if alone and numeral.ordinal:
            return None
        kind: Kind = "ordinal" if numeral.ordinal else "number"
        number = Amount(kind, numeral.value, numeral.value, numeral.start, numeral.end, vague=numeral.vague)
        return replace(number, bare=alone, prefix=numeral.prefix, counted=noun, precision=numeral.precision)

    def _share(self, view: NumberedText, numeral: Numeral) -> Amount | None:
        """«نصف السكان», «نصفهم», "half of the people", as per cent; by itself only of what changes by it."""
        if numeral.of_them:
            return measured(PERCENT, replace(numeral, value=numeral.value * 100, vague=True), numeral.end)
        following, after = view.word(numeral.end), view.word(numeral.end + 1)
        construct = self._is_noun(view, numeral.end) and self._is_definite(after) and view.flows(numeral.end + 1)
        whole = following in self._links or self._is_definite(following) or (construct and self._noun_first)
        text = self._text_nouns.opens(following)  # «نص الاتفاق» is its text, «نص المبلغ» half of it
        alone = numeral.definite and numeral.mark and following not in self._links  # «النص الأول», «الربع الأول»
        if (text or (alone and following.startswith(self._article_alone))) and view.flows(numeral.end):
            return None
        of_whole = whole and not alone and view.flows(numeral.end)
        before = view.words[max(0, numeral.start - _BOUNDING) : numeral.start]  # "by", "by more than"
        if not of_whole and numeral.prefix not in self._by and self._by.isdisjoint(before):
            return None
        share = measured(PERCENT, replace(numeral, value=numeral.value * 100, vague=True), numeral.end)
        return share if of_whole else replace(share, bare=True)  # "fell by a third"

    def _is_definite(self, word: str) -> bool:
        """Whether an article is written onto `word`."""
        return any(word.startswith(prefix) and len(word) > len(prefix) + 1 for prefix in self._definite)

    def _is_whole(self, view: NumberedText, index: int) -> bool:
        """Whether token `index` can be what a fraction is of: a noun with nothing but the article on it."""
        is_one = self._is_noun(view, index) and view.word(index).startswith(self._article_alone)
        return is_one and not view.raw(index, index + 1).startswith(("أ", "آ"))  # «ألوان»

    def _is_by_itself(self, view: NumberedText, index: int) -> bool:
        """Whether token `index` has the article and no noun behind it: «نزل بالتلت», but «بالتلت بيوت»."""
        return self._is_definite(view.word(index)) and not self._is_noun(view, index + 1)

    def _noun(self, view: NumberedText, index: int) -> tuple[int, ...]:
        """The tokens of the noun at token `index`: with the adjective before it, where a plural tells it from one."""
        if not self._is_noun(view, index):
            return ()
        after = index + 1
        adjective = self._is_plural(view.word(after)) and not self._is_plural(view.word(index))
        return (index, after) if adjective and self._is_noun(view, after) else (index,)

    def _is_plural(self, word: str) -> bool:
        return word in self._plurals or word.endswith(self._plural_endings)

    def _is_noun(self, view: NumberedText, index: int) -> bool:
        """Whether token `index` follows directly and can be what a number counts."""
        word = view.word(index)
        return view.gap(index) in ("", "-") and self._is_content(word) and not self._numerals.readings(word)


def _written_percent(view: NumberedText, start: int) -> Amount | None:
    word = view.word(start).rstrip("%").replace(",", ".")
    if len(word) > LONGEST_DIGITS or not word.replace(".", "", 1).isdigit():
        return None
    value = -float(word) if view.is_signed(start) else float(word)
    decimals = len(word.partition(".")[2])
    precision = 10.0**-decimals if decimals else last_place(value)
    return measured(PERCENT, Numeral(value, start, start + 1, precision=precision), start + 1)
