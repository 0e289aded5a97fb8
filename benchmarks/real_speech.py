"""Real recordings with the real whisper-base: words kept behind music, errors, CPU and memory, beside faster-whisper.

    python -m benchmarks.real_speech [--rounds 1] [--keep FILE] [--only NAME …] [--long MINUTES]

Reads `../shared/audio`, whose recordings have texts, and puts the model into build/ with `../shared/models`. Every run
is a process of its own; the ways alternate. "Behind music" is the same speech after 47 s of synthetic music, "line" the
same as through a telephone, at a fifth of its level. With `--long`, one recording over and over, for memory alone.
"""

from __future__ import annotations

import argparse
import json
import resource
import runpy
import subprocess
import sys
import time
import unicodedata
import wave
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import jiwer
import numpy as np

from audio import SAMPLE_RATE, decode_blocks, open_recording
from audio.speech import FRAME_SAMPLES, speech_probabilities
from transcripts import TranscribeOptions, transcribe
from transcripts.hardware import usable_cores

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
WORK = ROOT / "build" / "benchmarks"
MODEL = ROOT / "build" / "whisper-base"
MUSIC = 47.3  # seconds, no multiple of what the detector remembers
QUIET = 0.2  # of the level
SILENT = 0.1  # probability of speech below which nobody speaks
NEAR = 3  # frames of 32 ms by which a word may begin before speech does
TEXTS = {"address.mp3": "address.txt", "sonnet1.mp3": "sonnet1.txt", "sonnet2.mp3": "sonnet2.txt"}
VARIANTS = ("plain", "music", "line", "line music")
WAYS = ("mazeej", "batched", "sequential")


@dataclass(frozen=True)
class Run:
    """One way over one sound."""

    name: str
    variant: str
    way: str
    seconds: float
    cpu_seconds: float
    peak_mb: float
    words: list[tuple[float, str]]  # the start of each, behind the music


def sound(name: str, variant: str, repeat_to: float = 0.0) -> Path:
    """A recording as wav, made once; with `repeat_to` seconds the same over and over."""
    path = WORK / f"{Path(name).stem}-{variant.replace(' ', '-')}-{repeat_to:g}.wav"
    if not path.exists():
        making = runpy.run_path(str(SHARED / "audio" / "after_music.py"))
        blocks = decode_blocks(open_recording(SHARED / "audio" / name))
        samples = np.concatenate([block.samples for block in blocks])
        if repeat_to:
            samples = np.resize(samples, round(repeat_to * SAMPLE_RATE))
        if "line" in variant:
            samples = making["phone"](samples) * QUIET
        if "music" in variant:
            samples = np.concatenate([making["music"](MUSIC), samples])
        WORK.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            file.writeframes((samples.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return path


def by_mazeej(path: Path) -> list[tuple[float, str]]:
    options = TranscribeOptions(model=str(MODEL), device="cpu", language="en", cache=False)
    return [(word.start, word.text) for word in transcribe(open_recording(path), options).words()]


def by_batched(path: Path) -> list[tuple[float, str]]:
    from faster_whisper import BatchedInferencePipeline

    segments, _ = BatchedInferencePipeline(_whisper()).transcribe(
        str(path), language="en", batch_size=8, word_timestamps=True
    )
    return [(word.start, word.word) for segment in segments for word in segment.words or ()]


def by_sequential(path: Path) -> list[tuple[float, str]]:
    segments, _ = _whisper().transcribe(str(path), language="en", word_timestamps=True, vad_filter=True)
    return [(word.start, word.word) for segment in segments for word in segment.words or ()]


def _whisper() -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(MODEL), device="cpu", compute_type="int8", cpu_threads=usable_cores())


RUNS: dict[str, Callable[[Path], list[tuple[float, str]]]] = {
    "mazeej": by_mazeej,
    "batched": by_batched,
    "sequential": by_sequential,
}


def run(name: str, variant: str, way: str, repeat_to: float = 0.0) -> Run:
    path = sound(name, variant, repeat_to)
    began, offset = time.monotonic(), MUSIC if "music" in variant else 0.0
    words = [(start - offset, word) for start, word in RUNS[way](path)]
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu = usage.ru_utime + usage.ru_stime
    return Run(name, variant, way, time.monotonic() - began, cpu, usage.ru_maxrss / 1024, words)


def plain(text: str) -> list[str]:
    letters = unicodedata.normalize("NFKD", text.casefold().replace("-", " "))
    return "".join(c for c in letters if c.isalnum() or c.isspace()).split()


def scored(runs: list[Run]) -> Mapping[str, float]:
    """Over several recordings heard in one way: errors a word of the text, and how many of its words were right."""
    texts = [plain((SHARED / "audio" / TEXTS[one.name]).read_text(encoding="utf-8")) for one in runs]
    heard = [plain(" ".join(word for start, word in one.words)) for one in runs]
    found = [
        jiwer.process_words(" ".join(text), " ".join(words) or "-") for text, words in zip(texts, heard, strict=True)
    ]
    total = sum(map(len, texts))
    return {
        "wer": sum(one.substitutions + one.deletions + one.insertions for one in found) / total,
        "right": sum(one.hits for one in found) / total,
        "lost": sum(one.deletions for one in found),
        "invented": sum(one.insertions for one in found),
        "in_silence": float(np.mean([in_silence(one) for one in runs])),
        "cpu_seconds": sum(one.cpu_seconds for one in runs),
        "peak_mb": max(one.peak_mb for one in runs),
    }


def in_silence(one: Run) -> float:
    """The share of words that begin where, of the clean recording, the detector hears nobody."""
    probabilities = np.array(list(speech_probabilities(decode_blocks(open_recording(sound(one.name, "plain"))))))
    places = [int(start * SAMPLE_RATE / FRAME_SAMPLES) for start, _ in one.words]
    silent = [place < 0 or bool((probabilities[place : place + NEAR + 1] < SILENT).all()) for place in places]
    return float(np.mean(silent)) if silent else 0.0


def report(runs: list[Run]) -> None:
    print("| sound | way | WER | words right | lost | invented | begin in silence | CPU seconds | peak memory |")
    print("|---|---|---|---|---|---|---|---|---|")
    for variant in VARIANTS:
        for way in WAYS:
            chosen = [one for one in runs if (one.variant, one.way) == (variant, way)]
            rounds = max((sum(o.name == one.name for o in chosen) for one in chosen), default=0)
            if not rounds:
                continue
            row = scored(chosen)
            lost, invented, cpu = (row[field] / rounds for field in ("lost", "invented", "cpu_seconds"))
            print(
                f"| {variant} | {way} | {row['wer']:.3f} | {row['right']:.3f} | {lost:.0f} | {invented:.0f} "
                f"| {row['in_silence']:.1%} | {cpu:.1f} | {row['peak_mb']:.0f} MB |"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--only", nargs="*", default=list(TEXTS))
    parser.add_argument("--keep", type=Path, default=WORK / "real_speech.jsonl")
    parser.add_argument("--long", type=float, metavar="MINUTES")
    parser.add_argument("--one", nargs=4, metavar=("NAME", "VARIANT", "WAY", "SECONDS"), help="used by itself")
    arguments = parser.parse_args()
    if arguments.one:
        name, variant, way, seconds = arguments.one
        print(json.dumps(asdict(run(name, variant, way, float(seconds)))))
        return
    subprocess.run(["sh", str(SHARED / "models" / "whisper-base.sh"), str(MODEL)], check=True)
    if arguments.long:
        for way in WAYS:
            done = one_process("address.mp3", "plain", way, 60 * arguments.long)
            print(f"{way}: {done.cpu_seconds:.1f} CPU seconds, {done.peak_mb:.0f} MB, {done.seconds:.0f} s", flush=True)
        return
    WORK.mkdir(parents=True, exist_ok=True)
    kept = (
        [Run(**json.loads(line)) for line in arguments.keep.read_text().splitlines()] if arguments.keep.exists() else []
    )
    for turn in range(arguments.rounds):
        for name in arguments.only:
            for variant in VARIANTS:
                for way in WAYS:
                    same = [one for one in kept if (one.name, one.variant, one.way) == (name, variant, way)]
                    if len(same) <= turn:
                        kept.append(one_process(name, variant, way))
                        with arguments.keep.open("a") as file:
                            file.write(json.dumps(asdict(kept[-1])) + "\n")
    report([one for one in kept if one.name in arguments.only])
    cpu = {way: sum(one.cpu_seconds for one in kept if one.way == way) for way in WAYS}
    print(
        f"\nCPU: {cpu['mazeej'] / cpu['batched']:.2f} of batched, {cpu['mazeej'] / cpu['sequential']:.2f} of sequential"
    )


def one_process(name: str, variant: str, way: str, seconds: float = 0.0) -> Run:
    sound(name, variant, seconds)
    command = [sys.executable, "-m", "benchmarks.real_speech", "--one", name, variant, way, str(seconds)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return Run(**json.loads(done.stdout.splitlines()[-1]))


if __name__ == "__main__":
    main()
