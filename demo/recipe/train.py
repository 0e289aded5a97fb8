"""Train the network: single-threaded workers, gradients averaged over gloo, bfloat16 where it is safe.

Usage: python train.py BUILD_FOLDER --steps 30000 [--decay 9000] [--init CHECKPOINT] [--workers 2]

Needs the shards `train0*`, `train1*`, … (one set a worker) and `valid*` in BUILD_FOLDER/data and BUILD_FOLDER's
tokenizer.json; writes BUILD_FOLDER/checkpoint.pt every few minutes and goes on from it when started again. The learning
rate stays constant and falls linearly to almost nothing over the last `decay` steps. Seeded, and counted in steps, so a
pause changes nothing (bit-exact results need the same processor and library versions).
"""

from __future__ import annotations

import argparse
import os
import queue
import threading
import time
from pathlib import Path
from random import Random

import network
import tokens
import torch
import torch.distributed as dist
import torch.multiprocessing as mp
import torch.nn.functional as F
from torch import Tensor
from windows import LETTERS, Batch, Corpus

RATE = 1.5e-3
WARM_UP = 40  # steps
LAST_RATE = 0.01  # of RATE
LOG_EVERY, SAVE_EVERY = 50, 300  # steps, seconds
PORT = "29518"
PADDED = {"count": 2, "seconds": 30.0, "p_prompt": 0.3}  # as faster-whisper pads
SHORT = {"count": 4, "seconds": 10.0, "p_prompt": 0.2}  # the same content for a third of the work
CTC_WEIGHT, GUIDE_WEIGHT = 0.5, 0.5  # of the two helping losses, before the decay's second half
LATE_CTC_WEIGHT, LATE_GUIDE_WEIGHT = 0.3, 0.3


class Both:
    """Two optimizers as one: Muon for the hidden matrices, AdamW for the rest (Jordan et al. 2024)."""

    def __init__(self, model: network.Network) -> None:
        hidden: list[Tensor] = []
        matrices: list[Tensor] = []
        vectors: list[Tensor] = []
        for name, p in model.named_parameters():
            if "encoder.embed_positions" in name:  # Whisper's sinusoids stay
                p.requires_grad_(False)
            elif p.ndim == 2 and ".layers." in name:
                hidden.append(p)
            else:
                (matrices if p.ndim > 1 else vectors).append(p)
        groups = [{"params": matrices, "weight_decay": 0.02}, {"params": vectors, "weight_decay": 0.0}]
        self.parts = [
            torch.optim.Muon(
                hidden, lr=RATE, weight_decay=0.02, momentum=0.95, ns_steps=4, adjust_lr_fn="match_rms_adamw"
            ),
            torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), fused=True),
        ]
        self.parameters = hidden + matrices + vectors

    def step(self, rate: float) -> None:
        for part in self.parts:
            for group in part.param_groups:
                group["lr"] = rate
            part.step()
            part.zero_grad(set_to_none=True)


def rate_at(step: int, steps: int, decay: int) -> float:
    left = max(LAST_RATE, (steps - step) / decay) if step > steps - decay else 1.0
    return RATE * min(1.0, (step + 1) / WARM_UP) * left


def losses(model: network.Network, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Cross-entropy, CTC loss a letter, guided attention loss, and which targets were hit."""
    keep = batch.targets != -100
    with torch.autocast("cpu", torch.bfloat16):
        memory = model.encode(batch.features)
        states, guide = model.decode(memory, batch.tokens, batch.low, batch.high)
        scores, letters = model.logits(states[keep]), model.ctc(memory)
    targets = batch.targets[keep]
    entropy = F.cross_entropy(scores.float(), targets)
    log_probabilities = F.log_softmax(letters.float(), -1).transpose(0, 1)
    frames = torch.full((len(batch.features),), log_probabilities.shape[0])
    counts = batch.letter_counts
    ctc = F.ctc_loss(log_probabilities, batch.letters, frames, counts, zero_infinity=True, reduction="none")
    return entropy, (ctc / counts.clamp(min=20)).mean(), guide, scores.argmax(-1) == targets


def feed(corpus: Corpus, r: Random, first: int, steps: int, decay: int, out: queue.Queue[Batch]) -> None:
    """Cut batches ahead: every third padded to 30 s, in the second half of the decay all of them."""
    for step in range(first, steps):
        padded = step % 3 == 2 or late(step, steps, decay)
        out.put(corpus.batch(r, **(PADDED if padded else SHORT)))  # type: ignore[arg-type]


def late(step: int, steps: int, decay: int) -> bool:
    return step > steps - decay / 2


@torch.no_grad()
def validate(model: network.Network, batches: list[Batch], vocabulary: tokens.Vocabulary) -> str:
    rows = []
    for batch in batches:
        entropy, ctc, _, hit = losses(model, batch)
        targets = batch.targets[batch.targets != -100]
        text, times = targets < vocabulary.end, targets >= vocabulary.first_time
        rows.append([entropy, ctc, hit[text].float().mean(), hit[times].float().mean()])
    means = torch.tensor(rows).mean(0).tolist()
    return "VALID entropy {:.3f} ctc {:.3f} text accuracy {:.3f} time accuracy {:.3f}".format(*means)


def average(parameters: list[Tensor], workers: int) -> None:
    """Replace each gradient by the workers' mean."""
    flat = torch.cat([p.grad.flatten() for p in parameters if p.grad is not None])
    dist.all_reduce(flat)
    position = 0
    for p in parameters:
        if p.grad is not None:
            p.grad.copy_(flat[position : position + p.numel()].view_as(p) / workers)
            position += p.numel()


def work(rank: int, folder: Path, steps: int, decay: int, init: Path | None, workers: int) -> None:
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=PORT)
    dist.init_process_group("gloo", rank=rank, world_size=workers)
    torch.set_num_threads(1)
    torch.manual_seed(0)
    vocabulary = tokens.load(folder / "tokenizer.json")
    checkpoint = folder / "checkpoint.pt"
    shape = network.Shape(vocabulary.size, vocabulary.end, vocabulary.start, len(LETTERS) + 1)
    source = checkpoint if checkpoint.exists() else init
    model, stored = network.load(source) if source else (network.Network(shape), {})
    optimizer = Both(model)
    first = int(stored.get("step", 0)) if source == checkpoint else 0
    if first:
        for part, state in zip(optimizer.parts, stored["optimizers"], strict=True):
            part.load_state_dict(state)
    corpus, valid = Corpus(folder / "data", f"train{rank}", vocabulary), Corpus(folder / "data", "valid", vocabulary)
    rv = Random(5)
    held_out = [valid.batch(rv, 4, 30.0, 0.3) for _ in range(3)]
    batches: queue.Queue[Batch] = queue.Queue(6)
    r = Random(f"{rank} {first}")
    threading.Thread(target=feed, args=(corpus, r, first, steps, decay, batches), daemon=True).start()
    begun, saved, log = time.monotonic(), time.monotonic(), []

    def keep(step: int) -> None:
        states = [part.state_dict() for part in optimizer.parts]
        network.save(checkpoint, model, step=step, optimizers=states)
        print(f"{step} {validate(model, held_out, vocabulary)}", flush=True)

    for step in range(first, steps):
        entropy, ctc, guide, hit = losses(model, batches.get())
        wc, wg = (LATE_CTC_WEIGHT, LATE_GUIDE_WEIGHT) if late(step, steps, decay) else (CTC_WEIGHT, GUIDE_WEIGHT)
        (entropy + wc * ctc.clamp(max=6.0) + wg * guide).backward()
        average(optimizer.parameters, workers)
        torch.nn.utils.clip_grad_norm_(optimizer.parameters, 1.0)
        optimizer.step(rate_at(step, steps, decay))
        log.append([entropy.item(), ctc.item(), guide.item(), hit.float().mean().item()])
        if rank == 0 and (step + 1) % LOG_EVERY == 0:
            means = torch.tensor(log).mean(0).tolist()
            log.clear()
            speed = (step + 1 - first) / (time.monotonic() - begun)
            line = "entropy {:.3f} ctc {:.3f} guide {:.3f} accuracy {:.3f}".format(*means)
            print(f"{step + 1}/{steps} {line}, {speed:.2f} steps/s", flush=True)
        if rank == 0 and time.monotonic() - saved > SAVE_EVERY:
            saved = time.monotonic()
            keep(step + 1)
    if rank == 0:
        keep(steps)
    dist.barrier()
    dist.destroy_process_group()


def train(folder: Path, steps: int, decay: int, init: Path | None = None, workers: int = 2) -> None:
    """Train until `steps`, going on from the folder's checkpoint if there is one."""
    mp.spawn(work, (folder, steps, decay, init, workers), nprocs=workers)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Train the miniature Whisper.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--decay", type=int, help="default: the last 30 %% of the steps")
    parser.add_argument("--init", type=Path, help="checkpoint to start from instead of random weights")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    train(given.folder, given.steps, given.decay or given.steps * 3 // 10, given.init, given.workers)
