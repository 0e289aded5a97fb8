"""Is it "before" the same thing that was said to be "after" it? And who does what to whom?"""

from __future__ import annotations

from functools import cache

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.ground import Ground
from align.judging.reading import Reading
from align.language.tables import rows, spellings, words
from align.types import ReasonCode

_ROLES = frozenset({"proclitic", "not-after", "passive"})
REACH = 2  # words within which a relation stands before its thing: «بعد ما خلصت الحرب»


def compare_order(reading: Reading, ground: Ground) -> list[Comparison]:
    """For each relation of the claim ("before", "inside") that stands before a word that was said, what stood there."""
    opposites, terms, talk = _opposites(ground.talk.language.code), reading.found.terms, ground.talk
    not_after = words(talk.language.code, "relations", "not-after")
    found = []
    for at, term in enumerate(terms):
        if term.text not in opposites or at in reading.denied or (at and terms[at - 1].text in not_after):
            continue
        thing = next((i for i in range(at + 1, min(at + 1 + REACH, len(terms))) if not terms[i].stopword), None)
        place = None if thing is None or terms[thing].quantity else ground.place(thing)
        if place is None:
            continue
        heard = next(
            (t for t in range(place - 1, place - 1 - REACH, -1) if t >= 0 and _word(t, ground) in opposites), None
        )
        if heard is not None:
            both = {_word(t, ground) for t in range(max(place - 2 * REACH, ground.first), place)} & opposites.keys()
            if len(both) > 1:
                continue  # "before and after the war"
            against = _word(heard, ground) in opposites[term.text]
            code = ReasonCode.ORDER_DIFFERS if against else None
            found.append(Comparison(Slot.ORDER, float(against), (at,), (heard, heard), code))
    return found


def _word(token: int, ground: Ground) -> str:
    return ground.talk.tokens[token].text


@cache
def _opposites(code: str) -> dict[str, frozenset[str]]:
    """For each relation, with what may be written onto it, those that exclude it."""
    prefixes = ("", *words(code, "relations", "proclitic"))
    found: dict[str, frozenset[str]] = {}
    for row in rows(code, "relations"):
        if row[0] in _ROLES:
            continue
        ones, others = (frozenset(p + word for word in spellings(cell) for p in prefixes) for cell in row)
        found |= dict.fromkeys(ones, others) | dict.fromkeys(others, ones)
    return found


def compare_roles(reading: Reading, ground: Ground) -> list[Comparison]:
    """Whether two words of the claim round a third were said round it the other way: "the mayor sued the newspaper"."""
    talk, terms = ground.talk, reading.found.terms
    content = [at for at, term in enumerate(terms) if not term.stopword and term.quantity is None]
    passive = words(talk.language.code, "relations", "passive")
    if grammar(talk.language.code).verb_first or any(term.text in passive for term in terms):
        return []  # where verbs come first, either order may say who does it
    for one, verb, other in zip(content, content[1:], content[2:], strict=False):
        places = [ground.place(at) for at in (one, verb, other)]
        if None in places or other - one > 2 * REACH + 2:
            continue
        first, middle, last = (place for place in places if place is not None)
        between = range(min(first, last), max(first, last) + 1)
        if (
            last < middle < first
            and len(between) <= 2 * REACH + 3
            and all(_word(t, ground) not in passive for t in between)
        ):
            return [Comparison(Slot.ROLE, HALF, (one, verb, other), (last, first), ReasonCode.ROLE_DIFFERS)]
        if first < middle < last:
            return [Comparison(Slot.ROLE, 0.0, (one, verb, other), (first, last))]
    return []
