"""The door: two transcripts of one episode to the map between their times."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from align.edition_times import EditionPiece, TimeMap
from align.editions.words import matched_words
from align.quotes import QuoteIndex
from audio import Interval
from transcripts import Transcript

JUMP_SECONDS = 1.0  # a change of the shift that is a cut, not a badly timed word
LOOSE_JUMP_SECONDS = 3.0  # the same where word times were only spread over subtitles
FEWEST_WORDS = 6  # matched in a row with one shift; fewer are alike by chance
RECENT_WORDS = 9  # whose median is the shift so far
EDGE_WORDS = 3  # matched in a row that a piece begins and ends with
LONGEST_UNMATCHED = 20  # words of ours inside a piece; more were not misheard but replaced


def time_map(ours: Transcript, theirs: Transcript) -> TimeMap:
    """Where each stretch of `ours` is in `theirs`, by the words that both hold in the same order.

    What was moved to another place counts as missing where it was: a link is never guessed.
    """
    mine, yours = QuoteIndex(ours), QuoteIndex(theirs)
    pairs = matched_words([unit.key for unit in mine.units], [unit.key for unit in yours.units])
    loose = any(segment.interpolated for talk in (ours, theirs) for segment in talk.segments)
    runs = _runs(pairs, mine, yours, LOOSE_JUMP_SECONDS if loose else JUMP_SECONDS)
    pieces = tuple(
        EditionPiece(
            tuple((mine.start(a), yours.start(b)) for a, b in run),
            Interval(mine.start(run[0][0]), mine.end(run[-1][0])),
        )
        for run in runs
    )
    missing = _outside([(run[0][0], run[-1][0]) for run in runs], mine)
    added = _outside([(run[0][1], run[-1][1]) for run in runs], yours)
    return TimeMap(pieces, missing, added)


def _runs(
    pairs: Sequence[tuple[int, int]], mine: QuoteIndex, yours: QuoteIndex, jump: float
) -> list[list[tuple[int, int]]]:
    """Matched words in stretches of one shift; what does not fit in is left out as alike by chance."""
    shifts = [yours.start(b) - mine.start(a) for a, b in pairs]

    def goes_on(before: Sequence[int], after: Sequence[int]) -> bool:
        one, other = (median(shifts[at] for at in part) for part in (before[-RECENT_WORDS:], after[:RECENT_WORDS]))
        return abs(one - other) <= jump and pairs[after[0]][0] - pairs[before[-1]][0] <= LONGEST_UNMATCHED

    short: list[list[int]] = []
    for index in range(len(pairs)):
        if short and goes_on(short[-1], [index]):
            short[-1].append(index)
        else:
            short.append([index])
    runs: list[list[int]] = []
    for run in short:
        if len(run) < FEWEST_WORDS:
            continue
        if runs and goes_on(runs[-1], run):
            runs[-1] += run
        else:
            runs.append(run)
    trimmed = (_trimmed([pairs[index] for index in run], mine, yours) for run in runs)
    return [run for run in trimmed if len(run) >= FEWEST_WORDS]


def _trimmed(run: list[tuple[int, int]], mine: QuoteIndex, yours: QuoteIndex) -> list[tuple[int, int]]:
    """A run from its first words in a row to its last: at a cut, single words of an advertisement are alike by chance.
    Where both talks begin or end there is none."""
    dense = [at for at in range(len(run) - EDGE_WORDS + 1) if _in_a_row(run[at : at + EDGE_WORDS])]
    if not dense:
        return []
    starts = max(run[0]) <= LONGEST_UNMATCHED
    ends = max(len(mine) - run[-1][0], len(yours) - run[-1][1]) <= LONGEST_UNMATCHED
    return run[0 if starts else dense[0] : len(run) if ends else dense[-1] + EDGE_WORDS]


def _in_a_row(pairs: Sequence[tuple[int, int]]) -> bool:
    steps = len(pairs) - 1
    return pairs[-1][0] - pairs[0][0] == steps == pairs[-1][1] - pairs[0][1]


def _outside(held: Sequence[tuple[int, int]], heard: QuoteIndex) -> tuple[Interval, ...]:
    """The stretches of speech between units `held`, each given by its first and last."""
    edges = [(-1, -1), *held, (len(heard), len(heard))]
    gaps = [(before[1] + 1, after[0] - 1) for before, after in pairwise(edges)]
    return tuple(Interval(heard.start(a), max(heard.start(a), heard.end(b))) for a, b in gaps if a <= b)
