"""What the small judge of `align/meaning/recipe` is worth in the decision, beside its control that sees claims alone.

    python -m benchmarks.own_judge BUILD --start START [--stage talks] [--encoder NAME|PATH]

BUILD holds the checkpoints of the recipe and START its start weights. Every talk is read by a model that did not learn
from it, and judged with weights fitted on the others. Needs PyTorch, as the recipe does.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer

from align.meaning import Reader, open_encoder
from align.meaning.recipe import examples as data
from align.meaning.recipe.__main__ import FOLDS, start
from align.meaning.recipe.batches import tokenizer
from align.meaning.recipe.network import CrossEncoder
from align.meaning.recipe.training import predict
from align.meaning.types import Stance
from benchmarks.accuracy import DATA
from benchmarks.datasets import Dataset, read_all
from benchmarks.fitting import Example, examples, own_words
from benchmarks.headlines import Scored, headlines
from benchmarks.leave_out import scored_left_out
from benchmarks.measure import header, row


@dataclass(frozen=True, slots=True)
class TorchJudge:
    """A checkpoint as a judge (`align.meaning.types.Judge`)."""

    name: str
    model: CrossEncoder
    tokens: Tokenizer
    view: str

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        asked = [data.Example(text, claim, data.SILENT, "", "", "") for text in passages]
        said = predict(self.model, self.tokens, data.seen_as(asked, self.view))
        return [Stance(float(for_it), float(against), float(neither)) for for_it, against, neither in said]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure the small judge, and its control.")
    parser.add_argument("build", type=Path)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--stage", choices=("base", "tellings", "talks"), default="talks")
    parser.add_argument("--encoder", default="none", metavar="NAME|PATH")
    wanted = parser.parse_args(arguments)
    torch.set_num_threads(1)
    datasets = read_all(wanted.files or sorted(DATA.glob("interviews-*.jsonl")), DATA)
    encoder = open_encoder(wanted.encoder)
    print(header())
    for view in (None, "claim", "both"):
        judges = judges_by_talk(wanted.build, wanted.start, wanted.stage, view, datasets) if view else {}
        readers = {talk.id: Reader(encoder, judges.get(talk.id)) for dataset in datasets for talk in dataset.talks}
        found = judged(datasets, readers)
        print(
            row(" + ".join(["words", *(["encoder"] if encoder else []), *([view] if view else [])]), headlines(found)),
            flush=True,
        )


def judges_by_talk(
    build: Path, start_weights: Path, stage: str, view: str, datasets: Sequence[Dataset]
) -> dict[str, TorchJudge]:
    """For each talk a judge that did not learn from it: of the last stage that of its fold."""
    tokens = tokenizer(start_weights)
    suffix = "" if view == "both" else f".{view}"

    @cache
    def judge(name: str) -> TorchJudge:
        model = start(start_weights, tokens)
        model.load_state_dict(torch.load(build / f"{name}{suffix}.pt", weights_only=True)["model"])
        return TorchJudge("own", model, tokens, view)

    free = sorted({example.group for example in data.talks(DATA / "interviews-dev-2.jsonl")})
    fold_of = {name: at % FOLDS for at, name in enumerate(free)} if stage == "talks" else {}
    talks = [talk.id for dataset in datasets for talk in dataset.talks]
    return {talk: judge(f"{stage}-{fold_of[talk]}" if talk in fold_of else stage) for talk in talks}


def judged(datasets: Sequence[Dataset], readers: Mapping[str, Reader]) -> list[Scored]:
    """The verdicts on all claims, each talk's assessed with its own reader."""
    by_set: dict[str, list[Example]] = {dataset.name: [] for dataset in datasets}
    beside: list[Example] = []
    for dataset in datasets:
        for talk in dataset.talks:
            alone = replace(dataset, talks=(talk,))
            by_set[dataset.name] += examples(alone, readers[talk.id])
            beside += own_words([alone], readers[talk.id])
    return [one for found in scored_left_out(by_set, beside).values() for one in found]


if __name__ == "__main__":
    main()
