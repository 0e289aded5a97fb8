"""What is shown of a decision: the words heard, what stands against the claim, and what of it was not said."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from align.judging.assess import Assessment
from align.judging.comparison import Comparison, Slot
from align.judging.limits import LIMITS
from align.judging.reading import Reading
from align.judging.voices import main_speaker
from align.judging.window import is_of_sense
from align.matching import TranscriptIndex, fits
from align.types import Evidence, Reason, ReasonCode, Span


def evidence_of(one: Assessment, reading: Reading, talk: TranscriptIndex) -> Evidence:
    """The passage, widened to what decides about it beside it: a conflict, an answer, what makes it no fact."""
    first, last = one.passage.first, one.passage.last
    for comparison in one.comparisons:
        decides = comparison.conflicts or comparison.slot is Slot.ASSERTION
        if comparison.heard and decides:
            wide = min(first, comparison.heard[0]), max(last, comparison.heard[1])
            first, last = wide if fits(*wide, talk) else (first, last)
    begins = talk.phrase(first)[0]
    while first > begins and talk.language.is_negator(talk.tokens[first - 1].text):
        first -= 1  # what is said is not shown without the word that denies it
    segments = tuple(range(talk.segment_of_token(first), talk.segment_of_token(last) + 1))
    speaker = main_speaker(reading.found, one.passage, talk)
    return Evidence(talk.interval(first, last), talk.heard(first, last), segments, one.passage.score, speaker)


def tokens_of(evidence: Evidence, talk: TranscriptIndex) -> tuple[int, int]:
    """Its first token and its last.

    Each is looked for in its own segment: segments of two people who speak at once are not in order of time.
    """
    (opens, opened), (closes, closed) = (
        (bisect_left(talk.segment_of_word, at), bisect_right(talk.segment_of_word, at))
        for at in (evidence.segments[0], evidence.segments[-1])
    )
    first = bisect_left(talk.words, evidence.interval.start, opens, opened, key=lambda word: word.start)
    last = bisect_left(talk.words, evidence.interval.end, closes, closed, key=lambda word: word.start) - 1
    start = bisect_left(talk.word_of_token, min(first, opened - 1))
    end = max(0, bisect_right(talk.word_of_token, max(last, closes)) - 1)
    return min(start, end), end


def surroundings(first: int, last: int, talk: TranscriptIndex) -> tuple[int, int]:
    """The tokens `first`..`last` and the whole clauses around them, as a model of meaning is given them to read."""
    middle = (first + last) // 2
    low = max(0, min(middle - LIMITS.context // 2, len(talk) - LIMITS.context))
    high = min(len(talk), low + LIMITS.context) - 1
    whole = [clause for clause in talk.layout().clauses_in(low, high) if low <= clause.first and clause.last <= high]
    return min([first, *(clause.first for clause in whole)]), max([last, *(clause.last for clause in whole)])


def reason_of(one: Comparison, reading: Reading, talk: TranscriptIndex) -> Reason:
    """A comparison as the reader sees it: the article's words, and those heard."""
    article = reading.words(one.terms) if one.terms else None
    code = one.code or ReasonCode.NOT_SAID
    if one.heard is None:
        return Reason(code, article)
    return Reason(code, article, talk.heard(*one.heard), talk.interval(*one.heard))


def unmet_spans(one: Assessment, reading: Reading, talk: TranscriptIndex) -> tuple[Span, ...]:
    """The claim's amounts, names and other words of sense that nothing heard accounts for; the weightiest first."""
    terms, weights = reading.found.terms, reading.found.weights
    unmet = [at for at, term in enumerate(terms) if is_of_sense(term, talk) and one.met[at] < LIMITS.said]
    return tuple(Span(terms[at].start, terms[at].end) for at in sorted(unmet, key=lambda at: -weights[at]))
