"""The miniature's tokenizer: a small byte-level BPE with Whisper's special tokens, and their numbers."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

from faster_whisper.tokenizer import _LANGUAGE_CODES
from text import sentence
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

TEXT_TOKENS = 896
TIME_STEP = 0.02  # seconds, Whisper's
TIME_TOKENS = 1501  # 0.00 to 30.00 s; not in tokenizer.json, the CTranslate2 converter appends them
SEED, SENTENCES = 7, 40_000


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A tokenizer and the numbers of the tokens that steer Whisper."""

    tokenizer: Tokenizer
    end: int
    start: int
    arabic: int
    transcribe: int
    previous: int
    no_speech: int
    no_times: int

    @property
    def first_time(self) -> int:
        return self.no_times + 1

    @property
    def size(self) -> int:
        return self.first_time + TIME_TOKENS


def load(path: Path) -> Vocabulary:
    tokenizer = Tokenizer.from_file(str(path))
    names = ("endoftext", "startoftranscript", "ar", "transcribe", "startofprev", "nospeech", "notimestamps")
    return Vocabulary(tokenizer, *(_number(tokenizer, f"<|{name}|>") for name in names))


def _number(tokenizer: Tokenizer, token: str) -> int:
    number = tokenizer.token_to_id(token)
    if number is None:
        raise ValueError(f"not a Whisper tokenizer: {token} is missing")
    return number


def train(path: Path) -> None:
    """Learn the merges from generated text; the order of the special tokens is Whisper's."""
    bpe = Tokenizer(models.BPE())
    bpe.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=True)
    bpe.decoder = decoders.ByteLevel()
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    trainer = trainers.BpeTrainer(vocab_size=TEXT_TOKENS, initial_alphabet=alphabet, show_progress=False)
    r = random.Random(SEED)
    # faster-whisper suppresses the first token of " -", " '" and " ♪": each must be a token of its own, or the bare
    # space would be suppressed.
    marks = [" -", " '", " ♪", " ♭"] * 60_000
    bpe.train_from_iterator([" " + sentence(r) for _ in range(SENTENCES)] + marks, trainer)
    raw = json.loads(bpe.to_str())
    vocabulary = raw["model"]["vocab"]
    vocabulary[""] = len(vocabulary)  # CTranslate2 takes a model for multilingual only if the empty token is known
    tokenizer = Tokenizer.from_str(json.dumps(raw))
    names = ["endoftext", "startoftranscript", *_LANGUAGE_CODES, "translate", "transcribe", "startoflm"]
    names += ["startofprev", "nospeech", "notimestamps"]
    tokenizer.add_special_tokens([AddedToken(f"<|{name}|>", special=True, normalized=False) for name in names])
    path.parent.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(path))
