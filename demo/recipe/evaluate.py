"""Word error rate and word times of a model, by plain faster-whisper with the demo's pinned options.

Usage: python evaluate.py [MODEL_FOLDER] [--minutes 20] [--lines]

Reads the demo episode, and with --minutes as much held-out speech from a seed that training never uses. Words are
compared without punctuation; times are compared where a word was recognised or replaced by another.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
from faster_whisper import WhisperModel
from heldout import words as plain
from speech import SpokenWord

HELD_OUT_SEED = 777_001
OPTIONS: dict[str, Any] = {
    "language": "ar",
    "beam_size": 5,
    "temperature": 0.0,  # the fallback to higher temperatures is random
    "vad_filter": True,
    "word_timestamps": True,
    "condition_on_previous_text": False,
}
Heard = list[SpokenWord]


@dataclass(frozen=True, slots=True)
class Figures:
    words: int
    wer: float
    cer: float
    start_errors: list[float]  # absolute, seconds


def compare(truth: Heard, heard: Heard) -> Figures:
    """Word error rate, character error rate, and how far the starts of the aligned words are off."""
    reference, hypothesis = _tokens(truth), _tokens(heard)
    said, read = (" ".join(w for w, _ in side) for side in (reference, hypothesis))
    aligned = jiwer.process_words(said, read)
    errors = []
    for part in aligned.alignments[0]:
        if part.type in ("equal", "substitute"):
            pairs = zip(
                reference[part.ref_start_idx : part.ref_end_idx],
                hypothesis[part.hyp_start_idx : part.hyp_end_idx],
                strict=True,
            )
            errors += [abs(a - b) for (_, a), (_, b) in pairs]
    return Figures(len(reference), aligned.wer, jiwer.cer(said, read), errors)


def _tokens(side: Heard) -> list[tuple[str, float]]:
    return [(token, word.start) for word in side for token in plain(word.text)]


def listen(model: WhisperModel, sound: Any, show: bool = False) -> Heard:
    """The words the model hears in a file's or an array's sound."""
    heard = []
    for segment in model.transcribe(sound, **OPTIONS)[0]:
        if show:
            print(f"  {segment.start:7.2f} {segment.end:7.2f} {segment.text}")
        heard += [SpokenWord(w.word, w.start, w.end) for w in segment.words or []]
    return heard


def report(name: str, figures: Figures, seconds: float, took: float) -> None:
    median, late = np.quantile(figures.start_errors, [0.5, 0.9])
    print(
        f"{name}: {seconds / 60:.1f} min, {figures.words} words, WER {figures.wer:.3f}, CER {figures.cer:.3f}, "
        f"word start error median {median:.3f} s, p90 {late:.3f} s, real-time factor {took / seconds:.3f}"
    )


def episode(model: WhisperModel, demo: Path, show: bool) -> None:
    lines = json.loads((demo / "words.json").read_text("utf-8"))["lines"]
    truth = [SpokenWord(*w) for line in lines for w in line["words"]]
    begun = time.perf_counter()
    heard = listen(model, str(demo / "episode.mp3"), show)
    report("demo episode", compare(truth, heard), truth[-1].end, time.perf_counter() - begun)


def held_out(model: WhisperModel, minutes: float) -> None:
    """Recordings of two minutes each, counted together."""
    from recordings import record  # needs espeak-ng, which the episode does not

    r, took, seconds = random.Random(HELD_OUT_SEED), 0.0, 0.0
    truth: Heard = []
    heard: Heard = []
    while seconds < minutes * 60:
        samples, sentences = record(r)
        begun = time.perf_counter()
        found = listen(model, samples)
        took += time.perf_counter() - begun
        for side, words in ((truth, [w for s in sentences for w in s]), (heard, found)):
            side += [SpokenWord(w.text, seconds + w.start, seconds + w.end) for w in words]
        seconds += len(samples) / 16_000
    report("held-out generator speech", compare(truth, heard), seconds, took)


if __name__ == "__main__":
    demo = Path(__file__).resolve().parent.parent
    parser = argparse.ArgumentParser(description="Measure a model on the demo episode and on held-out speech.")
    parser.add_argument("model", type=Path, nargs="?", default=demo / "model")
    parser.add_argument("--minutes", type=float, default=0.0, help="of held-out speech")
    parser.add_argument("--lines", action="store_true", help="print what was heard in the episode")
    given = parser.parse_args()
    whisper = WhisperModel(str(given.model), device="cpu", compute_type="int8", cpu_threads=2)
    episode(whisper, demo, given.lines)
    if given.minutes:
        held_out(whisper, given.minutes)
