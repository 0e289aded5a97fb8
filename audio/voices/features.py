"""What voice encoders read: mel spectrograms, a frame every 10 ms, of sound that is given piece by piece."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

BANDS = 40
KALDI_BANDS = 80
FRAME_SAMPLES = 400  # 25 ms
HOP_SAMPLES = 160  # 10 ms
FRAMES_PER_SECOND = 100


class MelSpectrogram:
    """40 bands in power, for GE2E; frame n is centred at n × 10 ms.

    The same as librosa's `melspectrogram(n_fft=400, hop_length=160, n_mels=40)` at 16 kHz, which Resemblyzer trained
    with.
    """

    def __init__(self) -> None:
        import numpy as np

        self._held = np.zeros(FRAME_SAMPLES // 2, np.float32)  # silence before the first sample

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """The frames that `samples` complete; shape (frames, 40)."""
        import numpy as np

        held = np.concatenate([self._held, samples])
        count = max(0, (len(held) - FRAME_SAMPLES) // HOP_SAMPLES + 1)
        self._held = held[count * HOP_SAMPLES :]
        if count == 0:
            return np.zeros((0, BANDS), np.float32)
        window, filters = _tables()
        frames = np.lib.stride_tricks.sliding_window_view(held, FRAME_SAMPLES)[::HOP_SAMPLES][:count]
        power = np.abs(np.fft.rfft(frames * window)) ** 2
        return np.asarray(power @ filters.T, np.float32)


@lru_cache
def _tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The periodic Hann window, shape (400,), and Slaney's mel filters, shape (40, 201)."""
    import numpy as np
    from faster_whisper.feature_extractor import FeatureExtractor

    window = np.hanning(FRAME_SAMPLES + 1)[:-1]
    filters = FeatureExtractor.get_mel_filters(16_000, FRAME_SAMPLES, BANDS)
    return window.astype(np.float32), np.asarray(filters, np.float32)


class KaldiFilterBank:
    """80 bands in logarithms, as Kaldi computes them: what CAM++, WeSpeaker and most other voice encoders read."""

    def __init__(self) -> None:
        import kaldi_native_fbank

        options = kaldi_native_fbank.FbankOptions()
        options.frame_opts.samp_freq = 16_000
        options.frame_opts.dither = 0.0
        options.frame_opts.snip_edges = False  # frame n is centred at n × 10 ms + 5 ms
        options.mel_opts.num_bins = KALDI_BANDS
        self._bank = kaldi_native_fbank.OnlineFbank(options)
        self._given = 0

    def __call__(self, samples: Samples) -> NDArray[np.float32]:
        """The frames that `samples` complete; shape (frames, 80)."""
        import numpy as np

        self._bank.accept_waveform(16_000, samples.tolist())
        ready = range(self._given, self._bank.num_frames_ready)
        self._given = self._bank.num_frames_ready
        frames = [self._bank.get_frame(at) for at in ready]
        return np.stack(frames).astype(np.float32) if frames else np.zeros((0, KALDI_BANDS), np.float32)
