"""The episode over time: where the evidence lies, where somebody talks, and what the article passes over."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from align.types import Report, Verdict
from audio import Interval, Seconds

_PAUSE = 2.0  # seconds of silence that do not end a stretch of talk
_SHORTEST_IGNORED = 30.0  # seconds of talk worth a reader's attention
_SHORTEST_IGNORED_SHARE = 0.03  # of the episode, the same for long ones


@dataclass(frozen=True, slots=True)
class Tick:
    """The best evidence of a finding."""

    number: int  # of the finding, from 1
    verdict: Verdict
    interval: Interval


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A stretch of talk that no claim's evidence touches."""

    interval: Interval
    opening: str  # its first words


@dataclass(frozen=True, slots=True)
class Timeline:
    duration: Seconds
    talk: tuple[Interval, ...]
    ticks: tuple[Tick, ...]
    ignored: tuple[PassedOver, ...]


def timeline_of(report: Report) -> Timeline | None:
    """None where nothing is known of the recording's length."""
    segments = [segment for segment in report.transcript.segments if segment.words]
    ticks = tuple(
        Tick(number, finding.verdict, finding.evidence[0].interval)
        for number, finding in enumerate(report.findings, 1)
        if finding.evidence and finding.verdict.has_place
    )
    last = max([segment.end for segment in segments] + [tick.interval.end for tick in ticks], default=0.0)
    duration = max(report.recording.duration or report.transcript.duration or 0.0, last)
    if duration <= 0:
        return None
    talk = _merged(Interval(segment.start, segment.end) for segment in segments)
    return Timeline(duration, talk, ticks, tuple(_ignored(report, ticks, duration)))


def _merged(intervals: Iterable[Interval], pause: Seconds = _PAUSE) -> tuple[Interval, ...]:
    """Sorted, with those that a short pause parts made one."""
    merged: list[Interval] = []
    for interval in sorted(intervals, key=lambda interval: interval.start):
        if merged and interval.start <= merged[-1].end + pause:
            merged[-1] = Interval(merged[-1].start, max(merged[-1].end, interval.end))
        else:
            merged.append(interval)
    return tuple(merged)


def _ignored(report: Report, ticks: Iterable[Tick], duration: Seconds) -> Iterable[PassedOver]:
    """Runs of segments between evidence whose talk is long enough to matter."""
    covered = _merged((tick.interval for tick in ticks), pause=0.0)
    ends = [interval.end for interval in covered]
    shortest = max(_SHORTEST_IGNORED, _SHORTEST_IGNORED_SHARE * duration)
    run: list[int] = []
    segments = report.transcript.segments
    for index in range(len(segments) + 1):
        if index < len(segments):
            own = Interval(segments[index].start, segments[index].end)
            after = bisect_right(ends, own.start)
            if after == len(covered) or own.overlap(covered[after]) <= 0:
                run.append(index)
                continue
        talk = [segments[i] for i in run if segments[i].words]
        if sum(segment.end - segment.start for segment in talk) >= shortest:
            words = " ".join(segment.text for segment in talk[:3]).split()
            yield PassedOver(Interval(talk[0].start, max(segment.end for segment in talk)), " ".join(words[:12]) + " …")
        run = []
