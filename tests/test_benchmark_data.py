"""The data in benchmarks/data: whole, and made so that no label is given away."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from align.types import Verdict
from benchmarks.datasets import Shape, read

DATA = Path(__file__).parents[1] / "benchmarks" / "data"
FILES = sorted(DATA.glob("tellings-*.jsonl"))
TALKS = sorted(DATA.glob("podcast-verification-*.jsonl"))
ARTICLES = sorted(DATA.glob("articles-*.jsonl"))
LABELS = ["contradicted", "not_stated", "supported"]


def matters(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_there_are_some() -> None:
    assert FILES
    assert TALKS
    assert ARTICLES


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_claim_has_each_label_once_and_every_telling_each_about_as_often(path: Path) -> None:
    for matter in matters(path):
        labels = [claim["labels"] for claim in matter["claims"]]
        assert all(sorted(of_claim) == LABELS for of_claim in labels), matter["id"]
        third = len(labels) // 3
        may_differ = third - 2  # six claims: two of each label
        for of_telling in zip(*labels, strict=True):
            counts = Counter(of_telling)
            assert all(abs(counts[label] - third) <= may_differ for label in LABELS), matter["id"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_place_tells_no_label(path: Path) -> None:
    found = matters(path)
    for place in range(3):
        first = Counter(matter["claims"][0]["labels"][place] for matter in found)
        assert max(first.values()) < 0.6 * len(found)


def test_no_matter_and_no_claim_stands_twice() -> None:
    found = [matter for path in FILES for matter in matters(path)]
    assert len({matter["id"] for matter in found}) == len(found)
    claims = [claim["text"] for matter in found for claim in matter["claims"]]
    assert len(set(claims)) == len(claims)
    tellings = [telling for matter in found for telling in matter["tellings"]]
    assert len(set(tellings)) == len(tellings)


def test_each_telling_is_a_talk_with_all_claims_of_its_matter() -> None:
    dataset, matter = read(FILES[0]), matters(FILES[0])[0]
    assert dataset.shape is Shape.TELLINGS
    one, other, third = dataset.talks[:3]
    assert one.group == other.group == third.group
    assert [item.claim.text for item in one.claims] == [claim["text"] for claim in matter["claims"]]
    verdicts = {"supported": Verdict.SUPPORTED, "contradicted": Verdict.CONTRADICTED, "not_stated": Verdict.NOT_FOUND}
    assert [item.label for item in third.claims] == [verdicts[claim["labels"][2]] for claim in matter["claims"]]


@pytest.mark.parametrize("path", TALKS, ids=lambda path: path.stem)
def test_what_was_said_or_denied_has_its_segments_and_nothing_else_has(path: Path) -> None:
    dataset = read(path)
    assert dataset.shape is Shape.RECORDING
    for talk in dataset.talks:
        for item in talk.claims:
            assert bool(item.gold) == (item.label is not Verdict.NOT_FOUND), item.claim.id
        assert len({item.claim.id for item in talk.claims}) == len(talk.claims)


@pytest.mark.parametrize("path", [path for path in TALKS if "hard" in path.name], ids=lambda path: path.stem)
def test_the_length_of_a_hard_claim_tells_no_label(path: Path) -> None:
    lengths: dict[Verdict | None, list[int]] = {}
    for talk in read(path).talks:
        for item in talk.claims:
            lengths.setdefault(item.label, []).append(len(item.claim.text.split()))
    means = [sum(some) / len(some) for some in lengths.values()]
    assert max(means) < 1.15 * min(means)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_an_articles_statements_have_their_labels_and_places(path: Path) -> None:
    dataset = read(path)
    assert dataset.shape is Shape.ARTICLE
    assert len({talk.id for talk in dataset.talks}) == len(dataset.talks) == 40
    for talk in dataset.talks:
        labels = Counter(item.label for item in talk.claims)
        assert min(labels[verdict] for verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.NOT_FOUND)) >= 3, (
            talk.id
        )
        assert all(item.gold or item.label is Verdict.NOT_FOUND for item in talk.claims), talk.id
