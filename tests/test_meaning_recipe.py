"""The recipe of the small judge: what it learns from, what it keeps apart for measuring, and how it is scored."""

from __future__ import annotations

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from align.meaning.recipe import examples as data
from align.meaning.recipe import variants
from align.meaning.recipe.scores import area, main, scores

PASSAGE = "so the mill closed in May / we sold the wheel to a museum / my brother went to sea"


def write(path: Path, *rows: dict[str, Any]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    claims = [
        {"text": "The mill closed in May.", "label": "supported"},
        {"text": "The mill closed in June.", "label": "contradicted"},
        {"text": "The mill had three wheels.", "label": "not_stated"},
    ]
    write(
        tmp_path / "entailment-x.jsonl",
        *[{"passage": f"{PASSAGE} {n}", "claims": claims, "lang": "en"} for n in range(9)],
    )
    triple = {
        "claim": "It closed.",
        "supporting": "it closed",
        "contradicting": "it opened",
        "silent": "it",
        "lang": "en",
    }
    write(tmp_path / "triples-x.jsonl", *[triple] * 9)
    segments = [{"id": f"s{at}", "text": text} for at, text in enumerate(PASSAGE.split(" / "))]
    talk_claims = [
        {"text": "The mill closed in May.", "label": "supported", "gold": ["s0"]},
        {"text": "A bakery opened.", "label": "not_found", "gold": []},
    ]
    write(
        tmp_path / "talks.jsonl",
        {"id": "one", "lang": "en", "transcript": segments, "claims": talk_claims},
    )
    return tmp_path


def test_of_a_talk_a_claim_stands_beside_what_says_it_or_what_is_likest(folder: Path) -> None:
    said, unsaid = list(data.gold(folder / "talks.jsonl"))
    assert (said.label, said.source, said.group) == (data.SUPPORTED, "talks", "one")
    assert said.passage == PASSAGE.rpartition(" / ")[0]  # with its neighbour
    assert unsaid.label == data.SILENT
    assert unsaid.passage in PASSAGE


def test_what_is_held_out_shares_no_passage_and_no_claim_with_what_is_learnt(folder: Path) -> None:
    kept, held = data.split(data.triples(folder), every=4)
    assert {example.group for example in held} == {"triples-x-0", "triples-x-4", "triples-x-8"}
    assert not {example.group for example in kept} & {example.group for example in held}
    assert len(kept) + len(held) == 27
    assert len(list(data.entailment(folder))) == 27


def test_a_claim_in_a_triple_has_every_label(folder: Path) -> None:
    one = [example for example in data.triples(folder) if example.group == "triples-x-0"]
    assert [example.label for example in one] == [data.SUPPORTED, data.CONTRADICTED, data.SILENT]
    assert len({example.claim for example in one}) == 1


def told(*tellings: str) -> dict[str, Any]:
    labels = ["supported", "contradicted", "not_stated"]
    claims = [{"text": f"Claim {turn}.", "labels": labels[turn:] + labels[:turn]} for turn in range(3)]
    return {"id": "x-001", "lang": "en", "tellings": tellings, "claims": claims}


def test_of_tellings_neither_a_claim_nor_a_passage_tells_its_label(tmp_path: Path) -> None:
    write(tmp_path / "tellings-x.jsonl", told("one", "two", "three"), told("four", "five", "six"))
    found = list(data.tellings(tmp_path))
    assert {example.group for example in found} == {"tellings-x-0", "tellings-x-1"}
    for text in ("claim", "passage"):
        labels: dict[tuple[str, str], list[int]] = {}
        for example in found:
            labels.setdefault((example.group, getattr(example, text)), []).append(example.label)
        assert {tuple(sorted(some)) for some in labels.values()} == {(data.SUPPORTED, data.CONTRADICTED, data.SILENT)}


def test_passages_look_as_a_window_of_a_talk_does(tmp_path: Path) -> None:
    words = " / ".join(f"a{n} b{n}" for n in range(20))
    rows = [told(f"{words} / first {n}", f"second {n}", f"third {n}") for n in range(40)]
    write(tmp_path / "tellings-x.jsonl", *rows)
    learnt = list(data.tellings(tmp_path))
    made = variants.as_heard(learnt, seed=1)
    assert made == variants.as_heard(learnt, seed=1)
    assert [(one.claim, one.label) for one in made] == [(one.claim, one.label) for one in learnt]
    longer = 0
    for before, after in zip(learnt, made, strict=True):
        own, now = before.passage.replace(" / ", " ").split(), re.sub(r" / |\. ", " ", after.passage).split()
        assert now[: len(own)] == own or now[-len(own) :] == own
        longer += len(now) > len(own)
    assert 0.15 < longer / len(made) < 0.45
    assert any(" / " in one.passage for one in made)
    assert any("b0 a1" in one.passage for one in made)
    assert len({one.passage for one in made}) == len({one.passage for one in learnt})


def test_the_decisive_utterance_can_be_taken_out() -> None:
    assert variants.without_decisive(PASSAGE, "The mill closed in May.") == PASSAGE.partition(" / ")[2]
    assert variants.without_decisive(PASSAGE, "Nothing of it") is None
    assert variants.without_decisive("one utterance", "one utterance") is None


def test_silent_variants_weigh_less_and_keep_the_claim(folder: Path) -> None:
    learnt = list(data.entailment(folder)) * 3
    made = variants.silent(learnt, seed=1, rate=1.0)
    assert made
    assert {example.label for example in made} == {data.SILENT}
    assert {example.weight for example in made} == {variants.MADE_WEIGHT}
    assert {example.claim for example in made} <= {example.claim for example in learnt if example.label != data.SILENT}
    assert made == variants.silent(learnt, seed=1, rate=1.0)


@pytest.mark.parametrize(
    ("claim", "changed"),
    [
        ("They sold 12 boats.", r"They sold \d+ boats\."),
        ("It closed on Monday.", r"It closed on \w+day\."),
        ("Prices rose in spring.", r"Prices (fell in spring|rose in \w+)\."),
        ("افتتح المعرض في أيار", r"افتتح المعرض في \w+( \w+)?"),
        ("عمل بثلاث لغات", r"عمل ب\w+ لغات"),
    ],
)
def test_another_value_is_of_the_same_family(claim: str, changed: str) -> None:
    made = {variants.another_value(claim, Random(seed)) for seed in range(20)}
    assert len(made) > 1
    for one in made:
        assert one is not None
        assert one != claim
        assert re.fullmatch(changed, one)


def test_a_claim_without_a_value_has_no_other() -> None:
    assert variants.another_value("The mill closed.", Random(0)) is None
    assert variants.another_value("قبلت العرض", Random(0)) is None  # "before" inside of a word is none


@pytest.mark.parametrize(
    ("claim", "language", "denied"),
    [
        ("The mill was closed.", "en", "The mill was not closed."),
        ("The mill was not closed.", "en", "The mill was closed."),
        ("It has been sold.", "en", "It has not been sold."),
        ("Nobody was hurt.", "en", None),
        ("The mill closed.", "en", None),
        ("ليس البيت قديما", "ar", "البيت قديما"),
        ("لن يعود المدير", "ar", "سيعود المدير"),
        ("سيعود المدير", "ar", "لن يعود المدير"),
        ("كانت المدرسة في الحي القديم", "ar", "لم تكن المدرسة في الحي القديم"),
        ("المدرسة بلا مدير", "ar", None),
    ],
)
def test_a_claim_is_denied_only_where_its_surface_makes_that_safe(
    claim: str, language: str, denied: str | None
) -> None:
    assert variants.denied(claim, language) == denied


def test_ends_are_exchanged_and_a_recogniser_writes_plainly() -> None:
    assert variants.ends_exchanged("They moved from Homs to Hama.", "en") == "They moved from Hama to Homs."
    assert variants.ends_exchanged("انتقلوا من حمص إلى حماة", "ar") == "انتقلوا من حماة إلى حمص"
    assert variants.dictated("Well, أُمّة / No.", Random(0)).startswith("well ")


def test_variants_are_contradicted_or_as_they_were_and_the_same_every_time(folder: Path) -> None:
    learnt = list(data.entailment(folder))
    made = variants.changed(learnt, seed=1)
    assert made == variants.changed(learnt, seed=1)
    known = {(example.claim, example.label) for example in learnt}
    for example in made:
        assert example.weight == variants.MADE_WEIGHT
        assert (example.claim, example.label) in known or example.label == data.CONTRADICTED


def test_of_short_pairs_only_what_stands_in_them_is_supported(folder: Path) -> None:
    claims = [{"text": f"The mill sold {n} wheels.", "label": "supported"} for n in range(4)]
    write(folder / "entailment-x.jsonl", {"passage": PASSAGE, "claims": claims, "lang": "en"})
    pairs = variants.short(list(data.entailment(folder)), seed=1)
    for pair in pairs:
        assert (pair.claim in pair.passage) == (pair.label == data.SUPPORTED)
    assert {pair.label for pair in pairs} == {data.SUPPORTED, data.CONTRADICTED, data.SILENT}


def test_a_control_sees_one_of_the_two_alone(folder: Path) -> None:
    examples = list(data.triples(folder))
    assert {example.passage for example in data.seen_as(examples, "claim")} == {""}
    assert {example.claim for example in data.seen_as(examples, "passage")} == {""}
    assert data.seen_as(examples, "both") == examples


def test_scores_are_those_of_the_field() -> None:
    labels = np.array([0, 0, 1, 2])
    right = np.eye(3)[labels]
    assert scores(labels, right) == (1.0, 1.0, 1.0, 1.0)
    share, f1, said, supports = scores(labels, np.eye(3)[[2, 2, 2, 2]])
    assert share == 0.25
    assert f1 == pytest.approx(0.4 / 3)
    assert (said, supports) == (0.5, 0.5)
    assert area(np.array([0.1, 0.2, 0.3]), np.array([False, True, True])) == 1.0
    assert area(np.array([0.1, 0.2, 0.3]), np.array([True, True, True])) == 0.5


def test_a_table_is_made_of_predictions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "predictions").mkdir()
    rows = [
        {"source": source, "label": label, "probabilities": np.eye(3)[label].tolist()}
        for source in ("talks", "triples")
        for label in range(3)
    ]
    write(tmp_path / "predictions" / "base.jsonl", *rows)
    main([str(tmp_path)])
    assert [line.split()[:3] for line in capsys.readouterr().out.splitlines()[1:]] == [
        ["base", "talks", "3"],
        ["base", "triples", "3"],
    ]
