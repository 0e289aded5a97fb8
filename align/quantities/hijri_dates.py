"""Dates of the Islamic calendar as far as they are said: «10 محرم», «رمضان 1445هـ», "1445 AH"."""

from dataclasses import replace

from align.language.phrases import Hit

from .calendars import Calendar
from .hijri import YEARS, gregorian_years
from .numerals import NumberedText
from .quantity import Era, PartialDate
from .units import Amount

_DAYS = 30
_COMMON_YEARS = frozenset(range(1801, 2101))  # behind a month of the other calendar: «رمضان 2024»


class HijriReader:
    """Reads the Islamic dates of one language."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar
        self._numerals = calendar.numerals
        # One of these is in every such date: most texts hold none, and need not be searched.
        self.names = calendar.heads("hijri-month") | calendar.heads("hijri-era")

    def read(self, view: NumberedText, start: int) -> Amount | None:
        """The date that starts at token `start`, or None."""
        return self._day_of_month(view, start) or self._month(view, start) or self._year(view, start)

    def _day_of_month(self, view: NumberedText, start: int) -> Amount | None:
        day = self._calendar.day(view, start, _DAYS)
        if day is None:
            return None
        of = self._calendar.follows("of", view, day.end)
        at = of.end if of else day.end
        found = self._month_at(view, at) if view.flows(at) else None
        if found is None:
            return None
        dated = self._with_year(view, start, found[1], PartialDate(month=found[0], day=int(day.value), era=Era.HIJRI))
        return replace(dated, prefix=day.prefix)

    def _month(self, view: NumberedText, start: int) -> Amount | None:
        """A month by itself; one that is a name or a word as well needs a word of time, or a year, beside it."""
        found = self._month_at(view, start)
        if found is None:
            return None
        month, end, doubtful = found
        dated = self._with_year(view, start, end, PartialDate(month=month, era=Era.HIJRI))
        led = self._calendar.before("year-preposition", view, start)
        return dated if dated.low or led or not doubtful else None

    def _month_at(self, view: NumberedText, at: int) -> tuple[int, int, bool] | None:
        """The month at token `at`, the token behind it, and whether it may be another word."""
        word = self._calendar.find("month-word", view, at)
        named = word is not None and view.flows(word.end)
        hit = self._calendar.find("hijri-month", view, word.end if named and word else at)
        return (int(hit.entry), hit.end, hit.mark == "?" and not named) if hit else None

    def _with_year(self, view: NumberedText, start: int, end: int, stated: PartialDate) -> Amount:
        begin = end
        while view.flows(begin + 1) and (
            self._calendar.find("year-word", view, begin) or self._calendar.find("of", view, begin)
        ):
            begin += 1
        year = self._numerals.read(view, begin) if view.gap(begin) in ("", ",", "،") else None
        if year is None or year.ordinal or not year.value.is_integer():
            return Amount("date", 0, 0, start, end, date=stated)
        era = self._era(view, year.end)
        if year.value in YEARS and (era or year.value > _DAYS):
            return _placed(start, era.end if era else year.end, replace(stated, year=int(year.value)))
        if year.value in _COMMON_YEARS:
            return Amount("date", year.value, year.value, start, year.end, date=stated)
        return Amount("date", 0, 0, start, end, date=stated)

    def _year(self, view: NumberedText, start: int) -> Amount | None:
        """«عام 1445 هـ», "1445 AH"."""
        word = self._calendar.find("year-word", view, start)
        year = self._numerals.read(view, word.end if word and view.flows(word.end) else start)
        if year is None or year.ordinal or year.value not in YEARS or view.gap(year.end) not in ("", "("):
            return None
        era = self._era(view, year.end)
        if era is None or (era.mark == "?" and not year.digits):
            return None
        return _placed(start, era.end, PartialDate(int(year.value), era=Era.HIJRI))

    def _era(self, view: NumberedText, at: int) -> Hit[str] | None:
        """The era at token `at`, which takes no prefix: folded, «هـ» is one letter, and «له» and «ولله» end in it."""
        era = self._calendar.find("hijri-era", view, at)
        return era if era and not era.prefix else None


def _placed(start: int, end: int, stated: PartialDate) -> Amount:
    first, last = gregorian_years(stated)
    return Amount("date", first, last, start, end, date=stated)
