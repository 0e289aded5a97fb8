"""Does it hold today, or did it once? "We used to have three; today we have one" is no ground for "has three today"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from align.claims.grammar import grammar
from align.judging.comparison import HALF, Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.window import EvidenceWindow
from align.language import Token, tokenise
from align.language.phrases import Phrasebook, TokenView
from align.language.tables import rows, spellings, words
from align.types import ReasonCode

if TYPE_CHECKING:
    from align.judging.reading import Reading

# Roles in the table: the two times, "ended" being once and no more; and what only looks like a frame.
NOW, ONCE, ENDED, NONE = "now", "once", "ended", "none"


@dataclass(frozen=True, slots=True)
class Frame:
    """A temporal frame: words (tokens, inclusive) that say when something holds."""

    first: int
    last: int
    when: str  # "now" or "once"
    ended: bool = False  # … and no more: "used to"


@dataclass(frozen=True, slots=True)
class ClaimedTime:
    """What a claim says of the time that it holds at."""

    frames: Sequence[Frame]  # on its own tokens
    start: int  # code points into the claim, of the first frame; 0 without any
    present: Sequence[Token] | None  # the words that show that it speaks of the present, see `_present`


def claimed_time(text: str, code: str) -> ClaimedTime:
    """The frames of a claim, or else what shows that it speaks of the present."""
    tokens = tokenise(text)
    if frames := _frames(TokenView(text, tokens), range(len(tokens)), code):
        return ClaimedTime(frames, tokens[frames[0].first].start, None)
    return ClaimedTime((), 0, _present(tokens, code))


def compare_frames(reading: Reading, amounts: Sequence[Comparison], window: EvidenceWindow) -> list[Comparison]:
    """For each frame of the claim ("today", "at first"), whether what it says was said in the other one.

    It was where the clauses that say most of the claim have words of the other time, and none of the claim's. What is
    said with no time at all can hold in any.
    """
    claimed, code = reading.time, window.talk.language.code
    if not claimed.frames:
        return _compare_tense(claimed.present, amounts, window)
    if len({frame.when for frame in claimed.frames}) != 1:
        return []
    terms = tuple(at for at, term in enumerate(window.found.terms) if term.start <= claimed.start < term.end)
    against, located, heard = 0.0, 0.0, None
    for at, place in _places(terms, amounts, window):
        located += window.found.weights[at]
        clause = window.talk.layout().clause_of(place)
        said = _frames(window.talk.view(), range(clause.first, clause.last + 1), code)
        if said and all(frame.when != claimed.frames[0].when for frame in said):
            against += window.found.weights[at]
            heard = heard or (said[0].first, said[0].last)
    if heard is None or not terms or against < HALF * located:
        return []
    return [Comparison(Slot.FRAME, HALF, terms, heard, ReasonCode.DATE_DIFFERS)]


def _compare_tense(
    shown: Sequence[Token] | None, amounts: Sequence[Comparison], window: EvidenceWindow
) -> list[Comparison]:
    """Whether what a claim says in the present was said of what is no more: right behind "used to"."""
    if shown is None:
        return []
    places = dict(_places((), amounts, window))
    said = frozenset(_predicates(shown, window) if shown else places.values())
    ended: dict[int, Frame] = {}  # terms, and the frame that they were said in
    for at, place in places.items():
        clause = window.talk.layout().clause_of(place)
        frames = _frames(window.talk.view(), range(clause.first, clause.last + 1), window.talk.language.code)
        behind = (frame.last + step for frame in frames if frame.ended for step in range(LIMITS.pair + 1))
        if all(frame.ended for frame in frames) and not said.isdisjoint(behind):
            ended[at] = frames[0]
    if not ended or window.weight(ended) < HALF * window.weight(places):
        return []
    frame = next(iter(ended.values()))
    return [Comparison(Slot.FRAME, HALF, (), (frame.first, frame.last), ReasonCode.DATE_DIFFERS)]


def _present(tokens: Sequence[Token], code: str) -> list[Token] | None:
    """The words that show that a claim speaks of the present; None where it may not.

    It does where no verb of it is in the past and, where verbs of the present begin in one way, one of them does so;
    elsewhere there are no such words.
    """
    rules = grammar(code)
    past, has, timeless = (words(code, "frames", role) for role in ("past", "has", "timeless"))
    begins = tuple(words(code, "frames", "present-begins"))
    shown = [each for each in tokens if each.text in has or (rules.is_verb(each.text) and each.text.startswith(begins))]
    others = {each.text for each in tokens if each not in shown or not begins} - timeless
    if any(word in past or rules.acts(word) or rules.after_proclitic(word) in past for word in others) or (
        begins and not shown
    ):
        return None
    return shown if begins else []


def _predicates(shown: Sequence[Token], window: EvidenceWindow) -> Iterator[int]:
    """The tokens that say one of the claim's words `shown`; those of having say the same."""
    talk, has = window.talk, words(window.talk.language.code, "frames", "has")
    starts = {each.start for each in shown}
    for at, term in enumerate(window.found.terms):
        if term.start in starts:
            yield from window.occurrences[at]
    if any(each.text in has for each in shown):
        yield from (at for at in window.tokens if talk.tokens[at].text in has)


def _places(frame: Sequence[int], amounts: Sequence[Comparison], window: EvidenceWindow) -> Iterator[tuple[int, int]]:
    """The claim's words of sense that were said, its amounts with them, and the tokens that say them."""
    for at, _ in window.of_sense:
        if at not in frame and (place := window.place(at)) is not None:
            yield at, place
    for one in amounts:
        if one.agrees and one.heard and window.place(one.terms[0]) is None:
            yield one.terms[0], one.heard[0]


def _frames(view: TokenView, tokens: range, code: str) -> list[Frame]:
    found, at, book = [], tokens.start, _book(code)
    while at < tokens.stop:
        hits = book.find(view, at)
        if hits and hits[0].entry != NONE:
            ended = hits[0].entry == ENDED
            found.append(Frame(at, hits[0].end - 1, ONCE if ended else hits[0].entry, ended))
        at = hits[0].end if hits else at + 1
    return found


@cache
def _book(code: str) -> Phrasebook[str]:
    table = [row for row in rows(code, "frames") if row[0] in (NOW, ONCE, ENDED, NONE)]
    listed = [(spelling, row[0]) for row in table for spelling in spellings(row[1])]
    return Phrasebook(listed, words(code, "frames", "proclitic"))
