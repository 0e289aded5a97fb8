"""Where in the recording speech is, found while it streams by.

Silero's detector (through faster-whisper, which carries it) gives a probability for every 32 ms. Spans open and close
with hysteresis, as in https://github.com/snakers4/silero-vad.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import fmean

from audio.decoding import SAMPLE_RATE
from audio.speech.overlooked import FRAME_SAMPLES
from audio.types import Seconds

FRAME_SECONDS = FRAME_SAMPLES / SAMPLE_RATE
SPEECH_ABOVE = 0.5  # Silero's own thresholds: speech begins above the one …
SILENCE_BELOW = 0.35  # … and ends below the other
PAUSE_SECONDS = 0.16  # a shorter silence is inside a word or between two (faster-whisper's value for batches)
SHORTEST_SECONDS = 0.1  # shorter is a click


@dataclass(frozen=True, slots=True)
class SpeechSpan:
    """Speech from frame `start` up to frame `end`."""

    start: int
    end: int
    certainty: float  # the mean probability of its frames: noise taken for speech stays near the threshold


class SpanFinder:
    """Turns probabilities, frame after frame, into spans of speech not longer than `longest` seconds.

    With `everything` there is no silence: spans follow each other, cut where speech is least likely.
    """

    def __init__(self, longest: Seconds, everything: bool = False) -> None:
        self._speech_above = 0.0 if everything else SPEECH_ABOVE
        self._silence_below = 0.0 if everything else SILENCE_BELOW
        self._longest = int(longest / FRAME_SECONDS)
        self._pause = PAUSE_SECONDS / FRAME_SECONDS
        self._shortest = 0.0 if everything else SHORTEST_SECONDS / FRAME_SECONDS
        self._frame = 0
        self._start: int | None = None
        self._quiet_since: int | None = None
        self._heard: list[float] = []  # probabilities since `_start`

    @property
    def open_since(self) -> int:
        """The first frame that a span still to come may hold."""
        return self._frame if self._start is None else self._start

    def feed(self, probabilities: Iterable[float]) -> Iterator[SpeechSpan]:
        for probability in probabilities:
            yield from self._step(probability)
            self._frame += 1

    def finish(self) -> Iterator[SpeechSpan]:
        """The span that the end of the recording closes."""
        yield from self._close(self._frame if self._quiet_since is None else self._quiet_since)

    def _step(self, probability: float) -> Iterator[SpeechSpan]:
        if self._start is None:
            if probability >= self._speech_above:
                self._start, self._quiet_since, self._heard = self._frame, None, [probability]
            return
        self._heard.append(probability)
        if probability >= self._speech_above:
            self._quiet_since = None
        elif probability < self._silence_below and self._quiet_since is None:
            self._quiet_since = self._frame
        if self._quiet_since is not None and self._frame - self._quiet_since >= self._pause:
            yield from self._close(self._quiet_since)
        elif len(self._heard) >= self._longest:
            yield self._cut()

    def _close(self, end: int) -> Iterator[SpeechSpan]:
        start, self._start = self._start, None
        if start is not None and end - start >= self._shortest:
            yield SpeechSpan(start, end, fmean(self._heard[: end - start]))

    def _cut(self) -> SpeechSpan:
        """No pause came in time: cut where it is most silent in the second half, and go on behind the cut."""
        start = self._frame + 1 - len(self._heard)
        half = len(self._heard) // 2
        place = min(range(half, len(self._heard)), key=lambda i: (self._heard[i], -i))
        span = SpeechSpan(start, start + place, fmean(self._heard[:place]))
        self._start, self._heard = span.end, self._heard[place:]
        if self._quiet_since is not None:
            self._quiet_since = max(self._quiet_since, self._start)
        return span
