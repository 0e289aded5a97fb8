"""Running Levantine clauses: the patterns of `templates.py` filled from the tables of `lexicon.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

import lexicon as lx
import numerals
import templates
import verbs

Maker = Callable[[Random], str]
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")

# The demo's own domain is drawn more often.
THINGS_M, THINGS_F = lx.THINGS_M + lx.CORE_M * 3, lx.THINGS_F + lx.CORE_F * 3
PLURALS = lx.PLURALS + lx.CORE_PLURALS * 2


def fill(r: Random, pattern: str) -> str:
    """Draw the alternatives of a pattern, then fill its slots."""
    drawn = _CHOICE.sub(lambda m: r.choice(m[1].split("|")), pattern)
    return _SLOT.sub(lambda m: SLOTS[m[1]](r), drawn)


def _from(patterns: str) -> Maker:
    lines = patterns.strip("\n").split("\n")
    return lambda r: fill(r, r.choice(lines))


def _one_of(*lists: list[str] | tuple[str, ...]) -> Maker:
    together = [word for words in lists for word in words]
    return lambda r: r.choice(together)


def noun(r: Random) -> tuple[str, bool]:
    """A bare noun, and whether its adjective is feminine."""
    x = r.random()
    if x < 0.42:
        return r.choice(THINGS_M), False
    return r.choice(THINGS_F if x < 0.8 else PLURALS), True


def _adjective(r: Random, feminine: bool) -> str:
    return r.choice(lx.ADJECTIVES) + ("ة" if feminine else "")


def definite(r: Random) -> tuple[str, bool]:
    """«السد», «السد القديم», «جسر الخشب الصغير», «بيتنا», «هالخبر»; and whether it is feminine."""
    word, feminine = noun(r)
    adjective, x = "ال" + _adjective(r, feminine), r.random()
    if x < 0.45:
        text = "ال" + word
    elif x < 0.62:
        text = f"ال{word} {adjective}"
    elif x < 0.76:
        text = f"{word} ال{noun(r)[0]}"
    elif x < 0.82:
        text = f"{word} ال{noun(r)[0]} {adjective}"
    elif x < 0.9:
        stem = word[:-1] + "ت" if word.endswith("ة") else word
        text = stem + r.choice(["و", "ها", "هم", "نا", "ي", "ك", "كم"])
    elif x < 0.93:
        text = "هال" + word
    elif x < 0.96:
        count = r.choice(["التلاتة", "الأربعة", "الخمسة", "التنين", "الستة", adjective])
        text = f"{r.choice(['و', '', 'ب', 'ل'])}{r.choice(lx.FAMILY_OF)} {count}"
    else:
        text = f"{word} {r.choice(lx.TOWNS)}"
    return text, feminine


def _thing(r: Random) -> str:
    """An object: definite, indefinite, or counted."""
    x = r.random()
    if x < 0.55:
        return definite(r)[0]
    word, feminine = noun(r)
    if x < 0.7:
        return f"{word} {_adjective(r, feminine)}"
    if x < 0.78:
        return f"{word} {r.choice(THINGS_M + THINGS_F)}"
    if x < 0.84:
        return f"{r.choice(['كل', 'أي', 'أول', 'آخر', 'نص', 'شوية', 'كم', 'غير'])} {word}"
    return _counted(r)


def _counted(r: Random) -> str:
    singular, plural = r.choice(lx.UNITS)
    return numerals.counted(r, singular, plural)


def _first_name(r: Random) -> str:
    return r.choice(lx.FIRST_NAMES_M if r.random() < 0.55 else lx.FIRST_NAMES_F)


def _person(r: Random) -> tuple[str, str]:
    """A subject and its grammatical person."""
    either, x = r.choice(["3m", "3f"]), r.random()
    if x < 0.3:
        return SLOTS["name"](r), either
    if x < 0.5:
        return "ال" + r.choice(lx.PEOPLE_M), "3m"
    if x < 0.62:
        return "ال" + r.choice(lx.PEOPLE_F[:9]), "3f"
    if x < 0.72:
        return fill(r, "{name}، {role}،"), either
    if x < 0.82:
        return r.choice(lx.KIN), either
    if x < 0.88:
        return fill(r, "[الناس|الجيران|أهل البلد|أهل الضيعة|العمال|الولاد|كل الناس|حدا]"), "3p"
    return f"{r.choice(lx.PEOPLE_M + lx.PEOPLE_F)} ال{noun(r)[0]}", either


def _action(r: Random, person: str) -> str:
    """A verb and what follows it."""
    x = r.random()
    if x < 0.45:
        return f"{verbs.phrase(r, r.choice(verbs.THING), person)} {_thing(r)}"
    if x < 0.75:
        return f"{verbs.phrase(r, r.choice(verbs.PLACE), person)} {SLOTS['place'](r)}"
    if x < 0.85:
        also = verbs.past(r.choice(verbs.THING), person)
        return f"{verbs.phrase(r, r.choice(verbs.THING), person)} {r.choice(['وما ', 'أو ', 'و'])}{also}"
    said = verbs.phrase(r, r.choice(verbs.SPEECH), person)
    return said + fill(r, " [|لي |لنا |لهم ][إنو ||عن ]{the}")


def _someone_did(r: Random) -> str:
    who, person = _person(r)
    did = _action(r, person)
    return f"{who} {did}" if r.random() < 0.7 else f"{did} {who.rstrip('،')}"


def _happened(r: Random) -> str:
    """«الكهربا انقطعت», «انكسر باب الفرن»."""
    what, feminine = definite(r)
    verb = verbs.phrase(r, r.choice(verbs.HAPPEN), "3f" if feminine else "3m")
    tail = fill(r, "[|| {place}| {counted}| {when}]")
    return f"{what} {verb}{tail}" if r.random() < 0.6 else f"{verb} {what}{tail}"


def _asked(r: Random) -> str:
    return r.choice([SLOTS["did"], SLOTS["did"], _someone_did, _happened, SLOTS["state"]])(r)


def _loose_verb(r: Random) -> str:
    verb, person = r.choice(verbs.THING + verbs.PLACE + verbs.SPEECH + verbs.HAPPEN), r.choice(verbs.PERSONS)
    return verbs.past(verb, person) if r.random() < 0.5 else verbs.present(r, verb, person)


_EVERYDAY = [THINGS_M, THINGS_F, PLURALS, lx.ADJECTIVES, lx.TIMES, lx.EXCLAMATIONS, lx.FAMILY_OF, lx.PEOPLE_M]


def _unordered(r: Random) -> str:
    """Everyday words in no order, so that none is only known from its usual neighbours."""
    words = []
    for _ in range(r.randint(3, 8)):
        x = r.random()
        if x < 0.25:
            words.append(_loose_verb(r))
        elif x < 0.35:
            words.append(numerals.levantine(numerals.amount(r)))
        elif x < 0.42:
            words.append(fill(r, "[{name}|{place}|{the}]"))
        else:
            word = r.choice(r.choice([*_EVERYDAY, lx.PEOPLE_F]))
            glued = r.random() < 0.4 and " " not in word
            words.append((fill(r, "[ال|ال|بال|وال|لل|و|و|ب|ل|ول|وب|ولل|هال|بهال]") if glued else "") + word)
    return " ".join(words)


SLOTS: dict[str, Maker] = {
    "noun": lambda r: noun(r)[0],
    "the": lambda r: definite(r)[0],
    "adjective": lambda r: _adjective(r, r.random() < 0.5),
    "counted": _counted,
    "clock": numerals.levantine_clock,
    "date": numerals.levantine_date,
    "weekday": _one_of(numerals.LEVANTINE_DAYS),
    "time": _one_of(lx.TIMES),
    "when": _from(templates.WHEN),
    "place": _from(templates.PLACE),
    "first": _first_name,
    "man": _one_of(lx.FIRST_NAMES_M),
    "family": _one_of(lx.FAMILY_NAMES),
    "name": _from(templates.NAME),
    "role": _from(templates.ROLE),
    "office": _one_of(lx.OFFICE_OF),
    "subject": _one_of(lx.SUBJECTS_TAUGHT),
    "trade": _one_of(lx.PEOPLE_M),
    "town": _one_of(lx.TOWNS),
    "show": _one_of(lx.PROGRAMMES),
    "simile": _one_of(lx.SIMILES),
    "was": _one_of(list(verbs.WAS.values())),
    "did": lambda r: _action(r, r.choice(verbs.PERSONS)),
    "it_did": lambda r: verbs.past(r.choice(verbs.HAPPEN), "3m"),
    "let_us": lambda r: verbs.bare(r, r.choice(verbs.THING + verbs.SPEECH), "1p"),
    "command": lambda r: verbs.command(r, r.choice(verbs.THING)),
    "happened": _happened,
    "state": _from(templates.STATE),
    "asked": _asked,
    "tag": lambda r: fill(r, templates.TAG),
    "item": lambda r: fill(r, "[{name}|{the}|{noun}|{role}]"),
    "clause": lambda r: _clause(r),
}
_PLAIN: list[tuple[Maker, float]] = [
    (SLOTS["did"], 14),
    (_someone_did, 14),
    (_happened, 14),
    (SLOTS["state"], 9),
    (_from(templates.AMOUNT), 22),
]
_OTHER: list[tuple[Maker, float]] = [
    (_from(templates.TOLD), 8),
    (_from(templates.QUESTION), 9),
    (_from(templates.RADIO), 9),
    (_from(templates.ADVICE), 8),
    (_from(templates.LISTING), 4),
    (_unordered, 12),
]


def _draw(r: Random, makers: list[tuple[Maker, float]]) -> str:
    return r.choices([m for m, _ in makers], [w for _, w in makers])[0](r)


def _clause(r: Random) -> str:
    """One plain clause without end punctuation."""
    text = _draw(r, _PLAIN)
    if r.random() < 0.1:
        text = "و" + text
    x = r.random()
    if x < 0.16:
        return f"{r.choice(['', '', 'و'])}{SLOTS['when'](r)} {text}"
    return f"{text} {SLOTS['when'](r)}" if x < 0.3 else text


def sentence(r: Random) -> str:
    """One spoken sentence with end punctuation."""
    text = _clause(r) if r.random() < 0.56 else _draw(r, _OTHER)
    if r.random() < 0.12:
        text = r.choice(["و", "و", "و", "ل", "ب", "هال"]) + text
    if r.random() < 0.14:
        text = f"{r.choice(lx.EXCLAMATIONS)}، {text}"
    if len(text.split()) < 8 and not text.endswith("؟") and r.random() < 0.3:
        text += r.choice(["، و", "، بس ", "، ", "، لأنو ", " و", "، بعدين ", "، كان "]) + _clause(r)
    text = " ".join(text.replace("،،", "،").split()).strip(" ،").replace(" ،", "،")
    return text if text.endswith("؟") else text + "."
