"""Examples as rows of token numbers: claims of one passage in one row, rows of about equal length in one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from tokenizers import Tokenizer

from align.meaning.recipe.examples import Example
from align.meaning.recipe.network import PADDING, Rows

PASSAGE_TOKENS, CLAIM_TOKENS, CLAIMS_A_ROW = 200, 48, 9
BEGIN, PAD, END = 0, 1, 2  # XLM-RoBERTa's <s>, <pad>, </s>
SORTED_AT_ONCE = 400  # rows among which lengths are made equal: large enough for little padding, small enough to mix


@dataclass(frozen=True, slots=True)
class Row:
    passage: list[int]
    claims: list[list[int]]
    examples: list[int]  # which example each claim is

    @property
    def length(self) -> int:
        return len(self.passage) + sum(map(len, self.claims))


def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def rows(tokens: Tokenizer, examples: Sequence[Example], order: Sequence[int]) -> list[Row]:
    ordered = [examples[index] for index in order]
    claims = tokens.encode_batch([example.claim.strip() for example in ordered], add_special_tokens=False)
    by_passage: dict[str, list[int]] = {}
    for index, example in enumerate(ordered):
        by_passage.setdefault(example.passage.strip(), []).append(index)
    passages = tokens.encode_batch(list(by_passage), add_special_tokens=False)
    found = []
    for passage, members in zip(passages, by_passage.values(), strict=True):
        for start in range(0, len(members), CLAIMS_A_ROW):
            some = members[start : start + CLAIMS_A_ROW]
            found.append(
                Row(
                    [BEGIN, *passage.ids[:PASSAGE_TOKENS], END],
                    [[BEGIN, *claims[index].ids[:CLAIM_TOKENS], END] for index in some],
                    [order[index] for index in some],
                )
            )
    return found


def batches(found: Sequence[Row], tokens: int, random: Random) -> list[list[Row]]:
    """Rows together whose padded size stays within so many tokens, in random order."""
    order = list(found)
    random.shuffle(order)
    made: list[list[Row]] = []
    for start in range(0, len(order), SORTED_AT_ONCE):
        current: list[Row] = []
        for row in sorted(order[start : start + SORTED_AT_ONCE], key=lambda row: row.length):
            if current and row.length * (len(current) + 1) > tokens:
                made.append(current)
                current = []
            current.append(row)
        made.append(current)
    random.shuffle(made)
    return made


def collate(batch: Sequence[Row]) -> tuple[Rows, list[int]]:
    """The batch as tensors, and the example of each claim."""
    length = max(row.length for row in batch)
    ids = torch.full((len(batch), length), PAD, dtype=torch.long)
    positions = torch.zeros_like(ids)
    parts = torch.full_like(ids, PADDING)
    row_of, part_of, examples = [], [], []
    for index, row in enumerate(batch):
        at = 0
        for number, piece in enumerate([row.passage, *row.claims]):
            end = at + len(piece)
            ids[index, at:end] = torch.tensor(piece)
            first = len(row.passage) if number else 0  # every claim stands right behind the passage
            positions[index, at:end] = torch.arange(first, first + len(piece))
            parts[index, at:end] = number
            at = end
            if number:
                row_of.append(index)
                part_of.append(number)
        examples += row.examples
    return Rows(ids, positions, parts, torch.tensor(row_of), torch.tensor(part_of)), examples
