"""The bundled episode in stereo: the host on the left, the guest on the right, each leaking into the other."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio import SAMPLE_RATE, decode_blocks, open_recording
from tests.support.audio_samples import write
from transcripts.repetition import plain

DEMO = Path(__file__).parents[2] / "demo"
SIDES = {"host": "left", "guest": "right"}
PATH_SAMPLES = 40  # 2.5 ms: microphones almost a metre apart


@dataclass(frozen=True)
class Spoken:
    text: str  # as `plain` has it
    start: float
    side: str


def true_words(seconds: float) -> list[Spoken]:
    """The words that begin before `seconds`."""
    lines = json.loads((DEMO / "words.json").read_text(encoding="utf-8"))["lines"]
    words = [Spoken(plain(text), start, SIDES[line["speaker"]]) for line in lines for text, start, _ in line["words"]]
    return [word for word in words if word.start < seconds]


def apart(seconds: float) -> NDArray[np.float32]:
    """The first `seconds` with each person on a channel of their own; shape (2, samples)."""
    sound = np.concatenate(
        [block.samples for block in decode_blocks(open_recording(DEMO / "episode.mp3"), end=seconds)]
    )
    lines = json.loads((DEMO / "words.json").read_text(encoding="utf-8"))["lines"]
    channels = np.zeros((2, len(sound)), np.float32)
    begin = 0
    for line, following in zip(lines, [*lines[1:], None], strict=True):
        end = (line["words"][-1][2] + following["words"][0][1]) / 2 if following else seconds
        stretch = slice(begin, round(end * SAMPLE_RATE))
        channels[list(SIDES).index(line["speaker"]), stretch] = sound[stretch]
        begin = stretch.stop
    return channels


def leaking(channels: NDArray[np.float32], decibels: float) -> NDArray[np.float32]:
    """Each channel with the other one in it, so many `decibels` louder (below 0: quieter), and a little hiss."""
    hiss = np.random.default_rng(1).standard_normal(channels.shape) * 1e-4
    leaked = np.roll(channels[::-1], PATH_SAMPLES, axis=1) * 10 ** (decibels / 20)
    return np.asarray(np.clip(channels + leaked + hiss, -1, 1), np.float32)


def stereo(path: Path, seconds: float, decibels: float) -> Path:
    return write(path, leaking(apart(seconds), decibels))
