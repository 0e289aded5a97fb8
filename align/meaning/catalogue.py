"""The encoders and judges that have a name here. Sizes are those of the files on the model hub, rounded."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Role = Literal["encoder", "judge"]
SMALL = "small"  # for short
SMALL_FOLDER = Path(__file__).parent / "mazeej-small"  # as reports and lists call it
SMALL_LANGUAGES = ("ar", "en")  # its vocabulary has no other


@dataclass(frozen=True, slots=True)
class NamedModel:
    name: str  # as --encoder or --judge takes it
    repository: str  # on the Hugging Face Hub
    role: Role
    graph: str  # the file that is fetched of several
    download_bytes: int
    licence: str
    about: str


E5_SMALL = NamedModel(
    "e5-small",
    "intfloat/multilingual-e5-small",
    "encoder",
    "onnx/model.onnx",
    470_000_000,
    "MIT",
    "how near two sentences are in meaning, in a hundred languages",
)
XNLI = NamedModel(
    "mdeberta-xnli",
    "MoritzLaurer/mDeBERTa-v3-base-xnli-multilingual-nli-2mil7",
    "judge",
    "onnx/model_quantized.onnx",
    355_000_000,
    "MIT",
    "whether one sentence follows from another, in a hundred languages",
)
OWN_JUDGE = NamedModel(
    SMALL_FOLDER.name,
    SMALL_FOLDER.name,
    "judge",
    "onnx/model.onnx",
    0,
    "MIT",
    "whether a passage speaks of what a claim says, in Arabic and English; included, reads by itself",
)
MODELS = (E5_SMALL, XNLI)  # on the hub
NAMED = (OWN_JUDGE, *MODELS)
# By the name here, the hub's, and the last part of that, by which reports call them.
BY_NAME = {name: model for model in MODELS for name in (model.name, model.repository, model.repository.split("/")[1])}
