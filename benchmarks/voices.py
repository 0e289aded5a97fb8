"""Who speaks, on conversations built of recorded voices: diarization error, words right, seconds and memory.

Stretches of 0.3 s of the utterances stand for words: each goes to the turn that it has most in common with, as a word
of a transcript does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
import wave
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from audio import SAMPLE_RATE, Interval, Seconds, Turn, open_recording
from audio.voices import VoiceCount, voices
from benchmarks.conversations import (
    Conversation,
    conversation,
    demo_conversation,
    demo_voices,
    on_the_phone,
    recorded_voices,
)
from transcripts import Segment, Transcript, Word, with_speakers

AUDIO = Path(__file__).parents[2] / "shared" / "audio"
WORD: Seconds = 0.3
LONG_HOURS = (1, 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--long", action="store_true", help="also 1 h and 3 h: CPU seconds and peak memory")
    options = parser.parse_args()
    if not AUDIO.is_dir():
        print(f"{AUDIO} is not here: the demo's voices alone are measured", file=sys.stderr)
    print("| conversation | voices | found | DER .25 | DER 0 | words right | with N: DER .25 | words right |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    rows = [_row(talk) for talk in _conversations()]
    for row in rows:
        print("| " + " | ".join(row[0]) + " |")
    means = np.mean([row[1] for row in rows], axis=0)
    print("| mean | | | " + " | ".join(f"{mean:.3f}" for mean in means) + " |")
    if options.long:
        _long()


def _conversations() -> Iterator[Conversation]:
    yield demo_conversation()
    every = {**recorded_voices(AUDIO), **demo_voices()}
    real = [name for name in every if not name.startswith("demo")]
    casts: list[Sequence[str]] = [real[:2], real[:3], [*real[:2], *real[3:]], real, real[:1], real[1:2]]
    casts = [cast for cast in casts if cast]
    for seed in (1, 2):
        for cast in casts:
            yield conversation({name: every[name] for name in cast}, 240.0, seed)
    for seed in (3, 4):
        mixed = [*real[:1], *demo_voices()]
        yield conversation({name: every[name] for name in mixed}, 200.0, seed)
    if len(real) > 1:
        pair = {name: every[name] for name in real[:2]}
        yield conversation(pair, 240.0, 5, gains={real[1]: 0.1})
        yield conversation(pair, 40.0, 6)
        guest = [on_the_phone(cut) for cut in every[real[1]]]
        yield replace(
            conversation({**pair, real[1]: guest}, 240.0, 7), name=f"{real[0]} + {real[1]} on the phone, 240 s"
        )
    if len(every) > 5:
        yield conversation(every, 400.0, 8)


def _row(talk: Conversation) -> tuple[list[str], list[float]]:
    free, told = _found(talk, VoiceCount()), _found(talk, VoiceCount(talk.speakers, talk.speakers))
    count = len({turn.speaker for turn in free})
    figures = [
        _error_rate(talk.turns, free, 0.25),
        _error_rate(talk.turns, free, 0.0),
        _words_right(talk, free),
        _error_rate(talk.turns, told, 0.25),
        _words_right(talk, told),
    ]
    return [talk.name, str(talk.speakers), str(count), *(f"{figure:.3f}" for figure in figures)], figures


def _found(talk: Conversation, count: VoiceCount) -> tuple[Turn, ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talk.wav"
        _write(path, talk.samples)
        return voices(open_recording(str(path)), count)


def _error_rate(reference: Sequence[Turn], found: Sequence[Turn], collar: Seconds) -> float:
    """Diarization error rate; `collar` seconds on each side of an edge do not count."""
    from pyannote.core import Annotation
    from pyannote.core import Segment as Stretch
    from pyannote.metrics.diarization import DiarizationErrorRate

    annotations = []
    for turns in (reference, found):
        annotation = Annotation()
        for at, turn in enumerate(turns):
            annotation[Stretch(turn.interval.start, turn.interval.end), at] = turn.speaker
        annotations.append(annotation)
    return float(DiarizationErrorRate(collar=2 * collar)(*annotations))


def _words_right(talk: Conversation, found: Sequence[Turn]) -> float:
    truth = [(interval, turn.speaker) for turn in talk.turns for interval in _words_of(turn.interval)]
    words = tuple(Word(interval.start, interval.end, "x") for interval, _ in truth)
    labelled = with_speakers(Transcript((Segment(words),)), found)
    labels = [segment.speaker for segment in labelled.segments for _ in segment.words]
    from scipy.optimize import linear_sum_assignment

    names, heard = sorted({name for _, name in truth}), sorted({label or "" for label in labels})
    together = np.zeros((len(names), len(heard)))
    for (_, name), label in zip(truth, labels, strict=True):
        together[names.index(name), heard.index(label or "")] += 1
    rows, columns = linear_sum_assignment(-together)
    return float(together[rows, columns].sum() / len(truth))


def _words_of(interval: Interval) -> Iterator[Interval]:
    count = max(1, round(interval.duration / WORD))
    edges = np.linspace(interval.start, interval.end, count + 1).tolist()
    for start, end in pairwise(edges):
        yield Interval(start, end)


def _long() -> None:
    every = recorded_voices(AUDIO) or demo_voices()
    names = list(every)[:2]
    for hours in LONG_HOURS:
        talk = conversation({name: every[name] for name in names}, hours * 3600.0, hours)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "talk.wav"
            _write(path, talk.samples)
            with get_context("spawn").Pool(1) as alone:
                found, seconds, peak = alone.apply(_measured, (path,))
        right = _words_right(talk, found)
        count = len({turn.speaker for turn in found})
        print(f"{hours} h: {seconds:.0f} CPU seconds, peak {peak:.0f} MiB, {count} voices, {right:.3f} of words right")


def _measured(path: Path) -> tuple[tuple[Turn, ...], float, float]:
    """The turns, the CPU seconds and the peak memory in MiB of a process that does nothing else."""
    started = time.process_time()
    found = voices(open_recording(str(path)))
    seconds = time.process_time() - started
    status = Path("/proc/self/status").read_text(encoding="ascii")  # ru_maxrss counts what the parent had at the fork
    return found, seconds, int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _write(path: Path, samples: np.ndarray) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


if __name__ == "__main__":
    main()
