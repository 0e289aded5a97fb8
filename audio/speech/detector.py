"""Silero's detector of speech, which faster-whisper carries."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from audio.types import Samples

FRAME_SAMPLES = 512  # what Silero hears at once: 32 ms


class SpeechDetector:
    """Silero's detector: the probability of speech for every frame, the sound given piece by piece."""

    def __init__(self) -> None:
        import numpy as np

        self._state = (np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32))
        self._context = np.zeros(64, np.float32)  # the end of the frame before

    @cached_property
    def _session(self) -> Any:
        from faster_whisper.vad import get_vad_model

        return get_vad_model().session

    def __call__(self, samples: Samples) -> list[float]:
        """`samples`: whole frames."""
        import numpy as np

        frames = samples.reshape(-1, FRAME_SAMPLES)
        before = np.vstack([self._context, frames[:-1, -64:]])
        output, *self._state = self._session.run(
            None, {"input": np.hstack([before, frames]), "h": self._state[0], "c": self._state[1]}
        )
        self._context = frames[-1, -64:].copy()
        probabilities: list[float] = output.reshape(-1).tolist()
        return probabilities
