"""What the small judge of `align/meaning/recipe` is worth in the decision, beside two controls.

    python -m benchmarks.own_judge BUILD [FILE…] --start START [--stage tellings] [--encoder NAME|PATH]

The controls see claims alone: a judge that was trained on them (to the last stage that BUILD has of it), and the judge
itself with a blank for every passage. BUILD holds the checkpoints of the recipe, which learns from no talk, and START
its start weights. Every talk is judged as `benchmarks/measure.py` says. Needs PyTorch, as the recipe does.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer

from align.meaning import Reader, open_encoder
from align.meaning.recipe import examples as data
from align.meaning.recipe.__main__ import start
from align.meaning.recipe.batches import tokenizer
from align.meaning.recipe.network import CrossEncoder
from align.meaning.recipe.training import predict
from align.meaning.types import Stance
from benchmarks.measure import Table


@dataclass(frozen=True, slots=True)
class TorchJudge:
    """A checkpoint as a judge (`align.meaning.types.Judge`)."""

    name: str
    model: CrossEncoder
    tokens: Tokenizer
    view: str
    hears_only: bool = True

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        asked = [data.Example(text, claim, data.SILENT, "", "", "") for text in passages]
        said = predict(self.model, self.tokens, data.seen_as(asked, self.view))
        return [Stance(float(for_it), float(against), float(neither)) for for_it, against, neither in said]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the small judge, and its control.")
    parser.add_argument("build", type=Path)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--stage", choices=("base", "tellings"), default="tellings")
    parser.add_argument("--encoder", default="none", metavar="NAME|PATH")
    wanted = parser.parse_args(arguments)
    torch.set_num_threads(1)
    encoder = open_encoder(wanted.encoder)
    table = Table(wanted.files)
    judge = torch_judge(wanted.build, wanted.start, wanted.stage, "both")
    stages = (stage for stage in (wanted.stage, "base") if (wanted.build / f"{stage}.claim.pt").exists())
    judges = {
        "": None,
        "control, claims alone": torch_judge(wanted.build, wanted.start, next(stages, wanted.stage), "claim"),
        "judge, passages blank": replace(judge, view="claim"),
        "judge": judge,
    }
    for name, one in judges.items():
        title = " + ".join(["words", *(["encoder"] if encoder else []), *([name] if name else [])])
        table.measure(title, Reader(encoder, one) if encoder or one else None)


def torch_judge(build: Path, start_weights: Path, stage: str, view: str) -> TorchJudge:
    tokens = tokenizer(start_weights)
    model = start(start_weights, tokens)
    name = stage if view == "both" else f"{stage}.{view}"
    model.load_state_dict(torch.load(build / f"{name}.pt", weights_only=True)["model"])
    return TorchJudge("own", model, tokens, view)


if __name__ == "__main__":
    main()
