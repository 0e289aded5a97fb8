"""Makes `model/ge2e.onnx` of the weights that Resemblyzer carries: `python export.py pretrained.pt ge2e.onnx`.

Needs PyTorch and onnx, which nothing else here does; the weights are in the PyPI package Resemblyzer 0.1.4
(`resemblyzer/pretrained.pt`, Apache-2.0). They are stored in half precision and computed in single: three megabytes
instead of six, and vectors that differ by less than 0.001. Eight bits spoil an LSTM of this size.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

BANDS, SIZE, LAYERS, WINDOW = 40, 256, 3, 160


class VoiceNetwork(torch.nn.Module):
    """Three layers of LSTM over a mel spectrogram; the last state, through a linear layer, as a unit vector."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = torch.nn.LSTM(BANDS, SIZE, LAYERS, batch_first=True)
        self.linear = torch.nn.Linear(SIZE, SIZE)

    def forward(self, mel: torch.Tensor) -> torch.Tensor:
        _, (state, _) = self.lstm(mel)
        raw = torch.relu(self.linear(state[-1]))
        return raw / torch.norm(raw, dim=1, keepdim=True)


def main(weights: Path, target: Path) -> None:
    network = VoiceNetwork().eval()
    network.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True)["model_state"], strict=False)
    example = torch.rand(2, WINDOW, BANDS)
    axes = {"mel": {0: "batch", 1: "frames"}, "embedding": {0: "batch"}}
    torch.onnx.export(
        network,
        (example,),
        target,
        input_names=["mel"],
        output_names=["embedding"],
        dynamic_axes=axes,
        dynamo=False,
    )
    onnx.save(in_half_precision(onnx.load(target)), target)


def in_half_precision(model: onnx.ModelProto) -> onnx.ModelProto:
    """The weights as float16, each cast to float32 where it is used."""
    casts = []
    for weight in model.graph.initializer:
        values = numpy_helper.to_array(weight)
        if values.dtype != np.float32 or values.size < SIZE:
            continue
        stored = f"{weight.name}_half"
        casts.append(helper.make_node("Cast", [stored], [weight.name], to=TensorProto.FLOAT))
        weight.CopyFrom(numpy_helper.from_array(values.astype(np.float16), stored))
    nodes = [*casts, *model.graph.node]
    del model.graph.node[:]
    model.graph.node.extend(nodes)
    return model


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
