"""Make the small entailment model again: `python -m align.meaning.recipe DATA BUILD --start FOLDER`.

DATA holds the labelled files (see examples.py), FOLDER the start weights `init-fp16.pt` and `tokenizer.json`. BUILD
takes checkpoints and predictions; the same command goes on where it was stopped. What is written there:

- `short`: trained on short pairs. `base`: then on passages and triples. `talks`: then on the CC0 talks, too;
  `talks-N`: on all but those of fold N.
- `*.claim`, `*.passage`: the controls, trained in the same way, that see one of the two alone (`--view`).
- `predictions/`: what each model says of examples that it did not learn from; scores.py makes a table of them.
- `judge/`: the model `talks` as `mazeej align --judge BUILD/judge` opens it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer

from align.meaning.recipe import examples as data
from align.meaning.recipe import variants
from align.meaning.recipe.batches import tokenizer
from align.meaning.recipe.examples import Example
from align.meaning.recipe.export import export
from align.meaning.recipe.network import CrossEncoder
from align.meaning.recipe.training import Plan, predict, train

SHORT = Plan(epochs=1, rate=6e-5, frozen_layers=2)
TALKS = Plan(epochs=2, steps=80, rate=4e-5)
REPLAYED = 60  # passages and triples of the first stage that are learnt again beside the talks


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder with init-fp16.pt and tokenizer.json")
    parser.add_argument("--view", choices=data.VIEWS, default="both")
    parser.add_argument("--epochs", type=int, default=Plan().epochs)
    parser.add_argument("--steps", type=int, help="of the first stage, at most")
    parser.add_argument("--folds", type=int, default=2, help="of the talks, each measured by a model without it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="learn from so many examples only, to try the recipe out")
    wanted = parser.parse_args()
    torch.set_num_threads(1)
    wanted.build.mkdir(parents=True, exist_ok=True)
    tokens = tokenizer(wanted.start)
    suffix = "" if wanted.view == "both" else f".{wanted.view}"

    learnt, measured = first_stage(wanted.data, wanted.seed, wanted.limit)
    free = data.talks(wanted.data / "interviews-dev-2.jsonl")[: wanted.limit]
    names = sorted({example.group for example in free})
    model = start(wanted.start, tokens)
    base = wanted.build / f"base{suffix}.pt"
    if wanted.view == "both":
        pairs = [*data.headlines(wanted.data), *variants.short(learnt, wanted.seed)]
        train(model, tokens, pairs, SHORT, wanted.build / "short.pt")
    plan = Plan(epochs=wanted.epochs, steps=wanted.steps, seed=wanted.seed)
    train(model, tokens, data.seen_as(learnt, wanted.view), plan, base)
    said = wanted.build / "predictions"
    write(said / f"base{suffix}.jsonl", model, tokens, measured + gold(wanted.data, set(names)), wanted.view)

    again = set(Random(wanted.seed).sample(sorted({e.group for e in learnt}), REPLAYED))
    replayed = [example for example in learnt if example.group in again]
    for fold in [None, *range(wanted.folds)]:
        away = set() if fold is None else set(names[fold :: wanted.folds])
        name = f"talks{suffix}" if fold is None else f"talks-{fold}{suffix}"
        here = [example for example in free if example.group not in away] + replayed
        model.load_state_dict(torch.load(base, weights_only=True)["model"])
        train(model, tokens, data.seen_as(here, wanted.view), TALKS, wanted.build / f"{name}.pt")
        unseen = measured if fold is None else gold(wanted.data, away)
        write(said / f"{name}.jsonl", model, tokens, unseen, wanted.view)
        if fold is None and wanted.view == "both":
            export(model, tokenizer(wanted.start), wanted.build / "judge")


def first_stage(folder: Path, seed: int, limit: int | None) -> tuple[list[Example], list[Example]]:
    """What the first stage learns from, and what no stage ever learns from."""
    passages, passages_held = data.split(data.entailment(folder), data.HELD_OUT_PASSAGES)
    triples, triples_held = data.split(data.triples(folder), data.HELD_OUT)
    written = (passages + triples)[:: 1 if limit is None else max(1, (len(passages) + len(triples)) // limit)]
    held = data.not_free(folder / "interviews-dev-2.jsonl") | data.not_free(folder / "interviews-apc-msa-dev.jsonl")
    made = variants.silent(written, seed) + variants.changed(written, seed)
    return written + made, passages_held + triples_held + gold(folder, held)


def gold(folder: Path, names: set[str]) -> list[Example]:
    """One example for each claim of these talks."""
    files = [folder / f"{name}.jsonl" for name in ("interviews-dev-2", "interviews-apc-msa-dev")]
    return [example for file in files for example in data.gold(file) if example.group in names]


def start(folder: Path, tokens: Tokenizer) -> CrossEncoder:
    torch.manual_seed(0)
    model = CrossEncoder(tokens.get_vocab_size())
    weights = torch.load(folder / "init-fp16.pt", weights_only=True)
    model.load_state_dict({name: tensor.float() for name, tensor in weights.items()}, strict=False)
    return model


def write(path: Path, model: CrossEncoder, tokens: Tokenizer, examples: Sequence[Example], view: str) -> None:
    """What the model says of examples that it did not learn from, a line each; nothing where that is there already."""
    if path.exists():
        return
    path.parent.mkdir(exist_ok=True)
    lines = []
    for example, said in zip(examples, predict(model, tokens, data.seen_as(examples, view)), strict=True):
        row = asdict(example) | {"probabilities": [round(float(p), 4) for p in said]}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
