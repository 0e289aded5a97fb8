"""Does it hold today, or did it once? "We used to have three; today we have one" is no ground for "has three today"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from align.judging.comparison import HALF, Comparison, Slot
from align.judging.ground import Ground, is_of_sense
from align.judging.reading import Reading
from align.language import tokenise
from align.language.phrases import Phrasebook, TokenView
from align.language.tables import rows, spellings, words
from align.types import ReasonCode

NONE, PROCLITIC = "none", "proclitic"  # roles in the table: what only looks like a frame, what is written onto one


@dataclass(frozen=True, slots=True)
class Frame:
    """Words (tokens, inclusive) that say when something holds."""

    first: int
    last: int
    when: str  # "now" or "once"


def compare_frames(reading: Reading, amounts: Sequence[Comparison], ground: Ground) -> list[Comparison]:
    """For each frame of the claim ("today", "at first"), whether what it says was said in the other one.

    It was where the clauses that say most of the claim have words of the other time, and none of the claim's. What is
    said with no time at all can hold in any.
    """
    tokens = tokenise(reading.text)
    claimed = _frames(TokenView(reading.text, tokens), range(len(tokens)), ground.talk.language.code)
    if len({frame.when for frame in claimed}) != 1:
        return []
    start = tokens[claimed[0].first].start
    terms = tuple(at for at, term in enumerate(ground.found.terms) if term.start <= start < term.end)
    against, located, heard = 0.0, 0.0, None
    for at, place in _places(terms, amounts, ground):
        located += ground.found.weights[at]
        clause = ground.talk.layout().clause_of(place)
        said = _frames(ground.talk.view(), range(clause.first, clause.last + 1), ground.talk.language.code)
        if said and all(frame.when != claimed[0].when for frame in said):
            against += ground.found.weights[at]
            heard = heard or (said[0].first, said[0].last)
    if heard is None or not terms or against < HALF * located:
        return []
    return [Comparison(Slot.FRAME, HALF, terms, heard, ReasonCode.DATE_DIFFERS)]


def _places(frame: Sequence[int], amounts: Sequence[Comparison], ground: Ground) -> Iterator[tuple[int, int]]:
    """The claim's words of sense that were said, its amounts with them, and the tokens that say them."""
    for at, term in enumerate(ground.found.terms):
        if at not in frame and is_of_sense(term, ground.talk) and (place := ground.place(at)) is not None:
            yield at, place
    for one in amounts:
        if one.agrees and one.heard and ground.place(one.terms[0]) is None:
            yield one.terms[0], one.heard[0]


def _frames(view: TokenView, tokens: range, code: str) -> list[Frame]:
    found, at, book = [], tokens.start, _book(code)
    while at < tokens.stop:
        hits = book.find(view, at)
        if hits and hits[0].entry != NONE:
            found.append(Frame(at, hits[0].end - 1, hits[0].entry))
        at = hits[0].end if hits else at + 1
    return found


@cache
def _book(code: str) -> Phrasebook[str]:
    table = [row for row in rows(code, "frames") if row[0] != PROCLITIC]
    listed = [(spelling, row[0]) for row in table for spelling in spellings(row[1])]
    return Phrasebook(listed, words(code, "frames", PROCLITIC))
