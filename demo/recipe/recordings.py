"""Synthetic recordings: generated sentences read aloud one after the other, as Whisper's features with true times.

A shard is `NAME.npy` (float16 log-mel features, 80 x frames of 10 ms, one recording after the other) and `NAME.json`
(for each recording: first frame, number of frames, and its sentences as [[word, start, end], …] in seconds).
The three voices are those of the demo episode and one more, each with its rate and pitch moved a little.
"""

from __future__ import annotations

import json
import random
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from speech import SAMPLE_RATE, Samples, SpokenWord, Voice, speak
from text import sentence

VOICES = (Voice("ar+f2", 158, 58, 55), Voice("ar+m4", 148, 42, 45), Voice("ar", 152, 48, 50))
VOICE_WEIGHTS = (3, 3, 1)
MINUTES = 2.0  # of one recording
Sentence = list[SpokenWord]


def _voice(r: random.Random) -> Voice:
    v = r.choices(VOICES, VOICE_WEIGHTS)[0]
    return Voice(v.name, v.rate + r.randint(-10, 10), v.pitch + r.randint(-6, 6), v.range + r.randint(-8, 8))


def _pause(r: random.Random) -> float:
    """Seconds between two sentences: mostly short, sometimes long enough for the voice activity detector to cut."""
    x = r.random()
    if x < 0.85:
        return r.uniform(0.25, 0.9)
    return r.uniform(0.9, 2.2) if x < 0.97 else r.uniform(2.2, 6)


def record(r: random.Random, minutes: float = MINUTES) -> tuple[Samples, list[Sentence]]:
    """One recording of one or two voices with pauses, a random level and mostly some hiss."""
    voices = [_voice(r) for _ in range(r.choice([1, 2, 2]))]
    voice = voices[0]
    parts = [np.zeros(int(r.choice([0.0, r.uniform(0, 0.6), r.uniform(0.2, 2.5)]) * SAMPLE_RATE), np.float32)]
    position, sentences = len(parts[0]), []
    while position < minutes * 60 * SAMPLE_RATE:
        if r.random() < 0.3:
            voice = r.choice(voices)
        samples, words = speak(sentence(r), voice)
        start = position / SAMPLE_RATE
        sentences.append([SpokenWord(w.text, start + w.start, start + w.end) for w in words])
        silence = np.zeros(int(_pause(r) * SAMPLE_RATE), np.float32)
        parts += [samples * np.float32(r.uniform(0.7, 1.0)), silence]
        position += len(samples) + len(silence)
    return _with_hiss(r, np.concatenate(parts)), sentences


def _with_hiss(r: random.Random, voice: Samples) -> Samples:
    voice = voice * np.float32(10 ** r.uniform(-1.0, 0) * 0.95 / max(1e-6, float(np.abs(voice).max())))
    if r.random() < 0.15:
        return voice
    noise = np.random.default_rng(r.randrange(1 << 32)).standard_normal(len(voice)).astype(np.float32)
    if r.random() < 0.5:
        noise = np.convolve(noise, [0.25, 0.5, 0.25], "same").astype(np.float32)
    level = float(np.sqrt(np.mean(voice**2))) * 10 ** (-r.uniform(25, 60) / 20)
    return (voice + noise * np.float32(level)).astype(np.float32)


@cache
def _extractor() -> Any:
    from faster_whisper.feature_extractor import FeatureExtractor

    return FeatureExtractor()  # the one that will hear the demo


def make_shard(folder: Path, name: str, seed: int, hours: float) -> Path:
    """Record `hours` of speech from `seed`; a shard that is there already is kept."""
    done = folder / f"{name}.json"
    if done.exists():
        return done
    r = random.Random(seed)
    features, index, position = [], [], 0
    while position < hours * 360_000:  # frames of 10 ms
        samples, sentences = record(r)
        mel = _extractor()(samples).astype(np.float16)
        rows = [[[w.text, round(w.start, 3), round(w.end, 3)] for w in words] for words in sentences]
        features.append(mel)
        index.append([position, mel.shape[1], rows])
        position += mel.shape[1]
    folder.mkdir(parents=True, exist_ok=True)
    np.save(folder / f"{name}.npy", np.concatenate(features, 1))
    part = done.with_suffix(".part")
    part.write_text(json.dumps(index, ensure_ascii=False), "utf-8")
    part.rename(done)  # last, so that a half-written shard is made again
    return done


def make_shards(folder: Path, plan: list[tuple[str, int, float]], workers: int) -> None:
    """plan: (name, seed, hours) of each shard."""
    with ProcessPoolExecutor(workers) as pool:
        jobs = [pool.submit(make_shard, folder, *shard) for shard in plan]
        for job in jobs:
            print("recorded", job.result().stem, flush=True)
