"""How far the starts of words are off, and the word error rate, beside plain faster-whisper.

    python -m benchmarks.word_times [--minutes 20]

On the demo recording, and with espeak-ng and the packages of `demo/recipe/requirements.txt` also on held-out
synthetic speech: sentences with pauses of 0.5-10 s between them, and talks like those of its training. The truth is
espeak-ng's own.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import wave
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from statistics import quantiles
from typing import Any

import jiwer
import numpy as np

from audio import SAMPLE_RATE, open_recording
from transcripts import TranscribeOptions, demo_dir, transcribe
from transcripts.hardware import usable_cores
from transcripts.repetition import plain

HELD_OUT_SEED = 777_002  # training never uses it
PAUSES = (0.5, 10.0)  # seconds
WORK = Path("build/benchmarks")
Timed = list[tuple[str, float]]
"""Words without punctuation, and when each starts."""


def by_mazeej(path: Path) -> Timed:
    options = TranscribeOptions(model="demo", device="cpu", language="ar", cache=False)
    return cleaned((word.text, word.start) for word in transcribe(open_recording(path), options).words())


def by_faster_whisper(path: Path, without_timestamps: bool = False) -> Timed:
    segments, _info = loaded().transcribe(
        str(path),
        language="ar",
        beam_size=5,
        temperature=0,
        word_timestamps=True,
        vad_filter=True,
        condition_on_previous_text=False,
        without_timestamps=without_timestamps,
    )
    return cleaned((word.word, word.start) for segment in segments for word in segment.words)


def by_faster_whisper_without(path: Path) -> Timed:
    """Without time tokens, as mazeej and the batched way decode."""
    return by_faster_whisper(path, without_timestamps=True)


def by_batched(path: Path) -> Timed:
    from faster_whisper import BatchedInferencePipeline

    segments, _info = BatchedInferencePipeline(loaded()).transcribe(
        str(path), language="ar", beam_size=5, temperature=0, word_timestamps=True, batch_size=8
    )
    return cleaned((word.word, word.start) for segment in segments for word in segment.words)


WAYS: dict[str, Callable[[Path], Timed]] = {
    "mazeej": by_mazeej,
    "faster-whisper": by_faster_whisper,
    "faster-whisper, no time tokens": by_faster_whisper_without,
    "faster-whisper, batched": by_batched,
}


def loaded() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(demo_dir() / "model"), device="cpu", compute_type="int8", cpu_threads=usable_cores())


def cleaned(words: Any) -> Timed:
    return [(text, start) for word, start in words if (text := plain(word))]


def compare(name: str, way: str, truth: Timed, heard: Timed) -> None:
    """A row of the table; start errors of the words that were recognised."""
    matcher = SequenceMatcher(None, [w for w, _ in truth], [w for w, _ in heard], autojunk=False)
    errors = [
        abs(truth[block.a + i][1] - heard[block.b + i][1])
        for block in matcher.get_matching_blocks()
        for i in range(block.size)
    ]
    cuts = quantiles(errors, n=100, method="inclusive")
    wer = jiwer.wer(" ".join(w for w, _ in truth), " ".join(w for w, _ in heard))
    print(
        f"| {name} | {way} | {wer:.3f} | {cuts[49]:.3f} | {cuts[89]:.3f} | {cuts[94]:.3f} | {len(errors)} |", flush=True
    )


def demo() -> tuple[Path, Timed]:
    lines = json.loads((demo_dir() / "words.json").read_text(encoding="utf-8"))["lines"]
    return demo_dir() / "episode.mp3", cleaned((text, start) for line in lines for text, start, _end in line["words"])


def held_out(minutes: float) -> dict[str, tuple[Path, Timed]]:
    """Synthetic speech that training never hears, of the same voices and generator."""
    sys.path.insert(0, str(demo_dir() / "recipe"))
    return {"held-out speech with pauses": _with_pauses(minutes), "held-out talks": _talks(minutes)}


def _with_pauses(minutes: float) -> tuple[Path, Timed]:
    from recordings import VOICES, _with_hiss  # type: ignore[import-not-found]
    from speech import speak  # type: ignore[import-not-found]
    from text import sentence  # type: ignore[import-not-found]

    r = random.Random(HELD_OUT_SEED)
    position, parts, truth = 0, [], []
    while position < minutes * 60 * SAMPLE_RATE:
        silence = np.zeros(round(r.uniform(*PAUSES) * SAMPLE_RATE), np.float32)
        samples, words = speak(sentence(r), r.choice(VOICES))
        start = (position + len(silence)) / SAMPLE_RATE
        truth += [(word.text, start + word.start) for word in words]
        parts += [silence, samples]
        position += len(silence) + len(samples)
    return written("pauses", _with_hiss(r, np.concatenate(parts))), cleaned(truth)


def _talks(minutes: float) -> tuple[Path, Timed]:
    """Recordings of two minutes, one behind the other."""
    from recordings import record

    r = random.Random(HELD_OUT_SEED)
    position, parts, truth = 0, [], []
    while position < minutes * 60 * SAMPLE_RATE:
        samples, sentences = record(r)
        start = position / SAMPLE_RATE
        truth += [(word.text, start + word.start) for words in sentences for word in words]
        parts.append(samples)
        position += len(samples)
    return written("talks", np.concatenate(parts)), cleaned(truth)


def written(name: str, sound: Any) -> Path:
    WORK.mkdir(parents=True, exist_ok=True)
    path = WORK / f"{name}.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
        file.writeframes((np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes())
    return path


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=20)
    minutes = parser.parse_args(arguments).minutes
    sets = {"demo episode": demo()}
    try:
        sets |= held_out(minutes)
    except (ImportError, OSError) as error:
        print(f"without held-out speech: {error}", file=sys.stderr)
    print("| sound | way | WER | start error median | p90 | p95 (s) | words compared |\n|---|---|---|---|---|---|---|")
    for name, (path, truth) in sets.items():
        for way, recognise in WAYS.items():
            compare(name, way, truth, recognise(path))


if __name__ == "__main__":
    main()
