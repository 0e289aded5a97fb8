"""Conversations built of recorded voices, for measuring who speaks: whose every utterance is known to the sample."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from audio import SAMPLE_RATE, Interval, Seconds, Turn, decode_blocks, open_recording
from audio.speech import FRAME_SAMPLES, SpanFinder, SpeechDetector

Samples = NDArray[np.float32]
LONGEST: Seconds = 30.0  # of an utterance
SHORTEST: Seconds = 0.3
MARGIN: Seconds = 0.05  # of sound that an utterance keeps on either side of the speech found in it
LINE = (300.0, 3_400.0)  # Hz that a telephone lets through
ROOM = 1e-4  # amplitude of the noise that fills the pauses
# Readers and speakers of ../shared/audio; the three sonnets are read by one voice. The clips of Gulf, Iraqi, Maghrebi
# and Egyptian talk, eight seconds each, may hold two voices each and are not used.
VOICES: Mapping[str, Sequence[str]] = {
    "address": ["address.mp3"],
    "sonnets": ["sonnet1.mp3", "sonnet2.mp3", "sonnet3.mp3"],
    "jfk": ["jfk.flac"],
    "libri": ["libri-1088-134315-0000.wav"],
}
DEMO = Path(__file__).parents[1] / "demo"


@dataclass(frozen=True, slots=True, eq=False)
class Conversation:
    name: str
    samples: Samples  # 16 kHz mono
    turns: tuple[Turn, ...]  # an utterance each

    @property
    def speakers(self) -> int:
        return len({turn.speaker for turn in self.turns})


def demo_conversation() -> Conversation:
    """The bundled demo: two synthetic voices, a word a turn."""
    turns = [Turn(Interval(start, end), line["speaker"]) for line in _demo_lines() for _, start, end in line["words"]]
    return Conversation("demo", read(DEMO / "episode.mp3"), tuple(turns))


def demo_voices() -> dict[str, list[Samples]]:
    """The utterances of the demo's two voices."""
    samples, found = read(DEMO / "episode.mp3"), dict[str, list[Samples]]()
    for line in _demo_lines():
        start, end = line["words"][0][1] - MARGIN, line["words"][-1][2] + MARGIN
        cut = samples[max(0, round(start * SAMPLE_RATE)) : round(end * SAMPLE_RATE)]
        found.setdefault(f"demo {line['speaker']}", []).append(cut)
    return found


def recorded_voices(folder: Path) -> dict[str, list[Samples]]:
    """The utterances of each voice of which `folder` has recordings."""
    there = {name: [folder / file for file in files if (folder / file).is_file()] for name, files in VOICES.items()}
    return {name: [cut for path in paths for cut in utterances(read(path))] for name, paths in there.items() if paths}


def read(path: Path) -> Samples:
    return np.concatenate([block.samples for block in decode_blocks(open_recording(str(path)))])


def utterances(samples: Samples) -> list[Samples]:
    """The stretches of speech between pauses."""
    padded = np.pad(samples, (0, -len(samples) % FRAME_SAMPLES))
    finder = SpanFinder(LONGEST)
    margin = round(MARGIN * SAMPLE_RATE)
    spans = [*finder.feed(SpeechDetector()(padded)), *finder.finish()]
    return [
        samples[max(0, span.start * FRAME_SAMPLES - margin) : span.end * FRAME_SAMPLES + margin]
        for span in spans
        if (span.end - span.start) * FRAME_SAMPLES >= SHORTEST * SAMPLE_RATE
    ]


def conversation(
    voices: Mapping[str, Sequence[Samples]], seconds: Seconds, seed: int, gains: Mapping[str, float] | None = None
) -> Conversation:
    """A talk of about `seconds`, one to three utterances a turn; each is used once until a voice has none left.

    `gains` make voices louder or quieter.
    """
    random = np.random.default_rng(seed)
    parts: list[Samples] = []
    turns: list[Turn] = []
    length, speaker = 0, ""
    waiting = {name: _shuffled(cuts, random) for name, cuts in voices.items()}
    while length < seconds * SAMPLE_RATE:
        others = [name for name in voices if name != speaker] or list(voices)
        speaker = others[random.integers(len(others))]
        for _ in range(random.integers(1, 4)):
            waiting[speaker] = waiting[speaker] or _shuffled(voices[speaker], random)
            cut = waiting[speaker].pop() * (gains or {}).get(speaker, 1.0)
            parts += [np.zeros(round(random.uniform(0.15, 0.8) * SAMPLE_RATE), np.float32), cut.astype(np.float32)]
            start = length + len(parts[-2])
            length = start + len(cut)
            turns.append(Turn(Interval(start / SAMPLE_RATE + MARGIN, length / SAMPLE_RATE - MARGIN), speaker))
    noise = ROOM * random.standard_normal(length)
    name = f"{' + '.join(voices)}, {seconds:.0f} s, seed {seed}{', one quiet' if gains else ''}"
    return Conversation(name, np.concatenate(parts) + noise.astype(np.float32), tuple(turns))


def on_the_phone(samples: Samples) -> Samples:
    """The sound as a telephone line carries it: 300 to 3,400 Hz, eight bits by the mu-law."""
    spectrum, frequencies = np.fft.rfft(samples), np.fft.rfftfreq(len(samples), 1 / SAMPLE_RATE)
    spectrum[(frequencies < LINE[0]) | (frequencies > LINE[1])] = 0
    narrow = np.clip(np.fft.irfft(spectrum, len(samples)), -1, 1)
    companded = np.sign(narrow) * np.log1p(255 * np.abs(narrow)) / np.log1p(255)
    coarse = np.round(companded * 127) / 127
    return np.asarray(np.sign(coarse) * np.expm1(np.abs(coarse) * np.log1p(255)) / 255, np.float32)


def _shuffled(cuts: Sequence[Samples], random: np.random.Generator) -> list[Samples]:
    return [cuts[at] for at in random.permutation(len(cuts))]


def _demo_lines() -> list[dict]:  # type: ignore[type-arg]  # of JSON
    lines: list[dict] = json.loads((DEMO / "words.json").read_text(encoding="utf-8"))["lines"]  # type: ignore[type-arg]
    return lines
