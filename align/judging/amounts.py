"""Was the claim's amount, date or time said, or another in its place?

Of several amounts that decides whose clause says most of the rest of the claim: it is the one that speaks of the same
thing ("Germany sent forty trucks, France sent sixty").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from align.judging.comparison import HALF, Comparison, Slot, best_supported
from align.judging.denied import denied_words
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.said_of import (
    TakenBack,
    counts_alike,
    dates_another_event,
    is_of_another,
    is_only_repeated,
    taken_back,
)
from align.judging.window import EvidenceWindow
from align.language import Language, tokenise
from align.language.tables import words as listed
from align.matching import IndexedQuantity, TranscriptIndex
from align.quantities import SCALES, Bound, Quantity, Relation, between, compare_said, same_noun
from align.types import ReasonCode

_CODES: Mapping[str | None, ReasonCode] = {
    "unit": ReasonCode.UNIT_DIFFERS,
    "date": ReasonCode.DATE_DIFFERS,
    "time": ReasonCode.TIME_DIFFERS,
}
_SCALED = ("number", "money", "measure")  # kinds of amounts whose scale another may leave unsaid
_LEVELS = {Relation.AGREES: 0.0, Relation.OPEN: HALF, Relation.CONFLICTS: 1.0}


def compare_amounts(reading: Reading, window: EvidenceWindow) -> list[Comparison]:
    """One comparison for each amount of the claim."""
    terms = window.found.terms
    heard = window.talk.quantities_in(window.first, window.last)
    return [
        _compared(at, term.quantity, heard, reading, window)
        for at, term in enumerate(terms)
        if term.quantity is not None
    ]


def _compared(
    term: int, claimed: Quantity, heard: Sequence[IndexedQuantity], reading: Reading, window: EvidenceWindow
) -> Comparison:
    """What decides on one amount of the claim."""
    claims_denial = _claims_denial(term, reading, window.talk.language)
    denials = [(item, _denial(item, window.talk)) for item in heard]
    said = list(_of_denied(term, claimed, denials, claims_denial, window))
    retracted = taken_back(claimed, heard, window.talk)
    said += [] if claims_denial else [_retracted(term, claimed, one, window) for one in retracted]
    for item, denial in denials:
        if claims_denial or denial is not None or is_only_repeated(claimed, item, retracted, term, window):
            continue  # "it was not 300": what else it was, that does not say
        if (one := _beside(term, claimed, item, window)) is not None:
            said.append(one)
    best = _answered(term, claimed, said, heard, window) or best_supported(said, window)
    if best is not None and best.conflicts and _is_reckoned(claimed, heard, window):
        return replace(best, level=HALF)
    if best is None or (best.agrees and is_of_another(best, window)):
        return Comparison(Slot.AMOUNT, None, (term,))
    return replace(best, level=HALF, code=ReasonCode.NOT_SAID) if dates_another_event(best, window) else best


def _retracted(term: int, claimed: Quantity, one: TakenBack, window: EvidenceWindow) -> Comparison:
    """The claimed amount where it was taken back: the right one is against it, unless it is claimed of the aside."""
    if one.is_of_aside(term, window):
        return Comparison(Slot.AMOUNT, 0.0, (term,), (one.first, one.last))
    code = ReasonCode.NUMBER_DIFFERS if claimed.date is None else ReasonCode.DATE_DIFFERS
    return Comparison(Slot.AMOUNT, 1.0, (term,), (one.right.first, one.right.last), code)


def _beside(term: int, claimed: Quantity, item: IndexedQuantity, window: EvidenceWindow) -> Comparison | None:
    """The claimed amount beside one that was heard; None where that stands not in its place."""
    own = [other.quantity for at, other in enumerate(window.found.terms) if other.quantity is not None and at != term]
    amount = _in_full(claimed, item, window)
    check = compare_said(claimed, amount)
    level, differs = _LEVELS.get(check.relation), check.code
    if level == 0.0 and (_is_of_another_year(claimed, item, window) or not counts_alike(term, item, window)):
        return None
    if level != 0.0 and (_is_same_number(claimed, amount) or _is_share_of_named(claimed, item, window)):
        # "only three belong to him": of the boats before
        near = window.exchange_share((term,), item.first) >= LIMITS.same_matter
        level, differs = (0.0 if near else HALF), "unit"
    if level != 1.0 and any(_counts_what(other, amount, claimed) for other in own):
        return None  # "seven men and eight women": seven women are no seven men
    if level == 1.0 and (_is_denied(item, window.talk) or _counts_unnamed(claimed, item, window)):
        level = HALF  # "no more than two hundred"
    if level is None or (level and any(_is_said(other, item, window) for other in own)):
        return None  # an amount that the claim has as well stands in no other's place
    if level and not window.neighbour_nearby((term,), (item.first, item.last)):
        return None
    code = _CODES.get(differs, ReasonCode.NUMBER_DIFFERS) if level else None
    return Comparison(Slot.AMOUNT, level, (term,), (item.first, item.last), code)


def _answered(
    term: int, claimed: Quantity, said: Sequence[Comparison], heard: Sequence[IndexedQuantity], window: EvidenceWindow
) -> Comparison | None:
    """Another amount, said in answer to the question that alone has the claimed one: "ten times? / Thirty"."""
    layout = window.talk.layout()
    agreeing = [one.heard for one in said if one.agrees and one.heard]
    if not all(layout.asked(first) for first, _ in agreeing):
        return None
    for _, last in agreeing:
        for item in heard:
            check = compare_said(claimed, item.quantity)
            answers = last < item.first <= layout.exchange_of(last)[1] and not layout.asked(item.first)
            if answers and check.relation is Relation.CONFLICTS:
                code = _CODES.get(check.code, ReasonCode.NUMBER_DIFFERS)
                return Comparison(Slot.AMOUNT, 1.0, (term,), (item.first, item.last), code)
    return None


def _negator(words: Sequence[str], first: int, language: Language) -> int | None:
    """The place of the negator that denies the very amount that begins at `first`: "was not 300", not "sold no 300"."""
    copulas = listed(language.code, "negation", "copula")
    at = next((at for at in range(first - 1, -1, -1) if words[at] not in copulas), None)
    return at if at is not None and language.is_negator(words[at]) else None


def _is_denied(item: IndexedQuantity, talk: TranscriptIndex) -> bool:
    """Whether an amount begins under a negation."""
    return denied_words(item.first, talk).in_scope[item.first]


def _denial(item: IndexedQuantity, talk: TranscriptIndex) -> int | None:
    """The token that denies the amount itself; None where nothing does."""
    tokens = range(item.first, item.last + 1)
    if _is_limited(item.quantity) or not any(denied_words(at, talk).focus[at] for at in tokens):
        return None
    first = max(0, item.first - LIMITS.phrase)
    at = _negator([token.text for token in talk.tokens[first : item.first]], item.first - first, talk.language)
    return None if at is None else first + at


def _is_limited(amount: Quantity) -> bool:
    """Whether a negator may be a part of the amount's own words: "no more than 300", «ما دون 400»."""
    return amount.bound in (Bound.AT_LEAST, Bound.AT_MOST)


def _of_denied(
    term: int,
    claimed: Quantity,
    denials: Sequence[tuple[IndexedQuantity, int | None]],
    claims_denial: bool,
    window: EvidenceWindow,
) -> Iterator[Comparison]:
    """The claimed amount where it is denied: against the claim, unless both deny it.

    `denials` are the amounts heard, each with the token that denies it.
    """
    for item, denial in denials:
        if (denial is not None or claims_denial) and _is_said(claimed, item, window):
            place = (item.first if denial is None else denial, item.last)
            agrees = claims_denial and (denial is not None or _is_denied(item, window.talk))
            code = None if agrees else ReasonCode.NEGATION_DIFFERS
            yield Comparison(Slot.AMOUNT, float(not agrees), (term,), place, code)


def _claims_denial(term: int, reading: Reading, language: Language) -> bool:
    """Whether the claim denies the amount itself."""
    amount = reading.found.terms[term].quantity
    if term not in reading.denied.focus or amount is None or _is_limited(amount):
        return False
    words = [token.text for token in tokenise(reading.text[: reading.found.terms[term].start])]
    return _negator(words, len(words), language) is not None


def _in_full(claimed: Quantity, item: IndexedQuantity, window: EvidenceWindow) -> Quantity:
    """The amount heard; with a scale left unsaid ("from 90 thousand to 35") where it then is the claimed one."""
    heard = item.quantity
    for scale in _scales_around(item, window) if _may_leave_scale(heard) else ():
        low, high, precision = (part * scale for part in (heard.low, heard.high, heard.precision))
        full = replace(heard, low=low, high=high, precision=precision)
        if _is_same_number(claimed, full) or (
            not _is_limited(claimed) and compare_said(claimed, full).relation is Relation.AGREES
        ):
            return full
    return heard


def _is_of_another_year(claimed: Quantity, item: IndexedQuantity, window: EvidenceWindow) -> bool:
    """Whether one year was said beside a date without any, and it is not the claimed one: "in 2014 … in June"."""
    if not claimed.low or item.quantity.date is None or item.quantity.low:
        return False
    statement = window.talk.layout().statement_of(item.first)
    beside = (other.quantity for other in window.talk.quantities_in(statement.first, statement.last))
    years = {(date.low, date.high) for date in beside if date.kind == "date" and date.low}
    return len(years) == 1 and all(low > claimed.high or high < claimed.low for low, high in years)


def _may_leave_scale(heard: Quantity) -> bool:
    return heard.kind == "number" and not heard.counted and 0 < heard.high < SCALES[-1]


def _scales_around(item: IndexedQuantity, window: EvidenceWindow) -> set[float]:
    """The scales of the amounts said in the same statement as a number, and in the one before it."""
    talk, layout = window.talk, window.talk.layout()
    statement = layout.statement_of(item.first)
    first = max(layout.statement_of(max(statement.first - 1, 0)).first, item.first - LIMITS.statement)
    last = min(statement.last, item.last + LIMITS.statement)
    amounts = (other.quantity for other in talk.quantities_in(first, last) if other.quantity.kind in _SCALED)
    return {scale for amount in amounts if (scale := _scale_of(amount))}


def _scale_of(amount: Quantity) -> float:
    """The scale that an amount is said in: thousand for 2,500 and not for 2,013; 0 for none."""
    value = abs(amount.low / amount.size)
    return next((scale for scale in SCALES if scale <= value < inf and value % (scale / 10) == 0), 0.0)


def _is_same_number(claimed: Quantity, heard: Quantity) -> bool:
    """Whether a plain number heard is the one claimed: whatever both count, or with its unit left unsaid."""
    own = (claimed.low / claimed.size, claimed.high / claimed.size)
    unsaid = claimed.kind in ("money", "measure", "duration", "percent") and not heard.counted
    return heard.kind == "number" and own == (heard.low, heard.high) and (claimed.kind == "number" or unsaid)


def _counts_unnamed(claimed: Quantity, item: IndexedQuantity, window: EvidenceWindow) -> bool:
    """Whether the talk counts what the claim does not name, beside a number by itself: "fifty years" and "at 71"."""
    bare = claimed.kind == "number" and not claimed.counted
    return bare and bool(item.quantity.counted or item.quantity.kind == "duration") and not _is_named(item, window)


def _is_named(item: IndexedQuantity, window: EvidenceWindow) -> bool:
    """Whether what an amount heard counts is a word of the claim: the one behind a number, the unit of another."""
    noun = item.last + (item.quantity.kind == "number")
    return any(noun in tokens for tokens in window.occurrences)


def _is_share_of_named(claimed: Quantity, item: IndexedQuantity, window: EvidenceWindow) -> bool:
    """Whether a number heard is a share whose "per cent" is left unsaid before a word of the claim.

    "60 percent online, thirty stores" beside "30 percent go to stores".
    """
    heard = item.quantity
    unsaid = claimed.kind == "percent" and heard.kind == "number"
    return unsaid and (claimed.low, claimed.high) == (heard.low, heard.high) and _is_named(item, window)


def _is_reckoned(claimed: Quantity, heard: Sequence[IndexedQuantity], window: EvidenceWindow) -> bool:
    """Whether what is claimed is how far two amounts in a row are apart: "from 140 to 190" is "by 50"."""
    layout = window.talk.layout()
    told = (pair for pair in pairwise(heard) if layout.exchange_of(pair[0].first) == layout.exchange_of(pair[1].first))
    apart = (between(first.quantity, second.quantity) for first, second in told)
    return any(amount is not None and compare_said(claimed, amount).relation is Relation.AGREES for amount in apart)


def _counts_what(other: Quantity, heard: Quantity, claimed: Quantity) -> bool:
    """Whether what an amount heard counts is what another amount of the claim counts, and not this one."""
    both = bool(other.counted and heard.counted and claimed.counted)
    return both and same_noun(other, heard) and not same_noun(claimed, heard)


def _is_said(claimed: Quantity, heard: IndexedQuantity, window: EvidenceWindow) -> bool:
    return compare_said(claimed, _in_full(claimed, heard, window)).relation is Relation.AGREES
