"""Whisper at work: from windows of sound to their text and the times of their words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from transcripts.prompt import fitting, prompt
from transcripts.types import TranscriptError
from transcripts.whisper.known import check_language
from transcripts.whisper.loading import Loading
from transcripts.whisper.types import AlignedWord, DecodingTask, Encoded, Hypothesis

if TYPE_CHECKING:
    from ctranslate2 import StorageView
    from faster_whisper import WhisperModel
    from faster_whisper.tokenizer import Tokenizer

    from audio.types import Samples
    from transcripts.whisper.types import Features

PREPENDED = "\"'“¿([{-«"  # punctuation that belongs to the word after it
APPENDED = "\"'.。,，!！?？:：”)]}、»،؛؟…"  # … and to the word before it
WITHOUT_SPACES = frozenset({"zh", "ja", "th", "lo", "my", "yue"})  # as in faster-whisper's tokenizer
SAMPLED_HYPOTHESES = 5  # of which the likeliest is taken, at a temperature above zero (Whisper's best_of)
FEWEST_FRAMES = 20  # of 10 ms; in less CTranslate2 finds no place for a word


class Recogniser:
    """A loaded Whisper model. Raises TranscriptError where the folder or the device does not serve."""

    def __init__(self, folder: Path, device: str, compute_type: str | None, threads: int | None) -> None:
        self._name = folder.name
        self._loading = Loading(folder, device, compute_type, threads)
        self._sampling = Lock()
        self._whisper = self._loading.load()

    @property
    def at_once(self) -> int:
        """How many batches may be decoded at the same time, each from a thread of its own."""
        return self._loading.at_once

    def batch_size(self, wanted: int) -> int:
        """How many windows to decode together; depends on the device, never on the number of threads."""
        return self._loading.batch_size(wanted)

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

    def decode(self, encoded: Encoded, task: DecodingTask) -> list[Hypothesis]:
        """The likeliest text of every window, by beam search."""
        return self._generate(self._whisper, encoded, task, beam_size=task.beam_size)

    def decode_again(self, windows: Sequence[Features], task: DecodingTask, temperature: float) -> list[Hypothesis]:
        """Decode by sampling, the same way each time. A model is loaded for it, one at a time for the memory's sake."""
        with self._sampling, self._loading.seeded() as whisper:
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

    def word_times(self, encoded: Encoded, heard: Sequence[Hypothesis], language: str) -> list[list[AlignedWord]]:
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
    ) -> list[Hypothesis]:
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

    def _heard(self, result: Any, tokenizer: Tokenizer) -> Hypothesis:
        tokens = tuple(token for token in result.sequences_ids[0] if token < tokenizer.eot)
        length = len(result.sequences_ids[0])
        return Hypothesis(
            text=tokenizer.decode(list(tokens)).strip(),
            tokens=tokens,
            average_log_probability=result.scores[0] * length / (length + 1),
            no_speech_probability=result.no_speech_prob,
        )

    def _tokenizer(self, language: str) -> Tokenizer:
        from faster_whisper.tokenizer import Tokenizer

        multilingual = self._whisper.model.is_multilingual
        if not multilingual and language != "en":
            raise TranscriptError(f"the model {self._name} knows English only, not {language}")
        check_language(language)
        return Tokenizer(self._whisper.hf_tokenizer, multilingual, task="transcribe", language=language)


def _whole_words(alignment: Sequence[dict[str, Any]], language: str) -> list[AlignedWord]:
    """The alignment's words; what has no space before it goes on with the word before, where words have spaces."""
    words: list[AlignedWord] = []
    for item in alignment:
        text, start, end = item["word"], float(item["start"]), float(item["end"])
        if not text.strip():
            continue
        if words and not text[0].isspace() and language not in WITHOUT_SPACES:
            last = words.pop()
            text, start = last.text + text, last.start
            item["probability"] = min(last.probability, item["probability"])
        words.append(AlignedWord(start, end, text.strip(), float(item["probability"])))
    return words
