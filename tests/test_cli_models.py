"""`mazeej models`: what is listed, and what is fetched only when it is asked for."""

from __future__ import annotations

import json
from fnmatch import fnmatch
from pathlib import Path
from shutil import copy

import pytest

from tests.support.cli_runs import Run, complaint, mazeej
from tests.support.tiny_models import in_hub, write_encoder, write_judge

WORDS = {"boat": (1.0, 0.0)}


@pytest.fixture(autouse=True)
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of the hub's client, empty; there is no network."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path / "hub"))
    monkeypatch.setattr("huggingface_hub.snapshot_download", _nothing)
    return tmp_path / "hub"


def _nothing(*_: object, **__: object) -> str:
    raise FileNotFoundError("not here")


def test_models_that_read_for_meaning_are_listed_with_those_that_hear(hub: Path) -> None:
    listed = mazeej("models")
    assert "large-v3-turbo" in listed.out
    assert "`mazeej models get NAME` fetches one." in listed.out
    (row,) = [line for line in listed.out.splitlines() if line.startswith("e5-small ")]
    assert row.split()[1:3] == ["--encoder", "~470"]

    folder = write_encoder(in_hub(hub, "intfloat/multilingual-e5-small"), WORDS)
    document = json.loads(mazeej("models", "--format", "json").out)
    assert {"models", "demo", "meaning"} <= set(document)
    own, first, *_ = document["meaning"]
    assert (own["name"], own["estimated_download_bytes"]) == ("mazeej-small", 0)
    assert (first["name"], first["role"], first["licence"]) == ("e5-small", "encoder", "MIT")
    assert first["cached"]["path"] == str(folder)
    assert first["cached"]["bytes"] > 0


def test_a_model_is_fetched_by_its_name_or_its_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, list[str]]] = []
    folder = write_encoder(tmp_path / "e5", WORDS)

    def fetched(repository: str, *, allow_patterns: list[str]) -> str:
        asked.append((repository, allow_patterns))
        return str(folder)

    monkeypatch.setattr("huggingface_hub.snapshot_download", fetched)
    assert mazeej("models", "get", "e5-small") == Run(0, f"e5-small is on this disk, in {folder}\n", "")
    assert mazeej("models", "get", "someone/encoder").code == 0
    assert [repository for repository, _ in asked] == ["intfloat/multilingual-e5-small", "someone/encoder"]
    assert "onnx/model.onnx*" in asked[0][1]
    assert not any(pattern.endswith((".bin", ".safetensors", "*")) and "onnx" not in pattern for pattern in asked[0][1])


GRAPHS = ["onnx/model.onnx", "onnx/model_int8.onnx", "model.onnx", "onnx/model_quantized.onnx"]


@pytest.mark.parametrize("there", [GRAPHS[:1], GRAPHS[1:2], GRAPHS[2:3], GRAPHS])
def test_the_smallest_graph_that_a_repository_has_is_fetched(
    there: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository, fetched = tmp_path / "repository", tmp_path / "fetched"
    for graph in there:
        write_judge(repository, WORDS, graph=graph)

    def download(_: str, *, allow_patterns: list[str]) -> str:
        for path in (path for path in repository.rglob("*") if path.is_file()):
            name = path.relative_to(repository).as_posix()
            if any(fnmatch(name, pattern) for pattern in allow_patterns):
                (fetched / name).parent.mkdir(parents=True, exist_ok=True)
                copy(path, fetched / name)
        return str(fetched)

    monkeypatch.setattr("huggingface_hub.snapshot_download", download)
    assert mazeej("models", "get", "mdeberta-xnli").code == 0
    assert [path.relative_to(fetched).as_posix() for path in fetched.rglob("*.onnx")] == there[-1:]


def test_a_repository_without_such_a_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.snapshot_download", lambda *_, **__: str(tmp_path))
    told = complaint(mazeej("models", "get", "someone/text"))
    assert told.startswith("someone/text has no ONNX model: none of onnx/model_quantized.onnx, ")


def test_what_cannot_be_fetched_is_told_in_a_line() -> None:
    assert "intfloat/multilingual-e5-small cannot be downloaded" in complaint(mazeej("models", "get", "e5-small"))
    assert "no encoder or judge is called nonsense" in complaint(mazeej("models", "get", "nonsense"))
    assert mazeej("models", "get").code == 2
    assert mazeej("models", "nonsense").code == 2
