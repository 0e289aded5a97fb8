"""How many voices there are in a recording's windows, and which of them each window is.

Clusters give the first guess. Then windows are given to voices and voices made of their windows, in turn, as in k-means
but along time: speakers do not change from word to word (Viterbi over the windows). Voices that turn out alike are one,
and who is never heard for some seconds at a stretch is none: such clusters are made of windows on a change of speakers,
of laughter, of one word.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from audio.types import Seconds
from audio.voices.clustering import clustered
from audio.voices.count import MOST_VOICES
from audio.voices.windows import WINDOW_SECONDS, VoiceWindows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SHORTEST: Seconds = 3.2  # of somebody at a stretch: two windows side by side
SHARPNESS = 15.0  # of a cosine as a logarithm of probability: .2 nearer is 20 times likelier
CHANGE = 1.0  # logarithm of probability that a change of voice costs, from one window to the next
FEWEST_WINDOWS = 3  # of a cluster that may be a voice
MOST_STEPS = 2  # between two windows of one run
ROUNDS = 3  # of giving windows to voices, and making voices of windows


@dataclass(frozen=True, slots=True)
class Run:
    """Windows `first`..`last` (inclusive) without a gap, all of one voice."""

    voice: int
    first: int
    last: int


@dataclass(frozen=True, slots=True, eq=False)
class Assigned:
    """Which voice each window is: a row of `voices`, unit vectors of shape (voices, size); `margins` of the choices.

    A margin is how much nearer, as a cosine, the window is to its voice than to any other; shape (windows,).
    """

    voices: NDArray[np.float32]
    labels: NDArray[np.int64]
    margins: NDArray[np.float32]


def assigned(windows: VoiceWindows, fewest: int = 1, most: int = MOST_VOICES) -> Assigned:
    """The voices of windows (at least one); `fewest` and `most` as far as they are known beforehand."""
    import numpy as np

    vectors = windows.vectors
    clusters = clustered(vectors, windows.alike)
    order = np.argsort(-clusters.counts, kind="stable")[:MOST_VOICES]
    kept = [at for at in order if clusters.counts[at] >= FEWEST_WINDOWS] or order[:1]
    voices, labels = _settled(_unit(clusters.means[kept]), vectors)
    while len(voices) > fewest:
        odd = _passing(labels, len(voices), windows)
        if odd is None:
            one, other, cosine = _most_alike(voices, labels, vectors)
            if cosine < windows.same and len(voices) <= most:
                break
            labels = np.where(labels == other, one, labels)
            odd = other
        voices = np.delete(_means(voices, labels, vectors), odd, axis=0)
        voices, labels = _settled(voices, vectors)
    while len(voices) < min(fewest, len(vectors)):
        voices, labels = _settled(_with_one_split(voices, labels, vectors), vectors)
    return Assigned(voices, labels, _margins(voices, labels, vectors))


def runs(labels: NDArray[np.int64], windows: VoiceWindows) -> list[Run]:
    """The windows cut wherever the voice changes, or nobody speaks for longer than a window is missing."""
    import numpy as np

    gap = np.diff(windows.starts) > MOST_STEPS * windows.step
    cuts = np.flatnonzero(gap | (np.diff(labels) != 0)) + 1
    edges = [0, *cuts.tolist(), len(labels)]
    return [Run(int(labels[first]), first, end - 1) for first, end in pairwise(edges)]


def _settled(
    voices: NDArray[np.float32], vectors: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Voices made of the windows that are nearest to them, without those that have none, and each window's voice."""
    import numpy as np

    for _ in range(ROUNDS):
        labels = _path(SHARPNESS * (vectors @ voices.T))
        voices = _means(voices, labels, vectors)[np.unique(labels)]
    labels = _path(SHARPNESS * (vectors @ voices.T))
    kept, labels = np.unique(labels, return_inverse=True)
    return voices[kept], labels


def _path(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """The likeliest voice of every window (Viterbi); `scores` of the shape (windows, voices)."""
    import numpy as np

    count, voices = scores.shape
    came_from = np.zeros((count, voices), np.int64)
    best, stay = scores[0], np.arange(voices)
    for at in range(1, count):
        top = int(best.argmax())
        change = best[top] - CHANGE
        came_from[at] = np.where(best >= change, stay, top)
        best = np.maximum(best, change) + scores[at]
    path = np.zeros(count, np.int64)
    path[-1] = int(best.argmax())
    for at in range(count - 1, 0, -1):
        path[at - 1] = came_from[at, path[at]]
    return path


def _means(voices: NDArray[np.float32], labels: NDArray[np.int64], vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean direction of each voice's windows; a voice without windows stays as it is."""
    import numpy as np

    chosen = [vectors[labels == voice] for voice in range(len(voices))]
    return _unit(np.stack([own.mean(axis=0) if len(own) else voices[at] for at, own in enumerate(chosen)]))


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9), np.float32)


def _passing(labels: NDArray[np.int64], voices: int, windows: VoiceWindows) -> int | None:
    """The voice that is heard for the shortest time at a stretch, if that is too short for anybody."""
    longest = [0.0] * voices
    for run in runs(labels, windows):
        duration = windows.starts[run.last] - windows.starts[run.first] + WINDOW_SECONDS
        longest[run.voice] = max(longest[run.voice], duration)
    shortest = min(range(voices), key=lambda voice: longest[voice])
    return shortest if longest[shortest] < SHORTEST else None


def _most_alike(
    voices: NDArray[np.float32], labels: NDArray[np.int64], vectors: NDArray[np.float32]
) -> tuple[int, int, float]:
    """The two voices whose windows are most like each other's, as far as those of one voice are like each other."""
    import numpy as np

    means = np.stack([vectors[labels == voice].mean(axis=0) for voice in range(len(voices))])
    counts = np.bincount(labels, minlength=len(voices))
    inside = ((means**2).sum(axis=1) * counts - 1) / np.maximum(counts - 1, 1)  # mean cosine of two different windows
    inside = np.sqrt(np.maximum(inside, 0.1))
    cosines = np.tril(means @ means.T / np.outer(inside, inside), -1) + np.triu(np.full((len(voices),) * 2, -np.inf))
    other, one = np.unravel_index(int(cosines.argmax()), cosines.shape)
    return int(one), int(other), float(cosines[other, one])


def _with_one_split(
    voices: NDArray[np.float32], labels: NDArray[np.int64], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    """The voice with the most windows made two, along the direction in which they differ most."""
    import numpy as np

    largest = int(np.bincount(labels).argmax())
    own = vectors[labels == largest]
    away = own - own.mean(axis=0)
    side = away @ np.linalg.svd(away, full_matrices=False)[2][0] > 0
    halves = _unit(np.stack([own[side].mean(axis=0), own[~side].mean(axis=0)]))
    return np.concatenate([np.delete(voices, largest, axis=0), halves])


def _margins(
    voices: NDArray[np.float32], labels: NDArray[np.int64], vectors: NDArray[np.float32]
) -> NDArray[np.float32]:
    import numpy as np

    cosines = vectors @ voices.T
    every = np.arange(len(vectors))
    own = cosines[every, labels]
    cosines[every, labels] = -1.0
    return np.asarray(own - cosines.max(axis=1), np.float32)
