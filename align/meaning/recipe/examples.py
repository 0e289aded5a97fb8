"""What the model learns from: passages of speech with claims that they support, deny or leave open.

`entailment-*.jsonl` (a passage with its claims), `triples-*.jsonl` (a claim with a supporting, a contradicting and a
silent passage), `tellings-*.jsonl` (a matter told three times, with claims each of which one telling bears out, one
denies and one leaves open, so that neither wording alone can tell) are CC0; the headlines of `pairs-ans-dev.jsonl` are
under Apache-2.0. Talks are for measuring alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

SUPPORTED, CONTRADICTED, SILENT = range(3)
LABEL = {"supported": SUPPORTED, "contradicted": CONTRADICTED, "not_found": SILENT, "not_stated": SILENT}
BREAK = " / "  # between utterances
HELD_OUT = 4  # every fourth triple, tenth matter and fortieth passage is for measuring alone
HELD_OUT_TELLINGS = 10
MEASURING_SET = "tellings-3"  # of the tellings: nothing is learnt from it
MEASURED = 3  # every third matter of it is enough to measure with
HELD_OUT_PASSAGES = 40
CONTEXT_WORDS = 70  # a talk's passage is its gold segments, with neighbours up to this many words
VIEWS = ("both", "claim", "passage")


@dataclass(frozen=True, slots=True)
class Example:
    passage: str
    claim: str
    label: int
    source: str  # entailment, triples, headlines, one of the three sets of tellings, or the name of a set of talks
    group: str  # the passage, triple, matter or talk it belongs to
    language: str
    weight: float = 1.0


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
        written = re.match(r"tellings(-\d+)?", path.stem)
        source = written.group() if written else path.stem
        for number, row in enumerate(_rows(path)):
            for at, telling in enumerate(row["tellings"]):
                for claim in row["claims"]:
                    label = LABEL[claim["labels"][at]]
                    yield Example(telling, claim["text"], label, source, f"{path.stem}-{number}", row["lang"])


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


def gold(path: Path) -> Iterator[Example]:
    """One example a claim of a set of talks, for measuring: the segments that speak of it, or the likeliest place."""
    for row in _rows(path):
        said = [segment["text"].strip() for segment in row["transcript"]]
        place = {segment["id"]: index for index, segment in enumerate(row["transcript"])}
        for claim in row["claims"]:
            wanted = sorted(place[name] for name in claim.get("gold") or [])
            passage = _with_neighbours(said, wanted) if wanted else _likeliest(said, claim["text"])
            yield Example(passage, claim["text"], LABEL[claim["label"]], path.stem, row["id"], row["lang"])


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


def _likeliest(said: Sequence[str], claim: str) -> str:
    """The two neighbouring segments that share most letters with the claim."""
    pairs = [BREAK.join(said[start : start + 2]) for start in range(len(said))]
    return max(pairs, key=lambda pair: likeness(claim, pair))


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
