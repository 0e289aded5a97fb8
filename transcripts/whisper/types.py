"""What a recogniser is asked, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audio import Seconds

if TYPE_CHECKING:
    import numpy as np
    from ctranslate2 import StorageView
    from numpy.typing import NDArray

Features: TypeAlias = "NDArray[np.float32]"
"""A log-mel spectrogram, shape (mels, frames of 10 ms)."""


@dataclass(frozen=True, slots=True)
class AlignedWord:
    """A word and its time in the window's own sound."""

    start: Seconds
    end: Seconds
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What Whisper makes of one window."""

    text: str
    tokens: tuple[int, ...]
    average_log_probability: float
    no_speech_probability: float


@dataclass(frozen=True, slots=True)
class DecodingTask:
    """How to decode: the part of the options that Whisper itself sees."""

    language: str
    beam_size: int
    max_new_tokens: int | None = None
    previous_text: str = ""
    hotwords: tuple[str, ...] = ()  # as many as fit


class Encoded:
    """Windows as the encoder left them; only the recogniser looks inside."""

    __slots__ = ("frames", "output")

    def __init__(self, output: StorageView, frames: list[int]) -> None:
        self.output = output
        self.frames = frames  # of sound in each window, the padding not counted
