"""A second opinion on the evidence alone: a larger model hears it twice, in windows that begin and end elsewhere.

Only what is worth it is heard again: what stands behind a contradiction, and support that rests on a word of which the
recogniser itself was unsure. The claim is then judged on each of the two hearings, put in the place of what was heard
first. Where both say the same as before, the report says so; where they do not, the verdict is `unclear`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from align.judging.model import UNSURE as UNDECIDED
from align.matching import TranscriptIndex
from align.types import Claim, Finding, Reason, ReasonCode, Verdict
from audio import Interval, Seconds
from transcripts import Segment, Transcript

Hearing = Callable[[Interval], Transcript]
"""What the larger model hears in a stretch of the recording."""
Check = Callable[[Sequence[Claim], Transcript], Sequence[Finding]]
"""The findings on claims against a transcript."""

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


def rechecked(
    findings: Sequence[Finding], talk: TranscriptIndex, recheck: Recheck, check: Check
) -> tuple[Finding, ...]:
    """The findings, those unclear that a larger model does not bear out; `check` is how they came about."""
    places = _places(findings, talk, recheck.duration)
    if not places:
        return tuple(findings)
    opinions = [_opinion(talk.transcript, places, margin, recheck, check) for margin in MARGINS]
    return tuple(_held_against(finding, opinions) if finding in places else finding for finding in findings)


def _places(findings: Sequence[Finding], talk: TranscriptIndex, duration: Seconds) -> dict[Finding, Interval]:
    """Where to listen, contradictions first, as long as it is a small part of the recording; always one place."""
    wanted = [finding for finding in findings if finding.evidence and finding.verdict is Verdict.CONTRADICTED]
    wanted += [
        finding
        for finding in findings
        if finding.evidence and finding.verdict is Verdict.SUPPORTED and _least_probability(finding, talk) < UNSURE
    ]
    places: dict[Finding, Interval] = {}
    spent = 0.0
    for finding in wanted:
        place = finding.evidence[0].interval
        spent += sum(_around(place, margin, duration).duration for margin in MARGINS)
        if places and spent > MOST_SHARE * duration:
            break
        places[finding] = place
    return places


def _least_probability(finding: Finding, talk: TranscriptIndex) -> float:
    place = finding.evidence[0].interval
    probabilities = [
        word.probability
        for word in talk.words
        if word.probability is not None and place.start <= word.start <= place.end
    ]
    return min(probabilities, default=1.0)


def _around(place: Interval, margin: Seconds, duration: Seconds) -> Interval:
    start = max(0.0, place.start - margin)
    return Interval(start, max(start, min(duration, place.end + margin, start + MOST)))


def _opinion(
    transcript: Transcript,
    places: dict[Finding, Interval],
    margin: Seconds,
    recheck: Recheck,
    check: Check,
) -> dict[Finding, Finding]:
    """The findings as they are where each place holds what was heard in it now."""
    for place in dict.fromkeys(places.values()):
        stretch = _around(place, margin, recheck.duration)
        transcript = spliced(transcript, stretch, recheck.hear(stretch))
    return dict(zip(places, check([finding.claim for finding in places], transcript), strict=True))


def spliced(transcript: Transcript, stretch: Interval, heard: Transcript) -> Transcript:
    """The transcript with the words that begin in `stretch` replaced by those `heard` there, in segments of their own,
    each said by whoever spoke there before."""

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
        replace(segment, words=words, bounds=None, speaker=_speaker_at(words[0].start, transcript))
        for segment in heard.segments
        if (words := tuple(word for word in segment.words if stretch.start <= word.start < stretch.end))
    ]
    return replace(transcript, segments=tuple(sorted([*kept, *new], key=lambda segment: segment.start)))


def _speaker_at(at: Seconds, transcript: Transcript) -> str | None:
    def distance(segment: Segment) -> Seconds:
        return max(0.0, segment.start - at, at - segment.end)

    return min(transcript.segments, key=distance).speaker


def _held_against(finding: Finding, opinions: Sequence[dict[Finding, Finding]]) -> Finding:
    again = [opinion[finding] for opinion in opinions]
    differing = next((other for other in again if other.verdict is not finding.verdict), None)
    shown = differing or again[0]
    heard = shown.evidence[0].text if shown.evidence else None
    place = finding.evidence[0].interval
    if differing is None:
        return replace(finding, reasons=(*finding.reasons, Reason(ReasonCode.RECHECK_AGREES, None, heard, place)))
    differs = Reason(ReasonCode.RECHECK_DIFFERS, None, heard, place)
    return replace(finding, verdict=Verdict.UNCLEAR, confidence=UNDECIDED, reasons=(differs, *finding.reasons))
