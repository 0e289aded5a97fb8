"""Laying corrections over a transcript: each is looked for by its words near its time, and fits also where it is laid
already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from audio import Interval, Seconds
from transcripts.corrections.types import Correction, CorrectionKind
from transcripts.repair.times import spread
from transcripts.repetition import plain
from transcripts.turns import speakers_of
from transcripts.types import Segment, Transcript, Word

# Two recognisers place a word within about half a second of each other; the same words rarely come twice in two.
REACH: Seconds = 2.0


@dataclass(frozen=True, slots=True)
class Corrected:
    transcript: Transcript
    fitting: tuple[Correction, ...]  # laid over it, or there already
    unfitting: tuple[Correction, ...]  # whose words are not there


@dataclass(frozen=True, slots=True)
class _Place:
    """A word of the transcript: where it stands, and its text as it is compared."""

    segment: int
    word: int
    start: Seconds
    text: str


def correct(transcript: Transcript, corrections: Iterable[Correction]) -> Corrected:
    """The transcript with `corrections` laid over it one after the other; those taken back are passed over."""
    segments = list(transcript.segments)
    fitting: list[Correction] = []
    unfitting: list[Correction] = []
    for correction in corrections:
        if not correction.undone:
            (fitting if _LAY[correction.kind](segments, correction) else unfitting).append(correction)
    return Corrected(replace(transcript, segments=tuple(segments)), tuple(fitting), tuple(unfitting))


def _lay_words(segments: list[Segment], correction: Correction) -> bool:
    run = _run(segments, correction)
    if run is None:
        return _run(segments, correction, correction.text) is not None
    place = run[0]
    old = [segments[found.segment].words[found.word] for found in run]
    for index in {found.segment for found in run}:
        gone = {found.word for found in run if found.segment == index}
        kept = [word for number, word in enumerate(segments[index].words) if number not in gone]
        if index == place.segment:
            kept[place.word : place.word] = _timed(correction.text.split(), old)
        segments[index] = _with_words(segments[index], kept)
    return True


def _lay_split(segments: list[Segment], correction: Correction) -> bool:
    run = _run(segments, correction)
    if run is None:
        return False
    index, at = run[0].segment, run[0].word
    first, second = segments[index].words[:at], segments[index].words[at:]
    speaker = correction.text or segments[index].speaker
    if first:
        head = replace(segments[index], words=first, bounds=None)
        segments[index : index + 1] = [head, _spoken_by(replace(head, words=second), speaker)]
    elif correction.text:
        segments[index] = _spoken_by(segments[index], speaker)
    return True


def _lay_join(segments: list[Segment], correction: Correction) -> bool:
    run = _run(segments, correction)
    if run is None:
        return False
    index = run[0].segment
    if run[0].word or not index:
        return run[0].word > 0  # in the middle of a turn already
    before, after = segments[index - 1 : index + 1]
    joined = _spoken_by(replace(before, words=before.words + after.words, bounds=None), before.speaker)
    segments[index - 1 : index + 1] = [joined]
    return True


def _lay_speaker(segments: list[Segment], correction: Correction) -> bool:
    if correction.interval is None:
        return False
    found = False
    for index, segment in enumerate(segments):
        own = Interval(segment.start, segment.end)
        if own.overlap(correction.interval) * 2 > own.duration:
            segments[index], found = _spoken_by(segment, correction.text), True
    return found


def _lay_name(segments: list[Segment], correction: Correction) -> bool:
    labels = speakers_of(Transcript(tuple(segments)))
    if correction.heard in labels:
        for index, segment in enumerate(segments):
            segments[index] = _renamed(segment, correction.heard, correction.text)
    return correction.heard in labels or correction.text in labels


_LAY = {
    CorrectionKind.WORDS: _lay_words,
    CorrectionKind.SPLIT: _lay_split,
    CorrectionKind.JOIN: _lay_join,
    CorrectionKind.SPEAKER: _lay_speaker,
    CorrectionKind.NAME: _lay_name,
}


def _run(segments: Sequence[Segment], correction: Correction, text: str | None = None) -> list[_Place] | None:
    """Where `text` (by default the words heard) is said nearest to the correction's time; None where it is not."""
    sought = comparable(correction.heard if text is None else text).split()
    if correction.interval is None or not sought:
        return None
    near = list(_near(segments, correction.interval))
    found = [
        near[first : first + len(sought)]
        for first in range(len(near) - len(sought) + 1)
        if [place.text for place in near[first : first + len(sought)]] == sought
    ]
    start = correction.interval.start
    return min(found, key=lambda run: abs(run[0].start - start), default=None)


def _near(segments: Sequence[Segment], interval: Interval) -> Iterator[_Place]:
    """The words said within `REACH` of a time, without those that are punctuation alone."""
    for index, segment in enumerate(segments):
        if segment.end < interval.start - REACH or segment.start > interval.end + REACH:
            continue
        for number, word in enumerate(segment.words):
            if interval.start - REACH <= word.start <= interval.end + REACH and (text := comparable(word.text)):
                yield _Place(index, number, word.start, text)


def comparable(text: str) -> str:
    """Words as they are compared: small letters and digits, without marks and punctuation, one space between."""
    return " ".join(filter(None, map(plain, text.split())))


def _timed(texts: Sequence[str], old: Sequence[Word]) -> list[Word]:
    """New words in the time of the old: one by one where they are as many, else by the number of their letters."""
    speaker = old[0].speaker
    if len(texts) == len(old):
        return [replace(word, text=text, probability=1.0) for text, word in zip(texts, old, strict=True)]
    times = spread(old[0].start, old[-1].end, [len(text) for text in texts])
    return [
        Word(start, end, text, 1.0, speaker)  # a person heard it: nothing is surer
        for text, (start, end) in zip(texts, times, strict=True)
    ]


def _with_words(segment: Segment, words: Sequence[Word]) -> Segment:
    """A segment that lost all its words stays where it was, since the segments are counted."""
    bounds = segment.bounds if words else Interval(segment.start, segment.end)
    return replace(segment, words=tuple(words), bounds=bounds)


def _spoken_by(segment: Segment, speaker: str | None) -> Segment:
    return replace(segment, words=tuple(replace(word, speaker=None) for word in segment.words), speaker=speaker)


def _renamed(segment: Segment, old: str, new: str) -> Segment:
    words = tuple(replace(word, speaker=new) if word.speaker == old else word for word in segment.words)
    return replace(segment, words=words, speaker=new if segment.speaker == old else segment.speaker)
