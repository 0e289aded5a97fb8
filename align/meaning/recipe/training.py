"""The training loop: bfloat16, AdamW, and a checkpoint every few minutes from which it goes on.

Everything is drawn from the seed and counted in steps, so a pause changes nothing but dropout's draws.
"""

from __future__ import annotations

import math
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch.nn import functional

from align.meaning.recipe.batches import batches, collate, rows
from align.meaning.recipe.examples import Example
from align.meaning.recipe.network import LABELS, CrossEncoder

WARM_UP = 0.08  # of all steps
LAST_RATE = 0.02  # of the rate
COOLING = 0.2  # of all steps, at the end; before it a run can be made longer or shorter by an epoch
SMOOTHING = 0.05  # of the labels
SAVE_EVERY, LOG_EVERY = 120.0, 20  # seconds, steps


@dataclass(frozen=True, slots=True)
class Plan:
    epochs: int = 1
    rate: float = 8e-5
    head_rate: float = 4e-4
    frozen_layers: int = 4  # beside the embeddings, which stay as they are
    tokens: int = 1000  # a batch, padding included
    seed: int = 0


def train(model: CrossEncoder, tokens: Tokenizer, examples: Sequence[Example], plan: Plan, checkpoint: Path) -> None:
    """Train in place. A checkpoint that is there is gone on from; one that says it is done is only loaded."""
    torch.manual_seed(plan.seed)
    schedule = [batch for epoch in range(plan.epochs) for batch in _epoch(tokens, examples, plan, epoch)]
    labels = torch.tensor([example.label for example in examples])
    weights = torch.tensor([example.weight for example in examples])
    count = torch.bincount(labels, weights=weights, minlength=len(LABELS)).float()
    balance = (count.sum() / (len(LABELS) * count)).sqrt()
    optimizer, base = _optimizer(model, plan)
    first = _resume(model, optimizer, checkpoint)
    saved = started = time.monotonic()
    losses: list[float] = []
    model.train()
    for step in range(first, len(schedule)):
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * _factor(step, len(schedule))
        batch, which = collate(schedule[step])
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(batch)
        each = functional.cross_entropy(
            logits.float(), labels[which], weight=balance, label_smoothing=SMOOTHING, reduction="none"
        )
        loss = (each * weights[which]).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_([p for group in optimizer.param_groups for p in group["params"]], 1.0)
        optimizer.step()
        optimizer.zero_grad(set_to_none=True)
        losses.append(float(loss.detach()))
        if (step + 1) % LOG_EVERY == 0:
            pace = (time.monotonic() - started) / (step + 1 - first)
            print(
                f"{checkpoint.stem} step {step + 1}/{len(schedule)} loss {np.mean(losses[-LOG_EVERY:]):.3f}"
                f" {pace:.2f} s a step, {time.process_time():.0f} CPU s",
                flush=True,
            )
        if time.monotonic() - saved > SAVE_EVERY:
            _save(model, optimizer, step + 1, checkpoint)
            saved = time.monotonic()
    if first < len(schedule):
        _save(model, optimizer, len(schedule), checkpoint)


@torch.no_grad()
def predict(model: CrossEncoder, tokens: Tokenizer, examples: Sequence[Example]) -> NDArray[np.float32]:
    """Probabilities of LABELS, of shape [examples, 3]."""
    model.eval()
    found = np.zeros((len(examples), len(LABELS)), np.float32)
    for batch in batches(rows(tokens, examples, range(len(examples))), 1500, Random(0)):
        inputs, which = collate(batch)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(inputs)
        found[which] = torch.softmax(logits.float(), -1).numpy()
    return found


def _epoch(tokens: Tokenizer, examples: Sequence[Example], plan: Plan, epoch: int) -> list[list[object]]:
    random = Random(f"{plan.seed} {epoch}")
    order = list(range(len(examples)))
    random.shuffle(order)
    return batches(rows(tokens, examples, order), plan.tokens, random)


def _optimizer(model: CrossEncoder, plan: Plan) -> tuple[torch.optim.Optimizer, list[float]]:
    frozen = [model.bert.word]
    if plan.frozen_layers:
        frozen += [model.bert.pos, model.bert.typ, model.bert.ln, *model.bert.layers[: plan.frozen_layers]]
    for module in frozen:
        module.requires_grad_(False)
    body = [p for p in model.bert.parameters() if p.requires_grad]
    head = [*model.pool.parameters(), *model.out.parameters()]
    groups = [
        {"params": [p for p in body if p.ndim > 1], "lr": plan.rate, "weight_decay": 0.01},
        {"params": [p for p in body if p.ndim < 2], "lr": plan.rate, "weight_decay": 0.0},
        {"params": head, "lr": plan.head_rate, "weight_decay": 0.01},
    ]
    optimizer = torch.optim.AdamW(groups, betas=(0.9, 0.98), fused=True)
    return optimizer, [group["lr"] for group in optimizer.param_groups]


def _factor(step: int, steps: int) -> float:
    warm, cool = (max(1, math.ceil(share * steps)) for share in (WARM_UP, COOLING))
    return max(LAST_RATE, min(1.0, (step + 1) / warm, (steps - step) / cool))


def _resume(model: CrossEncoder, optimizer: torch.optim.Optimizer, checkpoint: Path) -> int:
    if not checkpoint.exists():
        return 0
    state = torch.load(checkpoint, weights_only=True)
    model.load_state_dict(state["model"])
    if state["optimizer"]:
        optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    return int(state["step"])


def _save(model: CrossEncoder, optimizer: torch.optim.Optimizer, step: int, checkpoint: Path) -> None:
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "random": torch.get_rng_state(),
    }
    part = checkpoint.with_suffix(".part")
    torch.save(state, part)
    part.replace(checkpoint)
