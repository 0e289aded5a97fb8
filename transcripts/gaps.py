"""Speech of a window that left no words.

Whisper sometimes ends its text although the window holds more, or leaves out a sentence in the middle. Decoded one
window after the other, it would be asked again from where it stopped; in batches the rest would be lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from audio import SAMPLE_RATE, Interval, Seconds
from transcripts.filtering import WindowText
from transcripts.repetition import plain
from transcripts.types import Segment
from transcripts.windows import MARGIN_SAMPLES, SpeechPiece, Window

LEAST_BEHIND: Seconds = 0.8  # of speech behind the last word; less is a breath or a drawn-out ending
LEAST_BETWEEN: Seconds = 1.5  # of speech before a word; less is an error of the word's time
SLACK: Seconds = 0.1  # by which word times may reach into the next stretch of speech
SHORTEST: Seconds = 0.2  # less of speech between two words is none
NEIGHBOURS = 3  # words beside a gap, beyond as many as are new, among which these may stand already
MOST_REPEATED = 0.5  # of the new words: from there on the gap's words have been there all along, at other times


def gaps(window: Window, text: WindowText) -> list[Window]:
    """The stretches of the window's speech without a word, each as a window of its own; the whole in two halves where
    nothing was heard at all: other borders are another chance."""
    covered = sorted((at.start, at.end) for at in _covered(text))
    if not covered:
        return _halves(window)
    return [
        Window(window.index, run)
        for run, behind in _runs(window, covered)
        if sum(piece.speech.duration for piece in run) >= (LEAST_BEHIND if behind else LEAST_BETWEEN)
    ]


def filled(text: WindowText, found: Sequence[WindowText]) -> WindowText:
    """The window's text with that of its gaps, but for words that stand beside the gap already."""
    segments = list(text.segments)
    for gap in found:
        segments += [segment for segment in gap.segments if not _repeats(segment, text.segments)]
    return replace(
        text,
        segments=tuple(sorted(segments, key=lambda segment: (segment.start, segment.end))),
        dropped=text.dropped + tuple(dropped for gap in found for dropped in gap.dropped),
        unheard=text.unheard + tuple(unheard for gap in found for unheard in gap.unheard),
    )


def listed_unheard(window: Window, text: WindowText) -> WindowText:
    """The text with the stretches of speech listed that stay without a word, but where Whisper hears silence itself."""
    if text.silent:
        return text
    covered = sorted((at.start, at.end) for at in _covered(text))
    unheard = tuple(
        Interval(run[0].speech.start, run[-1].speech.end)
        for run, _ in _runs(window, covered)
        if sum(piece.speech.duration for piece in run) >= LEAST_BETWEEN
    )
    return replace(text, unheard=text.unheard + unheard)


def _covered(text: WindowText) -> Iterator[Interval]:
    for segment in text.segments:
        for word in segment.words:
            yield Interval(word.start, word.end)
    for dropped in text.dropped:
        yield dropped.interval


def _halves(window: Window) -> list[Window]:
    """A window in two, in its longest pause; none where it has no pause or is short."""
    pieces = window.pieces
    if len(pieces) < 2 or sum(piece.speech.duration for piece in pieces) < LEAST_BETWEEN:
        return []
    cut = max(range(1, len(pieces)), key=lambda at: pieces[at].speech.start - pieces[at - 1].speech.end)
    return [Window(window.index, pieces[:cut]), Window(window.index, pieces[cut:])]


def _runs(window: Window, covered: Sequence[tuple[Seconds, Seconds]]) -> Iterator[tuple[tuple[SpeechPiece, ...], bool]]:
    """Speech without a word, what no word lies between together; and whether it lies behind the last word."""
    run: list[SpeechPiece] = []
    done = 0  # covered intervals that begin before what was looked at
    for piece in window.pieces:
        at = piece.speech.start
        while done < len(covered) and covered[done][0] < piece.speech.end:
            start, end = covered[done]
            run += _part(piece, at, start)
            if run:
                yield tuple(run), False
            run, at, done = [], max(at, end + SLACK), done + 1
        if done:
            at = max(at, covered[done - 1][1] + SLACK)
        run += _part(piece, at, piece.speech.end)
    if run:
        yield tuple(run), done == len(covered)


def _part(piece: SpeechPiece, start: Seconds, end: Seconds) -> list[SpeechPiece]:
    """The piece's speech from `start` to `end`, with margins of its own sound; none where that is too short."""
    if end - start < SHORTEST:
        return []
    first = max(piece.start, round(start * SAMPLE_RATE) - (MARGIN_SAMPLES if start == piece.speech.start else 0))
    last = min(piece.end, round(end * SAMPLE_RATE) + MARGIN_SAMPLES)
    samples = piece.samples[first - piece.start : last - piece.start]
    return [SpeechPiece(first, samples, Interval(start, end), piece.certainty)]


def _repeats(new: Segment, known: Sequence[Segment]) -> bool:
    """Whether the words stand right beside their place already: then it was their times that were wrong."""
    words = [plain(word.text) for word in new.words]
    near = len(words) + NEIGHBOURS
    before = [plain(word.text) for segment in known for word in segment.words if word.start < new.start][-near:]
    behind = [plain(word.text) for segment in known for word in segment.words if word.start >= new.start][:near]
    repeated = max(sum(word in beside for word in words) for beside in (before, behind))
    return repeated > MOST_REPEATED * len(words)
