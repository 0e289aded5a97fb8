"""Where a transcription's CPU time goes: seconds of each stage, one thread, and the share that is Whisper's own.

python benchmarks/stages.py [--minutes 3] [--model demo] [--tokens N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from itertools import islice
from typing import TypeVar

from audio import decode_blocks, open_recording
from audio.speech import SpeechDetector
from benchmarks.transcription import BATCH, sound
from transcripts.model_lookup import find_model
from transcripts.transcription import BLOCK_SECONDS
from transcripts.whisper import DecodingTask, Recogniser
from transcripts.windows import windows

Result = TypeVar("Result")
FLOOR = ("encode", "generate")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=3)
    parser.add_argument("--model", default="demo", help="a name or a folder")
    parser.add_argument("--tokens", type=int, help="exactly so many in each window, for random weights")
    arguments = parser.parse_args()
    spent: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Result]) -> Result:
        begun = time.process_time()
        result = work()
        spent[stage] = spent.get(stage, 0.0) + time.process_time() - begun
        return result

    recording = open_recording(sound(arguments.minutes))
    recogniser = timed("load model", lambda: Recogniser(find_model(arguments.model), "cpu", None, 1))
    blocks = timed("decode sound", lambda: list(decode_blocks(recording, block=BLOCK_SECONDS)))
    found = timed("detect speech", lambda: list(windows(blocks, SpeechDetector(), recogniser.window_seconds)))
    features = timed("features", lambda: [recogniser.features(window.samples) for window in found])
    task = DecodingTask("ar", 5, arguments.tokens)
    waiting = iter(features)
    while batch := list(islice(waiting, recogniser.batch_size(BATCH))):
        encoded = timed("encode", lambda: recogniser.encode(batch))
        heard = timed("generate", lambda: recogniser.decode(encoded, task))  # noqa: B023
        timed("word times", lambda: recogniser.word_times(encoded, heard, "ar"))  # noqa: B023
    total = sum(spent.values()) - spent["load model"]
    for stage, seconds in spent.items():
        print(f"{stage:14} {seconds:6.2f} s")
    floor = sum(spent[stage] for stage in FLOOR)
    print(f"{total:.2f} s after loading, {total / floor:.2f} times encode and generate alone")


if __name__ == "__main__":
    main()
