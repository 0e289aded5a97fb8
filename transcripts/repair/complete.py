"""From what a file says to a transcript that can be relied on: every time present, non-negative, in order.

Segments are never dropped, merged, split or reordered: reports count them as the file gave them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from audio import Interval, Seconds
from transcripts.repair.raw import MaybeSeconds, RawSegment, RawTranscript
from transcripts.repair.times import (
    MINIMAL_SECONDS,
    SECONDS_PER_CHARACTER,
    SLOWEST_SECONDS_PER_CHARACTER,
    longest_rise,
    spread,
    usable,
)
from transcripts.repair.words import place_words
from transcripts.turns import with_speakers
from transcripts.types import Segment, Transcript, TranscriptError

# Below this share of starts in order the file is sorted some other way (by speaker, say), and its times are right.
SHARE_IN_ORDER = 0.8


def complete(raw: RawTranscript) -> Transcript:
    """The transcript, repaired. Raises TranscriptError where the file gives no times at all."""
    segments = [_with_word_times(segment) for segment in raw.segments]
    if not raw.may_be_empty and not any(segment.text.strip() or segment.words for segment in segments):
        raise TranscriptError("the transcript is empty")
    if segments and _timeless(segments):
        raise TranscriptError("the transcript has no times, and without them nothing can be located in the recording")
    finished = tuple(
        _finish(segment, bounds) for segment, bounds in zip(segments, segment_bounds(segments), strict=True)
    )
    transcript = Transcript(
        segments=finished,
        language=raw.language,
        model=raw.model,
        options=raw.options,
        audio_sha256=raw.audio_sha256,
        duration=usable(raw.duration),
        dropped=raw.dropped,
        unheard=raw.unheard,
        stretch=raw.stretch,
        track=raw.track,
    )
    return with_speakers(transcript, raw.turns)


def _with_word_times(segment: RawSegment) -> RawSegment:
    """The segment, its missing start and end taken from its words."""
    starts = [time for word in segment.words if (time := usable(word.start)) is not None]
    ends = [time for word in segment.words if (time := usable(word.end)) is not None]
    start, end = usable(segment.start), usable(segment.end)
    return replace(
        segment,
        start=start if start is not None else min(starts, default=None),
        end=end if end is not None else max(ends, default=None),
    )


def _timeless(segments: Sequence[RawSegment]) -> bool:
    """No segment has a start, or all of several start and end at zero: the mark of a converter that had no times."""
    times = {time for segment in segments for time in (segment.start, segment.end) if time is not None}
    return not times or (times == {0.0} and len(segments) > 1)


def segment_bounds(segments: Sequence[RawSegment]) -> list[Interval]:
    """When each segment is spoken; wrong or missing times are estimated from the neighbours'."""
    starts: list[MaybeSeconds] = [segment.start for segment in segments]
    in_order = longest_rise(starts)
    if len(in_order) >= SHARE_IN_ORDER * sum(start is not None for start in starts):
        starts = [start if index in in_order else None for index, start in enumerate(starts)]
    known = _fill_starts(starts, segments)
    return [Interval(start, _end_of(index, known, segments)) for index, start in enumerate(known)]


def _fill_starts(starts: Sequence[MaybeSeconds], segments: Sequence[RawSegment]) -> list[Seconds]:
    filled: list[Seconds] = []
    index = 0
    while index < len(starts):
        start = starts[index]
        if start is not None:
            filled.append(start)
            index += 1
            continue
        stop = next((i for i in range(index, len(starts)) if starts[i] is not None), len(starts))
        weights = [len(segment.text) + 1 for segment in segments[index:stop]]
        left = _left_edge(filled, segments, index)
        right = starts[stop] if stop < len(starts) else None
        if right is None:
            right = left + sum(weights) * SECONDS_PER_CHARACTER
        left = min(left, right)
        filled += [begin for begin, _ in spread(left, right, weights)]
        index = stop
    return filled


def _left_edge(filled: Sequence[Seconds], segments: Sequence[RawSegment], index: int) -> Seconds:
    """Where the segment at `index` can begin at the earliest."""
    if index == 0:
        return 0.0
    previous, end = segments[index - 1], segments[index - 1].end
    spoken = filled[-1] + len(previous.text) * SECONDS_PER_CHARACTER
    return end if end is not None and end >= filled[-1] else spoken


def _end_of(index: int, starts: Sequence[Seconds], segments: Sequence[RawSegment]) -> Seconds:
    start, end = starts[index], segments[index].end
    if end is not None and end >= start and segments[index].start == start:
        return end
    length = len(segments[index].text)
    if index + 1 < len(starts) and starts[index + 1] >= start:
        slowest = start + MINIMAL_SECONDS + length * SLOWEST_SECONDS_PER_CHARACTER
        return min(starts[index + 1], slowest)
    return start + MINIMAL_SECONDS + length * SECONDS_PER_CHARACTER


def _finish(segment: RawSegment, bounds: Interval) -> Segment:
    words = place_words(segment, bounds)
    timed = any(usable(word.start) is not None for word in segment.words)
    own = not words or (bounds.start, bounds.end) != (words[0].start, words[-1].end)
    return Segment(
        words=words,
        speaker=segment.speaker,
        interpolated=bool(words) and (segment.interpolated or not timed),
        no_speech_probability=segment.no_speech_probability,
        compression_ratio=segment.compression_ratio,
        bounds=bounds if own else None,
    )
