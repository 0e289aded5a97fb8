"""Sound that moves as speech does where Silero's detector finds none.

Speech rises and falls with its syllables, and its tones glide. Noise hardly rises and falls, and the tones of music
stay. Measured over 2 s (benchmarks/transcription.md, "Speech behind music"): 90 % of speech, telephone speech too,
varies by more than 14 dB, synthetic music by 7-9, noise by 1-2; spectra 0.1 s apart correlate by .2-.7, music's by .9.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from audio.decoding import SAMPLE_RATE

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FRAME_SAMPLES = 512  # what a detector of speech hears at once: 32 ms
LOWEST, HIGHEST = 250, 3500  # Hz; what a telephone lets through of speech
AROUND = 62  # frames, 2 s
APART = 3  # frames between spectra that are compared
LEAST_SWING = 13.0  # dB between loud and quiet frames
MOST_ALIKE = 0.8  # correlation of spectra
QUIETEST = -60.0  # dB below full scale, in the band
BELOW_LOUD = 18.0  # dB under the loud frames around: quieter frames are the pauses
LOUD, QUIET = 90, 15  # percentiles


def moves_like_speech(frames: NDArray[np.float32]) -> NDArray[np.bool_]:
    """For each of at least a second's frames, shape (frames, FRAME_SAMPLES): whether it is loud among sound that moves
    as speech does. What lies beyond the first and the last is not known."""
    import numpy as np

    if len(frames) < AROUND // 2:
        return np.zeros(len(frames), dtype=bool)
    band = _band(frames)
    levels = 10 * np.log10(band.sum(axis=1) / (FRAME_SAMPLES * band.shape[1]) + 1e-12)
    around = _windows(levels)
    loud, quiet = np.percentile(around, (LOUD, QUIET), axis=1)
    among_loud = around >= (loud + quiet)[:, None] / 2
    alike = np.where(among_loud, _windows(_alike(band)), 0.0).sum(axis=1) / among_loud.sum(axis=1)
    moves = (loud - quiet > LEAST_SWING) & (alike < MOST_ALIKE) & (loud > QUIETEST)
    return np.asarray(moves & (levels > loud - BELOW_LOUD))


def _band(frames: NDArray[np.float32]) -> NDArray[np.float64]:
    """The power spectrum between `LOWEST` and `HIGHEST`: shape (frames, bins)."""
    import numpy as np

    step = SAMPLE_RATE / FRAME_SAMPLES
    spectrum = np.fft.rfft(frames * np.hanning(FRAME_SAMPLES), axis=1)[:, round(LOWEST / step) : round(HIGHEST / step)]
    return np.asarray(np.abs(spectrum) ** 2)


def _alike(band: NDArray[np.float64]) -> NDArray[np.float64]:
    """How each frame's spectrum correlates with the one `APART` frames before, 1 for the first ones."""
    import numpy as np

    logarithms = np.log(band + 1e-9)
    logarithms -= logarithms.mean(axis=1, keepdims=True)
    logarithms /= np.linalg.norm(logarithms, axis=1, keepdims=True) + 1e-9
    alike = np.ones(len(band))
    alike[APART:] = (logarithms[APART:] * logarithms[:-APART]).sum(axis=1)
    return alike


def _windows(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The values around each: shape (frames, about AROUND), mirrored at the ends."""
    import numpy as np

    half = min(AROUND // 2, len(values) - 1)
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, half, mode="reflect"), 2 * half + 1)
