"""Music made for the tests, as episodes begin with it."""

from __future__ import annotations

import numpy as np

from audio import SAMPLE_RATE
from tests.support.audio_samples import Samples

CHORDS = ((220, 277, 330), (196, 247, 294), (174, 220, 262), (165, 208, 247))  # Hz


def music(seconds: float) -> Samples:
    """Four chords in turn, each with its harmonics, struck twice a second, with a drum."""
    t = np.arange(SAMPLE_RATE // 2) / SAMPLE_RATE
    beats = []
    for beat in range(round(2 * seconds)):
        tones = (np.sin(2 * np.pi * f * h * t) / h for f in CHORDS[beat // 4 % 4] for h in (1, 2, 3, 4))
        drum = np.sin(2 * np.pi * 180 * np.exp(-t * 8) * t) * np.exp(-t * 12)
        beats.append(sum(tones) * np.exp(-t * 2.5) + 1.5 * drum)
    sound = np.concatenate(beats)
    return np.asarray(0.5 * sound / np.abs(sound).max(), np.float32)
