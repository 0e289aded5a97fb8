"""Finding the pause beside a word, so that a cut does not go through one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.types import Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

STEP = 0.01  # seconds between the levels that are compared
CLOSE = 0.08  # seconds; about the error of a word's time, and less than any word
QUIET = 20.0  # dB below the stretch's speech level that count as a pause


def quiet_start(samples: Samples, rate: int, start: Seconds, reach: Seconds, shaved: Seconds) -> Seconds:
    """The pause nearest to `start`, from `reach` before to `shaved` after; else the quietest place close by.

    `samples` has the shape (samples,); times are seconds from its beginning.
    """
    levels = _levels(samples, rate)
    return _pause(levels, start - reach, start + shaved, near=start)


def quiet_end(samples: Samples, rate: int, end: Seconds, reach: Seconds, shaved: Seconds) -> Seconds:
    """The same for the end: from `shaved` before to `reach` after."""
    levels = _levels(samples, rate)
    return _pause(levels, end - shaved, end + reach, near=end)


def _levels(samples: Samples, rate: int) -> NDArray[np.float64]:
    """Power in dB of each `STEP`."""
    import numpy as np

    size = max(1, round(rate * STEP))
    count = max(1, len(samples) // size)
    frames = np.resize(samples, (count, size)) if len(samples) < size else samples[: count * size].reshape(count, size)
    return np.asarray(10 * np.log10(np.square(frames, dtype=np.float64).mean(axis=1) + 1e-12))


def _pause(levels: NDArray[np.float64], earliest: Seconds, latest: Seconds, near: Seconds) -> Seconds:
    import numpy as np

    first = max(0, round(earliest / STEP))
    window = levels[first : max(first + 1, round(latest / STEP))]
    if len(window) == 0:
        return near
    middles = (np.arange(len(window)) + first + 0.5) * STEP
    distance = np.abs(middles - near)
    quiet = window < np.percentile(levels, 90) - QUIET  # the 90th percentile is speech even in a stretch full of pauses
    if quiet.any():
        return float(middles[int(np.argmin(np.where(quiet, distance, np.inf)))])
    return float(middles[int(np.argmin(np.where(distance <= CLOSE, window, np.inf)))])
