"""A model's files, and loading them: onto the CPU or a GPU, with the threads this machine has."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from transcripts.hardware import device_meant, usable_cores
from transcripts.types import ModelError

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

SEED = 7
# On the CPU two batches of four windows, each with half of the threads, are through sooner than one of eight with all,
# for about the same memory: fewer threads wait for each other (benchmarks/transcription.md).
CPU_BATCHES = 2
CPU_BATCH_SIZE = 4


class Loading:
    """How a model is loaded here, as often as it has to be."""

    def __init__(self, folder: Path, device: str, compute_type: str | None, threads: int | None) -> None:
        self._folder = folder
        self._device = device_meant(device)
        self._compute_type = compute_type or ("int8" if self._device == "cpu" else "default")
        self._threads = threads or usable_cores()

    @property
    def at_once(self) -> int:
        """How many batches may be decoded at the same time, each from a thread of its own."""
        return min(CPU_BATCHES, self._threads) if self._device == "cpu" else 1

    def batch_size(self, wanted: int) -> int:
        """How many windows to decode together; depends on the device, never on the number of threads."""
        return max(1, min(wanted, CPU_BATCH_SIZE) if self._device == "cpu" else wanted)

    def load(self) -> WhisperModel:
        """A model that `at_once` threads may use at the same time. Raises ModelError."""
        return self._load(self.at_once)

    @contextmanager
    def seeded(self) -> Iterator[WhisperModel]:
        """One for a single thread that draws the same random numbers each time; unloaded at the end.

        CTranslate2 seeds its random numbers once for each of a model's threads, so it is a model of its own.
        """
        import ctranslate2

        ctranslate2.set_random_seed(SEED)
        whisper = self._load(at_once=1)
        try:
            yield whisper
        finally:
            whisper.model.unload_model()

    def _load(self, at_once: int) -> WhisperModel:
        from faster_whisper import WhisperModel

        try:
            return WhisperModel(
                str(self._folder),
                device=self._device,
                compute_type=self._compute_type,
                cpu_threads=self._threads // self.at_once,
                num_workers=at_once,
            )
        except Exception as error:  # the libraries raise RuntimeError, ValueError and, for the tokenizer, Exception
            reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
            raise ModelError(f"the model in {self._folder} cannot be loaded on {self._device}: {reason}") from error
