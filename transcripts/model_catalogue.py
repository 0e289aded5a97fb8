"""Whisper models by name: what the names mean, and about how large they are.

Nobody ran them all to say so: sizes are estimates from public facts, the number of parameters and the shape of each
network. Sources: the table of models in https://github.com/openai/whisper and the paper (arXiv 2212.04356, table 1);
for distilled models https://github.com/huggingface/distil-whisper and their config.json.
"""

from __future__ import annotations

from dataclasses import dataclass

from transcripts.options import TranscribeOptions
from transcripts.whisper.loading import CPU_BATCH_SIZE, CPU_BATCHES
from transcripts.whisper.recogniser import SAMPLED_HYPOTHESES

DOWNLOAD_BYTES_PER_WEIGHT = 2  # the models that faster-whisper names are published in float16
CPU_BYTES_PER_WEIGHT, GPU_BYTES_PER_WEIGHT = 1, 2  # int8 and float16, what --device auto takes
CPU_BYTES_PER_VALUE, GPU_BYTES_PER_VALUE = 4, 2  # of what is computed: int8 weights compute in float32
FRAMES = 1500  # that the encoder makes of one window of 30 s
HEAD_WIDTH = 64  # of attention, in every Whisper
GPU_BATCH = TranscribeOptions().batch_size  # windows decoded together
COPIES = 2  # of the weights: a window that loops or is doubtful is decoded again by a model loaded for it
CPU_PROGRAM_BYTES = 400_000_000  # Python, the libraries, the sound under way, what the allocator does not give back
GPU_PROGRAM_BYTES = 300_000_000  # CUDA's own
DEMO_CPU_BYTES = 200_000_000  # the bundled miniature's peak, measured


@dataclass(frozen=True, slots=True)
class Size:
    """The shape of a network."""

    parameters: int  # millions
    width: int  # of a layer
    decoder_layers: int


@dataclass(frozen=True, slots=True)
class ModelName:
    """A name that --model takes, and the network behind it."""

    name: str
    size: Size
    about: str  # what the name means
    english_only: bool = False

    @property
    def download_bytes(self) -> int:
        """Estimate: parameters × 2 bytes."""
        return self._weights * DOWNLOAD_BYTES_PER_WEIGHT

    @property
    def cpu_bytes(self) -> int:
        """Estimate of the most memory that is needed on a CPU, in int8: each batch encodes a window at a time, and one
        window may be sampled while the other batch is decoded."""
        kept = CPU_BATCHES * CPU_BATCH_SIZE + SAMPLED_HYPOTHESES
        computed = self._computed(encoded=CPU_BATCHES, kept=kept) * CPU_BYTES_PER_VALUE
        return self._weights * COPIES * CPU_BYTES_PER_WEIGHT + computed + CPU_PROGRAM_BYTES

    @property
    def gpu_bytes(self) -> int:
        """Estimate of the most of the GPU's memory that is needed, in float16: batches follow each other."""
        computed = self._computed(encoded=GPU_BATCH, kept=GPU_BATCH) * GPU_BYTES_PER_VALUE
        return self._weights * COPIES * GPU_BYTES_PER_WEIGHT + computed + GPU_PROGRAM_BYTES

    @property
    def _weights(self) -> int:
        return self.size.parameters * 1_000_000

    def _computed(self, encoded: int, kept: int) -> int:
        """Values: the attention of one encoder layer, frames by frames for each head, of the windows encoded at once;
        the keys and values that the decoder's layers keep of each window, and of each time that one is sampled."""
        attention = encoded * self.size.width // HEAD_WIDTH * FRAMES**2
        return attention + kept * FRAMES * self.size.width * 2 * self.size.decoder_layers


TINY, BASE, SMALL = Size(39, 384, 4), Size(74, 512, 6), Size(244, 768, 12)
MEDIUM, LARGE, TURBO = Size(769, 1024, 24), Size(1550, 1280, 32), Size(809, 1280, 4)
DISTIL_SMALL, DISTIL_MEDIUM, DISTIL_LARGE = Size(166, 768, 4), Size(394, 1024, 2), Size(756, 1280, 2)

MODELS = (
    ModelName("tiny", TINY, "the smallest"),
    ModelName("tiny.en", TINY, "the smallest, for English", english_only=True),
    ModelName("base", BASE, "the second size"),
    ModelName("base.en", BASE, "the second size, for English", english_only=True),
    ModelName("small", SMALL, "the third size"),
    ModelName("small.en", SMALL, "the third size, for English", english_only=True),
    ModelName("medium", MEDIUM, "the fourth size"),
    ModelName("medium.en", MEDIUM, "the fourth size, for English", english_only=True),
    ModelName("large-v1", LARGE, "the largest size, 2022"),
    ModelName("large-v2", LARGE, "the largest size, trained longer"),
    ModelName("large-v3", LARGE, "the largest size, trained on more speech"),
    ModelName("large", LARGE, "another name for large-v3"),
    ModelName("large-v3-turbo", TURBO, "large-v3 with 4 of its 32 decoder layers"),
    ModelName("turbo", TURBO, "another name for large-v3-turbo"),
    ModelName("distil-small.en", DISTIL_SMALL, "small.en, distilled", english_only=True),
    ModelName("distil-medium.en", DISTIL_MEDIUM, "medium.en, distilled", english_only=True),
    ModelName("distil-large-v2", DISTIL_LARGE, "large-v2, distilled on English", english_only=True),
    ModelName("distil-large-v3", DISTIL_LARGE, "large-v3, distilled on English", english_only=True),
    ModelName("distil-large-v3.5", DISTIL_LARGE, "large-v3, distilled on more English", english_only=True),
)
BY_NAME = {model.name: model for model in MODELS}
