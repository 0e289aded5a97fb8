"""Measuring a judge: the words' figures beside its own, and the entry that lets it take part in decisions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from align.judging import model as models
from align.judging.assess import FEATURES, MEANING_FEATURES
from align.judging.model import WORDS, fitted, model_from
from align.meaning import Reader, open_encoder
from align.meaning.types import Stance
from align.types import AlignError
from benchmarks import calibrate
from benchmarks.fitting import as_text
from benchmarks.measure import WEIGHTS, measure
from tests.support.cli_runs import complaint, mazeej
from tests.support.tiny_models import write_encoder

SAID = [
    "We carried forty families across the river.",
    "The mill closed in the spring.",
    "My sister keeps the books.",
    "The bakery opened near the harbour.",
    "They sold the old ferry to a museum.",
    "Nobody repaired the bridge.",
]
WORDS_SAID = sorted({word for text in SAID for word in text.split()})
UNSAID = ["The council built a tower.", "A storm destroyed the vineyard.", "The doctor moved to Lisbon."]


class Knowing:
    """A judge that finds what was said word for word, and nothing else."""

    name = "knowing"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def read(self, claim: str, passages: Sequence[str]) -> Sequence[Stance | None]:
        self.asked.append(claim)
        return [Stance(0.98, 0.01, 0.01) if claim in one else Stance(0.01, 0.01, 0.98) for one in passages]


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    rows = []
    for number in range(3):
        said = SAID[number * 2 :] + SAID[: number * 2]
        transcript = [
            {"id": f"s{at}", "start": 10.0 * at, "end": 10.0 * at + 5, "speaker": None, "text": text}
            for at, text in enumerate(said)
        ]
        claims = [
            {"id": f"c{at}", "text": text, "gold": [f"s{at}"], "label": "supported", "edit": None}
            for at, text in enumerate(said)
        ]
        claims += [
            {"id": f"n{at}", "text": text, "gold": [], "label": "not_found", "edit": None}
            for at, text in enumerate(UNSAID)
        ]
        claims.append(
            {
                "id": "x",
                "text": "We carried ninety families across the river.",
                "gold": ["s0"],
                "label": "contradicted",
                "edit": "number",
            }
        )
        rows.append({"id": f"talk{number}", "lang": "en", "transcript": transcript, "claims": claims})
    path = tmp_path / "talks.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_words_figures_stand_beside_the_judges(talks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = WEIGHTS.read_bytes()
    measure(Reader(None, Knowing()), [talks])
    title, _, words, judge = capsys.readouterr().out.splitlines()
    assert "✓ right" in title
    assert words.startswith("| words |")
    assert judge.startswith("| with knowing |")
    assert title.count("|") == words.count("|") == judge.count("|")
    assert WEIGHTS.read_bytes() == before


def test_kept_weights_stand_under_the_judges_name_with_their_figures(talks: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    shutil.copy(WEIGHTS, weights)
    before = json.loads(weights.read_text(encoding="utf-8"))["models"][WORDS]
    measure(Reader(None, Knowing()), [talks], keep=True, weights=weights)
    after = json.loads(weights.read_text(encoding="utf-8"))["models"]
    assert after[WORDS] == before
    assert after["knowing"]["measured"]["claims"] == 30
    assert model_from(after["knowing"]).supported.weights["spoken"] > 0


def test_weights_are_kept_without_reading_anything_twice(talks: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    shutil.copy(WEIGHTS, weights)
    judges = Knowing(), Knowing()
    for judge, keep in zip(judges, (False, True), strict=True):
        measure(Reader(None, judge), [talks], keep=keep, weights=weights)
    assert judges[0].asked
    assert judges[0].asked == judges[1].asked


def test_an_encoder_decides_what_was_heard_and_nothing_else(talks: Path, tmp_path: Path) -> None:
    weights = tmp_path / "weights.json"
    shutil.copy(WEIGHTS, weights)
    words = {word.casefold().strip("."): np.eye(1, 64, at % 64)[0].tolist() for at, word in enumerate(WORDS_SAID)}
    reader = Reader(open_encoder(str(write_encoder(tmp_path / "tiny", words))))
    measure(reader, [talks], keep=True, weights=weights)
    after = json.loads(weights.read_text(encoding="utf-8"))["models"]
    assert after["tiny"].keys() == {"heard", "measured"}
    model, alone = model_from(after[WORDS] | after["tiny"]), model_from(after[WORDS])
    assert (model.supported, model.contradicted) == (alone.supported, alone.contradicted)
    assert model.heard is not None
    near, far = ([0.5] * len(FEATURES) + [cosine, 0.0, 0.0, 0.0, 0.0] for cosine in (0.99, 0.1))
    assert model.hears(near) >= model.hears(far)
    assert model.probabilities(near) == model.probabilities(far)
    kept = json.loads(as_text(alone, weights.read_text(encoding="utf-8")))["models"]
    assert kept["tiny"] == after["tiny"]


def test_weights_that_hang_on_those_of_the_words_go_with_them_and_it_is_said(
    talks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    weights = tmp_path / "weights.json"
    rows = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    words = rows["models"][WORDS]
    rows["models"] = {WORDS: words, "alone": words, "tiny": {"heard": words["supported"]}, "tiny + llm:large": words}
    weights.write_text(json.dumps(rows), encoding="utf-8")
    monkeypatch.setattr(calibrate, "WEIGHTS", weights)
    out = tmp_path / "fitted.json"
    calibrate.main([str(talks), "--out", str(out)])
    assert json.loads(out.read_text(encoding="utf-8"))["models"].keys() == {WORDS, "tiny"}
    alone, both = capsys.readouterr().err.splitlines()
    assert alone.startswith("the weights of alone are dropped")
    assert "python -m benchmarks.measure --judge 'alone' --keep" in alone
    assert "python -m benchmarks.measure --judge 'llm:large' --encoder 'tiny' --keep" in both


def test_weights_are_of_features_that_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = json.loads(WEIGHTS.read_text(encoding="utf-8"))["models"]
    known = {"bias", *FEATURES, *MEANING_FEATURES}
    for name, row in rows.items():
        parts = ("supported", "contradicted", "heard")
        assert known.issuperset(feature for part in parts for feature in row.get(part, ()))
        assert fitted(name) is not None
    weights = tmp_path / "weights.json"
    weights.write_text(json.dumps({"models": {**rows, "old": {"heard": {"bias": 0.0, "gone": 1.0}}}}), encoding="utf-8")
    monkeypatch.setattr(models, "_FILE", weights)
    models._models.cache_clear()
    try:
        assert fitted("old") is None
        assert fitted(WORDS) is not None
    finally:
        models._models.cache_clear()


def test_from_passages_alone_nothing_is_learnt(tmp_path: Path) -> None:
    passages = tmp_path / "passages.jsonl"
    row = {"id": "p", "lang": "en", "source_text": "We sold the land.", "claim": "They sold the land."}
    passages.write_text(json.dumps(row | {"label": "supported"}) + "\n", encoding="utf-8")
    with pytest.raises(AlignError, match="from passages nothing is learnt"):
        measure(Reader(None, Knowing()), [passages])


def test_what_cannot_be_measured_is_told(talks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "no judge is called nonsense" in complaint(mazeej("models", "measure", "nonsense", str(talks)))
    monkeypatch.setitem(__import__("sys").modules, "benchmarks.measure", None)
    assert "in a checkout of the project alone" in complaint(mazeej("models", "measure", "nonsense"))
