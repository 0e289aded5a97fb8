"""Speed and memory of transcription beside faster-whisper's own two ways.

    python -m benchmarks.transcription [--minutes 10] [--model demo] [--rounds 3] [--tokens N]

Every run is a process of its own; the ways alternate. All decode the same sound with beam search at temperature 0,
no fallback, no time tokens, no word times, so that they do the same work; with `--tokens` each window takes exactly
that many (for a model with random weights, which never ends by itself). The sound is the demo episode over and over.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
import wave
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

from audio import SAMPLE_RATE, decode_blocks, open_recording
from transcripts import TranscribeOptions, demo_dir, transcribe
from transcripts.hardware import usable_cores
from transcripts.model_lookup import find_model

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "benchmarks"
BATCH = 8
WAYS = ("mazeej", "batched", "sequential")


def sound(minutes: float) -> Path:
    """A recording of that length, made once."""
    path = WORK / f"episode-{minutes:g}min.wav"
    if not path.exists():
        WORK.mkdir(parents=True, exist_ok=True)
        blocks = [block.samples for block in decode_blocks(open_recording(demo_dir() / "episode.mp3"))]
        left = round(minutes * 60 * SAMPLE_RATE)
        unfinished = path.with_suffix(".part")
        with wave.open(str(unfinished), "wb") as file:
            file.setparams((1, 2, SAMPLE_RATE, 0, "NONE", ""))
            while left:
                for block in blocks:
                    taken = block[:left]
                    file.writeframes((taken.clip(-1, 1) * 32767).astype("<i2").tobytes())
                    left -= len(taken)
        unfinished.replace(path)
    return path


def by_mazeej(path: Path, model: str, tokens: int | None, beam: int) -> None:
    options = TranscribeOptions(
        model=model,
        device="cpu",
        language="ar",
        beam_size=beam,
        batch_size=BATCH,
        max_new_tokens=tokens,
        word_timestamps=False,
        retry=False,
        cache=False,
    )
    transcribe(open_recording(path), options)


def by_batched(path: Path, model: str, tokens: int | None, beam: int) -> None:
    from faster_whisper import BatchedInferencePipeline

    segments, _info = BatchedInferencePipeline(loaded(model)).transcribe(
        str(path), language="ar", beam_size=beam, temperature=0, batch_size=BATCH, max_new_tokens=tokens
    )
    for _segment in segments:
        pass


def by_sequential(path: Path, model: str, tokens: int | None, beam: int) -> None:
    segments, _info = loaded(model).transcribe(
        str(path),
        language="ar",
        beam_size=beam,
        temperature=0,
        max_new_tokens=tokens,
        without_timestamps=True,
        condition_on_previous_text=False,
        vad_filter=True,
        compression_ratio_threshold=None,
        log_prob_threshold=None,
        no_speech_threshold=None,
    )
    for _segment in segments:
        pass


def loaded(model: str) -> Any:
    from faster_whisper import WhisperModel

    return WhisperModel(str(find_model(model)), device="cpu", compute_type="int8", cpu_threads=usable_cores())


RUNS: dict[str, Callable[[Path, str, int | None, int], None]] = {
    "mazeej": by_mazeej,
    "batched": by_batched,
    "sequential": by_sequential,
}


def run_one(way: str, path: Path, model: str, tokens: int | None, beam: int) -> dict[str, float]:
    """Seconds, CPU seconds, peak memory (MB) and windows of one way, in this process."""
    from faster_whisper import WhisperModel

    windows = 0
    encode = WhisperModel.encode

    def counted(self: Any, features: Any) -> Any:
        nonlocal windows
        windows += 1 if features.ndim == 2 else features.shape[0]
        return encode(self, features)

    WhisperModel.encode = counted
    started = time.perf_counter()
    RUNS[way](path, model, tokens, beam)
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_SELF)
    kibibytes = usage.ru_maxrss if sys.platform != "darwin" else usage.ru_maxrss / 1024
    return {
        "seconds": seconds,
        "cpu_seconds": usage.ru_utime + usage.ru_stime,
        "peak_mb": kibibytes / 1024,
        "windows": windows,
    }


def measure(arguments: argparse.Namespace) -> None:
    sound(arguments.minutes)
    settings = {name: getattr(arguments, name) for name in ("minutes", "model", "tokens", "beam")}
    kept = measured_before(arguments.keep, settings)
    results: dict[str, list[dict[str, float]]] = {way: [] for way in arguments.ways}
    for number in range(arguments.rounds):
        for way in arguments.ways:
            found = kept.get((number, way))
            if found is None:
                command = [sys.executable, "-m", "benchmarks.transcription", *sys.argv[1:], "--only", way]
                output = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout
                found = json.loads(output.splitlines()[-1])
                if arguments.keep:
                    arguments.keep.parent.mkdir(parents=True, exist_ok=True)
                    with arguments.keep.open("a", encoding="utf-8") as file:
                        file.write(json.dumps({**settings, "round": number, "way": way, "found": found}) + "\n")
            results[way].append(found)
            print(way, {name: round(value, 1) for name, value in found.items()}, flush=True)
    table(results, arguments.minutes * 60)


def measured_before(keep: Path | None, settings: dict[str, Any]) -> dict[tuple[int, str], dict[str, float]]:
    """What a run that was stopped had measured with the same settings, by round and way."""
    if keep is None or not keep.is_file():
        return {}
    rows = [json.loads(line) for line in keep.read_text(encoding="utf-8").splitlines() if line.endswith("}")]
    return {
        (row["round"], row["way"]): row["found"]
        for row in rows
        if all(row[name] == value for name, value in settings.items())
    }


def table(results: dict[str, list[dict[str, float]]], length: float) -> None:
    print("\n| way | × real time | CPU seconds | peak memory | windows |\n|---|---|---|---|---|")
    middle = {
        way: {name: median(run[name] for run in runs) for name in runs[0]} for way, runs in results.items() if runs
    }
    for way, run in middle.items():
        print(
            f"| {way} | {length / run['seconds']:.1f} | {run['cpu_seconds']:.1f} | {run['peak_mb']:.0f} MB "
            f"| {run['windows']:.0f} |"
        )
    ours = middle.get("mazeej")
    for way, run in middle.items():
        if ours and way != "mazeej":
            print(
                f"mazeej to {way}: throughput {run['seconds'] / ours['seconds']:.2f}, "
                f"CPU seconds {ours['cpu_seconds'] / run['cpu_seconds']:.2f}, "
                f"peak memory {ours['peak_mb'] / run['peak_mb']:.2f}"
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--model", default="demo", help="a name or a folder")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--tokens", type=int, help="exactly so many in each window, for random weights")
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep each run's figures there; go on after a stop")
    parser.add_argument("--only", choices=WAYS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.only:
        found = run_one(arguments.only, sound(arguments.minutes), arguments.model, arguments.tokens, arguments.beam)
        print(json.dumps(found))
    else:
        measure(arguments)


if __name__ == "__main__":
    main()
