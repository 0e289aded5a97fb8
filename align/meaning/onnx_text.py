"""The one file that knows onnxruntime and tokenizers: texts in, numbers out, for a folder in the model hub's layout."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from align.types import AlignError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

GRAPHS = (  # the names that repositories give to a model's graph; the smallest first
    "onnx/model_quantized.onnx",
    "onnx/model_int8.onnx",
    "onnx/model.onnx",
    "model_quantized.onnx",
    "model_int8.onnx",
    "model.onnx",
)
MOST_TOKENS = 512  # of a text or a pair: what models of this kind were trained with
BATCH_TOKENS = 4096  # padding included: enough to keep two cores busy, and little memory
DIGEST_BYTES = 1 << 20  # of a file's beginning and of its end: training changes both

Text = str | tuple[str, str]


class OnnxText:
    """A transformer that reads texts, or pairs of texts."""

    def __init__(self, folder: Path) -> None:
        """Raises AlignError where the folder holds no such model."""
        self.folder = folder
        graph = graph_in(folder)
        missing = [name for name in ("config.json", "tokenizer.json") if not (folder / name).is_file()]
        if graph is None or missing:
            wanted = " and ".join([*([] if graph else ["onnx/model.onnx (nor any like it)"]), *missing])
            raise AlignError(f"{folder} is no ONNX model in the hub's layout: it has no {wanted}")
        self.graph = graph

    @cached_property
    def config(self) -> dict[str, Any]:
        try:
            config = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise AlignError(f"config.json of the model in {self.folder} cannot be read") from error
        if not isinstance(config, dict):
            raise AlignError(f"config.json of the model in {self.folder} is no configuration")
        return config

    @cached_property
    def identity(self) -> str:
        """A digest of the files that shape what comes out. Raises AlignError where they cannot be read."""
        digest = sha256()
        try:
            for path in (self.graph, self.folder / "tokenizer.json", self.folder / "config.json"):
                digest.update(f"{path.name} {path.stat().st_size}\n".encode())
                with path.open("rb") as file:
                    digest.update(file.read(DIGEST_BYTES))
                    file.seek(max(0, path.stat().st_size - DIGEST_BYTES))
                    digest.update(file.read(DIGEST_BYTES))
        except OSError as error:
            raise AlignError(f"the model in {self.folder} cannot be read ({error.strerror or error})") from error
        return digest.hexdigest()[:32]

    @cached_property
    def fixed_length(self) -> int | None:
        """How many tokens every row has, of a graph that was exported for that length alone."""
        shapes = [node.shape for node in self.session.get_inputs() if node.name == "input_ids"]
        length = shapes[0][-1] if shapes else None
        return length if isinstance(length, int) else None

    @cached_property
    def most_tokens(self) -> int:
        """RoBERTa's kin count two positions that no token has."""
        return min(
            MOST_TOKENS,
            int(self.config.get("max_position_embeddings") or MOST_TOKENS),
            self.fixed_length or MOST_TOKENS,
        )

    @cached_property
    def tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        try:
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        except Exception as error:  # the library raises a bare Exception
            raise AlignError(f"tokenizer.json of the model in {self.folder} cannot be read") from error
        tokenizer.no_padding()
        tokenizer.enable_truncation(self.most_tokens, stride=self.most_tokens // 8, strategy="only_first")
        return tokenizer

    @cached_property
    def session(self) -> InferenceSession:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # what a user can do about it is said below
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # waiting threads leave the cores alone
        try:
            return onnxruntime.InferenceSession(str(self.graph), options, providers=["CPUExecutionProvider"])
        except Exception as error:  # the library's own errors derive from no common base
            raise AlignError(f"{self.graph} is damaged, or no model that onnxruntime can run") from error

    def beginning(self, text: str, tokens: int) -> str:
        """The text, or so much of it as has that many tokens."""
        offsets = self.tokenizer.encode(text, add_special_tokens=False).offsets
        return text if len(offsets) <= tokens else text[: offsets[tokens - 1][1]]

    def run(
        self, texts: Sequence[Text], *, windows: bool = False
    ) -> Iterator[tuple[NDArray[np.intp], NDArray[np.float32], NDArray[np.float32]]]:
        """Batch by batch: which of `texts`, the graph's first output, and the mask over its tokens.

        A text, or the first of a pair, that is too long is cut; with `windows` the rest of it follows in further rows.
        """
        whole = self.tokenizer.encode_batch(list(texts))
        pieces = [(at, item) for at, first in enumerate(whole) for item in (first, *(first.overflowing * windows))]
        text_of, encoded = [at for at, _ in pieces], [item for _, item in pieces]
        inputs = {node.name for node in self.session.get_inputs()}
        lengths = [self.fixed_length or len(item.ids) for item in encoded]
        order = sorted(range(len(encoded)), key=lambda index: lengths[index])
        for chosen in _batches(order, lengths):
            rows = [encoded[index] for index in chosen]
            fed, mask = _padded(rows, self.config.get("pad_token_id") or 0, self.fixed_length)
            try:
                output = self.session.run(None, {name: fed[name] for name in inputs})[0]
            except Exception as error:  # as above; a KeyError is an input that no such model has
                raise AlignError(f"{self.graph} takes other inputs than a model of texts does") from error
            yield np.array([text_of[index] for index in chosen]), np.asarray(output, np.float32), mask


def graph_in(folder: Path) -> Path | None:
    """The model's graph, the smallest where there are several."""
    return next((folder / name for name in GRAPHS if (folder / name).is_file()), None)


def _batches(order: Sequence[int], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Runs of about equal length within `BATCH_TOKENS`."""
    batch: list[int] = []
    for index in order:
        if batch and lengths[index] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _padded(
    encoded: Sequence[Encoding], pad: int, fixed: int | None
) -> tuple[dict[str, NDArray[np.int64]], NDArray[np.float32]]:
    length = fixed or max(len(item.ids) for item in encoded)
    ids = np.full((len(encoded), length), pad, np.int64)
    types, mask = np.zeros_like(ids), np.zeros_like(ids)
    for row, item in enumerate(encoded):
        size = len(item.ids)
        ids[row, :size], types[row, :size], mask[row, :size] = item.ids, item.type_ids, 1
    return {"input_ids": ids, "attention_mask": mask, "token_type_ids": types}, mask.astype(np.float32)
