"""Who speaks when: the turns of a recording's voices, found by their sound alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from audio.types import UNSURE_SPEAKER, Interval, Recording, Seconds, Turn
from audio.voices.count import LABELS, VoiceCount
from audio.voices.encoder import VoiceEncoder
from audio.voices.speakers import Assigned, assigned, runs
from audio.voices.windows import SPEECH, SPEECH_FRAME, WINDOW_SECONDS, Progress, VoiceWindows, voice_windows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DOUBTFUL = 0.06  # margin below which a window may be somebody else's: three in five of them are right
LONG_DOUBT = 3  # windows in a row that are doubtful, and not only because the speaker changes among them
CENTRED = 0.15  # probability of speech that a place at the end of the stretch between two windows is worse by
UNSURE = -1  # the number of nobody's voice


@dataclass(frozen=True, slots=True)
class FoundVoices:
    """The turns of a recording, and what tells each voice from others: a unit vector of the encoder `encoder`."""

    turns: tuple[Turn, ...]
    vectors: Mapping[str, tuple[float, ...]]  # by label
    encoder: str


def voices(recording: Recording, count: VoiceCount | None = None) -> tuple[Turn, ...]:
    """Turns in order, not overlapping, of speakers called A, B … by how long they speak.

    A turn that may be this one's or that one's is `UNSURE_SPEAKER`'s: people who speak at once, laughter, a stranger.
    No turns where nobody speaks. Raises AudioError where the recording cannot be decoded.
    """
    return find_voices(recording, count).turns


def find_voices(
    recording: Recording,
    count: VoiceCount | None = None,
    progress: Progress | None = None,
    model: Path | None = None,
) -> FoundVoices:
    """The same with the voices' vectors; `model` is another voice encoder, an ONNX file.

    Raises AudioError where the recording cannot be decoded or the encoder not be used.
    """
    encoder = VoiceEncoder(model)
    windows = voice_windows(recording, encoder, progress)
    turns, vectors = turns_and_vectors(windows, count or VoiceCount())
    return FoundVoices(turns, vectors, encoder.identity)


def turns_and_vectors(
    windows: VoiceWindows, count: VoiceCount
) -> tuple[tuple[Turn, ...], dict[str, tuple[float, ...]]]:
    """The turns that windows of speech make, and the vector of each voice by its label."""
    if not len(windows.vectors):
        return (), {}
    found = assigned(windows, count.fewest, count.most)
    raw = list(_turns(_doubted(found), windows))
    spoken: Counter[int] = Counter()
    for voice, interval in raw:
        spoken[voice] += round(interval.duration / SPEECH_FRAME)
    del spoken[UNSURE]
    label = {voice: LABELS[place] for place, (voice, _) in enumerate(spoken.most_common())}
    turns = tuple(Turn(interval, label.get(voice, UNSURE_SPEAKER)) for voice, interval in raw)
    return turns, {label[voice]: tuple(found.voices[voice].tolist()) for voice in label}


def _doubted(found: Assigned) -> NDArray[np.int64]:
    """The voice of each window, `UNSURE` in a row of windows that are hardly nearer to one voice than to another."""
    labels = found.labels.copy()
    for doubtful, row in groupby(
        range(len(labels)), key=lambda at: len(found.voices) > 1 and found.margins[at] < DOUBTFUL
    ):
        places = list(row)
        if doubtful and len(places) >= LONG_DOUBT:
            labels[places] = UNSURE
    return labels


def _turns(labels: NDArray[np.int64], windows: VoiceWindows) -> Iterator[tuple[int, Interval]]:
    """Each run of windows of one voice, and the interval with its edges in pauses."""
    pieces = runs(labels, windows)
    starts = [float(windows.starts[run.first]) for run in pieces]
    ends = [float(windows.starts[run.last]) + WINDOW_SECONDS for run in pieces]
    for at, (one, other) in enumerate(pairwise(pieces)):
        if starts[at + 1] < ends[at]:
            between = windows.starts[one.last] + WINDOW_SECONDS / 2, windows.starts[other.first] + WINDOW_SECONDS / 2
            ends[at] = starts[at + 1] = _pause(windows.speech, *between)
    for run, start, end in zip(pieces, starts, ends, strict=True):
        yield run.voice, _trimmed(Interval(start, end), windows.speech)


def _pause(speech: NDArray[np.float32], start: Seconds, end: Seconds) -> Seconds:
    """The time between `start` and `end` at which somebody speaks least, rather in the middle."""
    import numpy as np

    first, last = int(start / SPEECH_FRAME), max(int(start / SPEECH_FRAME) + 1, int(end / SPEECH_FRAME))
    away = np.abs(np.linspace(-1, 1, last - first))
    return (first + int((speech[first:last] + CENTRED * away).argmin()) + 0.5) * SPEECH_FRAME


def _trimmed(interval: Interval, speech: NDArray[np.float32]) -> Interval:
    """The interval from the first to the last speech in it."""
    import numpy as np

    first = int(interval.start / SPEECH_FRAME)
    spoken = np.flatnonzero(speech[first : int(np.ceil(interval.end / SPEECH_FRAME))] > SPEECH)
    if not len(spoken):
        return interval
    start, end = (first + int(spoken[0])) * SPEECH_FRAME, (first + int(spoken[-1]) + 1) * SPEECH_FRAME
    return Interval(max(interval.start, start), max(interval.start, start, min(interval.end, end)))
