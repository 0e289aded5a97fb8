"""How likely it is that somebody speaks, for every 32 ms of a recording.

Silero's detector is a recurrent network, and music spoils its state for as long as it lasts and longer: of telephone
speech behind a minute of music it finds next to nothing. So two passes hear the sound, and what either of them finds
counts. Each forgets all it has heard twice a minute, not at the same time; and the second hears all sound equally loud,
for the sake of a quiet guest. And no detector decides alone: where it finds nothing for a while, sound that moves as
speech does counts as perhaps speech. Measured in benchmarks/transcription.md, "Speech behind music".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from audio.decoding import SAMPLE_RATE
from audio.speech.overlooked import FRAME_SAMPLES, moves_like_speech
from audio.types import SampleBlock, Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

CONTEXT_SAMPLES = 64  # of the frame before, that it hears with each
STATE_SIZE = 128
MEMORY: Seconds = 30.0  # after which a pass forgets what it has heard
MEMORY_FRAMES = round(MEMORY * SAMPLE_RATE / FRAME_SAMPLES)
LEVEL = 0.15  # root mean square that loud frames are brought to (full scale 1); of .02 to .2 the one that found most
LOUD = 90  # percentile of a stretch's frames whose level counts as its own
PERHAPS = 0.5  # probability of what moves like speech and is not found by Silero: it begins a span, and stays doubtful
NOT_FOUND = 0.35  # Silero's own threshold: below it nobody speaks
LONG_PAUSE = 47  # frames, 1.5 s: whoever speaks is found more often than that
QUIETEST_GAIN, LOUDEST_GAIN = 0.1, 20.0  # -20 and +26 dB: noise alone is not to be made as loud as speech


class SpeechDetector:
    """The probability of speech for every frame, the sound given stretch by stretch, best some 10 s at a time."""

    def __init__(self) -> None:
        self._plain = _DetectorPass(forgets_at=0)
        self._levelled = _DetectorPass(forgets_at=MEMORY_FRAMES // 2)

    def __call__(self, samples: Samples) -> list[float]:
        """`samples`: whole frames of 16 kHz sound, behind those of the call before."""
        import numpy as np

        frames = samples.reshape(-1, FRAME_SAMPLES)
        found = np.maximum(self._plain(frames), self._levelled(_levelled(frames)))
        missing = _in_long_runs(found < NOT_FOUND)
        if missing.any():
            found[missing & moves_like_speech(frames)] = PERHAPS
        probabilities: list[float] = found.tolist()
        return probabilities


def speech_probabilities(blocks: Iterable[SampleBlock]) -> Iterator[float]:
    """The probability of speech in every frame of `FRAME_SAMPLES`, from the first block's start on.

    `blocks` are of 16 kHz mono without gaps, as `decode_blocks` gives them; the last frame is filled up with silence.
    """
    import numpy as np

    detect = SpeechDetector()
    rest = np.zeros(0, np.float32)
    for block in blocks:
        sound = np.concatenate([rest, block.samples])
        whole = len(sound) // FRAME_SAMPLES * FRAME_SAMPLES
        rest = sound[whole:]
        if whole:
            yield from detect(sound[:whole])
    if len(rest):
        yield from detect(np.pad(rest, (0, FRAME_SAMPLES - len(rest))))


class _DetectorPass:
    """Silero over all frames in order, beginning anew every `MEMORY_FRAMES`."""

    def __init__(self, forgets_at: int) -> None:
        """`forgets_at`: the frame where it first begins anew; the others follow at equal distances."""
        import numpy as np

        self._frame = 0
        self._forgets_at = forgets_at or MEMORY_FRAMES
        self._context = np.zeros(CONTEXT_SAMPLES, np.float32)
        self._state = _blank()

    def __call__(self, frames: NDArray[np.float32]) -> NDArray[np.float32]:
        """`frames`: shape (frames, FRAME_SAMPLES). Probabilities: shape (frames,)."""
        import numpy as np

        before = np.vstack([self._context, frames[:-1, -CONTEXT_SAMPLES:]])
        self._context = frames[-1, -CONTEXT_SAMPLES:].copy()
        heard = np.hstack([before, frames])
        found = []
        while len(heard):
            if self._frame == self._forgets_at:
                self._state = _blank()
                self._forgets_at += MEMORY_FRAMES
            part, heard = np.split(heard, [self._forgets_at - self._frame])
            output, *self._state = _session().run(None, {"input": part, "h": self._state[0], "c": self._state[1]})
            found.append(output.reshape(-1))
            self._frame += len(part)
        return np.concatenate(found)


def _levelled(frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """The frames as loud as speech in a published recording, whatever they were."""
    import numpy as np

    level = float(np.percentile(np.sqrt(np.mean(frames**2, axis=1)), LOUD))
    return frames * np.float32(np.clip(LEVEL / max(level, 1e-6), QUIETEST_GAIN, LOUDEST_GAIN))


def _in_long_runs(quiet: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Those of the frames in a row of at least `LONG_PAUSE`."""
    import numpy as np

    edges = np.flatnonzero(np.diff(quiet.astype(np.int8), prepend=0, append=0))
    long = np.zeros(len(quiet), dtype=bool)
    for begin, end in edges.reshape(-1, 2):
        long[begin:end] = end - begin >= LONG_PAUSE
    return long


def _blank() -> list[NDArray[np.float32]]:
    """A state without a memory."""
    import numpy as np

    return [np.zeros((1, 1, STATE_SIZE), np.float32) for _ in range(2)]


@cache
def _session() -> Any:
    """The network, which faster-whisper carries."""
    from faster_whisper.vad import get_vad_model

    return get_vad_model().session
