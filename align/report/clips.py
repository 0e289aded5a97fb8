"""Sound that travels inside the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.types import AlignError, Evidence, Reason, Report, Verdict
from audio import AudioError, Interval, Recording, Seconds, cut, format_time

# A page with twenty clips of this length stays below 3 MB: `audio.Clip.data_uri` takes 5.4 kB a second.
LONGEST = 25.0  # seconds
LEAD = 0.4  # seconds before and after the words, so that a listener hears how they were meant


@dataclass(frozen=True, slots=True)
class EmbeddedClip:
    """A compressed excerpt of the recording."""

    interval: Interval  # what of the recording it holds: the evidence and a little before and after
    uri: str  # its sound as a `data:` address
    peaks: tuple[float, ...] = ()  # loudness over its length, evenly spaced, each 0..1: the waveform to draw


Clips = Mapping[Evidence, EmbeddedClip]


def cut_clips(report: Report, recording: Recording) -> dict[Evidence, EmbeddedClip]:
    """A clip of every finding's best evidence and of every passage that the article leaves out. Where the recording is
    damaged or ends too early there is none: the page then leads to the recording alone."""
    clips: dict[Evidence, EmbeddedClip] = {}
    made: dict[Interval, EmbeddedClip | None] = {}
    best = [(evidence, finding.reasons) for finding in report.findings for evidence in finding.evidence[:1]]
    for evidence, reasons in [*best, *((omission.passage, ()) for omission in report.coverage or ())]:
        wanted = worth_hearing(evidence, reasons, recording.duration)
        if wanted not in made:
            made[wanted] = _cut(recording, wanted)
        clip = made[wanted]
        if clip:
            clips[evidence] = clip
    return clips


def export_clips(report: Report, recording: Recording, directory: Path) -> tuple[Path, ...]:
    """Writes the best evidence of every claim that was found as `NUMBER-VERDICT-TIME.mp3`, NUMBER being the claim's
    place in the report, and returns the paths. What is too damaged to be cut is left out. Raises AudioError and
    AlignError where a file or the folder cannot be written."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AlignError(f"cannot write into {directory}: {error.strerror or error}") from error
    paths: list[Path] = []
    for number, finding in enumerate(report.findings, 1):
        if finding.verdict is Verdict.NOT_FOUND or not finding.evidence:
            continue
        wanted = worth_hearing(finding.evidence[0], finding.reasons, recording.duration)
        try:
            clip = cut(recording, wanted)
        except AudioError:
            continue
        clock = format_time(clip.interval.start).replace(":", "-")
        paths.append(directory / f"{number:03}-{finding.verdict}-{clock}.mp3")
        clip.write(paths[-1])
    return tuple(paths)


def worth_hearing(evidence: Evidence, reasons: Sequence[Reason], duration: Seconds) -> Interval:
    """The evidence, or of one that is too long the part with the words that decided the verdict (its `reasons`)."""
    start, end = evidence.interval.start, evidence.interval.end
    if end - start > LONGEST:
        decisive = [reason.interval for reason in reasons if reason.interval]
        inside = [interval for interval in decisive if interval.overlap(evidence.interval) > 0]
        if inside and inside[0].end > start + LONGEST:
            start = max(start, min(end, inside[0].end + 1) - LONGEST)
        end = min(end, start + LONGEST)
    return Interval(max(0.0, start - LEAD), max(0.0, min(end + LEAD, duration), start - LEAD))


def _cut(recording: Recording, wanted: Interval) -> EmbeddedClip | None:
    try:
        clip = cut(recording, wanted)
        return EmbeddedClip(clip.interval, clip.data_uri(), clip.peaks())
    except AudioError:
        return None
