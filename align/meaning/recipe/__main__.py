"""Make the small entailment model again: `python -m align.meaning.recipe DATA BUILD --start FOLDER`.

DATA holds the labelled files (see examples.py; the tellings are in `benchmarks/data`), FOLDER the start weights
`init-fp16.pt` and `tokenizer.json`. BUILD takes checkpoints and predictions; the same command goes on where it was
stopped. Stage by stage what is learnt from comes nearer to a talk, and each goes on from the one before:

- `short`: short pairs. `base`: passages and triples. `tellings`: matters told three times, and some of the former
  again. From talks, and from the third set of tellings, nothing is learnt: they are there to measure.
- `*.claim`, `*.passage`: the controls, trained in the same way, that see one of the two alone (`--view`).
- `predictions/`: what each model says of examples that it did not learn from; scores.py makes a table of them.
- `judge/`: the model `tellings` as `mazeej align --judge BUILD/judge` opens it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
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

OWN_DATA = Path(__file__).parents[3] / "benchmarks" / "data"
SHORT = Plan(epochs=1, rate=6e-5, frozen_layers=2)
TELLINGS = Plan(epochs=3, rate=6e-5)
AGAIN = 700  # passages and triples that are learnt from again beside the tellings


@dataclass(frozen=True, slots=True)
class Learnt:
    """What the stages learn from, and what none of them ever does."""

    base: list[Example]
    tellings: list[Example]
    held: list[Example]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("build", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="folder with init-fp16.pt and tokenizer.json")
    parser.add_argument("--view", choices=data.VIEWS, default="both")
    parser.add_argument("--epochs", type=int, default=3, help="of the passages and triples")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--limit", type=int, help="learn from so many examples only, to try the recipe out")
    wanted = parser.parse_args()
    torch.set_num_threads(2)
    wanted.build.mkdir(parents=True, exist_ok=True)
    tokens = tokenizer(wanted.start)
    suffix = "" if wanted.view == "both" else f".{wanted.view}"
    said = wanted.build / "predictions"

    learnt = examples(wanted.data, wanted.seed, wanted.limit)
    measured = learnt.held + gold(wanted.data)
    model = start(wanted.start, tokens)

    def stage(name: str, some: Sequence[Example], plan: Plan) -> None:
        train(model, tokens, data.seen_as(some, wanted.view), plan, wanted.build / f"{name}{suffix}.pt")

    if wanted.view == "both":
        stage("short", [*data.headlines(wanted.data), *variants.short(learnt.base, wanted.seed)], SHORT)
    stage("base", learnt.base, Plan(epochs=wanted.epochs, seed=wanted.seed))
    write(said / f"base{suffix}.jsonl", model, tokens, measured, wanted.view)
    again = some_groups(learnt.base, AGAIN, wanted.seed)
    stage("tellings", variants.as_heard(learnt.tellings + again, wanted.seed), TELLINGS)
    write(said / f"tellings{suffix}.jsonl", model, tokens, measured, wanted.view)
    if wanted.view == "both":
        export(model, tokenizer(wanted.start), wanted.build / "judge")


def examples(folder: Path, seed: int, limit: int | None) -> Learnt:
    passages, passages_held = data.split(data.entailment(folder), data.HELD_OUT_PASSAGES)
    triples, triples_held = data.split(data.triples(folder), data.HELD_OUT)
    told = list(data.tellings(OWN_DATA))
    tellings, tellings_held = data.split(
        (one for one in told if one.source != data.MEASURING_SET), data.HELD_OUT_TELLINGS
    )
    tellings_held += data.split((one for one in told if one.source == data.MEASURING_SET), data.MEASURED)[1]
    written = (passages + triples)[:: 1 if limit is None else max(1, (len(passages) + len(triples)) // limit)]
    made = variants.silent(written, seed) + variants.changed(written, seed)
    return Learnt(written + made, tellings[:limit], passages_held + triples_held + tellings_held)


def some_groups(some: Sequence[Example], count: int, seed: int) -> list[Example]:
    """All examples of so many passages, triples and matters, drawn by the seed."""
    groups = sorted({example.group for example in some})
    drawn = set(Random(seed).sample(groups, min(count, len(groups))))
    return [example for example in some if example.group in drawn]


def gold(folder: Path) -> list[Example]:
    """One example for each claim of the talks."""
    hard = sorted(OWN_DATA.glob("podcast-verification-hard-*.jsonl"))
    return [example for file in (*sorted(folder.glob("interviews-*.jsonl")), *hard) for example in data.gold(file)]


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
    heard = [replace(example, passage=example.passage.replace(data.BREAK, " ")) for example in examples]
    for example, said in zip(examples, predict(model, tokens, data.seen_as(heard, view)), strict=True):
        row = asdict(example) | {"probabilities": [round(float(p), 4) for p in said]}
        lines.append(json.dumps(row, ensure_ascii=False) + "\n")
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
