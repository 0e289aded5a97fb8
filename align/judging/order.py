"""Is it "before" the same thing that was said to be "after" it? Who does what to whom? And what from what to what?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum
from functools import cache
from itertools import pairwise
from math import inf

from align.claims.grammar import grammar
from align.judging.bearers import POSSESSIVE
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.window import EvidenceWindow
from align.language.tables import rows, spellings, words
from align.types import ReasonCode

_ROLES = frozenset(
    (
        *("proclitic", "not-after", "passive", "agent", "possessor", "object", "participants", "between", "comparing"),
        *("relative", "adding", "naming", "indefinite", "possessed", "span", "begins"),
    )
)


def compare_order(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """For each relation of the claim ("before", "inside") that stands before a word that was said, what stood there."""
    opposites, terms, talk = _opposites(window.talk.language.code), reading.found.terms, window.talk
    not_after = words(talk.language.code, "relations", "not-after")
    found = []
    for at, term in enumerate(terms):
        if term.text not in opposites or at in reading.denied.in_scope or (at and terms[at - 1].text in not_after):
            continue
        beside = next((i for i in range(at + 1, min(at + 1 + LIMITS.pair, len(terms))) if not terms[i].stopword), None)
        things = [i for i in (beside, _event(at, window)) if i is not None]
        met = {thing: said for thing in things if (said := _heard_before(thing, window)) is not None}
        thing, (place, heard) = next(iter(met.items()), (at, (0, None)))
        if heard is not None:
            both = {
                _word(t, window) for t in range(max(place - 2 * LIMITS.pair, window.first), place)
            } & opposites.keys()
            if len(both) > 1:
                continue  # "before and after the war"
            against = _word(heard, window) in opposites[term.text]
            code = ReasonCode.ORDER_DIFFERS if against else None
            between = (i for i in range(at + 1, thing) if not terms[i].stopword)
            found.append(Comparison(Slot.ORDER, float(against), (at, *between), (heard, heard), code))
    return found


def _heard_before(thing: int, window: EvidenceWindow) -> tuple[int, int] | None:
    """The token that says a term, and the relation close before it. An amount that is no date may be of anything."""
    amount = window.found.terms[thing].quantity
    place = None if amount and amount.date is None else window.place(thing)
    if place is None:
        return None
    opposites = _opposites(window.talk.language.code)
    near = range(place - 1, max(-1, place - 1 - LIMITS.pair), -1)
    return next(((place, token) for token in near if _word(token, window) in opposites), None)


def _event(relation: int, window: EvidenceWindow) -> int | None:
    """The first word of sense close behind a relation, beyond how long before or after and an unsaid beginning:
    «بعد أشهر من اندلاع الحرب»."""
    terms, code = window.found.terms, window.talk.language.code
    span, begins = words(code, "relations", "span"), words(code, "relations", "begins")
    end, at = relation + LIMITS.pair, relation + 1
    while at <= min(end, len(terms) - 1):
        amount, text = terms[at].quantity, terms[at].text
        if (amount and amount.date is None) or text in span or (text in begins and window.place(at) is None):
            end = at + LIMITS.pair + 1  # "of the war"
        elif not terms[at].stopword:
            return at
        at += 1
    return None


def compare_exchange(window: EvidenceWindow) -> list[Comparison]:
    """Whether two things of the claim were said round "from", "to" or "than" the other way: "from Berlin to Hamburg",
    "the river is longer than the canal"."""
    terms, talk = window.found.terms, window.talk
    markers = words(talk.language.code, "relations", "between")
    content = [at for at, term in window.of_sense if term.quantity is None]
    for at, term in enumerate(terms):
        near = (i for i in content if 0 < i - at <= LIMITS.pair and not terms[i].text.endswith(POSSESSIVE))
        behind = next(near, None) if term.text in markers else None
        place = None if behind is None else window.place(behind)
        if behind is None or place is None:
            continue
        clause = talk.layout().clause_of(place)
        said = range(max(window.first, clause.first), min(window.last, clause.last) + 1)
        marked = (t for t in said if _word(t, window) == term.text and _is_alike(at, t, window))
        in_scope = {token for t in marked if (token := _behind(t, said, window)) is not None}
        others = {
            token: i for i in content if i != behind and abs(i - at) <= LIMITS.phrase for token in window.occurrences[i]
        }
        if in_scope.isdisjoint(window.occurrences[behind]) and (turned := sorted(in_scope & others.keys())):
            pair = (min(behind, others[turned[0]]), max(behind, others[turned[0]]))
            heard = (min(place, turned[0]), max(place, turned[0]))
            return [Comparison(Slot.ROLE, HALF, pair, heard, ReasonCode.ROLE_DIFFERS)]
    return []


def compare_exchanged_amounts(amounts: Sequence[Comparison], names: Sequence[Comparison]) -> list[Comparison]:
    """Whether two amounts of the claim were said of each other's names: "Anna paid 20, Omar 30" / "Anna 30, Omar 20".

    Where names stand before their amounts in the claim, they are taken to do so in the talk, too; likewise behind them.
    """
    said = [(one.terms[0], one.heard[0]) for one in amounts if one.agrees and one.heard]
    named = [(one.terms[0], one.heard[0]) for one in names if one.agrees and one.heard]
    for (first, one), (last, other) in pairwise(said):
        before, between, behind = (
            {place for at, place in named if low < at < high} for low, high in ((-1, first), (first, last), (last, inf))
        )
        for mine, theirs, turns in ((before, between, "nana"), (between, behind, "anan")):
            heard = sorted([*((place, "n") for place in mine | theirs), (one, "a"), (other, "a")])
            places, kinds = zip(*heard, strict=True)
            taken = "".join(kinds) == turns and len(mine) == 1 and places[-1] - places[0] <= LIMITS.statement
            if taken and (min(mine) < min(theirs)) != (one < other):
                return [Comparison(Slot.ROLE, 1.0, (first, last), (places[0], places[-1]), ReasonCode.ROLE_DIFFERS)]
    return []


def _is_alike(term: int, token: int, window: EvidenceWindow) -> bool:
    """Whether the same is compared: a word of degree before "than" is the same on both sides."""
    if window.found.terms[term].text not in words(window.talk.language.code, "relations", "comparing"):
        return True
    return term > 0 and token > 0 and window.said(term - 1, token - 1, token - 1)


def _behind(token: int, said: range, window: EvidenceWindow) -> int | None:
    """The first word of sense close behind a token, which is not whose it is: the shop of "from Rahim's shop"."""
    stopword = window.talk.language.is_stopword
    words_behind = ((t, _word(t, window)) for t in said[token + 1 - said.start :][: LIMITS.pair])
    return next((t for t, word in words_behind if not stopword(word) and not word.endswith(POSSESSIVE)), None)


def _word(token: int, window: EvidenceWindow) -> str:
    return window.talk.tokens[token].text


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


def compare_roles(window: EvidenceWindow) -> list[Comparison]:
    """Whether words of the claim were said round its verb the other way: "the mayor sued the newspaper".

    Of two words in a row one may be the verb: whom it is done to then stands behind it ("he called his brother", "my
    brother called me").
    """
    terms, rules = window.found.terms, grammar(window.talk.language.code)
    voice = _voice([term.text for term in terms], window)
    if rules.verb_first or voice is _GrammaticalVoice.EITHER:
        return []  # where verbs come first, either order may say who does it
    content = [at for at, term in enumerate(terms) if not term.stopword and term.quantity is None]
    for row in zip(content, content[1:], content[2:], strict=False):
        if (found := _round_a_verb(row, window)) is not None:
            return [found]
    if voice is _GrammaticalVoice.ACTIVE:
        for pair in pairwise(content):
            if (found := _done_to_another(pair, window)) is not None:
                return [found]
    return []


class _GrammaticalVoice(Enum):
    """Whether who does it stands before the verb."""

    ACTIVE = "active"
    PASSIVE = "passive"  # with "by" whom
    EITHER = "either"  # "was" or "by" alone may be the one or the other


def _voice(said: Collection[str], window: EvidenceWindow) -> _GrammaticalVoice:
    """What the words round a verb make of it."""
    auxiliaries, by = (words(window.talk.language.code, "relations", role) for role in ("passive", "agent"))
    if auxiliaries.isdisjoint(said) is not by.isdisjoint(said):
        return _GrammaticalVoice.EITHER
    return _GrammaticalVoice.ACTIVE if by.isdisjoint(said) else _GrammaticalVoice.PASSIVE


def _round_a_verb(row: tuple[int, int, int], window: EvidenceWindow) -> Comparison | None:
    """Three words of the claim as they were said: in its order, turned round the middle one, or neither."""
    places = [place for at in row if (place := window.place(at)) is not None]
    if len(places) < len(row) or row[2] - row[0] > 2 * LIMITS.pair + 2:
        return None
    first, middle, last = places
    turned = last < middle < first
    if not turned and not first < middle < last:
        return None
    low, high = min(first, last), max(first, last)
    heard = _voice([_word(token, window) for token in range(low, high + 1)], window)
    claimed = _voice([term.text for term in window.found.terms[row[0] : row[2] + 1]], window)
    either = _GrammaticalVoice.EITHER in (heard, claimed)
    exchanged = turned if either else turned == (heard is claimed)
    if exchanged and (either or high - low > 2 * LIMITS.pair + 2):
        return None
    code = ReasonCode.ROLE_DIFFERS if exchanged else None
    return Comparison(Slot.ROLE, HALF if exchanged else 0.0, row, (low, high), code)


def _done_to_another(pair: tuple[int, int], window: EvidenceWindow) -> Comparison | None:
    """Two words of the claim that were said the other way round, where on one side only the later has an object."""
    first, last = window.place(pair[0]), window.place(pair[1])
    if first is None or last is None or not 0 < first - last <= LIMITS.pair or pair[1] - pair[0] > LIMITS.pair:
        return None
    objects, terms, behind = words(window.talk.language.code, "relations", "object"), window.found.terms, first + 1
    heard = behind < len(window.talk) and _word(behind, window) in objects
    claimed = pair[1] + 1 < len(terms) and terms[pair[1] + 1].text in objects
    if heard == claimed:
        return None
    return Comparison(Slot.ROLE, HALF, pair, (last, behind if heard else first), ReasonCode.ROLE_DIFFERS)
