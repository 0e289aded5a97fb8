"""Amounts read for tests, and numbers in words as grammars have them."""

from datetime import date

from align.quantities import Quantity, quantities

DAY = 86400.0


def only_amount(text: str, language: str = "ar", reference: date | None = None) -> Quantity:
    (quantity,) = quantities(text, language, reference=reference)
    return quantity


def amount_as_text(text: str, language: str = "ar") -> str:
    """A quantity as one short string, durations in days."""
    q = only_amount(text, language)
    if q.date is not None:
        parts = [f"{q.low:g}-{q.high:g}"] if q.low != q.high else []
        parts += [str(part) for part in (q.date.year, q.date.month, q.date.day) if part is not None]
        parts += [f"w{q.date.weekday}"] if q.date.weekday is not None else []
        return " ".join([q.kind, *parts])
    scale = DAY if q.kind == "duration" else 1.0
    value = f"{q.low / scale:g}" if q.low == q.high else f"{q.low / scale:g}..{q.high / scale:g}"
    unit = q.unit if q.kind in ("money", "measure", "clock") and q.unit else ""
    return f"{q.kind} {'~' if q.approximate else ''}{value} {unit}".strip()


_UNITS = {  # masculine (with feminine nouns), feminine form
    3: ("ثلاث", "ثلاثة"), 4: ("أربع", "أربعة"), 5: ("خمس", "خمسة"), 6: ("ست", "ستة"),
    7: ("سبع", "سبعة"), 8: ("ثماني", "ثمانية"), 9: ("تسع", "تسعة"), 10: ("عشر", "عشرة"),
}  # fmt: skip
_TENS = {2: "عشر", 3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان", 9: "تسع"}


def arabic_number(number: int, *, feminine: bool, oblique: bool) -> str:
    """`number` in Modern Standard Arabic as grammars have it, counting a feminine or a masculine noun."""
    parts = []
    thousands, rest = divmod(number, 1000)
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفين" if oblique else "ألفان")
    elif thousands:
        parts.append(f"{arabic_number(thousands, feminine=False, oblique=oblique)} آلاف")
    hundreds, small = divmod(rest, 100)
    if hundreds == 1:
        parts.append("مئة")
    elif hundreds == 2:
        parts.append("مئتين" if oblique else "مئتان")
    elif hundreds:
        parts.append(f"{_UNITS[hundreds][0].removesuffix('ي')}مئة")
    if small or not parts:
        parts.append(_below_hundred(small, feminine=feminine, oblique=oblique))
    return " و".join(parts)


def _below_hundred(number: int, *, feminine: bool, oblique: bool) -> str:
    tens, unit = divmod(number, 10)
    if number == 0:
        return "صفر"
    if number in _UNITS:
        return _UNITS[number][not feminine]
    if tens == 0:
        return _one_or_two(unit, feminine=feminine, oblique=oblique)
    if tens == 1:
        if unit == 1:
            return "إحدى عشرة" if feminine else "أحد عشر"
        if unit == 2:
            two = {(False, False): "اثنا", (False, True): "اثني", (True, False): "اثنتا", (True, True): "اثنتي"}
            return f"{two[feminine, oblique]} {'عشرة' if feminine else 'عشر'}"
        return f"{_UNITS[unit][not feminine]} {'عشرة' if feminine else 'عشر'}"
    ten = _TENS[tens] + ("ين" if oblique else "ون")
    if unit == 0:
        return ten
    small = _one_or_two(unit, feminine=feminine, oblique=oblique) if unit < 3 else _UNITS[unit][not feminine]
    return f"{small} و{ten}"


def _one_or_two(unit: int, *, feminine: bool, oblique: bool) -> str:
    if unit == 1:
        return "واحدة" if feminine else "واحد"
    stem = "اثنت" if feminine else "اثن"
    return stem + ("ين" if oblique else "ان")
