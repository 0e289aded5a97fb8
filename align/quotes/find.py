"""The door: a quotation against everything that was said."""

from __future__ import annotations

from dataclasses import replace
from math import log2

from align.matching import TranscriptIndex
from align.quotes.alignment import LEFT_OUT, LONGEST_OMISSION, Problem, Step, rows, steps
from align.quotes.changes import Diff, Quoted, diff
from align.quotes.costs import problem_of
from align.quotes.index import QuoteIndex
from align.quotes.marks import quoted_words
from align.quotes.types import QuoteMatch, Status
from align.quotes.units import units_of
from align.types import AlignError
from transcripts import Transcript

LEAST_SIMILARITY = 0.45  # of a quotation that counts as said; below, it is another sentence
LEAST_HALF_SIMILARITY = 0.75  # of each half of a stitched one
HALF_UNITS = 3  # words of the shortest half
JOIN = 25  # cost of going to another place: what a single place must be worse by to be given up
# A quotation with changes must share so many bits more with its place than a recording of this length offers by
# chance somewhere (log2 of its words); measured in benchmarks/quotes.py.
SPARE_BITS = 12.0
MOST_WORDS = 1000


def find_quote(text: str, transcript: Transcript | TranscriptIndex | QuoteIndex, among: int = 0) -> QuoteMatch:
    """Where `text` was said, word for word or nearly, and what was changed in it.

    For many quotations from one recording make a `QuoteIndex` (or a `TranscriptIndex`) once. Time grows with the words
    of the quotation times those of the recording. Where the transcript is but passages chosen `among` so many words,
    more must be alike: so many words offer more by chance. Raises AlignError for a quotation of more than `MOST_WORDS`
    words.
    """
    heard = _heard(transcript)
    words = quoted_words(text)
    quoted = Quoted(text, words.tokens, units_of(text, words.tokens, heard.language))
    if len(quoted.units) > MOST_WORDS:
        raise AlignError(f"a quotation of {len(quoted.units)} words is too long to check: at most {MOST_WORDS}")
    if not quoted.units or not len(heard):
        return QuoteMatch(text, Status.NOT_FOUND, 0.0)
    problem = problem_of(quoted.units, words.gaps, heard)
    forward = _Pass(problem)
    whole = diff(_traced(problem, slice(0, len(quoted.units)), forward.window(len(quoted.units))), quoted, heard)
    similarity = _similarity([whole], problem)
    enough = log2(max(among, len(heard))) + SPARE_BITS
    if whole.cost:
        halves = _stitched(problem, forward, whole.cost, quoted, heard, enough)
        if halves:
            return _match(text, Status.STITCHED, halves, problem, heard)
    if not whole.changes:
        return _match(text, Status.EXACT, (whole,), problem, heard)
    if similarity >= LEAST_SIMILARITY and whole.information >= enough:
        return _match(text, Status.MODIFIED, (whole,), problem, heard)
    return QuoteMatch(text, Status.NOT_FOUND, similarity)


def _heard(source: Transcript | TranscriptIndex | QuoteIndex) -> QuoteIndex:
    if isinstance(source, QuoteIndex):
        return source
    if isinstance(source, Transcript):
        return QuoteIndex(source)
    return source.once(_laid_out)


def _laid_out(talk: TranscriptIndex) -> QuoteIndex:
    return QuoteIndex(talk.transcript, talk.language)


class _Pass:
    """For every number of units from the quotation's beginning: what they cost at best, and where that ends."""

    def __init__(self, problem: Problem) -> None:
        self.costs: list[int] = []
        self.ends: list[int] = []
        self._words_heard = len(problem.types)
        self._gaps = problem.gaps
        for row in rows(problem):
            end = int(row.argmin())
            self.ends.append(end)
            self.costs.append(int(row[end]))

    def window(self, units: int) -> slice:
        """A stretch that holds the best place of the first `units` units and ends with it."""
        end = self.ends[units]
        omitted = LONGEST_OMISSION * sum(gap < units for gap in self._gaps)
        return slice(max(0, end - 2 * units - self.costs[units] // LEFT_OUT - 1 - omitted), end)

    def mirrored_window(self, units: int) -> slice:
        """The same for a pass over the reversed problem, in forward places."""
        window = self.window(units)
        return slice(self._words_heard - window.stop, self._words_heard - window.start)


def _traced(problem: Problem, units: slice, window: slice) -> tuple[Step, ...]:
    """The alignment of some units within a window, numbered as in the whole."""
    found = steps(problem.part(units, window))
    a, low = units.start, window.start
    return tuple(
        replace(s, quote=(s.quote[0] + a, s.quote[1] + a), heard=(s.heard[0] + low, s.heard[1] + low)) for s in found
    )


def _stitched(
    problem: Problem, forward: _Pass, cost: int, quoted: Quoted, heard: QuoteIndex, enough: float
) -> tuple[Diff, ...]:
    """The two halves of a quotation that was joined from two places; none where one place explains it as well, or where
    one half has not `enough` bits in common with its place."""
    count = len(problem.weights)
    cuts = range(HALF_UNITS, count - HALF_UNITS + 1)
    if not cuts or cost <= JOIN:
        return ()
    backward = _Pass(problem.reversed())
    cut = min(cuts, key=lambda at: forward.costs[at] + backward.costs[count - at])
    if forward.costs[cut] + backward.costs[count - cut] + JOIN >= cost:
        return ()
    halves = (
        diff(_traced(problem, slice(0, cut), forward.window(cut)), quoted, heard),
        diff(_traced(problem, slice(cut, count), backward.mirrored_window(count - cut)), quoted, heard),
    )
    for half in halves:
        if half.information < enough or _similarity([half], problem) < LEAST_HALF_SIMILARITY:
            return ()
    return halves


def _similarity(parts: list[Diff], problem: Problem) -> float:
    weight = sum(sum(problem.weights[slice(*part.quote)]) for part in parts)
    return max(0.0, 1 - sum(part.cost for part in parts) / weight)


def _match(text: str, status: Status, parts: tuple[Diff, ...], problem: Problem, heard: QuoteIndex) -> QuoteMatch:
    probabilities = [
        word.probability
        for part in parts
        for unit in part.decisive
        for word in heard.words_of(unit, unit)
        if word.probability is not None
    ]
    return QuoteMatch(
        text,
        status,
        _similarity(list(parts), problem),
        tuple(heard.place(part.heard[0], part.heard[1] - 1) for part in parts),
        tuple(change for part in parts for change in part.changes),
        tuple(change for part in parts for change in part.variants),
        tuple(omission for part in parts for omission in part.omissions),
        min(probabilities, default=None),
    )
