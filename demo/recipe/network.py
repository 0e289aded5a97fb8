"""Whisper's network in miniature: Hugging Face's weights and names, with a forward pass of our own.

Our own, because training needs two things the stock one lacks: a CTC head on the encoder (the encoder then learns
letters long before the decoder can use them) and a loss that guides two heads of every decoder layer to look where
each token is spoken (they become Whisper's alignment heads).
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from transformers import WhisperConfig, WhisperForConditionalGeneration

GUIDED_HEADS = 2  # the first ones of every decoder layer


@dataclass(frozen=True, slots=True)
class Shape:
    """What a checkpoint must remember to be built again."""

    vocabulary: int
    end: int
    start: int
    letters: int  # CTC classes, blank included
    width: int = 192
    encoder_layers: int = 4
    decoder_layers: int = 2
    heads: int = 4


def whisper(shape: Shape) -> WhisperForConditionalGeneration:
    config = WhisperConfig(
        vocab_size=shape.vocabulary,
        num_mel_bins=80,
        d_model=shape.width,
        encoder_layers=shape.encoder_layers,
        decoder_layers=shape.decoder_layers,
        encoder_attention_heads=shape.heads,
        decoder_attention_heads=shape.heads,
        encoder_ffn_dim=4 * shape.width,
        decoder_ffn_dim=4 * shape.width,
        max_source_positions=1500,  # faster-whisper always pads to 30 s
        max_target_positions=448,
        dropout=0.0,
        pad_token_id=shape.end,
        bos_token_id=shape.end,
        eos_token_id=shape.end,
        decoder_start_token_id=shape.start,
        suppress_tokens=None,
        begin_suppress_tokens=None,
    )
    return WhisperForConditionalGeneration(config)


class Network(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.hf = whisper(shape)
        self.ctc = nn.Linear(shape.width, shape.letters)

    def _split(self, x: Tensor) -> Tensor:
        return x.view(x.shape[0], x.shape[1], self.shape.heads, -1).transpose(1, 2)

    def _attend(self, layer: Any, x: Tensor, memory: Tensor, causal: bool = False) -> tuple[Tensor, Tensor, Tensor]:
        """-> output, queries, keys (the last two split into heads)."""
        q, k, v = self._split(layer.q_proj(x)), self._split(layer.k_proj(memory)), self._split(layer.v_proj(memory))
        mixed = F.scaled_dot_product_attention(q, k, v, is_causal=causal)
        return layer.out_proj(mixed.transpose(1, 2).flatten(2)), q, k

    def encode(self, features: Tensor) -> Tensor:
        """[batch, 80, frames] log-mel -> [batch, frames / 2, width]."""
        encoder = self.hf.model.encoder
        x = F.gelu(encoder.conv2(F.gelu(encoder.conv1(features)))).transpose(1, 2)
        x = x + encoder.embed_positions.weight[: x.shape[1]]
        for layer in encoder.layers:
            h = layer.self_attn_layer_norm(x)
            x = x + self._attend(layer.self_attn, h, h)[0]
            x = x + layer.fc2(F.gelu(layer.fc1(layer.final_layer_norm(x))))
        return encoder.layer_norm(x)

    def decode(self, memory: Tensor, tokens: Tensor, low: Tensor, high: Tensor) -> tuple[Tensor, Tensor]:
        """tokens [batch, length], each spoken in encoder frames low..high (none if high <= low).

        Returns the decoder's states (`logits` makes scores of them) and the guided attention loss.
        """
        decoder = self.hf.model.decoder
        x = decoder.embed_tokens(tokens) + decoder.embed_positions.weight[: tokens.shape[1]]
        loss = x.new_zeros((), dtype=torch.float32)
        for layer in decoder.layers:
            h = layer.self_attn_layer_norm(x)
            x = x + self._attend(layer.self_attn, h, h, causal=True)[0]
            out, q, k = self._attend(layer.encoder_attn, layer.encoder_attn_layer_norm(x), memory)
            loss = loss + _guide(q[:, :GUIDED_HEADS], k[:, :GUIDED_HEADS], low, high) / len(decoder.layers)
            x = x + out
            x = x + layer.fc2(F.gelu(layer.fc1(layer.final_layer_norm(x))))
        return x, loss

    def logits(self, states: Tensor) -> Tensor:
        decoder = self.hf.model.decoder
        return F.linear(decoder.layer_norm(states), decoder.embed_tokens.weight)


def _guide(q: Tensor, k: Tensor, low: Tensor, high: Tensor) -> Tensor:
    """Mean negative log of the attention that falls inside low..high."""
    scores = (q @ k.transpose(2, 3)).float() * q.shape[-1] ** -0.5
    frames = torch.arange(scores.shape[-1])
    inside = (frames >= low[..., None]) & (frames < high[..., None])
    missed = scores.logsumexp(-1) - scores.masked_fill(~inside[:, None], -1e4).logsumexp(-1)
    weight = (high > low)[:, None].expand_as(missed)
    return (missed * weight).sum() / weight.sum().clamp(min=1)


def save(path: Path, network: Network, **more: Any) -> None:
    part = path.with_suffix(".part")
    torch.save({"shape": asdict(network.shape), "network": network.state_dict(), **more}, part)
    part.replace(path)


def load(path: Path) -> tuple[Network, dict[str, Any]]:
    """The network of a checkpoint, and what else was saved with it."""
    stored = torch.load(path, weights_only=True)
    network = Network(Shape(**stored.pop("shape")))
    network.load_state_dict(stored.pop("network"))
    return network, stored
