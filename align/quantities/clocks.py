"""Times of day: «تنتين ونص», «الساعة العاشرة والنصف ليلاً», 14:30, "half past two", "5 p.m."."""

import re
from dataclasses import dataclass

from align.language.phrases import Phrasebook
from align.language.tables import words

from .calendars import Calendar
from .numerals import NumberedText, Numeral
from .quantity import HALF_DAY
from .units import Amount

_CLOCK = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)(?::[0-5]\d)?\Z")
_DOTTED = re.compile(r"([01]?\d|2[0-4])\.([0-5]\d)\Z")  # "3.20pm", as the British write it
_HOUR = 60.0  # minutes
_NOON = 12  # hours
_DAY = 24  # hours
_DAWN = 6  # "night" before this hour is the early morning
_AFTERNOON = 4  # "noon" words reach up to this hour


@dataclass(frozen=True, slots=True)
class _ClockTime:
    """Minutes after midnight as named, and the token behind."""

    minutes: float
    end: int
    sure: bool  # written or said as nothing but a time of day


class ClockReader:
    """Reads the times of day of one language."""

    def __init__(self, code: str, calendar: Calendar) -> None:
        self._calendar = calendar
        self._numerals = calendar.numerals
        self._except = words(code, "numbers", "except")
        self._about = Phrasebook(((word, "") for word in words(code, "bounds", "about-before")), ())
        self._minute = words(code, "units", "minute")
        self._tells_past = bool(calendar.heads("past") | calendar.heads("to"))

    def read(self, view: NumberedText, start: int) -> Amount | None:
        """The time of day that starts at token `start`, or None."""
        word = self._calendar.find("clock-word", view, start)
        at, vague = (word.end, False) if word else (start, False)
        if word and (about := self._about.find(view, at)):
            at, vague = about[0].end, True
        reading = self._reading(view, at, named=word is not None)
        if reading is None:
            return None
        part, end = self._daypart(view, reading.end)
        if part is None and word and (before := self._calendar.find("daypart", view, start - 1)):
            part = before.entry if view.flows(start) else None  # «الصبح الساعة تمانة»
        if not (word or part or reading.sure):
            return None
        minutes, half = _place(reading.minutes, part)
        return Amount("clock", minutes, minutes, start, end, half, vague=vague)

    def _reading(self, view: NumberedText, at: int, *, named: bool) -> _ClockTime | None:
        if match := _CLOCK.match(view.word(at)):
            hour, minute = int(match[1]), int(match[2])
            return _ClockTime(hour % _DAY * _HOUR + minute, at + 1, sure=True) if hour < _DAY or not minute else None
        if match := _DOTTED.match(view.word(at)):  # a time only with what else makes it one
            return _ClockTime(int(match[1]) * _HOUR + int(match[2]), at + 1, sure=False)
        if before := self._past_or_to(view, at):
            return before
        numeral = self._numerals.read(view, at)
        if numeral is None or numeral.fraction or numeral.vague or (numeral.mark == "!" and not named):
            return None  # «الساعات الأولى من صباح …» is no time
        if self._calendar.follows("o-clock", view, numeral.end):
            return _ClockTime(numeral.value * _HOUR, numeral.end + 1, sure=True)
        return self._with_minutes(view, numeral, named=named)

    def _with_minutes(self, view: NumberedText, numeral: Numeral, *, named: bool) -> _ClockTime | None:
        """The hour with what is joined or taken away behind it."""
        hour, minutes, end = numeral.value, 0.0, numeral.end
        if named and not numeral.digits and _DAY < hour < 100 and not numeral.ordinal:
            hour, minutes = hour % 10, hour - hour % 10  # «خمسة وعشرين» after «الساعة»: twenty past five
        if not 1 <= hour < _DAY + 1:
            return None
        if view.word(end) in self._except and view.flows(end):
            less = self._numerals.read(view, end + 1, as_fraction=True)
            if less is not None:
                minutes -= less.value * _HOUR if less.fraction else less.value
                end = less.end
        elif (more := self._minutes_behind(view, end)) and (named or self._ranks_minutes(view, numeral, more)):
            minutes += more.value * _HOUR if more.fraction else more.value
            end = more.end
        told = bool(minutes) and self._calendar.follows("minute-word", view, end) is not None
        return _ClockTime((hour * _HOUR + minutes) % (_DAY * _HOUR), end + told, sure=told and not named)

    def _ranks_minutes(self, view: NumberedText, hour: Numeral, minutes: Numeral) -> bool:
        """«الرابعة وسبع عشرة دقيقة»: a rank that minutes are added to is an hour."""
        return hour.ordinal and hour.definite and self._calendar.follows("minute-word", view, minutes.end) is not None

    def _minutes_behind(self, view: NumberedText, end: int) -> Numeral | None:
        """The minutes joined behind an hour; of two hours («بين الساعة 8 و10») the second is none."""
        more = self._numerals.read_joined(view, end, as_fraction=True)
        if more is None or more.value >= _HOUR:
            return None
        said = not more.digits or self._calendar.follows("minute-word", view, more.end)
        return more if more.fraction or said else None

    def _past_or_to(self, view: NumberedText, at: int) -> _ClockTime | None:
        """ "half past two", "quarter to three", "ten past five"."""
        if not self._tells_past:
            return None
        minutes = self._numerals.read(view, at, as_fraction=True)
        if minutes is None or minutes.ordinal or minutes.value >= _HOUR:
            return None
        sign = 0
        if self._calendar.follows("past", view, minutes.end):
            sign = 1
        elif minutes.fraction and self._calendar.follows("to", view, minutes.end):
            sign = -1
        hour = self._numerals.read(view, minutes.end + 1) if sign and view.flows(minutes.end + 1) else None
        if hour is None or not 1 <= hour.value <= _NOON or hour.ordinal or hour.fraction:
            return None
        offset = minutes.value * _HOUR if minutes.fraction else minutes.value
        return _ClockTime((hour.value * _HOUR + sign * offset) % (_DAY * _HOUR), hour.end, sure=True)

    def _daypart(self, view: NumberedText, at: int) -> tuple[str | None, int]:
        """The part of the day named at token `at`, and the token behind it."""
        link = self._calendar.follows("daypart-link", view, at)
        begin = link.end if link else at
        after = self._calendar.follows("after", view, begin)
        if after:
            begin = after.end
        part = self._calendar.follows("daypart", view, begin)
        if part is None:
            return None, at
        after_half = {"noon": "pm", "night": "am"}  # «بعد الظهر», "after midnight"
        return (after_half.get(part.entry, part.entry) if after else part.entry), part.end


def _place(minutes: float, part: str | None) -> tuple[float, str | None]:
    """Put a time into its half of the day, where the words or the 24-hour clock say which."""
    hour = minutes / _HOUR
    if hour >= _NOON + 1 or (hour < 1 and part is None):
        return minutes, "pm" if hour >= _NOON else "am"
    clock = minutes % HALF_DAY
    hour = clock / _HOUR
    if part is None:
        return clock, None
    if part == "am" or (part == "night" and hour < _DAWN) or (part == "noon" and hour >= _AFTERNOON):
        return clock, "am"
    return clock + HALF_DAY, "pm"
