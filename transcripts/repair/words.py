"""The words of a segment and their times: as the file gives them, and where it does not, by their length.

A segment's text and its list of words may disagree: Whisper cuts words into pieces, WhisperX leaves digits without
times, a person corrects the text by hand. The text is what was read and corrected, so it decides the words; the
list lends them its times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, groupby

from rapidfuzz.distance import Levenshtein

from audio import Interval, Seconds
from transcripts.repair.raw import MaybeSeconds, RawSegment, RawWord
from transcripts.repair.times import (
    MINIMAL_SECONDS,
    SECONDS_PER_CHARACTER,
    SLOWEST_SECONDS_PER_CHARACTER,
    longest_rise,
    spread,
    usable,
)
from transcripts.types import Word


def place_words(segment: RawSegment, bounds: Interval) -> tuple[Word, ...]:
    """The segment's words with times inside `bounds`, in order."""
    words = [word for word in segment.words if word.text.strip()]
    tokens = (segment.text or joined(words)).split()
    drafts = lend_times(tokens, words)
    times = _fill(drafts, bounds)
    return tuple(
        Word(start, end, word.text, word.probability, word.speaker)
        for word, (start, end) in zip(drafts, times, strict=True)
    )


def joined(words: Sequence[RawWord]) -> str:
    """The words as running text; Whisper's carry their own spaces, other tools' do not."""
    separator = "" if any(word.text[:1].isspace() for word in words) else " "
    return separator.join(word.text for word in words).strip()


def lend_times(tokens: Sequence[str], words: Sequence[RawWord]) -> list[RawWord]:
    """The words of a text, with what a list of words, or of pieces of words, knows of them."""
    if not words:
        return [RawWord(token) for token in tokens]
    if "".join(tokens) == "".join("".join(word.text.split()) for word in words):
        return _regroup(tokens, words)
    return _align(tokens, [word for word in words for word in _split(word)])


def _split(word: RawWord) -> list[RawWord]:
    """A list entry that holds several words, cut; only the outer edges keep their times."""
    parts = word.text.split()
    last = len(parts) - 1
    return [
        replace(word, text=part, start=word.start if i == 0 else None, end=word.end if i == last else None)
        for i, part in enumerate(parts)
    ]


def _regroup(tokens: Sequence[str], words: Sequence[RawWord]) -> list[RawWord]:
    """The same characters, cut differently: a token begins where the piece with its first character begins."""
    ends = list(accumulate(len("".join(word.text.split())) for word in words))
    grouped: list[RawWord] = []
    first, position = 0, 0
    for token in tokens:
        while ends[first] <= position:
            first += 1
        last, begins = first, position == (ends[first - 1] if first else 0)
        position += len(token)
        while ends[last] < position:
            last += 1
        pieces = words[first : last + 1]
        grouped.append(
            RawWord(
                text=token,
                start=pieces[0].start if begins else None,
                end=pieces[-1].end if ends[last] == position else None,
                probability=_mean([p.probability for p in pieces if p.probability is not None]),
                speaker=pieces[0].speaker,
            )
        )
    return grouped


def _align(tokens: Sequence[str], words: Sequence[RawWord]) -> list[RawWord]:
    """Words for a corrected text: what is the same keeps all, what is new takes the place of what it replaced."""
    aligned: list[RawWord] = []
    for same, old, new in _changed(words, tokens):
        if same:
            aligned += old
        elif len(old) == len(new):
            aligned += [replace(word, text=token, probability=None) for word, token in zip(old, new, strict=True)]
        elif old and new:
            drafts = [RawWord(token, speaker=old[0].speaker) for token in new]
            drafts[0] = replace(drafts[0], start=old[0].start)
            drafts[-1] = replace(drafts[-1], end=old[-1].end)
            aligned += drafts
        else:
            aligned += [RawWord(token) for token in new]
    return aligned


def _changed(
    words: Sequence[RawWord], tokens: Sequence[str]
) -> Iterator[tuple[bool, Sequence[RawWord], Sequence[str]]]:
    """Both from beginning to end, in stretches that are the same or are not. Fast and small also for hours of words in
    one piece, which difflib is not."""
    edits = Levenshtein.opcodes([word.text for word in words], tokens)
    for same, run in groupby(edits, key=lambda edit: edit.tag == "equal"):
        parts = list(run)
        first, last = parts[0], parts[-1]
        yield same, words[first.src_start : last.src_end], tokens[first.dest_start : last.dest_end]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def shared_out(words: Sequence[RawWord], segments: Sequence[RawSegment]) -> list[RawSegment]:
    """Words listed beside the segments: each belongs to the last that begins before its middle."""
    shares: list[list[RawWord]] = [[] for _ in segments]
    place = 0
    for word in words:
        middle = ((word.start or 0.0) + (word.end or word.start or 0.0)) / 2
        while place + 1 < len(segments) and (segments[place + 1].start or 0.0) <= middle:
            place += 1
        if shares:
            shares[place].append(word)
    return [
        replace(segment, words=tuple(share), speaker=segment.speaker or _frequent(word.speaker for word in share))
        for segment, share in zip(segments, shares, strict=True)
    ]


def _frequent(labels: Iterable[str | None]) -> str | None:
    return next((label for label, _ in Counter(label for label in labels if label).most_common(1)), None)


def _fill(words: Sequence[RawWord], bounds: Interval) -> list[tuple[Seconds, Seconds]]:
    """Times for every word: known starts in order are kept, the words between them share the room by length."""
    starts = _believed_starts([usable(word.start) for word in words], bounds)
    followers = _followers(starts, bounds.end)
    times: list[tuple[Seconds, Seconds]] = []
    index = 0
    while index < len(words):
        stop = next((i for i in range(index, len(words)) if starts[i] is not None), len(words))
        if stop > index:
            left = times[-1][1] if times else bounds.start
            right = starts[stop] if stop < len(words) else None
            if right is None:
                right = _clip(usable(words[-1].end), left, bounds.end, default=bounds.end)
            times += spread(min(left, right), right, [len(word.text) for word in words[index:stop]])
        start = starts[stop] if stop < len(words) else None
        if start is not None:
            following = followers[stop]
            room = following - start
            if stop + 1 < len(words) and starts[stop + 1] is None:  # words without times come next: leave them some
                room = min(room, len(words[stop].text) * SECONDS_PER_CHARACTER)
            spoken = min(room, MINIMAL_SECONDS + len(words[stop].text) * SLOWEST_SECONDS_PER_CHARACTER)
            times.append((start, _clip(usable(words[stop].end), start, following, default=start + spoken)))
        index = stop + 1
    return times


def _followers(starts: Sequence[MaybeSeconds], end: Seconds) -> list[Seconds]:
    """For each word when the next one begins whose start is known; `end` where there is none."""
    followers: list[Seconds] = []
    for start in reversed(starts):
        followers.append(end)
        end = end if start is None else start
    return followers[::-1]


def _believed_starts(starts: Sequence[MaybeSeconds], bounds: Interval) -> list[MaybeSeconds]:
    clipped = [None if start is None else min(max(start, bounds.start), bounds.end) for start in starts]
    in_order = longest_rise(clipped)
    return [start if index in in_order else None for index, start in enumerate(clipped)]


def _clip(time: MaybeSeconds, low: Seconds, high: Seconds, default: Seconds) -> Seconds:
    """`time` between `low` and `high`; `default` where it is unknown or before `low`."""
    if time is None or time < low:
        return default
    return min(time, max(low, high))
