"""Sound that travels inside the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf
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
_IN_PAGE = re.compile(r'<audio id="clip-[^>]* src="(data:[^">]*)" data-from="([\d.]+)" data-to="([\d.]+)"')


def cut_clips(report: Report, recording: Recording) -> dict[Evidence, EmbeddedClip]:
    """A clip of every finding's best evidence and of every passage that the article leaves out. Where the recording is
    damaged or ends too early there is none: the page then leads to the recording alone."""
    found = ((evidence, _cut(recording, wanted)) for evidence, wanted in _wanted(report, recording.duration))
    return {evidence: clip for evidence, clip in found if clip}


def clips_in_page(page: Path, report: Report) -> dict[Evidence, EmbeddedClip]:
    """Those of them that a page holds which was written before: for where the recording is not at hand. They have no
    waveform any more. None where there is no such page."""
    try:
        text = page.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    held = [EmbeddedClip(Interval(float(start), float(end)), uri) for uri, start, end in _IN_PAGE.findall(text)]
    clips: dict[Evidence, EmbeddedClip] = {}
    for evidence, wanted in _wanted(report, report.recording.duration or inf):
        clip = next((clip for clip in held if _is_cut_of(clip.interval, wanted)), None)
        if clip:
            clips[evidence] = clip
    return clips


def _wanted(report: Report, duration: Seconds) -> Iterator[tuple[Evidence, Interval]]:
    for finding in report.findings:
        for evidence in finding.evidence[:1]:
            yield evidence, worth_hearing(evidence, finding.reasons, duration)
    for omission in report.coverage or ():
        yield omission.passage, worth_hearing(omission.passage, (), duration)


def _is_cut_of(interval: Interval, wanted: Interval) -> bool:
    """Whether a clip is of this interval, its edges moved into pauses."""
    return max(abs(interval.start - wanted.start), abs(interval.end - wanted.end)) <= LEAD


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


@lru_cache(maxsize=500)  # some 60 MB: a desk writes its page after every correction, and seeking in a long mp3 is slow
def _cut(recording: Recording, wanted: Interval) -> EmbeddedClip | None:
    try:
        clip = cut(recording, wanted)
        return EmbeddedClip(clip.interval, clip.data_uri(), clip.peaks())
    except AudioError:
        return None
