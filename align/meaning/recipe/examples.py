"""What the model learns from: passages of speech with claims that they support, deny or leave open.

`entailment-*.jsonl` (a passage with its claims), `triples-*.jsonl` (a claim with a supporting, a contradicting and a
silent passage), `tellings-*.jsonl` (a matter told three times, with claims each of which one telling bears out, one
denies and one leaves open, so that neither wording alone can tell) and the CC0 talks of an interview set are CC0; the
headlines of `pairs-ans-dev.jsonl` are under Apache-2.0.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

SUPPORTED, CONTRADICTED, SILENT = range(3)
LABEL = {"supported": SUPPORTED, "contradicted": CONTRADICTED, "not_found": SILENT, "not_stated": SILENT}
BREAK = " / "  # between utterances
HELD_OUT = 4  # every fourth triple, tenth matter and fortieth passage is for measuring alone
HELD_OUT_TELLINGS = 10
HELD_OUT_PASSAGES = 40
CONTEXT_WORDS = 70  # a talk's passage is its gold segments, with neighbours up to this many words
VIEWS = ("both", "claim", "passage")


@dataclass(frozen=True, slots=True)
class Example:
    passage: str
    claim: str
    label: int
    source: str  # the file's kind: entailment, triples, tellings, talks
    group: str  # the passage, triple, matter or talk it belongs to
    language: str
    weight: float = 1.0
    free: bool = True  # whether its licence lets a model that learnt from it be given away


def entailment(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("entailment-*.jsonl")):
        for number, row in enumerate(_rows(path)):
            for claim in row["claims"]:
                yield Example(
                    row["passage"],
                    claim["text"],
                    LABEL[claim["label"]],
                    "entailment",
                    f"{path.stem}-{number}",
                    row["lang"],
                )


def triples(folder: Path) -> Iterator[Example]:
    kinds = (("supporting", SUPPORTED), ("contradicting", CONTRADICTED), ("silent", SILENT))
    for path in sorted(folder.glob("triples-*.jsonl")):
        for number, row in enumerate(_rows(path)):
            for kind, label in kinds:
                yield Example(row[kind], row["claim"], label, "triples", f"{path.stem}-{number}", row["lang"])


def tellings(folder: Path) -> Iterator[Example]:
    for path in sorted(folder.glob("tellings-*.jsonl")):
        for number, row in enumerate(_rows(path)):
            for at, telling in enumerate(row["tellings"]):
                for claim in row["claims"]:
                    label = LABEL[claim["labels"][at]]
                    yield Example(telling, claim["text"], label, "tellings", f"{path.stem}-{number}", row["lang"])


def headlines(folder: Path) -> Iterator[Example]:
    """Short pairs of Arabic headlines (latynt/ans, Apache-2.0)."""
    for row in _rows(folder / "pairs-ans-dev.jsonl"):
        yield Example(row["source_text"], row["claim"], LABEL[row["label"]], "headlines", row["id"], row["lang"])


def split(examples: Iterable[Example], every: int) -> tuple[list[Example], list[Example]]:
    """Those to learn from, and every n-th group, which is for measuring."""
    kept: list[Example] = []
    held: list[Example] = []
    for example in examples:
        (held if int(example.group.rpartition("-")[2]) % every == 0 else kept).append(example)
    return kept, held


def talks(path: Path, seed: int = 0) -> list[Example]:
    """The claims of an interview set's CC0 talks against their gold segments with neighbours.

    Silent are claims that were said nowhere, against the likeliest places, and said ones against another place.
    """
    random = Random(seed)
    return [
        example
        for row in _rows(path)
        if _is_free(row)
        for claim in row["claims"]
        for example in _claim(row, claim, random)
    ]


def not_free(path: Path) -> set[str]:
    """The talks that are for measuring alone: their licence does not let a model trained on them be given away."""
    return {row["id"] for row in _rows(path) if not _is_free(row)}


def _is_free(row: dict[str, Any]) -> bool:
    return str(row.get("licence", "")).startswith("CC0")


def gold(path: Path) -> list[Example]:
    """One example a claim, for measuring: its gold segments, or the likeliest place where it was said nowhere."""
    return [next(iter(_claim(row, claim, Random(0)))) for row in _rows(path) for claim in row["claims"]]


def _claim(row: dict[str, Any], claim: dict[str, Any], random: Random) -> Iterator[Example]:
    said = [segment["text"].strip() for segment in row["transcript"]]
    place = {segment["id"]: index for index, segment in enumerate(row["transcript"])}
    wanted = sorted(place[name] for name in claim.get("gold") or [])
    label = LABEL[claim["label"]]
    example = Example("", claim["text"], label, "talks", row["id"], "ar", free=_is_free(row))
    if label == SILENT or not wanted:
        for start in _likeliest(said, claim["text"], range(0))[:2]:
            yield replace(example, passage=BREAK.join(said[start : start + 2]))
        return
    yield replace(example, passage=_with_neighbours(said, wanted))
    elsewhere = _likeliest(said, claim["text"], range(wanted[0] - 2, wanted[-1] + 2))
    if elsewhere and random.random() < 0.6:
        start = elsewhere[0]
        yield replace(example, passage=BREAK.join(said[start : start + 2]), label=SILENT)


def _with_neighbours(said: Sequence[str], wanted: Sequence[int]) -> str:
    first, last = wanted[0], wanted[-1]
    words = sum(len(said[index].split()) for index in range(first, last + 1))
    if words > CONTEXT_WORDS:
        return BREAK.join(said[index] for index in wanted)
    for index in (first - 1, last + 1):
        if 0 <= index < len(said) and words + len(said[index].split()) <= CONTEXT_WORDS:
            words += len(said[index].split())
            first, last = min(first, index), max(last, index)
    return BREAK.join(said[first : last + 1])


def _likeliest(said: Sequence[str], claim: str, avoid: range) -> list[int]:
    """Where two neighbouring segments share most letters with the claim, the best first."""
    shares = [(likeness(claim, BREAK.join(said[start : start + 2])), start) for start in range(len(said))]
    return [start for _, start in sorted(shares, reverse=True) if start not in avoid][:3]


def likeness(claim: str, text: str) -> float:
    """How much of the claim's letter triples the text has, from 0 to 1."""
    wanted, there = _triples(claim), _triples(text)
    return (wanted & there).total() / max(1, wanted.total())


def seen_as(examples: Iterable[Example], view: str) -> list[Example]:
    """The same examples for a control that sees the claim alone or the passage alone."""
    blank = {"both": {}, "claim": {"passage": ""}, "passage": {"claim": ""}}[view]
    return [replace(example, **blank) for example in examples]


def _triples(text: str) -> Counter[str]:
    return Counter(text[index : index + 3] for index in range(len(text) - 2))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
