"""From nothing to the demo's model: tokenizer, synthetic recordings, training, export.

Usage: python build.py [BUILD_FOLDER] [--out MODEL_FOLDER] [--steps N] [--workers 2] [--hours 5] [--init CHECKPOINT]

Every step keeps what is there already, so the same command goes on where it was stopped. By default the tokenizer that
lies in the model folder is kept, so that a checkpoint and the bundled model stay exchangeable; give a new --out to
learn a new one.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import recordings
import tokens

HERE = Path(__file__).resolve().parent
SHARDS = 3  # for each worker
VALID_SEED, FIRST_SEED = 9_000, 10_000
VALID_HOURS = 0.3


def plan(workers: int, hours: float) -> list[tuple[str, int, float]]:
    """(name, seed, hours) of every shard; the seeds are all different."""
    shards = [("valid", VALID_SEED, VALID_HOURS)]
    for rank in range(workers):
        shards += [(f"train{rank}{i}", FIRST_SEED + 100 * rank + i, hours) for i in range(SHARDS)]
    return shards


def build(folder: Path, out: Path, steps: int, workers: int, hours: float, init: Path | None) -> None:
    tokenizer = folder / "tokenizer.json"
    folder.mkdir(parents=True, exist_ok=True)
    if not tokenizer.exists():
        if (out / "tokenizer.json").exists():
            shutil.copy(out / "tokenizer.json", tokenizer)
        else:
            tokens.train(tokenizer)
    recordings.make_shards(folder / "data", plan(workers, hours), workers)
    import export
    import train  # after the recordings: their worker processes need no torch

    train.train(folder, steps, steps * 3 // 10, init, workers)
    export.export(folder / "checkpoint.pt", tokenizer, out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Build the demo's miniature Whisper.")
    parser.add_argument("folder", type=Path, nargs="?", default=HERE / "build")
    parser.add_argument("--out", type=Path, default=HERE.parent / "model")
    parser.add_argument("--steps", type=int, default=30_000)
    parser.add_argument("--workers", type=int, default=2, help="training processes, one core each")
    parser.add_argument("--hours", type=float, default=5.0, help="of speech in each shard, three shards a worker")
    parser.add_argument("--init", type=Path, help="checkpoint to start from instead of random weights")
    given = parser.parse_args()
    build(given.folder, given.out, given.steps, given.workers, given.hours, given.init)
