"""Windows cut out of the recordings, as training batches in Whisper's token format.

A window starts near a sentence (as Whisper's own seeking does) and holds up to ten seconds; what is spoken in it
becomes `<|startoftranscript|><|ar|><|transcribe|>`, then each sentence between its two time tokens. Beside the plain
case the model must know what faster-whisper will ask of it: a prompt of previous text, no time tokens (its word
alignment), a start inside a sentence, a sentence longer than the window, the recording's end, and silence.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from speech import SpokenWord
from tokens import TIME_STEP, Vocabulary
from torch import Tensor

FRAMES = 100  # features a second; the encoder halves them
CONTENT = 10.0  # seconds of sound a window holds at most
LETTERS = " ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي0123456789"  # the CTC head's classes after the blank
_CLASS = {letter: i + 1 for i, letter in enumerate(LETTERS)}
P_SILENCE, P_INSIDE, P_NO_TIMES, P_ENDS = 0.015, 0.15, 0.25, 0.15
PROMPT_TOKENS = (40, 100, 223, 223)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with the seconds each of its tokens takes."""

    start: float
    end: float
    tokens: list[int]
    low: list[float]
    high: list[float]
    words: list[SpokenWord]


@dataclass(slots=True)
class Window:
    """One training sample; low and high are encoder frames, letters the CTC target."""

    features: Any
    prompt: list[int] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    low: list[int] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    letters: list[int] = field(default_factory=list)

    def add(self, token: int, low: int = 0, high: int = 0) -> None:
        self.tokens.append(token)
        self.low.append(max(0, low))
        self.high.append(high)


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors: features [n, 80, frames]; the others [n, length]; letters are the windows' one after the other."""

    features: Tensor
    tokens: Tensor
    targets: Tensor
    low: Tensor
    high: Tensor
    letters: Tensor
    letter_counts: Tensor


def spoken(vocabulary: Vocabulary, words: list[SpokenWord]) -> Spoken:
    """Tokens and, by sharing each word's time among its characters, when each token is spoken."""
    encoding = vocabulary.tokenizer.encode(" " + " ".join(w.text for w in words))
    times: list[float] = []  # of every character, the space before a word included
    for word in words:
        step = (word.end - word.start) / len(word.text)
        times += [word.start] + [word.start + i * step for i in range(len(word.text))]
    times.append(words[-1].end)
    low = [times[a] for a, _ in encoding.offsets]
    high = [times[max(b, a + 1)] for a, b in encoding.offsets]
    return Spoken(words[0].start, words[-1].end, encoding.ids, low, high, words)


class Corpus:
    """The shards NAME*.json of a folder, ready to cut windows from."""

    def __init__(self, folder: Path, name: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.recordings: list[tuple[Any, list[Spoken]]] = []
        for path in sorted(folder.glob(f"{name}*.json")):
            features = np.load(path.with_suffix(".npy"))
            for position, length, sentences in json.loads(path.read_text("utf-8")):
                said = [spoken(vocabulary, [SpokenWord(*w) for w in words]) for words in sentences]
                self.recordings.append((features[:, position : position + length], said))
        if not self.recordings:
            raise FileNotFoundError(f"no shard {name}*.json in {folder}")
        self.hours = sum(f.shape[1] for f, _ in self.recordings) / FRAMES / 3600

    def batch(self, r: Random, count: int, seconds: float, p_prompt: float) -> Batch:
        """`count` windows, each padded with zeros (as faster-whisper pads) to `seconds`."""
        windows = [self._window(r, seconds, p_prompt) for _ in range(count)]
        features = torch.from_numpy(np.stack([w.features for w in windows]))
        if r.random() < 0.5:
            _mask(r, features)
        return _tensors(windows, features, self.vocabulary.end)

    def _window(self, r: Random, seconds: float, p_prompt: float) -> Window:
        v = self.vocabulary
        window = Window(np.zeros((80, round(seconds * FRAMES)), np.float32))
        if r.random() < P_SILENCE:
            length = r.randint(50, round(CONTENT * FRAMES))
            noise = np.random.default_rng(r.randrange(1 << 30))
            window.features[:, :length] = r.uniform(-1.2, 0.3) + noise.normal(0, r.uniform(0, 0.15), (80, length))
            for token in (v.start, v.no_speech, v.end):
                window.add(token)
            return window
        features, said = r.choice(self.recordings)
        first = _first(r, said)
        start, sentences = self._start(r, said, first)
        end = _end(r, said[first:], start, features.shape[1] / FRAMES)
        a, b = round(start * FRAMES), round(end * FRAMES)
        window.features[:, : b - a] = features[:, a:b]
        self._write(window, sentences, start, end, times=r.random() >= P_NO_TIMES)
        if first and r.random() < p_prompt:
            window.prompt = self._prompt(r, said[:first])
        return window

    def _start(self, r: Random, said: list[Spoken], first: int) -> tuple[float, list[Spoken]]:
        """Where the window starts, and the sentences from there on."""
        sentence, before = said[first], said[first - 1].end if first else 0.0
        if r.random() < P_INSIDE and len(sentence.words) > 4:  # seeking has landed inside a long sentence
            rest = spoken(self.vocabulary, sentence.words[r.randint(1, len(sentence.words) - 3) :])
            return max(0.0, round((rest.start - r.uniform(0, 0.06)) * FRAMES) / FRAMES), [rest, *said[first + 1 :]]
        gap = sentence.start - before
        start = before + r.uniform(0, min(gap, 0.3) if r.random() < 0.7 else gap)
        start -= r.uniform(0, 0.08) if first else 0.0
        return max(0.0, round(start * FRAMES) / FRAMES), said[first:]

    def _write(self, window: Window, sentences: list[Spoken], start: float, end: float, times: bool) -> None:
        """The token sequence of what is said from start to end, seconds of the recording."""
        v = self.vocabulary

        def time(second: float) -> None:
            steps = round(min(max(second - start, 0.0), 30.0) / TIME_STEP)
            at = int((second - start) / TIME_STEP)
            if times:
                window.add(v.first_time + steps, at - 4, at + 5)

        for token in (v.start, v.arabic, v.transcribe) if times else (v.start, v.arabic, v.transcribe, v.no_times):
            window.add(token)
        too_long = sentences[0].end > end + 0.03
        if too_long:  # write the words that fit; the doubled time token makes decoding seek to it
            whole = [w for w in sentences[0].words if w.end <= end]
            sentences = [spoken(v, whole)] if whole else sentences[:1]
            too_long = bool(whole)
        for sentence in sentences:
            if sentence.start > end - 0.05:
                break
            for word in sentence.words:
                if word.end <= end:
                    window.letters += [_CLASS[" "]] + [_CLASS[c] for c in word.text if c in _CLASS]
            time(sentence.start)
            if sentence.end > end + 0.03:  # cut by the window: its start alone is written
                break
            for token, low, high in zip(sentence.tokens, sentence.low, sentence.high, strict=True):
                window.add(token, int((low - start) / TIME_STEP) - 3, int((high - start) / TIME_STEP) + 4)
            time(sentence.end)
        if too_long and times:
            window.add(window.tokens[-1], window.low[-1], window.high[-1])
        window.add(v.end)
        del window.letters[:1]

    def _prompt(self, r: Random, before: list[Spoken]) -> list[int]:
        """Previous text with the times of an earlier window, as faster-whisper hands it on."""
        limit, base = r.choice(PROMPT_TOKENS), before[-r.randint(1, min(9, len(before)))].start - r.uniform(0, 1)
        tokens: list[int] = []
        for sentence in reversed(before):
            if len(tokens) >= limit:
                break
            origin = base if sentence.start >= base else sentence.start - r.uniform(0, 25)
            a, b = (
                self.vocabulary.first_time + int(min(max(t - origin, 0.0), 30.0) / TIME_STEP)
                for t in (sentence.start, sentence.end)
            )
            tokens = [a, *sentence.tokens, b, *tokens]
        return [self.vocabulary.previous, *tokens[-223:]]


def _first(r: Random, said: list[Spoken]) -> int:
    """A sentence to start with, if possible one that fits."""
    for _ in range(10):
        i = r.randrange(len(said))
        if said[i].end - said[i].start < CONTENT - 0.5:
            break
    return i


def _end(r: Random, said: list[Spoken], start: float, duration: float) -> float:
    """The window's end: ten seconds on, or earlier where the recording ends or is made to."""
    end = min(start + CONTENT, duration - 1 / FRAMES)
    if r.random() < P_ENDS:
        ends = [(a.end, b.start) for a, b in pairwise(said) if a.end < end - 0.05]
        if ends:
            last, following = r.choice(ends)
            end = min(end, r.uniform(last + 0.02, max(last + 0.02, min(following, last + 1.5))))
    return end


def _mask(r: Random, features: Tensor) -> None:
    """Light SpecAugment (Park et al. 2019), in place: bands of frequency and of time become the mean."""
    for sample in features:
        mean, band = float(sample.mean()), r.randint(0, 70)
        sample[band : band + r.randint(1, 8)] = mean
        for _ in range(int(CONTENT / 10) * sample.shape[1] // 1000):
            at = r.randint(0, sample.shape[1] - 20)
            sample[:, at : at + r.randint(1, 12)] = mean


def _tensors(windows: list[Window], features: Tensor, end: int) -> Batch:
    """Right-padded to a multiple of 32 tokens: for each new shape oneDNN compiles its kernels again."""
    longest = max(len(w.prompt) + len(w.tokens) for w in windows) - 1
    size = (len(windows), -(-longest // 32) * 32)
    tokens, targets = torch.full(size, end), torch.full(size, -100)
    low, high = torch.zeros(size, dtype=torch.long), torch.zeros(size, dtype=torch.long)
    for i, w in enumerate(windows):
        sequence, p, n = w.prompt + w.tokens, len(w.prompt), len(w.tokens) - 1
        tokens[i, : p + n] = torch.tensor(sequence[:-1])
        for row, values in ((targets, w.tokens), (low, w.low), (high, w.high)):
            row[i, p : p + n] = torch.tensor(values[1:])
    frames = features.shape[2] // 2
    letters = [torch.tensor(w.letters, dtype=torch.long) for w in windows]
    counts = torch.tensor([len(x) for x in letters])
    return Batch(
        features, tokens, targets, low.clamp(max=frames - 1), high.clamp(max=frames), torch.cat(letters), counts
    )
