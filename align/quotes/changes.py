"""From an alignment to what a reader wants to know: which words were changed, left out, added."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from math import log2

from rapidfuzz.distance import Levenshtein

from align.language import Token
from align.language.phonetics import heard_as
from align.quantities import Quantity, quantities
from align.quotes.alignment import LEFT_OUT, VARIANT, Step
from align.quotes.index import QuoteIndex
from align.quotes.senses import Stretch, is_denied, says_other
from align.quotes.similarity import most_slips
from align.quotes.types import Change, Op
from align.quotes.units import QuoteUnit

# A short recording does not tell which words are common: so many words of other talk are counted with it, with a share
# for each function word and for each other word as in any talk.
BACKGROUND_WORDS, LIGHT_SHARE, OTHER_SHARE = 2000, 0.01, 0.0001
DENIAL_WORDS = 3  # an omission as short as this that holds a negator does away with the negation
UNSURE = 0.5  # probability of a word heard, below which the recogniser may have taken it for another of its sound
AMOUNT_WORDS = 4  # that an amount in words may have more than one in digits


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation and its units."""

    text: str
    tokens: tuple[Token, ...]
    units: tuple[QuoteUnit, ...]

    def words(self, first: int, end: int) -> str:
        """Units `first` up to `end`, exclusive, as written."""
        if first >= end:
            return ""
        return self.text[self.tokens[self.units[first].first].start : self.tokens[self.units[end - 1].last].end]


@dataclass(frozen=True, slots=True)
class Diff:
    """How units of a quotation (half-open `quote`) are met by units heard (half-open `heard`)."""

    quote: tuple[int, int]
    heard: tuple[int, int]
    cost: int
    information: float  # bits: how unlikely so many of these words are found together by chance
    changes: tuple[Change, ...]
    variants: tuple[Change, ...]
    omissions: tuple[str, ...]  # words heard in place of "…"
    decisive: tuple[int, ...]  # units heard on which the quotation stands


def diff(steps: Sequence[Step], quoted: Quoted, heard: QuoteIndex) -> Diff:
    """`steps`, in units of the whole quotation and the whole recording, as changes."""
    steps = _framed([_denied(step, heard) for step in steps], quoted, heard)
    steps = [*_denied_before(steps[0], quoted, heard), *steps]
    omitted = [step for step in steps if step.quote[0] == step.quote[1] and not step.cost]
    hunks = [hunk for hunk in _hunks(steps) if hunk.cost <= VARIANT or not _says_the_same(hunk, quoted, heard)]
    hunks = [replace(hunk, cost=VARIANT) if _is_misheard(hunk, quoted, heard) else hunk for hunk in hunks]
    changes = tuple(_change(hunk, quoted, heard) for hunk in hunks if hunk.cost > VARIANT)
    variants = tuple(_change(hunk, quoted, heard) for hunk in hunks if hunk.cost == VARIANT)
    met = [step for step in steps if step.cost <= VARIANT and step not in omitted]
    at = [unit for step in met for unit in range(*step.heard)]
    return Diff(
        (steps[0].quote[0], steps[-1].quote[1]),
        (steps[0].heard[0], steps[-1].heard[1]),
        sum(hunk.cost for hunk in hunks),
        sum(_bits(unit, heard) for unit in at),
        changes,
        variants,
        tuple(heard.said(step.heard[0], step.heard[1] - 1) for step in omitted),
        _decisive(hunks, at, heard),
    )


def _denied(step: Step, heard: QuoteIndex) -> Step:
    """An omission that only leaves out "not" is a change, marked or not."""
    first, end = step.heard
    if step.cost or step.quote[0] < step.quote[1] or end - first > DENIAL_WORDS:
        return step
    negated = any(heard.language.is_negator(unit.key) for unit in heard.units[first:end])
    return replace(step, cost=LEFT_OUT * (end - first)) if negated else step


def _denied_before(first: Step, quoted: Quoted, heard: QuoteIndex) -> list[Step]:
    """The "not" right before the quotation's first word, which it leaves out."""
    at = first.heard[0]
    is_start = first.quote[0] == 0 and first.quote[1] > 0 and first.heard[1] > at > heard.phrase_start(at)
    if not is_start or not is_denied(Stretch(heard.units, at - 1, at), Stretch(quoted.units, 0, 0), heard):
        return []
    return [Step((0, 0), (at - 1, at), LEFT_OUT)]


def _bits(unit: int, heard: QuoteIndex) -> float:
    """How much it says that `unit` was met: the rarer the word, in this recording and in any, the more."""
    light = heard.similarity.is_light(heard.units[unit].key)
    expected = BACKGROUND_WORDS * (LIGHT_SHARE if light else OTHER_SHARE)
    return log2((len(heard) + BACKGROUND_WORDS) / (float(heard.counts[heard.types[unit]]) + expected))


def _framed(steps: Sequence[Step], quoted: Quoted, heard: QuoteIndex) -> Sequence[Step]:
    """`steps` with what was not met at the two ends set beside the words heard there, as far as the phrase goes."""
    met = [at for at, step in enumerate(steps) if step.cost <= VARIANT]
    if not met:
        return steps
    before, core, after = steps[: met[0]], steps[met[0] : met[-1] + 1], steps[met[-1] + 1 :]
    framed = list(core)
    if before:
        low, size = core[0].heard[0], core[0].quote[0] - steps[0].quote[0]
        room = low - heard.phrase_start(low)
        beside = [(low - reach, low) for reach in _reaches(size, room)]
        framed.insert(0, _edge((steps[0].quote[0], core[0].quote[0]), beside, before, quoted, heard))
    if after:
        high, size = core[-1].heard[1], steps[-1].quote[1] - core[-1].quote[1]
        room = heard.phrase_end(high - 1) - high
        beside = [(high, high + reach) for reach in _reaches(size, room)]
        framed.append(_edge((core[-1].quote[1], steps[-1].quote[1]), beside, after, quoted, heard))
    return framed


def _reaches(size: int, room: int) -> list[int]:
    """How many words beside an edge of `size` units may stand for it: as many, or those that an amount takes more."""
    return [min(size, room), *(reach for reach in range(1, min(size + AMOUNT_WORDS, room) + 1) if reach != size)]


def _edge(
    units: tuple[int, int], beside: Sequence[tuple[int, int]], steps: Sequence[Step], quoted: Quoted, heard: QuoteIndex
) -> Step:
    """The units at one end of a quotation and the words that stand for them: the first, unless others say the same."""
    cost = sum(step.cost for step in steps if step.quote[0] < step.quote[1])
    edges = [Step(units, place, cost) for place in beside]
    return next((edge for edge in edges if _says_the_same(edge, quoted, heard)), edges[0])


def _hunks(steps: Sequence[Step]) -> list[Step]:
    """Variants one by one; other differences that follow each other as one."""
    hunks: list[Step] = []
    for step in steps:
        if not step.cost:
            continue
        last = hunks[-1] if hunks else None
        joins = last and step.cost > VARIANT and last.cost > VARIANT
        if last and joins and last.quote[1] == step.quote[0] and last.heard[1] == step.heard[0]:
            merged = ((last.quote[0], step.quote[1]), (last.heard[0], step.heard[1]))
            hunks[-1] = replace(last, quote=merged[0], heard=merged[1], cost=last.cost + step.cost)
        else:
            hunks.append(step)
    return hunks


def _change(hunk: Step, quoted: Quoted, heard: QuoteIndex) -> Change:
    (a, b), (first, end) = hunk.quote, hunk.heard
    op = Op.REPLACE if a < b and first < end else Op.INSERT if a < b else Op.DELETE
    said = heard.said(first, end - 1) if first < end else ""
    other_sense = says_other(Stretch(quoted.units, a, b), Stretch(heard.units, first, end), heard)
    in_place = ("", "") if op is Op.REPLACE else _in_place(hunk, quoted, heard)
    return Change(op, quoted.words(a, b), said, heard.start(first), other_sense, in_place)


def _in_place(hunk: Step, quoted: Quoted, heard: QuoteIndex) -> tuple[str, str]:
    """The two sides with the word behind them, at the end with that before: "afraid", "never afraid"."""
    (a, b), (first, end) = hunk.quote, hunk.heard
    if b < len(quoted.units) and end < len(heard):
        return quoted.words(a, b + 1), heard.said(first, end)
    return quoted.words(max(0, a - 1), b), heard.said(max(0, first - 1), end - 1)


def _says_the_same(hunk: Step, quoted: Quoted, heard: QuoteIndex) -> bool:
    """Whether the two sides differ in spaces only, or name one amount: «30%», «ثلاثين بالمئة»."""
    (a, b), (first, end) = hunk.quote, hunk.heard
    if a == b or first == end:
        return False
    written, said = quoted.units[a:b], heard.units[first:end]
    if "".join(unit.key for unit in written) == "".join(unit.key for unit in said):
        return True
    code = heard.language.code
    for lead in (0, 1) if a and first else (0,):  # «الساعة 1:30»: what makes it a time may stand before
        one = _amount(quoted.words(a - lead, b), code)
        if one is not None and one == _amount(heard.said(first - lead, end - 1), code):
            return True
    return False


def _is_misheard(hunk: Step, quoted: Quoted, heard: QuoteIndex) -> bool:
    """Whether the words heard sound like those quoted, and the recogniser was unsure of them: "a loan" for "alone".

    Not where a number, a name or a negator is among them: these decide what a quotation says.
    """
    (a, b), (first, end) = hunk.quote, hunk.heard
    if a == b or first == end or hunk.cost <= VARIANT:
        return False
    sides = quoted.units[a:b], heard.units[first:end]
    if any(unit.number or heard.similarity.is_protected(unit.key) for side in sides for unit in side):
        return False
    probabilities = [word.probability for word in heard.words_of(first, end - 1) if word.probability is not None]
    if min(probabilities, default=1.0) >= UNSURE:
        return False
    written, said = (heard_as("".join(unit.key for unit in side)) for side in sides)
    slips = most_slips(min(written, said, key=len))
    allowed = slips and slips + 1  # one more than where it was sure; none in short words
    return bool(Levenshtein.distance(written, said, score_cutoff=allowed) <= allowed)


def _amount(text: str, code: str) -> tuple[object, ...] | None:
    """What a text amounts to that is nothing but one amount."""
    found = quantities(text, code)
    if len(found) != 1 or any(char.isalnum() for char in text[: found[0].start] + text[found[0].end :]):
        return None
    amount: Quantity = found[0]
    date = astuple(amount.date) if amount.date else None
    return (amount.kind, amount.low, amount.high, amount.unit, amount.approximate, date)


def _decisive(hunks: Sequence[Step], met: Sequence[int], heard: QuoteIndex) -> tuple[int, ...]:
    """Units heard that decide: those changed, numbers, names and negators; without any, all that are not light."""
    changed = [unit for hunk in hunks for unit in range(*hunk.heard)]
    similarity = heard.similarity
    firm = [at for at in met if heard.units[at].number or similarity.is_protected(heard.units[at].key)]
    if changed or firm:
        return tuple(sorted({*changed, *firm}))
    return tuple(at for at in met if not similarity.is_light(heard.units[at].key)) or tuple(met)
