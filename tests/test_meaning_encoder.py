"""Encoders: texts become vectors, a talk's are kept, and what is no model is told in one line."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from align.check import read_talk
from align.meaning.encoder import SentenceEncoder
from align.meaning.lookup import cached_folder, fetch, find_folder
from align.meaning.talk_similarity import TalkSimilarity
from align.types import AlignError
from tests.support.tiny_models import in_hub, write_encoder
from transcripts import Segment, Transcript, Word

SHARED = Path(__file__).parent.parent.parent / "shared" / "models" / "multilingual-e5-small"
WORDS = {"boat": (1.0, 0.0, 0.0), "ferry": (0.9, 0.1, 0.0), "bridge": (0.0, 1.0, 0.0), "query": (0.0, 0.0, 1.0)}


@pytest.fixture
def encoder(tmp_path: Path) -> SentenceEncoder:
    return SentenceEncoder("tiny", write_encoder(tmp_path / "tiny", WORDS))


def talk_of(*phrases: str) -> Transcript:
    """A phrase every ten seconds."""
    segments = [
        Segment(
            tuple(
                Word(10.0 * at + 0.3 * place, 10.0 * at + 0.3 * place + 0.2, word)
                for place, word in enumerate(phrase.split())
            )
        )
        for at, phrase in enumerate(phrases)
    ]
    return Transcript(tuple(segments), language="en", duration=10.0 * len(phrases))


def test_what_means_about_the_same_is_near(encoder: SentenceEncoder) -> None:
    ferry, bridge = encoder.similarity("boat", ["the ferry", "a bridge"])
    assert ferry == pytest.approx(0.9 / np.hypot(0.9, 0.1), abs=1e-5)
    assert bridge == pytest.approx(0.0, abs=1e-6)


def test_no_passages_are_no_work(encoder: SentenceEncoder) -> None:
    assert encoder.similarity("boat", []) == []


def test_vectors_do_not_depend_on_what_else_is_in_the_batch(encoder: SentenceEncoder) -> None:
    texts = ["boat", "bridge " * 300, "ferry boat", "nothing known", ""]
    together = encoder.passages(texts)
    assert np.allclose(together, np.concatenate([encoder.passages([text]) for text in texts]), atol=1e-6)


def test_a_text_longer_than_the_model_reads_is_cut(tmp_path: Path) -> None:
    folder = write_encoder(tmp_path / "short", WORDS, {"max_position_embeddings": 4})
    assert SentenceEncoder("short", folder).similarity("boat", ["boat boat bridge bridge bridge"])[0] > 0.99


def test_e5_is_told_which_text_is_the_claim(tmp_path: Path) -> None:
    plain = SentenceEncoder("plain", write_encoder(tmp_path / "plain", WORDS))
    e5 = SentenceEncoder("e5", write_encoder(tmp_path / "e5", WORDS, {"_name_or_path": "intfloat/multilingual-e5-x"}))
    assert plain.claims(["boat"])[0][2] == 0.0
    assert e5.claims(["boat"])[0][2] > 0.5
    assert e5.passages(["boat"])[0][2] == 0.0


def test_a_talk_is_searched_by_meaning_and_its_vectors_are_kept(
    encoder: SentenceEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAZEEJ_CACHE", str(tmp_path / "cache"))
    talk = read_talk(talk_of("We waited long.", "Then came the ferry.", "And the bridge was shut."))
    near = TalkSimilarity(encoder, talk)("boat")
    assert near.shape == (len(talk),)
    assert talk.segment_of_token(int(near.argmax())) == 1
    (kept,) = (tmp_path / "cache" / "vectors").iterdir()

    again = SentenceEncoder("tiny", encoder._model.folder)
    monkeypatch.setattr(again, "passages", lambda texts: pytest.fail("they were kept"))
    other = read_talk(talk.transcript)
    assert np.allclose(TalkSimilarity(again, other)("boat"), near, atol=2e-3)
    kept.write_bytes(b"\x93NUMPY damaged")
    assert np.allclose(TalkSimilarity(encoder, read_talk(talk.transcript))("boat"), near, atol=2e-3)


def test_an_empty_talk_has_nothing_near(encoder: SentenceEncoder) -> None:
    assert TalkSimilarity(encoder, read_talk(Transcript(())))("boat").shape == (0,)


@pytest.mark.parametrize("lost", ["config.json", "tokenizer.json", "onnx/model.onnx"])
def test_a_folder_that_is_no_model_is_told(tmp_path: Path, lost: str) -> None:
    folder = write_encoder(tmp_path / "tiny", WORDS)
    (folder / lost).unlink()
    with pytest.raises(AlignError, match=f"no {lost}"):
        SentenceEncoder("tiny", folder)


@pytest.mark.parametrize("damaged", ["config.json", "tokenizer.json", "onnx/model.onnx"])
def test_a_damaged_model_is_told_in_one_line(tmp_path: Path, damaged: str) -> None:
    folder = write_encoder(tmp_path / "tiny", WORDS)
    (folder / damaged).write_bytes(b"\xff\x00 no")
    with pytest.raises(AlignError) as told:
        SentenceEncoder("tiny", folder).similarity("boat", ["ferry"])
    assert "\n" not in str(told.value)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub's client, empty."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    return tmp_path / "hub"


@pytest.mark.usefixtures("hub")
def test_names_that_are_not_here_say_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.snapshot_download", _nothing)
    with pytest.raises(AlignError, match="mazeej models get e5-small"):
        find_folder("e5-small", "encoder")
    with pytest.raises(AlignError, match="mazeej models get someone/model"):
        find_folder("someone/model", "encoder")
    with pytest.raises(AlignError, match="no encoder is called nonsense; known: e5-small"):
        find_folder("nonsense", "encoder")
    with pytest.raises(AlignError, match="there is no model folder"):
        find_folder("./nowhere/at/all", "encoder")
    with pytest.raises(AlignError, match="cannot be downloaded"):
        fetch("e5-small")
    with pytest.raises(AlignError, match="known are mazeej-small, e5-small, mdeberta-xnli"):
        fetch("nonsense")
    assert find_folder(str(tmp_path), "encoder") == tmp_path


def test_half_a_download_is_not_here(hub: Path) -> None:
    folder = write_encoder(in_hub(hub, "intfloat/multilingual-e5-small"), WORDS)
    assert cached_folder("e5-small") == folder
    (folder / "tokenizer.json").unlink()
    assert cached_folder("e5-small") is None


def _nothing(*_: object, **__: object) -> str:
    raise FileNotFoundError("not in the cache")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the encoder is not part of the project")
def test_a_real_encoder_reads_arabic_and_english() -> None:
    encoder = SentenceEncoder("multilingual-e5-small", SHARED)
    fell, soup, arabic = encoder.similarity(
        "The bridge fell.", ["the bridge collapsed that night", "we had soup", "سقط الجسر"]
    )
    assert fell > soup + 0.05
    assert arabic > soup + 0.05
