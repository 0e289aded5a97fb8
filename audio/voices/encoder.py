"""Voice encoders: what a stretch of speech tells of the voice, as a unit vector.

The bundled one is GE2E (Li Wan et al., "Generalized End-to-End Loss for Speaker Verification", 2018) with Resemblyzer's
weights (Apache-2.0, `model/LICENSE`), turned into ONNX by `recipe/export.py`. Others are told by what they read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio.extras import installing
from audio.names import shown
from audio.types import AudioError
from audio.voices.features import BANDS, KALDI_BANDS, KaldiFilterBank, MelSpectrogram

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from audio.types import Samples

MODEL = Path(__file__).parent / "model" / "ge2e.onnx"
WINDOW = 160  # frames that an encoder reads at once: 1.6 s
BATCH = 64  # windows encoded in one call
LEVEL = 2.0  # mean power of a window's frames, all bands together; the usual one of a podcast's voice at -20 dB
SILENT = 1e-6  # a power below which a window is not made louder


@dataclass(frozen=True, slots=True)
class EncoderKind:
    """A family of encoders; cosines as measured on built conversations (benchmarks/README.md)."""

    features: Callable[[], Callable[[Samples], NDArray[np.float32]]]
    levelled: Callable[[NDArray[np.float32]], NDArray[np.float32]]  # windows, however loud the voice was
    alike: float  # mean cosine from which clusters are one voice for now
    same: float  # cosine of two voices' means, set against that inside of each, from which they are one


def _at_one_level(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    power = windows.sum(axis=(1, 2), keepdims=True) / WINDOW
    return np.asarray(windows * (LEVEL / np.maximum(power, SILENT)), np.float32)


def _without_mean(windows: NDArray[np.float32]) -> NDArray[np.float32]:
    import numpy as np

    return np.asarray(windows - windows.mean(axis=1, keepdims=True), np.float32)


# By the bands an encoder reads. Of GE2E, two people have mean cosines of .3 to .6 and one voice .7 to .85; two people's
# means reach .76 of what is inside of each, one voice .9. Of CAM++: .3 to .5 and .66 to .77; .69 and .9.
KINDS = {
    BANDS: EncoderKind(MelSpectrogram, _at_one_level, alike=0.65, same=0.82),
    KALDI_BANDS: EncoderKind(KaldiFilterBank, _without_mean, alike=0.58, same=0.8),
}


class VoiceEncoder:
    """Turns windows of a spectrogram into vectors; `model` is an ONNX file, by default the bundled one."""

    def __init__(self, model: Path | None = None) -> None:
        self._model = model or MODEL

    @cached_property
    def identity(self) -> str:
        """What tells vectors of one model from those of another: the file's SHA-256, shortened. Raises AudioError."""
        try:
            return sha256(self._model.read_bytes()).hexdigest()[:16]
        except OSError as error:
            raise AudioError(f"{shown(str(self._model))} cannot be read ({error.strerror or error})") from error

    @cached_property
    def kind(self) -> EncoderKind:
        """Raises AudioError where the model is no voice encoder that is known."""
        shape = self._session.get_inputs()[0].shape
        bands = shape[-1] if len(shape) == 3 else None
        if bands not in KINDS:
            known = " or ".join(str(bands) for bands in KINDS)
            raise AudioError(f"{shown(str(self._model))} is no voice encoder: it does not read frames of {known} bands")
        if bands == KALDI_BANDS:
            _check_kaldi()
        return KINDS[bands]

    @cached_property
    def _session(self) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1  # the network is small: more threads wait for each other
        try:
            return onnxruntime.InferenceSession(self._model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own have no common base
            raise AudioError(f"{shown(str(self._model))} is not an ONNX model that can be run") from error

    def __call__(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """`windows` of the shape (windows, 160, bands); unit vectors of the shape (windows, size)."""
        import numpy as np

        vectors = [np.zeros((0, self._session.get_outputs()[0].shape[-1]), np.float32)]
        for at in range(0, len(windows), BATCH):
            batch = self.kind.levelled(windows[at : at + BATCH])
            vectors += self._session.run(None, {self._session.get_inputs()[0].name: batch})
        raw = np.concatenate(vectors)
        return np.asarray(raw / np.maximum(np.linalg.norm(raw, axis=1, keepdims=True), 1e-9), np.float32)


def _check_kaldi() -> None:
    try:
        import kaldi_native_fbank  # noqa: F401
    except ImportError as error:
        raise AudioError(f"this voice encoder needs the package kaldi-native-fbank: {installing('voices')}") from error
