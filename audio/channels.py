"""Two people on the two channels of a recording: each one's own sound, without what leaks in from the other.

A microphone hears the other person too, more quietly. Where a channel only holds such a copy it is made silent, so that
nobody's words are heard twice. Told by level: what is as far below the other channel as what usually leaks in is a
copy; and what is the same on both (a jingle in the middle) belongs to one of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from audio.decoding import BLOCK, SAMPLE_RATE, Decoding
from audio.names import shown
from audio.types import AudioError, Recording, SampleBlock, Seconds

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

CHANNELS = ("left", "right")
FRAME = 320  # samples, 20 ms
REACH = 8  # frames to each side over which levels are averaged: longer than a stop consonant, shorter than a word
# As power, all of them.
AUDIBLE = 1e-5  # mean square, -50 dB below full scale: quieter frames tell nothing of who speaks
LOUDER = 2.0  # 3 dB: what a channel must be above the other to have a voice of its own
MARGIN = 4.0  # 6 dB above what usually leaks in, a frame may be a copy: rooms ring, and heads turn
MOST_BLEED = 0.5  # -3 dB: whoever is nearer than that to the other's level speaks himself
SAME = 0.9  # correlation from which both channels hold one sound, whatever their levels
LEAST_OWN: Seconds = 1.0  # of a voice on each channel
LEAST_SHARE = 0.5  # of all that is audible, that is one channel's own; in a stereo mix voices are in the middle
LOWEST, STEP = -80.0, 0.5  # dB; the grid on which the usual bleed is looked for


@dataclass(frozen=True, slots=True)
class Bleed:
    """How much of the other person a channel usually holds, as a share of the other channel's power."""

    into_left: float
    into_right: float


def check_channels(recording: Recording) -> None:
    """Whether there are two channels to tell speakers by. Raises AudioError; does not look at the sound."""
    if recording.channels == 1:
        raise AudioError(f"{shown(recording.source)} is mono: there are no channels to tell speakers by")
    if recording.channels != len(CHANNELS):
        raise AudioError(
            f"{shown(recording.source)} has {recording.channels} channels: speakers are told by two, one person on each"
        )


@lru_cache(maxsize=1)  # both channels ask, and a second hearing of them again
def measure_bleed(recording: Recording) -> Bleed:
    """What leaks from each channel into the other; decodes the whole recording, once where it is asked for in a row.

    Raises AudioError where the channels have no voice of their own each.
    """
    import numpy as np

    check_channels(recording)
    own, audible = np.zeros(len(CHANNELS)), 0
    leaks = np.zeros((len(CHANNELS), round(-LOWEST / STEP)))  # how often each ratio was found
    for block in Decoding(recording, 0.0, recording.duration, stereo=True):
        powers = _powers(block.samples)[:2] / FRAME
        audible += int((powers.max(axis=0) > AUDIBLE).sum())
        for side, (here, there) in enumerate((powers, powers[::-1])):
            alone = (there > AUDIBLE) & (there > LOUDER * here)
            own[1 - side] += alone.sum()
            ratios = 10 * np.log10(np.maximum(here[alone] / there[alone], 1e-12))
            leaks[side] += np.histogram(np.maximum(ratios, LOWEST), leaks.shape[1], (LOWEST, 0.0))[0]
    _check_voices(own, audible, shown(recording.source))
    usual = [LOWEST + STEP * int(np.searchsorted(np.cumsum(seen), seen.sum() / 2)) for seen in leaks]  # the medians
    return Bleed(*(float(10 ** (level / 10)) for level in usual))


def _check_voices(own: NDArray[np.float64], audible: int, name: str) -> None:
    """`own`: frames in which only the left, only the right channel has a voice."""
    enough = own * FRAME / SAMPLE_RATE >= LEAST_OWN
    if enough.sum() == 1:
        side = CHANNELS[int(enough.argmax())]
        raise AudioError(f"{name} has a voice of its own on the {side} channel only: nobody can be told apart by them")
    if not enough.any() or own.sum() < LEAST_SHARE * audible:
        raise AudioError(f"{name} has the same voices on both channels: nobody can be told apart by them")


class Voice:
    """One channel's own sound, block by block, silent where it is only a copy of the other's.

    Iterating gives SampleBlocks without gaps, as `decode_blocks` does; two blocks of sound are held at a time.
    """

    def __init__(
        self,
        recording: Recording,
        channel: str,
        bleed: Bleed,
        *,
        start: Seconds = 0.0,
        end: Seconds | None = None,
        block: Seconds = BLOCK,
    ) -> None:
        """`channel` is one of `CHANNELS`; `bleed` as measured. Raises AudioError where there are not two channels."""
        check_channels(recording)
        self._side = CHANNELS.index(channel)
        self._bleed = bleed
        end = recording.duration if end is None else end
        self._decoding = Decoding(recording, start, end, block=block, stereo=True)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader should know after the pass, a sentence each; what is true of both is told with the left."""
        return self._decoding.warnings if self._side == 0 else ()

    def __iter__(self) -> Iterator[SampleBlock]:
        import numpy as np

        held = np.zeros((0, len(CHANNELS)), np.float32)
        given = 0  # samples of `held` that are given out; what is before a place is needed to judge it
        begin: Seconds | None = None  # of `held`
        for block in self._decoding:
            begin = block.start if begin is None else begin
            held = np.concatenate([held, block.samples])
            ready = max(given, (len(held) // FRAME - REACH) * FRAME)
            if ready > given:
                yield SampleBlock(begin + given / SAMPLE_RATE, self._own(held)[given:ready])
            forgotten = max(0, ready - REACH * FRAME)
            held, given = held[forgotten:], ready - forgotten
            begin += forgotten / SAMPLE_RATE
        if begin is not None and given < len(held):
            yield SampleBlock(begin + given / SAMPLE_RATE, self._own(held)[given:])

    def _own(self, sound: Samples) -> Samples:
        """The channel of `sound`, shape (samples, 2), with its copies silenced."""
        import numpy as np

        silenced = np.repeat(copies(sound, self._bleed)[self._side], FRAME)[: len(sound)]
        return np.where(silenced, np.float32(0), sound[:, self._side])


def copies(sound: Samples, bleed: Bleed) -> NDArray[np.bool_]:
    """Where each channel holds a copy of the other, for every frame of `sound` (samples, 2); shape (2, frames)."""
    import numpy as np

    around = np.pad(_powers(sound), ((0, 0), (REACH, REACH)))
    left, right, common = np.lib.stride_tricks.sliding_window_view(around, 2 * REACH + 1, axis=1).sum(axis=-1)
    same = np.abs(common) > SAME * np.sqrt(left * right)  # also where one channel is wired the wrong way round
    right_has_it = right > LOUDER * left
    in_left = (left < min(MOST_BLEED, MARGIN * bleed.into_left) * right) | (same & right_has_it)
    in_right = (right < min(MOST_BLEED, MARGIN * bleed.into_right) * left) | (same & ~right_has_it)
    return np.stack([in_left, in_right])


def _powers(sound: Samples) -> NDArray[np.float64]:
    """Sums of squares of left and right and of their product, for every frame; shape (3, frames)."""
    import numpy as np

    whole = np.pad(sound, ((0, -len(sound) % FRAME), (0, 0)))
    left, right = whole.astype(np.float64).T.reshape(2, -1, FRAME)
    return np.stack([(left * left).sum(axis=1), (right * right).sum(axis=1), (left * right).sum(axis=1)])
