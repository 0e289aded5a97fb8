"""A trained checkpoint as a judge that Mazeej can open: `--judge FOLDER` (ONNX, weights in blocks of 8 bits)."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization.matmul_nbits_quantizer import MatMulNBitsQuantizer
from tokenizers import Tokenizer, processors
from torch import Tensor, nn

from align.meaning.recipe.batches import BEGIN, END
from align.meaning.recipe.network import LABELS, POSITIONS, CrossEncoder

BLOCK = 32  # weights that share a scale; 4 bits instead of 8 breaks the model
OPSET = 18


class ByteEmbedding(nn.Module):
    """An embedding in 8 bits, a scale for each row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("scale", scale)
        self.register_buffer("bytes", (weight / scale).round().to(torch.int8))

    def forward(self, ids: Tensor) -> Tensor:
        return self.bytes[ids].float() * self.scale[ids]


class Pairs(nn.Module):
    """The network with the inputs of the hub's models: `<s> passage </s>` of type 0, `<s> claim </s>` of type 1."""

    def __init__(self, model: CrossEncoder) -> None:
        super().__init__()
        self.model = model
        model.bert.word = ByteEmbedding(model.bert.word.weight.detach())

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Tensor:
        parts = torch.where(attention_mask > 0, token_type_ids, torch.full_like(token_type_ids, -1))
        positions = torch.arange(POSITIONS)[: input_ids.shape[1]].expand_as(input_ids)
        x = self.model.bert(input_ids, positions, parts)
        own = (parts == 1).to(x.dtype)[..., None]
        mean = (x * own).sum(1) / own.sum(1)
        first = (x * (own.cumsum(1) == 1).to(x.dtype) * own).sum(1)
        return self.model.out(torch.tanh(self.model.pool(torch.cat([first, mean], -1))))


def export(model: CrossEncoder, tokens: Tokenizer, folder: Path) -> None:
    """Write the model; what is given is left as it was."""
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    whole = folder / "whole.onnx"
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {0: torch.export.Dim("rows"), 1: torch.export.Dim("tokens", max=POSITIONS)}
    example = torch.tensor([[BEGIN, 5, END, BEGIN, 6, END]] * 2)
    types = torch.tensor([[0, 0, 0, 1, 1, 1]] * 2)
    torch.onnx.export(
        Pairs(copy.deepcopy(model).eval()),
        (example, torch.ones_like(example), types),
        str(whole),
        input_names=names,
        output_names=["logits"],
        dynamic_shapes=(axes, axes, axes),
        opset_version=OPSET,
        dynamo=True,
        external_data=False,
    )
    quantizer = MatMulNBitsQuantizer(onnx.load(str(whole)), bits=8, block_size=BLOCK)
    quantizer.process()
    quantizer.model.save_model_to_file(str(folder / "onnx" / "model.onnx"))
    whole.unlink()
    tokens.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> <s>:1 $B:1 </s>:1", special_tokens=[("<s>", BEGIN), ("</s>", END)]
    )
    tokens.save(str(folder / "tokenizer.json"), pretty=False)
    config = {"id2label": dict(enumerate(LABELS)), "max_position_embeddings": POSITIONS, "pad_token_id": 1}
    (folder / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
