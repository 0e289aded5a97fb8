"""Models of a few hundred bytes in the hub's layout: a vocabulary of plain words, and a table with a row for each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers, processors

Row = Sequence[float]
LABELS = {"0": "entailment", "1": "neutral", "2": "contradiction"}


def in_hub(hub: Path, repository: str) -> Path:
    """The folder that the hub's client keeps a repository's one version in, not made yet."""
    folder = hub / f"models--{repository.replace('/', '--')}"
    (folder / "refs").mkdir(parents=True)
    (folder / "refs" / "main").write_text("abc")
    return folder / "snapshots" / "abc"


def write_encoder(folder: Path, words: Mapping[str, Row], config: Mapping[str, object] | None = None) -> Path:
    """An encoder whose vector of a token is its word's row; of `<s>`, `</s>` and unknown words it is nought."""
    return _write(folder, words, dict(config or {}), summed=False)


def write_judge(
    folder: Path,
    words: Mapping[str, Row],
    config: Mapping[str, object] | None = None,
    *,
    tokens: int | str = "tokens",
    graph: str = "onnx/model.onnx",
) -> Path:
    """A judge whose logits are the sum of the rows of all words, of the passage and of the claim.

    `tokens`: how many each of its inputs must have; a name where that is free. `graph`: where it lies in the folder.
    """
    return _write(folder, words, {"id2label": LABELS, **(config or {})}, tokens=tokens, graph_name=graph)


def _write(
    folder: Path,
    words: Mapping[str, Row],
    config: dict[str, object],
    *,
    summed: bool = True,
    tokens: int | str = "tokens",
    graph_name: str = "onnx/model.onnx",
) -> Path:
    (folder / graph_name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    tokenizer(list(words)).save(str(folder / "tokenizer.json"))
    width = len(next(iter(words.values())))
    table = np.array([[0.0] * width] * 4 + list(words.values()), np.float32)
    nodes = [helper.make_node("Gather", ["table", "input_ids"], ["states"])]
    if summed:
        nodes += [
            helper.make_node("Cast", ["attention_mask"], ["counted"], to=TensorProto.FLOAT),
            helper.make_node("Unsqueeze", ["counted", "last"], ["wide"]),
            helper.make_node("Mul", ["states", "wide"], ["there"]),
            helper.make_node("ReduceSum", ["there", "second"], ["logits"], keepdims=0),
        ]
    shapes: dict[str, list[str | int | None]] = {"logits": ["rows", width], "states": ["rows", tokens, width]}
    output = "logits" if summed else "states"
    graph = helper.make_graph(
        nodes,
        "tiny",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", tokens])
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info(output, TensorProto.FLOAT, shapes[output])],
        [
            numpy_helper.from_array(table, "table"),
            numpy_helper.from_array(np.array([2]), "last"),
            numpy_helper.from_array(np.array([1]), "second"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    onnx.save(model, str(folder / graph_name))
    return folder


def tokenizer(words: Sequence[str]) -> Tokenizer:
    names = ["<s>", "<pad>", "</s>", "<unk>", *words]
    made = Tokenizer(models.WordLevel({name: number for number, name in enumerate(names)}, unk_token="<unk>"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()  # punctuation apart
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return made
