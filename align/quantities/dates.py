"""Dates as far as they are said: «الثامن من ديسمبر», «8 كانون الأول 2024», «سنة الألفين وحدعش», "the nineties"."""

from dataclasses import replace
from datetime import date, timedelta

from .calendars import Calendar
from .numerals import NumberedText, Numeral
from .numeric_dates import DAYS, MONTHS, YEARS, dated, numeric_date
from .quantity import PartialDate
from .units import Amount

_WEEK = 7
_BARE_YEARS = frozenset(range(1900, 2051))  # what four digits by themselves may mean
_SHORT_YEARS = frozenset(range(30, 100))  # «سنة 82» is 1982
_RECENT_YEARS = frozenset(range(11, 30))  # «بالتلتعش» is in 2013: of this century where the number has an article
_APOSTROPHES = (" '", " \u2019", " \u2018")


class DateReader:
    """Reads the dates of one language."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._numerals = calendar.numerals

    def read(self, view: NumberedText, start: int, amount: Amount | None, reference: date | None) -> Amount | None:
        """The date that starts at token `start`, or None.

        `amount` is what the same place means as an amount: a number that counts something is no year. Relative dates
        need the `reference` day.
        """
        measured = amount is not None and amount.kind not in ("number", "ordinal")
        counting = measured or (amount is not None and not amount.plain)
        return (
            numeric_date(view, start, self._calendar)
            or self._weekday(view, start, reference)
            or self._day_of_month(view, start)
            or self._month(view, start)
            or self._decade(view, start)
            or self._year(view, start, counting=counting, measured=measured)
            or self._spoken_pair(view, start, counting=counting)
            or (self._relative(view, start, reference) if reference else None)
        )

    def _weekday(self, view: NumberedText, start: int, reference: date | None) -> Amount | None:
        """«يوم الأحد», "Sunday"; with the date that follows it, or relative to `reference`."""
        word = self._calendar.find("weekday-word", view, start)
        at = word.end if word and view.flows(word.end) else start
        hit = self._calendar.find("weekday", view, at)
        if hit is None or hit.prefix not in self._calendar.weekday_prefixes:
            return None
        direction = self._direction(view, hit.end) or self._direction(view, at - 1)
        if hit.mark == "!" or (hit.mark == "?" and at == start and not direction):
            return None
        weekday = int(hit.entry)
        if view.gap(hit.end) in ("", ",", "،"):
            at = hit.end
            rest = self._day_of_month(view, at) or numeric_date(view, at, self._calendar) or self._month(view, at)
            if rest and rest.date and rest.date.day:
                return replace(rest, start=start, date=replace(rest.date, weekday=weekday))
        if direction and reference:
            ahead = (weekday - reference.weekday()) % _WEEK or _WEEK
            days = ahead if direction > 0 else (ahead % _WEEK) - _WEEK
            return _whole(start, hit.end, reference + timedelta(days=days))
        return Amount("date", 0, 0, start, hit.end, date=PartialDate(weekday=weekday))

    def _day_of_month(self, view: NumberedText, start: int) -> Amount | None:
        """A day number with its month, or after a word for "day" or "date"."""
        word = self._calendar.find("date-word", view, start)
        named = word is not None and not self._calendar.is_definite(word) and view.flows(word.end)
        at = word.end if named and word else start
        if named and view.word(at) in self._calendar.articles:
            at += 1
        day = self._calendar.day(view, at, DAYS)
        if day is None:
            return None
        of = self._calendar.follows("of", view, day.end)
        at = of.end if of else day.end
        month = self._month_name(view, at, beside_number=True) if view.flows(at) else None
        if month:
            number, end = month
            year, end = self._year_behind(view, end)
            return dated(start, end, year, number, int(day.value))
        if self._calendar.follows("this-month", view, day.end):
            return dated(start, day.end + 1, None, None, int(day.value))
        return dated(start, day.end, None, None, int(day.value)) if named and self._is_day(view, day) else None

    def _is_day(self, view: NumberedText, day: Numeral) -> bool:
        """Whether a number after "on the" or «يوم» names a day: a rank, or with nothing behind that it could count."""
        return day.ordinal or (not day.mark and view.gap(day.end) != "")

    def _month_name(self, view: NumberedText, at: int, *, beside_number: bool) -> tuple[int, int] | None:
        """Number of the month at token `at` and the token behind it (behind both names in «ديسمبر/كانون الأول»)."""
        hit = self._calendar.find("month", view, at)
        if hit is None or (hit.prefix and beside_number and self._calendar.is_definite(hit)):
            return self._numbered_month(view, at)
        if not beside_number:
            if hit.mark == "!" and not self._calendar.is_spelled(view.raw(at, at + 1)):
                return None
            led = self._calendar.before("year-preposition", view, at)
            if view.flows(at) and view.raw(at, at + 1)[0].isupper():
                led = led or self._direction(view, at - 1) != 0  # "last May", and no "last march"
            if hit.mark == "?" and not led and self._year_behind(view, hit.end)[0] is None:
                return None
        end = hit.end
        if view.gap(end) in ("/", "(", "-", "–") and (again := self._calendar.find("month", view, end)):
            end = again.end if again.entry == hit.entry else end
        return int(hit.entry), end

    def _numbered_month(self, view: NumberedText, at: int) -> tuple[int, int] | None:
        """«شهر 12», «شهر تنعش»."""
        word = self._calendar.find("month-word", view, at)
        if word is None or not view.flows(word.end):
            return None
        named = self._calendar.find("month", view, word.end)
        if named:
            return int(named.entry), named.end
        number = self._numerals.read(view, word.end)
        if number is None or number.ordinal or number.prefix or number.fraction:
            return None
        fits = (number.value.is_integer() and 1 < number.value <= MONTHS) or (number.digits and number.value == 1)
        return (int(number.value), number.end) if fits else None

    def _month(self, view: NumberedText, start: int) -> Amount | None:
        """A month by itself, with its year, or with the day behind it ("December 8, 2024")."""
        named = month = self._month_name(view, start, beside_number=False)
        hit = self._calendar.find("month", view, start)
        if month is None and hit and view.flows(hit.end):
            month = int(hit.entry), hit.end  # "May 5": the number decides below
        elif month is None:
            return None
        number, end = month
        year, behind = self._year_behind(view, end)
        if year:
            return dated(start, behind, year, number, None)
        if not self._calendar.day_first and view.flows(end):
            day = self._calendar.day(view, end + (view.word(end) in self._calendar.articles), DAYS)
            if day:
                year, behind = self._year_behind(view, day.end)
                return dated(start, behind, year, number, int(day.value))
        return dated(start, end, None, number, None) if named else None

    def _year_behind(self, view: NumberedText, at: int) -> tuple[int | None, int]:
        """The year at token `at`, behind a month, and the token after it."""
        if view.gap(at) not in ("", ",", "،"):
            return None, at
        begin = at
        while view.flows(begin + 1) and (
            self._calendar.find("year-word", view, begin) or self._calendar.find("of", view, begin)
        ):
            begin += 1
        year = self._numerals.read(view, begin)
        if year is None or year.ordinal:
            return None, at
        full = _with_century(year)
        if full and (year.value > DAYS or year.definite) and self._stands_alone(view, year):
            return full, year.end
        return (int(year.value), year.end) if year.value in YEARS else (None, at)

    def _decade(self, view: NumberedText, start: int) -> Amount | None:
        """«التسعينات», "the nineties", "1990s"."""
        word = view.word(start)
        if (
            word.isdigit()
            and len(word) == 4
            and view.word(start + 1) in self._calendar.decade_endings
            and view.flows(start + 1)
            and int(word) in YEARS
        ):
            first = float(int(word) // 10 * 10)
            return Amount("date", first, first + 9, start, start + 2, "decade", date=PartialDate())
        hit = self._calendar.find("decade", view, start)
        if hit is None or (self._calendar.articles and view.word(start - 1) not in self._calendar.articles):
            return None
        return Amount("date", float(hit.entry), float(hit.entry) + 9, start, hit.end, "decade", date=PartialDate())

    def _year(self, view: NumberedText, start: int, *, counting: bool, measured: bool) -> Amount | None:
        """A year after a word for "year" or a preposition, or four digits by themselves."""
        word = self._calendar.find("year-word", view, start)
        at = word.end if word and view.flows(word.end) else start
        year = self._numerals.read(view, at)
        if year is None or year.ordinal or not year.value.is_integer():
            return None
        value = int(year.value)
        if year.digits and value in YEARS and self._season(view, year):
            return Amount("date", value, value + 1, start, year.end + 1, date=PartialDate())
        decade = view.flows(year.end) and view.word(year.end) in self._calendar.decade_endings
        bare = self._has_short_year(view, start) and not counting and not decade  # no "class of 30 students", no '60s
        named = at > start and not self._counts_noun(view, year)
        short = bare or named or (not measured and self._is_definite_year(view, year, counting=counting))
        if short and (full := _with_century(year)):
            return dated(start, year.end, full, None, None, prefix=year.prefix)
        if at > start:
            return dated(start, year.end, value, None, None) if value in YEARS else None
        led = bool(year.prefix) or self._calendar.before("year-preposition", view, start)
        whole = view.word(year.end - 1).isdigit() if year.digits else led
        fits = whole and not measured and (led or not counting)
        fits = fits and (value in _BARE_YEARS or (led and not counting and value in YEARS))
        return dated(start, year.end, value, None, None, prefix=year.prefix) if fits else None

    def _has_short_year(self, view: NumberedText, at: int) -> bool:
        """Whether a year without its century stands at token `at`: '82, "back in eighty-two", "the summer of 69"."""
        if view.text.endswith(_APOSTROPHES, 0, view.tokens[at].start):
            return True
        led = (self._calendar.find("short-year", view, begin) for begin in range(max(0, at - 2), at))
        return view.flows(at) and any(hit is not None and hit.end == at for hit in led)

    def _is_definite_year(self, view: NumberedText, year: Numeral, *, counting: bool) -> bool:
        """Whether a number with an article is a year, as dialects say it: «بالتسعة وتمانين», «ربيع التسعطعش».

        Not tens, which may be an age («صار بالستين»), nor what goes on as a day («بالخمسة وعشرين من الشهر») or an hour.
        """
        calendar = self._calendar
        led = year.prefix in calendar.short_year_prefixes or calendar.before("definite-year", view, year.start)
        if not (led or counting):
            led = "preposition" in self._numerals.prefixes.get(year.prefix, ())
            led = led or calendar.before("year-preposition", view, year.start)
        goes_on = any(calendar.find(role, view, year.end) for role in ("of", "daypart"))
        return year.definite and led and year.value % 10 != 0 and not goes_on

    @staticmethod
    def _season(view: NumberedText, year: Numeral) -> bool:
        """Whether the next year is written behind, as in 2017-18 or 2017/18."""
        following = view.word(year.end)
        return view.gap(year.end) in ("-", "–", "/") and following == f"{(int(year.value) + 1) % 100:02d}"

    def _stands_alone(self, view: NumberedText, numeral: Numeral) -> bool:
        """Whether a number behind a month is neither of something nor the first of two: "in May, 45 of the men"."""
        ends = view.gap(numeral.end) not in ("-", "–", "/") and not self._calendar.find("of", view, numeral.end)
        return ends and not self._counts_noun(view, numeral)

    def _counts_noun(self, view: NumberedText, numeral: Numeral) -> bool:
        return view.flows(numeral.end) and not numeral.definite and not self._calendar.find("of", view, numeral.end)

    def _spoken_pair(self, view: NumberedText, start: int, *, counting: bool) -> Amount | None:
        """Day and month as two numbers, as the Levant says them: «بتمانية تنعش» is 8 December."""
        day = self._numerals.read(view, start)
        if day is None or day.ordinal or day.prefix not in self._calendar.pair_prefixes or not view.flows(day.end):
            return None
        month = self._numerals.read(view, day.end)
        if month is None or month.prefix or month.ordinal or month.value - day.value in (1, 5, 10):
            return None  # «بخمسة ستة» is "for five or six"
        if not (day.value.is_integer() and month.value.is_integer() and 1 <= month.value <= MONTHS):
            return None
        year, end = self._year_behind(view, month.end)
        return None if year is None and counting else dated(start, end, year, int(month.value), int(day.value))

    def _direction(self, view: NumberedText, index: int) -> int:
        """-1 for «الماضي» or "last" at token `index`, 1 for «القادم» or "next"."""
        if not 0 <= index < len(view):
            return 0
        if self._calendar.find("last", view, index):
            return -1
        return 1 if self._calendar.find("next", view, index) else 0

    def _relative(self, view: NumberedText, start: int, reference: date) -> Amount | None:
        """«أمس», "tomorrow", «السنة الماضية», "last month"."""
        hit = self._calendar.find("relative-day", view, start)
        if hit and not hit.mark:
            return _whole(start, hit.end, reference + timedelta(days=int(hit.entry)))
        for role in ("year-word", "month-word"):
            for at in (start, start + 1):
                word = self._calendar.find(role, view, at)
                beside = at + 1 if at == start else start
                step = self._direction(view, beside) if word else 0
                if word and step and view.flows(start + 1):
                    return _stepped(start, start + 2, reference, step, months=role == "month-word")
        return None


def _with_century(year: Numeral) -> int | None:
    """The year that a number below a hundred is short for; None where it is for none."""
    if year.value in _SHORT_YEARS:
        return 1900 + int(year.value)
    return 2000 + int(year.value) if year.definite and year.value in _RECENT_YEARS else None


def _whole(start: int, end: int, day: date) -> Amount:
    stated = PartialDate(day.year, day.month, day.day)
    return Amount("date", day.year, day.year, start, end, date=stated)


def _stepped(start: int, end: int, reference: date, step: int, *, months: bool) -> Amount | None:
    if not months:
        return dated(start, end, reference.year + step, None, None)
    count = reference.year * MONTHS + reference.month - 1 + step
    return dated(start, end, count // MONTHS, count % MONTHS + 1, None)
