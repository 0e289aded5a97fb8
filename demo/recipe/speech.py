"""Speech from espeak-ng's shared library: samples, and the true start time of every word.

Needs `libespeak-ng.so.1` (Debian: `apt-get install libespeak-ng1 espeak-ng-data`) and the `soxr` package.
The struct layouts, event types and parameter numbers are those of espeak-ng's `speak_lib.h`.
"""

from __future__ import annotations

import ctypes as C
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000  # Hz, what Whisper hears
_SILENT = 0.002  # amplitude below which the edges of a sentence are trimmed
_OUTPUT_SYNCHRONOUS, _EVENT_WORD, _CHARS_UTF8, _POSITION_CHARACTER = 2, 1, 1, 1
_RATE, _PITCH, _RANGE = 1, 3, 4

Samples = npt.NDArray[np.float32]


class _Id(C.Union):
    _fields_ = [("number", C.c_int), ("name", C.c_char_p), ("string", C.c_char * 8)]


class _Event(C.Structure):
    _fields_ = [
        ("type", C.c_int),
        ("unique_identifier", C.c_uint),
        ("text_position", C.c_int),
        ("length", C.c_int),
        ("audio_position", C.c_int),
        ("sample", C.c_int),
        ("user_data", C.c_void_p),
        ("id", _Id),
    ]


_Callback = C.CFUNCTYPE(C.c_int, C.POINTER(C.c_short), C.c_int, C.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Voice:
    """name as espeak-ng knows it, rate in its words a minute, pitch and pitch range 0-99."""

    name: str
    rate: int
    pitch: int
    range: int


@dataclass(frozen=True, slots=True)
class SpokenWord:
    """A word as written (with its punctuation) and its time in seconds."""

    text: str
    start: float
    end: float


class _Espeak:
    """The library keeps one global state, so there is one of these (`_espeak`)."""

    def __init__(self) -> None:
        self._lib = C.CDLL("libespeak-ng.so.1")
        self.rate: int = self._lib.espeak_Initialize(_OUTPUT_SYNCHRONOUS, 0, None, 0)
        self._blocks: list[npt.NDArray[np.int16]] = []
        self._words: list[tuple[int, float]] = []
        self._callback = _Callback(self._receive)  # kept, or it would be collected while C still calls it
        self._lib.espeak_SetSynthCallback(self._callback)

    def _receive(self, samples: Any, count: int, events: Any) -> int:
        if samples and count > 0:
            self._blocks.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        i = 0
        while events[i].type != 0:
            if events[i].type == _EVENT_WORD:
                self._words.append((events[i].text_position - 1, events[i].audio_position / 1000))
            i += 1
        return 0

    def speak(self, text: str, voice: Voice) -> tuple[npt.NDArray[np.int16], list[tuple[int, float]]]:
        """Samples at the library's own rate, and (character offset, seconds) of every word."""
        self._blocks.clear()
        self._words.clear()
        if self._lib.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise ValueError(f"espeak-ng has no voice {voice.name!r}")
        for parameter, value in ((_RATE, voice.rate), (_PITCH, voice.pitch), (_RANGE, voice.range)):
            self._lib.espeak_SetParameter(parameter, value, 0)
        data = text.encode()
        self._lib.espeak_Synth(data, C.c_size_t(len(data) + 1), 0, _POSITION_CHARACTER, 0, _CHARS_UTF8, None, None)
        self._lib.espeak_Synchronize()
        return np.concatenate(self._blocks), list(self._words)


@cache
def _espeak() -> _Espeak:
    return _Espeak()


def speak(text: str, voice: Voice) -> tuple[Samples, list[SpokenWord]]:
    """One sentence as mono float32 at 16 kHz without silent edges, and its words; seconds from its first sample.

    espeak-ng joins some particles to the next word and then reports one event for both; such a word starts where the
    word before it does. Words of the text are split at single spaces.
    """
    import soxr  # here, so that measuring the episode needs neither it nor espeak-ng

    raw, events = _espeak().speak(text, voice)
    samples: Samples = soxr.resample(raw.astype(np.float32) / 32768, _espeak().rate, SAMPLE_RATE, quality="HQ")
    loud = np.flatnonzero(np.abs(samples) > _SILENT)
    first, last = (int(loud[0]), int(loud[-1]) + 1) if len(loud) else (0, len(samples))
    first, last = max(0, first - 160), min(len(samples), last + 320)  # 10 ms before and 20 ms after
    shift, duration = first / SAMPLE_RATE, (last - first) / SAMPLE_RATE
    return samples[first:last], _words(text, [(p, max(0.0, t - shift)) for p, t in events], duration)


def _words(text: str, events: list[tuple[int, float]], duration: float) -> list[SpokenWord]:
    written, offset = text.split(" "), 0
    starts: list[float] = []
    for word in written:
        inside = [t for p, t in events if offset <= p < offset + len(word)]
        starts.append(inside[0] if inside else (starts[-1] if starts else 0.0))
        offset += len(word) + 1
    return [SpokenWord(w, a, b) for w, a, b in zip(written, starts, [*starts[1:], duration], strict=True)]
