"""Kill -9 at random moments: does the same command end in the same transcript?

    python -m benchmarks.kill [--trials 10] [--seed 1]

Every trial has a cache of its own. A transcription of the demo episode is killed at a random moment, three times over,
then run to its end, and its transcript compared with that of an undisturbed run.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from transcripts import demo_dir

KILLS = 3
ROOT = Path(__file__).resolve().parent.parent
CODE = """
import sys
from audio import open_recording
from transcripts import TranscribeOptions, save, transcribe
options = TranscribeOptions(model="demo", device="cpu", language="ar", batch_size=2)
save(transcribe(open_recording(sys.argv[1]), options), sys.argv[2])
"""


def start(folder: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", CODE, str(demo_dir() / "episode.mp3"), str(folder / "transcript.json")]
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": str(ROOT), "MAZEEJ_CACHE": str(folder)})


def finish(folder: Path) -> bytes:
    if start(folder).wait() != 0:
        raise SystemExit("a transcription failed")
    return (folder / "transcript.json").read_bytes()


def killed(folder: Path, moments: list[float]) -> int:
    """Kill a run at each of the moments (seconds after its start); how many windows the journal then holds."""
    for moment in moments:
        child = start(folder)
        time.sleep(moment)
        child.send_signal(signal.SIGKILL)
        child.wait()
    journals = list(folder.glob("transcripts/*.journal"))
    return journals[0].read_bytes().count(b"\n") - 1 if journals else 0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--trials", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as base:
        (undisturbed := Path(base) / "undisturbed").mkdir()
        begun = time.monotonic()
        expected = finish(undisturbed)
        took = time.monotonic() - begun
        same = 0
        for trial in range(arguments.trials):
            (folder := Path(base) / str(trial)).mkdir()
            moments = [chance.uniform(0.1 * took, 0.8 * took) for _ in range(KILLS)]
            windows = killed(folder, moments)
            identical = finish(folder) == expected
            same += identical
            print(
                f"killed after {', '.join(f'{moment:.1f} s' for moment in moments)}: {windows} windows kept, "
                f"{'the same transcript' if identical else 'ANOTHER TRANSCRIPT'}",
                flush=True,
            )
        print(f"{same} of {arguments.trials} identical")
    sys.exit(same != arguments.trials)


if __name__ == "__main__":
    main()
