"""A recording in short windows of speech, each with the vector of the voice heard in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from audio.decoding import SAMPLE_RATE, decode_blocks
from audio.speech import FRAME_SAMPLES, SpeechDetector
from audio.types import Recording, SampleBlock, Seconds
from audio.voices.encoder import WINDOW, VoiceEncoder
from audio.voices.features import FRAMES_PER_SECOND

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

Progress: TypeAlias = Callable[[Seconds, Seconds], None]
"""Called with how much was heard, and of how much."""

BLOCK: Seconds = 960 * FRAME_SAMPLES / SAMPLE_RATE  # 30.72 s: after music Silero is deaf until its state is reset
STEP: Seconds = 0.75  # from one window to the next
SHORT_STEP: Seconds = 0.4  # the same in a recording too short to have many windows
SHORT: Seconds = 120.0
SPEECH = 0.5  # probability from which a frame is speech, Silero's own
LEAST_SPEECH = 0.5  # share of a window that must be speech
SPEECH_FRAME: Seconds = FRAME_SAMPLES / SAMPLE_RATE  # 32 ms
WINDOW_SECONDS: Seconds = WINDOW / FRAMES_PER_SECOND


@dataclass(frozen=True, slots=True, eq=False)
class VoiceWindows:
    """Windows of 1.6 s in which somebody speaks, in order."""

    starts: NDArray[np.float64]  # seconds, shape (windows,)
    vectors: NDArray[np.float32]  # unit vectors, shape (windows, 256)
    speech: NDArray[np.float32]  # probability of speech in every 32 ms of the recording, shape (frames,)
    step: Seconds  # between the starts of two windows that follow each other
    alike: float  # the encoder's thresholds, see `audio.voices.encoder.EncoderKind`
    same: float


def voice_windows(recording: Recording, encoder: VoiceEncoder, progress: Progress | None = None) -> VoiceWindows:
    """The whole recording, decoded once, a block held at a time. Raises AudioError where it cannot be decoded."""
    return windows_of(_with_progress(recording, progress), recording.duration, encoder)


def _with_progress(recording: Recording, progress: Progress | None) -> Iterator[SampleBlock]:
    for block in decode_blocks(recording, block=BLOCK):
        yield block
        if progress:
            progress(min(block.start + BLOCK, recording.duration), recording.duration)


def windows_of(blocks: Iterable[SampleBlock], duration: Seconds, encoder: VoiceEncoder) -> VoiceWindows:
    """The same of sound that arrives in blocks of `BLOCK` seconds, the last one shorter; `duration` of all of it."""
    import numpy as np

    step = round((STEP if duration > SHORT else SHORT_STEP) * FRAMES_PER_SECOND)
    spectrogram = encoder.kind.features()
    mel, first = spectrogram(np.zeros(0, np.float32)), 0  # what is held of the spectrogram, and its first frame
    speech: list[float] = []
    starts: list[int] = []
    vectors = [encoder(np.zeros((0, WINDOW, mel.shape[1]), np.float32))]
    for block in blocks:
        mel = np.concatenate([mel, spectrogram(block.samples)])
        speech += _speech(block.samples)
        places = range(first, first + len(mel) - WINDOW + 1, step)
        spoken = [place for place in places if _is_spoken(place, speech)]
        if spoken:
            vectors.append(encoder(np.stack([mel[place - first : place - first + WINDOW] for place in spoken])))
        starts += spoken
        mel, first = mel[len(places) * step :], first + len(places) * step
    return VoiceWindows(
        np.array(starts, np.float64) / FRAMES_PER_SECOND,
        np.concatenate(vectors),
        np.array(speech, np.float32),
        step / FRAMES_PER_SECOND,
        encoder.kind.alike,
        encoder.kind.same,
    )


def _speech(samples: Samples) -> list[float]:
    """The probability of speech in every 32 ms, heard by a detector without a past."""
    import numpy as np

    return SpeechDetector()(np.pad(samples, (0, -len(samples) % FRAME_SAMPLES)))


def _is_spoken(place: int, speech: list[float]) -> bool:
    """Whether the window that begins at the mel frame `place` is speech for the most part."""
    per_frame = SPEECH_FRAME * FRAMES_PER_SECOND
    inside = speech[int(place / per_frame) : int((place + WINDOW) / per_frame)]
    return sum(probability > SPEECH for probability in inside) >= LEAST_SPEECH * len(inside)
