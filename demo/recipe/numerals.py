"""Numbers, years, clock times and dates in Arabic words, in the standard language and in Levantine dialect.

So small a model cannot learn to write digits for spoken words, therefore the training text (and the demo episode)
never holds a digit.
"""

from __future__ import annotations

from random import Random

_ONES = "صفر واحد اثنين ثلاثة أربعة خمسة ستة سبعة ثمانية تسعة عشرة".split()
_TEENS = (
    "أحد عشر",
    "اثني عشر",
    "ثلاثة عشر",
    "أربعة عشر",
    "خمسة عشر",
    "ستة عشر",
    "سبعة عشر",
    "ثمانية عشر",
    "تسعة عشر",
)
_TENS = "عشرين ثلاثين أربعين خمسين ستين سبعين ثمانين تسعين".split()
_HUNDREDS = "مئة مئتين ثلاثمئة أربعمئة خمسمئة ستمئة سبعمئة ثمانمئة تسعمئة".split()

_L_ONES = "صفر واحد تنين تلاتة أربعة خمسة ستة سبعة تمانة تسعة عشرة".split()
_L_BEFORE_PLURAL = "تلات أربع خمس ست سبع تمن تسع عشر".split()  # 3-10 before the counted plural
_L_TEENS = "حداعش اطناعش تلطاعش أربعطاعش خمسطاعش ستطاعش سبعطاعش تمنطاعش تسعطاعش".split()
_L_TENS = "عشرين تلاتين أربعين خمسين ستين سبعين تمانين تسعين".split()
_L_HUNDREDS = "مية ميتين تلاتمية أربعمية خمسمية ستمية سبعمية تمنمية تسعمية".split()
_L_HOURS = "وحدة تنتين تلاتة أربعة خمسة ستة سبعة تمانة تسعة عشرة حداعش اطناعش".split()

LEVANTINE_MONTHS = (
    "كانون التاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين التاني",
    "كانون الأول",
)
LEVANTINE_DAYS = "الأحد التنين التلاتا الأربعا الخميس الجمعة السبت".split()


def _tens(n: int, ones: list[str], teens: tuple[str, ...] | list[str], tens: list[str]) -> str:
    """0 < n < 100 in words."""
    if n <= 10:
        return ones[n]
    if n < 20:
        return teens[n - 11]
    return (ones[n % 10] + " و" if n % 10 else "") + tens[n // 10 - 2]


def standard(n: int) -> str:
    """1 <= n < 1_000_000 in the words of Modern Standard Arabic (the oblique forms people read aloud)."""
    parts = []
    if n >= 1000:
        k = n // 1000
        few = _ONES[k] + " آلاف" if k <= 10 else standard(k) + " ألف"
        parts.append("ألف" if k == 1 else "ألفين" if k == 2 else few)
        n %= 1000
    if n >= 100:
        parts.append(_HUNDREDS[n // 100 - 1])
        n %= 100
    if n:
        parts.append(_tens(n, _ONES, _TEENS, _TENS))
    return " و".join(parts)


def levantine(n: int) -> str:
    """1 <= n < 1_000_000 in Levantine words."""
    parts = []
    if n >= 1000:
        k = n // 1000
        few = _L_BEFORE_PLURAL[k - 3] + " آلاف" if 3 <= k <= 10 else levantine(k) + " ألف"
        parts.append("ألف" if k == 1 else "ألفين" if k == 2 else few)
        n %= 1000
    if n >= 100:
        parts.append(_L_HUNDREDS[n // 100 - 1])
        n %= 100
    if n:
        parts.append(_tens(n, _L_ONES, _L_TEENS, _L_TENS))
    return " و".join(parts)


def amount(r: Random) -> int:
    """A number as people tell them: mostly small, often round."""
    x = r.random()
    if x < 0.45:
        return r.randint(11, 99)
    if x < 0.6:
        return r.randint(2, 9) * 100
    if x < 0.75:
        return r.randint(3, 99) * 1000
    if x < 0.9:
        return r.randint(101, 999)
    return r.randint(11, 99) * 100


def counted(r: Random, singular: str, plural: str) -> str:
    """A number and its noun in dialect: plural after 3-10 and singular after the others."""
    x = r.random()
    if x < 0.5:
        return f"{r.choice(_L_BEFORE_PLURAL)} {plural}"
    if x < 0.6:
        return f"{levantine(r.randint(3, 10) * 1000)} {singular}"
    return f"{levantine(amount(r))} {singular}"


def levantine_year(r: Random) -> str:
    return levantine(r.randint(1960, 1999) if r.random() < 0.3 else r.randint(2001, 2029))


def levantine_clock(r: Random) -> str:
    """«الساعة خمسة ونص الصبح»."""
    part = r.choice("|| ونص| ونص| وربع| إلا ربع| وتلت| إلا تلت| وخمسة| إلا خمسة| وعشرة".split("|"))
    when = r.choice(["", "", " الصبح", " الضهر", " العصر", " المسا", " بالليل", " تماما", " تقريبا"])
    return f"{r.choice(['الساعة', 'الساعة', 'عالساعة', 'بالساعة'])} {r.choice(_L_HOURS)}{part}{when}"


def levantine_date(r: Random) -> str:
    """A day, a month, a year, or several of them."""
    month, day = r.choice(LEVANTINE_MONTHS), levantine(r.randint(2, 31))
    weekday, year = r.choice(LEVANTINE_DAYS), levantine_year(r)
    return r.choice(
        [
            f"{day} {month}",
            f"{day} {month}، سنة {year}",
            f"{day} {month} سنة {year}",
            f"يوم {weekday}",
            f"ليلة {weekday}",
            f"يوم {weekday}، {day} {month}",
            f"ليلة {weekday} {day} {month}",
            f"سنة {year}",
            f"بسنة {year}",
            f"شهر {month}",
            f"بشهر {month}",
            f"ب{month}",
            f"أول {month}",
            f"نص {month}",
            f"من {month} ل{r.choice(LEVANTINE_MONTHS)}",
        ]
    )
