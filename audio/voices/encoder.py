"""The GE2E voice encoder: what a stretch of speech tells of the voice, as a unit vector.

Li Wan et al., "Generalized End-to-End Loss for Speaker Verification", 2018; the weights are Resemblyzer's (Apache-2.0,
`model/LICENSE`), turned into ONNX by `recipe/export.py`.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).parent / "model" / "ge2e.onnx"
WINDOW = 160  # mel frames that the encoder reads at once: 1.6 s
BATCH = 64  # windows encoded in one call
LEVEL = 2.0  # mean power of a window's frames, all bands together; the usual one of a podcast's voice at -20 dB
SILENT = 1e-6  # a power below which a window is not made louder


class VoiceEncoder:
    """Turns windows of the mel spectrogram into vectors; the loudness of a voice does not count."""

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the network is small: more threads wait for each other
        return onnxruntime.InferenceSession(MODEL, options, providers=["CPUExecutionProvider"])

    def __call__(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """`windows` of the shape (windows, 160, 40), see `features.py`; unit vectors of the shape (windows, 256)."""
        import numpy as np

        vectors = [np.zeros((0, 256), np.float32)]
        for at in range(0, len(windows), BATCH):
            batch = windows[at : at + BATCH]
            power = batch.sum(axis=(1, 2), keepdims=True) / WINDOW
            levelled = batch * (LEVEL / np.maximum(power, SILENT))
            vectors += self._session.run(None, {"mel": levelled.astype(np.float32)})
        return np.concatenate(vectors)
