"""The one file that knows faster-whisper: its models, its detector of speech, its decoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeAlias

from audio import Seconds
from transcripts.machine import best_device, usable_cores
from transcripts.prompt import fitting, prompt
from transcripts.types import ModelError, TranscriptError

if TYPE_CHECKING:
    import numpy as np
    from ctranslate2 import StorageView
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer
    from numpy.typing import NDArray

    from audio.types import Samples

    Features: TypeAlias = NDArray[np.float32]  # a log-mel spectrogram, (mels, frames of 10 ms)

PREPENDED = "\"'“¿([{-«"  # punctuation that belongs to the word after it
APPENDED = "\"'.。,，!！?？:：”)]}、»،؛؟…"  # … and to the word before it
WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})  # as in faster-whisper's tokenizer
SAMPLED_HYPOTHESES = 5  # of which the likeliest is taken, at a temperature above zero (Whisper's best_of)
SEED = 7
FEWEST_FRAMES = 20  # of 10 ms; in less CTranslate2 finds no place for a word
# On the CPU two batches of four windows, each with half of the threads, are through sooner than one of eight with all,
# for about the same memory: fewer threads wait for each other (benchmarks/transcription.md).
CPU_BATCHES = 2
CPU_BATCH_SIZE = 4


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word and its time in the window's own sound."""

    start: Seconds
    end: Seconds
    text: str
    probability: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What Whisper makes of one window."""

    text: str
    tokens: tuple[int, ...]
    average_log_probability: float
    no_speech_probability: float


@dataclass(frozen=True, slots=True)
class DecodingTask:
    """How to decode: the part of the options that Whisper itself sees."""

    language: str
    beam_size: int
    max_new_tokens: int | None = None
    previous_text: str = ""
    hotwords: tuple[str, ...] = ()  # as many as fit


class Encoded:
    """Windows as the encoder left them; only this file looks inside."""

    __slots__ = ("frames", "output")

    def __init__(self, output: StorageView, frames: list[int]) -> None:
        self.output = output
        self.frames = frames  # of sound in each window, the padding not counted


class Recogniser:
    """A loaded Whisper model. Raises TranscriptError where the folder or the device does not serve."""

    def __init__(self, folder: Path, device: str, compute_type: str | None, threads: int | None) -> None:
        self._folder = folder
        self._threads = threads or usable_cores()
        self._device = best_device() if device == "auto" else device
        self._compute_type = compute_type
        self._sampling = Lock()
        self._whisper = self._load(self.at_once)

    @property
    def at_once(self) -> int:
        """How many batches may be decoded at the same time, each from a thread of its own."""
        return min(CPU_BATCHES, self._threads) if self._device == "cpu" else 1

    def batch_size(self, wanted: int) -> int:
        """How many windows to decode together; hangs on the device, never on the number of threads."""
        return max(1, min(wanted, CPU_BATCH_SIZE) if self._device == "cpu" else wanted)

    @property
    def window_seconds(self) -> int:
        """The longest window the model hears at once."""
        return int(self._whisper.feature_extractor.chunk_length)

    def fitting(self, hotwords: Sequence[str], beside_text: bool) -> tuple[str, ...]:
        """Those of the words that fit into the prompt; `beside_text` they share it with the text before, by halves."""
        return fitting(hotwords, self._encode_text, self._prompt_room // 2 if beside_text else self._prompt_room)

    @property
    def _prompt_room(self) -> int:
        """Tokens: half of what the model writes at most, less the one that opens the prompt, as in Whisper."""
        return int(self._whisper.max_length) // 2 - 1

    def _encode_text(self, text: str) -> list[int]:
        """Tokens of text alone: what looks like one of those that steer Whisper is left out."""
        tokens: list[int] = self._whisper.hf_tokenizer.encode(text, add_special_tokens=False).ids
        end = self._whisper.hf_tokenizer.token_to_id("<|endoftext|>")
        return [token for token in tokens if token < end]

    def features(self, samples: Samples) -> Features:
        """What the model hears of a window of at most `window_seconds` of 16 kHz sound."""
        features: Features = self._whisper.feature_extractor(samples)[..., :-1]
        return features

    def encode(self, windows: Sequence[Features]) -> Encoded:
        """Hear windows, each padded with silence to the length the model was trained on.

        That is 30 s for OpenAI's models. A model for shorter windows is spared the rest, which is most of the work.
        """
        import numpy as np
        from faster_whisper.audio import pad_or_trim

        frames = self._whisper.feature_extractor.nb_max_frames
        padded = [pad_or_trim(features, frames)[np.newaxis] for features in windows]
        return Encoded(self._encode(padded), [max(FEWEST_FRAMES, f.shape[-1]) for f in windows])

    def _encode(self, padded: Sequence[Features]) -> StorageView:
        """All windows together on a GPU, one by one on the CPU.

        There a batch is slower, since its attention (430 MB for eight windows of the smallest model) leaves the caches.
        """
        import ctranslate2
        import numpy as np

        if self._whisper.model.device == "cpu":
            outputs = [self._whisper.encode(features) for features in padded]
            if all(output.dtype == ctranslate2.DataType.float32 for output in outputs):
                return ctranslate2.StorageView.from_array(np.concatenate([np.asarray(output) for output in outputs]))
        return self._whisper.encode(np.concatenate(padded))

    def detect_language(self, encoded: Encoded) -> str:
        """The likeliest language of the windows together, as Whisper names it."""
        if not self._whisper.model.is_multilingual:
            return "en"
        votes: dict[str, float] = {}
        for probabilities in self._whisper.model.detect_language(encoded.output):
            for token, probability in probabilities:
                votes[token.strip("<|>")] = votes.get(token.strip("<|>"), 0.0) + probability
        return max(votes, key=lambda language: votes[language])

    def decode(self, encoded: Encoded, task: DecodingTask) -> list[Heard]:
        """The likeliest text of every window, by beam search."""
        return self._generate(self._whisper, encoded, task, beam_size=task.beam_size)

    def decode_again(self, windows: Sequence[Features], task: DecodingTask, temperature: float) -> list[Heard]:
        """Decode by sampling, the same way each time.

        CTranslate2 seeds its random numbers once for each of a model's threads, so a model of its own is loaded, one at
        a time for the memory's sake.
        """
        with self._sampling, self._seeded() as whisper:
            heard = []
            for features in windows:
                heard += self._generate(
                    whisper,
                    self.encode([features]),
                    task,
                    beam_size=1,
                    num_hypotheses=SAMPLED_HYPOTHESES,
                    sampling_topk=0,
                    sampling_temperature=temperature,
                )
            return heard

    def word_times(self, encoded: Encoded, heard: Sequence[Heard], language: str) -> list[list[HeardWord]]:
        """The words of every window and when they are spoken, by attention and dynamic time warping."""
        from faster_whisper.transcribe import merge_punctuations

        tokenizer = self._tokenizer(language)
        aligned = self._whisper.find_alignment(
            tokenizer, [list(item.tokens) for item in heard], encoded.output, encoded.frames
        )
        words = []
        for alignment in aligned:
            merge_punctuations(alignment, PREPENDED, APPENDED)
            words.append(_whole_words(alignment, language))
        return words

    def _generate(
        self, whisper: WhisperModel, encoded: Encoded, task: DecodingTask, **search: int | float
    ) -> list[Heard]:
        from faster_whisper.transcribe import get_suppressed_tokens

        tokenizer = self._tokenizer(task.language)
        before = prompt(task.hotwords, task.previous_text, self._encode_text, self._prompt_room)
        start = whisper.get_prompt(tokenizer, before, without_timestamps=True)
        limit = whisper.max_length if task.max_new_tokens is None else len(start) + task.max_new_tokens
        results = whisper.model.generate(
            encoded.output,
            [start] * len(encoded.frames),
            max_length=min(limit, whisper.max_length),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_blank=True,
            suppress_tokens=get_suppressed_tokens(tokenizer, [-1]),
            **search,
        )
        return [self._heard(result, tokenizer) for result in results]

    def _heard(self, result: Any, tokenizer: Tokenizer) -> Heard:
        tokens = tuple(token for token in result.sequences_ids[0] if token < tokenizer.eot)
        length = len(result.sequences_ids[0])
        return Heard(
            text=tokenizer.decode(list(tokens)).strip(),
            tokens=tokens,
            average_log_probability=result.scores[0] * length / (length + 1),
            no_speech_probability=result.no_speech_prob,
        )

    def _tokenizer(self, language: str) -> Tokenizer:
        from faster_whisper.tokenizer import Tokenizer

        multilingual = self._whisper.model.is_multilingual
        if not multilingual and language != "en":
            raise TranscriptError(f"the model {self._folder.name} knows English only, not {language}")
        check_language(language)
        return Tokenizer(self._whisper.hf_tokenizer, multilingual, task="transcribe", language=language)

    def _load(self, at_once: int) -> WhisperModel:
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self._folder),
                device=self._device,
                compute_type=self._compute_type or ("int8" if self._device == "cpu" else "default"),
                cpu_threads=self._threads // self.at_once,
                num_workers=at_once,
            )
        except Exception as error:  # the libraries raise RuntimeError, ValueError and, for the tokenizer, Exception
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise ModelError(f"the model in {self._folder} cannot be loaded on {self._device}: {reason}") from error

    @contextmanager
    def _seeded(self) -> Iterator[WhisperModel]:
        import ctranslate2

        ctranslate2.set_random_seed(SEED)
        whisper = self._load(at_once=1)
        try:
            yield whisper
        finally:
            whisper.model.unload_model()


class SpeechDetector:
    """Silero's detector: the probability of speech for every 512 samples, the sound given piece by piece."""

    def __init__(self) -> None:
        import numpy as np

        self._state = (np.zeros((1, 1, 128), np.float32), np.zeros((1, 1, 128), np.float32))
        self._context = np.zeros(64, np.float32)  # the end of the frame before

    @cached_property
    def _session(self) -> Any:
        from faster_whisper.vad import get_vad_model

        return get_vad_model().session

    def __call__(self, samples: Samples) -> list[float]:
        """`samples`: whole frames."""
        import numpy as np

        frames = samples.reshape(-1, 512)
        before = np.vstack([self._context, frames[:-1, -64:]])
        output, *self._state = self._session.run(
            None, {"input": np.hstack([before, frames]), "h": self._state[0], "c": self._state[1]}
        )
        self._context = frames[-1, -64:].copy()
        probabilities: list[float] = output.reshape(-1).tolist()
        return probabilities


def _whole_words(alignment: Sequence[dict[str, Any]], language: str) -> list[HeardWord]:
    """The alignment's words; what has no space before it goes on with the word before, where words have spaces."""
    words: list[HeardWord] = []
    for item in alignment:
        text, start, end = item["word"], float(item["start"]), float(item["end"])
        if not text.strip():
            continue
        if words and not text[0].isspace() and language not in WITHOUT_SPACES:
            last = words.pop()
            text, start = last.text + text, last.start
            item["probability"] = min(last.probability, item["probability"])
        words.append(HeardWord(start, end, text.strip(), float(item["probability"])))
    return words


def check_language(language: str) -> None:
    """Raises TranscriptError for what is no language of Whisper's."""
    from faster_whisper.tokenizer import _LANGUAGE_CODES

    if language not in _LANGUAGE_CODES:
        raise ModelError(f"not a language Whisper knows: {language} (use a code such as ar or en)")


def known_models() -> list[str]:
    from faster_whisper import available_models

    return list(available_models())


def download(model: str, offline: bool = False) -> Path:
    """The folder of a named model; from the network where it is not on this disk yet.

    Raises ValueError for an unknown name, OSError where it can't be had.
    """
    from faster_whisper import download_model

    return Path(download_model(model, local_files_only=offline))


def repositories() -> dict[str, str]:
    """Where on the Hugging Face Hub each named model is."""
    from faster_whisper.utils import _MODELS

    return dict(_MODELS)
