"""script.json -> the demo's recording, its true word times and its gold labels.

Usage: python episode.py [DEMO_FOLDER]

Writes episode.mp3, words.json and gold.json beside script.json. The times are espeak-ng's own events, moved by where
each sentence was put; nothing is measured from the sound.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path
from typing import Any

import av
import numpy as np
from speech import SAMPLE_RATE, Samples, SpokenWord, Voice, speak

BIT_RATE = 32_000  # bits a second
SEED = 2026  # of the pauses
PEAK, NOISE_DB = 0.7, -46.0  # full scale, and dB of the hiss under the voices
SAME_SPEAKER_PAUSE, TURN_PAUSE = (0.35, 0.7), (0.6, 1.0)  # seconds

Line = tuple[str, str, list[SpokenWord]]  # speaker, text, words with the recording's times


def perform(script: dict[str, Any]) -> tuple[Samples, list[Line]]:
    """The episode's samples and its lines with the times of their words."""
    r = random.Random(SEED)
    voices = {key: Voice(v["voice"], v["rate"], v["pitch"], v["range"]) for key, v in script["speakers"].items()}
    parts: list[Samples] = [np.zeros(SAMPLE_RATE // 2, np.float32)]
    position, before = SAMPLE_RATE // 2, None
    lines: list[Line] = []
    for speaker, text in script["lines"]:
        pause = int(r.uniform(*(SAME_SPEAKER_PAUSE if speaker == before else TURN_PAUSE)) * SAMPLE_RATE)
        samples, words = speak(text, voices[speaker])
        position += pause
        start = position / SAMPLE_RATE
        lines.append((speaker, text, [SpokenWord(w.text, start + w.start, start + w.end) for w in words]))
        parts += [np.zeros(pause, np.float32), samples]
        position += len(samples)
        before = speaker
    voice = np.concatenate([*parts, np.zeros(SAMPLE_RATE, np.float32)])
    voice *= PEAK / float(np.abs(voice).max())
    hiss = np.random.default_rng(SEED).standard_normal(len(voice)).astype(np.float32)
    level = float(np.sqrt(np.mean(voice**2))) * 10 ** (NOISE_DB / 20)
    return (voice + hiss * level).astype(np.float32), lines


def write_mp3(path: Path, samples: Samples, title: str, artist: str) -> None:
    """Encode with PyAV's own LAME; no ffmpeg program is needed."""
    with av.open(str(path), "w", format="mp3") as container:
        container.metadata.update({"title": title, "artist": artist, "language": "ara"})
        stream = container.add_stream("libmp3lame", rate=SAMPLE_RATE)
        stream.bit_rate, stream.layout = BIT_RATE, "mono"
        pcm = (np.clip(samples, -1, 1) * 32767).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(pcm[None], format="s16p", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        fifo = av.AudioFifo()
        fifo.write(frame)
        while block := fifo.read(1152, partial=True):  # an MP3 frame's samples
            container.mux(stream.encode(block))
        container.mux(stream.encode(None))


def gold(claims: list[dict[str, Any]], lines: list[Line], article: str) -> list[dict[str, Any]]:
    """Each claim with the true time of its evidence: from the first to the last word of the lines that say it."""
    spoken = {text: words for _, text, words in lines}
    out = []
    for claim in claims:
        if article.count(claim["text"]) != 1:
            raise ValueError(f"not in the article exactly once: {claim['text']}")
        words = [word for line in claim["said"] for word in spoken[line]]
        start, end = (round(words[0].start, 2), round(words[-1].end, 2)) if words else (None, None)
        out.append({"text": claim["text"], "start": start, "end": end, "verdict": claim["verdict"]})
    return out


def _dump(path: Path, head: dict[str, Any], key: str, rows: list[Any]) -> None:
    """JSON with one row a line, so that differences can be read."""
    body = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    top = "".join(f"{json.dumps(k)}: {json.dumps(v, ensure_ascii=False)},\n" for k, v in head.items())
    path.write_text(f"{{{top}{json.dumps(key)}: [\n{body}\n]}}\n", "utf-8")


def main(folder: Path) -> None:
    script = json.loads((folder / "script.json").read_text("utf-8"))
    samples, lines = perform(script)
    write_mp3(folder / "episode.mp3", samples, script["title"], script["artist"])
    rows = [
        {"speaker": who, "words": [[w.text, round(w.start, 3), round(w.end, 3)] for w in words]}
        for who, _, words in lines
    ]
    _dump(folder / "words.json", {"notice": script["notice"]}, "lines", rows)
    source = json.loads((Path(__file__).parent / "claims.json").read_text("utf-8"))
    article = (folder / "article.md").read_text("utf-8")
    _dump(folder / "gold.json", {}, "claims", gold(source["claims"], lines, article))
    print(f"{len(samples) / SAMPLE_RATE:.1f} s, {sum(len(w) for _, _, w in lines)} words")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parent.parent)
