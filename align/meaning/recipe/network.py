"""A small cross-encoder that reads many claims against one passage.

One row holds `<s> passage </s>` and then, for every claim on it, `<s> claim </s>`. The passage sees itself alone; a
claim sees the passage and itself. So a passage is paid for once in training, and the answer to a claim does not depend
on the other claims of its row. The shape is multilingual-e5-small's (MIT), whose trimmed weights it starts from.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, LAYERS, HEADS, INNER = 384, 12, 12, 1536
POSITIONS = 512  # tokens
EPSILON = 1e-12  # of BERT's layer norms
DROPOUT = 0.1
LABELS = ("entailment", "contradiction", "neutral")
PADDING = -1  # the part number of padding; 0 is the passage, 1, 2, … are its claims


@dataclass(frozen=True, slots=True)
class Rows:
    """A batch: ids, positions and part numbers of shape [rows, length]; the row and the part of each claim."""

    ids: Tensor
    positions: Tensor
    parts: Tensor
    row: Tensor
    part: Tensor


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.ao = nn.Linear(HIDDEN, HIDDEN)
        self.aln = nn.LayerNorm(HIDDEN, EPSILON)
        self.fi = nn.Linear(HIDDEN, INNER)
        self.fo = nn.Linear(INNER, HIDDEN)
        self.oln = nn.LayerNorm(HIDDEN, EPSILON)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        q, k, v = self.qkv(x).view(rows, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype))
        seen = self.ao(seen.transpose(1, 2).reshape(rows, length, HIDDEN))
        x = self.aln(x + functional.dropout(seen, DROPOUT, self.training))
        inner = self.fo(functional.gelu(self.fi(x)))
        return self.oln(x + functional.dropout(inner, DROPOUT, self.training))


class Trunk(nn.Module):
    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.word = nn.Embedding(vocabulary, HIDDEN)
        self.pos = nn.Embedding(POSITIONS, HIDDEN)
        self.typ = nn.Embedding(2, HIDDEN)
        self.ln = nn.LayerNorm(HIDDEN, EPSILON)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, ids: Tensor, positions: Tensor, parts: Tensor) -> Tensor:
        x = self.word(ids) + self.pos(positions) + self.typ((parts > 0).long())
        x = functional.dropout(self.ln(x), DROPOUT, self.training)
        to_passage = parts[:, None, :] == 0
        to_itself = (parts[:, None, :] == parts[:, :, None]) & (parts[:, None, :] > 0)
        mask = ((to_passage | to_itself)[:, None].to(x.dtype) - 1.0) * 1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x


class CrossEncoder(nn.Module):
    """Three logits a claim (LABELS) from the claim's first token and the mean of its tokens."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        self.bert = Trunk(vocabulary)
        self.pool = nn.Linear(2 * HIDDEN, HIDDEN)
        self.out = nn.Linear(HIDDEN, len(LABELS))
        for linear in (self.pool, self.out):
            nn.init.normal_(linear.weight, std=0.02)
            nn.init.zeros_(linear.bias)

    def forward(self, rows: Rows) -> Tensor:
        x = self.bert(rows.ids, rows.positions, rows.parts)[rows.row]
        own = (rows.parts[rows.row] == rows.part[:, None]).to(x.dtype)
        mean = (x * own[..., None]).sum(1) / own.sum(1, keepdim=True)
        first = x[torch.arange(x.shape[0]), own.argmax(1)]
        pooled = torch.tanh(self.pool(torch.cat([first, mean], -1)))
        return self.out(functional.dropout(pooled, DROPOUT, self.training))
