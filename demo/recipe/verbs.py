"""Levantine verbs: from (past "he", past stem before ت/نا, present stem) to the forms people use."""

from __future__ import annotations

from random import Random

import lexicon as lx

Verb = tuple[str, str, str]
PERSONS = "1s 1s 1p 1p 3m 3m 3f 3p 3p 2s 2p".split()
WANT = {"1s": "بدي", "2s": "بدك", "3m": "بدو", "3f": "بدها", "1p": "بدنا", "2p": "بدكم", "3p": "بدهم"}
WAS = {"1s": "كنت", "2s": "كنت", "3m": "كان", "3f": "كانت", "1p": "كنا", "2p": "كنتوا", "3p": "كانوا"}
_WEAK = ("ى", "ا", "وا", "ي")  # endings that take no suffix here


def _table(flat: list[str], core: list[str], weight: int) -> list[Verb]:
    """Triples; those of the demo's domain are drawn more often."""
    flat = flat + core * weight
    return [(flat[i], flat[i + 1], flat[i + 2]) for i in range(0, len(flat), 3)]


THING = _table(lx.VERBS_THING, lx.CORE_VERBS_THING, 3)
PLACE = _table(lx.VERBS_PLACE, lx.CORE_VERBS_PLACE, 2)
SPEECH = _table(lx.VERBS_SPEECH, [], 0)
HAPPEN = _table(lx.VERBS_HAPPEN, lx.CORE_VERBS_HAPPEN, 2)


def past(verb: Verb, person: str) -> str:
    """person: 1s 2s 3m 3f 1p 2p 3p."""
    he, stem, _ = verb
    short = he[:-1] if he.endswith(("ى", "ا")) else he
    forms = {"3m": he, "3f": short + "ت", "3p": short + "وا", "1p": stem + "نا", "2p": stem + "توا"}
    return forms.get(person, stem + "ت")


def bare(r: Random, verb: Verb, person: str) -> str:
    """The present without ب, as after رح, بدي, لازم, عم."""
    stem = verb[2]
    if person == "1s":
        if r.random() < 0.35:
            return stem
        return "آ" + stem[1:] if stem.startswith("ا") else "أ" + stem
    ending = "وا" if person in ("3p", "2p") else ""
    if ending and stem.endswith(("ي", "ى")):
        stem = stem[:-1]
    return {"3m": "ي", "3p": "ي", "1p": "ن"}.get(person, "ت") + stem + ending


def present(r: Random, verb: Verb, person: str) -> str:
    """The plain present: بفتح, بيفتح, بتفتح, منفتح, بيفتحوا."""
    if person == "1s":
        return "ب" + verb[2]
    return ("م" if person == "1p" else "ب") + bare(r, verb, person)


def phrase(r: Random, verb: Verb, person: str) -> str:
    """One of the tenses and moods, denied about one time in five, sometimes with an object suffix."""
    x = r.random()
    no = r.choice(["ما ", "ما ", "ولا "]) if r.random() < 0.22 else ""
    if x < 0.5:
        return no + _suffixed(r, past(verb, person), ["و", "ها", "هم", "لو"])
    if x < 0.66:
        return no + _suffixed(r, present(r, verb, person), ["و", "ها", "ني", "لنا", "لو"])
    if x < 0.8:
        return f"{'ما ' if no else ''}رح {bare(r, verb, person)}"
    if x < 0.88:
        return f"{no}{WANT[person]} {bare(r, verb, person)}"
    if x < 0.94:
        return f"{WAS[person]} {r.choice(['عم ', 'رح ', ''])}{bare(r, verb, person)}"
    return f"{r.choice(['لازم', 'ممكن', 'عم', 'بلكي', 'صار لازم'])} {bare(r, verb, person)}"


def _suffixed(r: Random, form: str, suffixes: list[str]) -> str:
    return form + r.choice(suffixes) if r.random() < 0.11 and not form.endswith(_WEAK) else form


def command(r: Random, verb: Verb) -> str:
    return verb[2].lstrip("ا") + r.choice(["وا", "وا", "", "ي"])
