"""A second opinion on the evidence alone: a larger model hears it twice, in windows that begin and end elsewhere.

Only what is worth it is heard again: what stands behind a contradiction, and support that rests on a word of which the
recogniser itself was unsure. Of evidence longer than a window what decides is heard again: the words that the reasons
name, or the one of which the recogniser was least sure; nothing where that lies too far apart. The claim is then judged
on each of the two hearings, put in the place of what was heard first. Where both say the same as before, the report
says so, with what was heard both times; where they do not, the verdict is `unclear`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from align.judging.model import UNDECIDED
from align.matching import TranscriptIndex
from align.types import Claim, Finding, Reason, ReasonCode, Verdict
from audio import Interval, Seconds, Turn
from transcripts import Transcript, Word, with_speakers

Hearing = Callable[[Interval], Transcript]
"""What the larger model hears in a stretch of the recording."""
Check = Callable[[Sequence[Claim], Transcript], Sequence[Finding]]
"""The findings on claims against a transcript."""

Windows = tuple[Interval, ...]
"""The stretches in which one place is heard again, one for each of `MARGINS`."""

UNSURE = 0.5  # probability of a word of the evidence, below which support is heard again
MARGINS: tuple[Seconds, Seconds] = (2.0, 5.0)  # around the evidence, of the two hearings
MOST: Seconds = 28.0  # of one hearing: Whisper hears 30 s at once
MOST_SHARE = 0.15  # of the recording that is heard again


@dataclass(frozen=True, slots=True)
class Recheck:
    """A larger model, and how to hear a place with it."""

    model: str
    hear: Hearing
    duration: Seconds  # of the recording


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the larger model heard, in the place of what was heard there first, and the findings on it."""

    transcript: Transcript
    findings: dict[Finding, Finding]  # by what they were before


def rechecked(
    findings: Sequence[Finding], talk: TranscriptIndex, recheck: Recheck, check: Check
) -> tuple[Finding, ...]:
    """The findings, those unclear that a larger model does not bear out; `check` is how they came about."""
    places = _places(findings, talk, recheck.duration)
    if not places:
        return tuple(findings)
    opinions = [_opinion(talk.transcript, places, at, recheck, check) for at in range(len(MARGINS))]
    return tuple(
        _held_against(finding, places[finding], opinions) if finding in places else finding for finding in findings
    )


def _places(findings: Sequence[Finding], talk: TranscriptIndex, duration: Seconds) -> dict[Finding, Windows]:
    """Where to listen, contradictions first, as long as it is a small part of the recording; always one place."""
    wanted = [finding for finding in findings if finding.evidence and finding.verdict is Verdict.CONTRADICTED]
    wanted += [
        finding
        for finding in findings
        if finding.evidence and finding.verdict is Verdict.SUPPORTED and _probability(_doubtful(finding, talk)) < UNSURE
    ]
    places: dict[Finding, Windows] = {}
    spent = 0.0
    for finding in wanted:
        decides = _decides(finding, talk)
        windows = tuple(_window(finding.evidence[0].interval, decides, margin, duration) for margin in MARGINS)
        if not all(window.start <= decides.start and min(decides.end, duration) <= window.end for window in windows):
            continue
        spent += sum(window.duration for window in windows)
        if places and spent > MOST_SHARE * duration:
            break
        places[finding] = windows
    return places


def _decides(finding: Finding, talk: TranscriptIndex) -> Interval:
    """What of the evidence the verdict rests on: the words that the reasons name there, or the doubtful one."""
    place = finding.evidence[0].interval
    told = [reason.interval for reason in finding.reasons if reason.interval and reason.interval.overlap(place)]
    if finding.verdict is Verdict.SUPPORTED and (word := _doubtful(finding, talk)):
        told = [Interval(word.start, word.end)]
    if not told:
        return Interval(place.start, place.start)
    return Interval(min(one.start for one in told), max(one.end for one in told))


def _doubtful(finding: Finding, talk: TranscriptIndex) -> Word | None:
    """The word of the evidence of which the recogniser was least sure."""
    place = finding.evidence[0].interval
    return min((word for word in talk.words if place.start <= word.start <= place.end), key=_probability, default=None)


def _probability(word: Word | None) -> float:
    return 1.0 if word is None or word.probability is None else word.probability


def _window(place: Interval, decides: Interval, margin: Seconds, duration: Seconds) -> Interval:
    """The evidence with a margin around it; of one that is too long for that the part around what decides, which begins
    as much earlier as the margin says."""
    first, last = max(0.0, place.start - margin), min(duration, place.end + margin)
    middle = (decides.start + decides.end) / 2
    start = max(first, min(middle - MOST / 2 - margin, last - MOST))
    return Interval(start, max(start, min(last, start + MOST)))


def _opinion(
    transcript: Transcript, places: dict[Finding, Windows], at: int, recheck: Recheck, check: Check
) -> Opinion:
    """The findings as they are where the window `at` of each place holds what was heard in it now."""
    for window in dict.fromkeys(windows[at] for windows in places.values()):
        transcript = spliced(transcript, window, recheck.hear(window))
    found = check([finding.claim for finding in places], transcript)
    return Opinion(transcript, dict(zip(places, found, strict=True)))


def spliced(transcript: Transcript, stretch: Interval, heard: Transcript) -> Transcript:
    """The transcript with the words that begin in `stretch` replaced by those `heard` there, in segments of their own,
    each word said by whoever spoke there before."""

    parts = (
        lambda word: word.start < stretch.start,
        lambda word: word.start >= stretch.end,
    )
    kept = [
        replace(segment, words=words, bounds=None)
        for segment in transcript.segments
        for part in parts
        if (words := tuple(filter(part, segment.words)))
    ]
    new = [
        replace(segment, words=words, bounds=None)
        for segment in heard.segments
        if (words := tuple(word for word in segment.words if stretch.start <= word.start < stretch.end))
    ]
    new = list(with_speakers(replace(heard, segments=tuple(new)), _turns(transcript)).segments)
    return replace(transcript, segments=tuple(sorted([*kept, *new], key=lambda segment: segment.start)))


def _turns(transcript: Transcript) -> list[Turn]:
    """Who spoke when: the words of one speaker in a row, with the silence between them."""
    said = [(word.speaker or segment.speaker, word) for segment in transcript.segments for word in segment.words]
    rows = (
        (speaker, list(row))
        for speaker, row in groupby(sorted(said, key=lambda one: one[1].start), key=lambda one: one[0])
    )
    return [
        Turn(Interval(row[0][1].start, max(word.end for _, word in row)), speaker) for speaker, row in rows if speaker
    ]


def _held_against(finding: Finding, windows: Windows, opinions: Sequence[Opinion]) -> Finding:
    """The finding with the larger model's opinions on it, and what that heard of the evidence both times."""
    both = (finding.evidence[0].interval, *windows)
    place = Interval(max(one.start for one in both), min(one.end for one in both))
    differing = next((one for one in opinions if one.findings[finding].verdict is not finding.verdict), None)
    words = (differing or opinions[0]).transcript.words()
    heard = " ".join(word.text for word in words if place.start <= word.start < place.end) or None
    if differing is None:
        return replace(finding, reasons=(*finding.reasons, Reason(ReasonCode.RECHECK_AGREES, None, heard, place)))
    differs = Reason(ReasonCode.RECHECK_DIFFERS, None, heard, place)
    return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNDECIDED, reasons=(differs, *finding.reasons))
