"""The bundled demo: its files agree with each other, and its model was not trained on what it is asked to hear."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import Any

import pytest

DEMO = Path(__file__).resolve().parent.parent / "demo"
RUN = 5  # words


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def read(name: str) -> Any:
    return json.loads((DEMO / name).read_text("utf-8"))


def runs(tokens: list[str]) -> set[tuple[str, ...]]:
    return {tuple(tokens[i : i + RUN]) for i in range(len(tokens) - RUN + 1)}


@pytest.fixture(scope="module")
def recipe() -> Iterator[Any]:
    """Imports a module of demo/recipe; those for text need neither torch nor espeak-ng."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(DEMO / "recipe"))

        def load(name: str) -> ModuleType:
            return importlib.import_module(name)

        yield load


def test_training_text_shares_no_run_of_five_words_with_the_episode(recipe: Any) -> None:
    sentence = recipe("text").sentence
    r = Random(20260)
    generated = [sentence(r) for _ in range(40_000)]
    episode = [word for _, text in read("script.json")["lines"] for word in words(text)]
    assert len(episode) > 400
    # also across the borders of sentences, as a recording holds them one after the other
    assert not runs(words(" ".join(generated))) & runs(episode)


def test_training_text_never_is_a_line_of_the_episode(recipe: Any) -> None:
    sentence = recipe("text").sentence
    r = Random(20261)
    lines = {" ".join(words(text)) for _, text in read("script.json")["lines"] if len(words(text)) > 2}
    assert not {" ".join(words(sentence(r))) for _ in range(20_000)} & lines


def test_every_line_of_the_episode_would_be_held_out(recipe: Any) -> None:
    leaks = recipe("heldout").leaks
    for _, text in read("script.json")["lines"]:
        if len(words(text)) > 2:
            assert leaks(text), text
            assert leaks(f"والله، {text} بس هيك"), text
    assert not leaks("السد القديم ما عاد متل قبل")


def test_training_text_knows_most_words_of_the_episode_and_no_digit(recipe: Any) -> None:
    sentence = recipe("text").sentence
    r = Random(20262)
    generated = " ".join(sentence(r) for _ in range(40_000))
    assert not re.search(r"\d", generated)
    known = set(words(generated))
    episode = [word for _, text in read("script.json")["lines"] for word in words(text)]
    assert sum(word in known for word in episode) / len(episode) > 0.97


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(7, "سبعة"), (16, "ستطاعش"), (37, "سبعة وتلاتين"), (85_000, "خمسة وتمانين ألف"), (2008, "ألفين وتمانة")],
)
def test_levantine_numbers(recipe: Any, number: int, spoken: str) -> None:
    assert recipe("numerals").levantine(number) == spoken


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(85, "خمسة وثمانين"), (1972, "ألف وتسعمئة واثنين وسبعين"), (3000, "ثلاثة آلاف"), (200, "مئتين")],
)
def test_standard_numbers(recipe: Any, number: int, spoken: str) -> None:
    assert recipe("numerals").standard(number) == spoken


def test_word_times_are_those_of_the_script_and_go_forward() -> None:
    script, lines = read("script.json")["lines"], read("words.json")["lines"]
    assert [(x["speaker"], " ".join(w[0] for w in x["words"])) for x in lines] == [tuple(x) for x in script]
    times = [t for line in lines for _, *pair in line["words"] for t in pair]
    assert times == sorted(times)


def test_gold_claims_stand_in_the_article_in_order_and_point_into_the_recording() -> None:
    article, claims = (DEMO / "article.md").read_text("utf-8"), read("gold.json")["claims"]
    positions = [article.index(claim["text"]) for claim in claims]
    assert positions == sorted(positions)
    assert all(article.count(claim["text"]) == 1 for claim in claims)
    last = read("words.json")["lines"][-1]["words"][-1][2]
    silent = {"not_found", "not_checkable"}
    for claim in claims:
        if claim["verdict"] in silent:
            assert claim["start"] is None
            assert claim["end"] is None
        else:
            assert 0 <= claim["start"] < claim["end"] <= last
    verdicts = [claim["verdict"] for claim in claims]
    assert {v: verdicts.count(v) for v in set(verdicts)} == {
        "supported": 11,
        "contradicted": 5,
        "partly_supported": 1,
        "not_found": 3,
        "not_checkable": 1,
    }


def test_recording_is_small_and_tagged_as_fictional() -> None:
    import av

    path = DEMO / "episode.mp3"
    assert path.stat().st_size <= 1_500_000
    with av.open(str(path)) as sound:
        assert sound.duration is not None
        assert 240 <= sound.duration / 1e6 <= 360
        assert "خيالي" in sound.metadata["title"] + sound.metadata["artist"]


def test_bundled_model_reads_the_first_minute_with_true_word_times(recipe: Any) -> None:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.audio import decode_audio

    evaluate, spoken = recipe("evaluate"), recipe("speech").SpokenWord
    lines = [[spoken(*w) for w in line["words"]] for line in read("words.json")["lines"]]
    lines = [line for line in lines if line[-1].end < 60]
    sound = decode_audio(str(DEMO / "episode.mp3"))[: int((lines[-1][-1].end + 0.3) * 16_000)]
    model = WhisperModel(str(DEMO / "model"), device="cpu", compute_type="int8", cpu_threads=2)
    figures = evaluate.compare([w for line in lines for w in line], evaluate.listen(model, sound))
    assert figures.words > 80
    assert figures.wer <= 0.25
    assert np.median(figures.start_errors) <= 0.1


def test_bundled_model_is_small() -> None:
    assert sum(path.stat().st_size for path in (DEMO / "model").iterdir()) <= 6_000_000
