"""A model is found by name or folder, or one line says what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from transcripts import TranscriptError, demo_dir, whisper
from transcripts.model_lookup import BLOCK_BYTES, BLOCKS_READ, find_model, model_identity
from transcripts.whisper import Recogniser

Download = Callable[..., Path]


def offline(*_arguments: object, **_options: object) -> Path:
    raise OSError("no network")


def folder_with(path: Path, **files: bytes) -> Path:
    path.mkdir()
    for name, content in files.items():
        (path / name.replace("_", ".", 1)).write_bytes(content)
    return path


def test_unknown_names_list_the_known_ones() -> None:
    with pytest.raises(TranscriptError, match=r"no model is called bananas; .*demo.*large-v3-turbo"):
        find_model("bananas")


@pytest.mark.parametrize("name", ["/nowhere/model", "./model", "a/b/c", "~/nothing here", "~nobody-of-this-name/model"])
def test_missing_folders(name: str) -> None:
    with pytest.raises(TranscriptError, match="there is no model folder"):
        find_model(name)


def test_a_folder_without_a_model(tmp_path: Path) -> None:
    with pytest.raises(TranscriptError, match=r"not a CTranslate2 Whisper model: .*model.bin"):
        find_model(str(tmp_path))


def test_a_folder_with_something_else(tmp_path: Path) -> None:
    folder = folder_with(tmp_path / "m", model_bin=b"no" * 99, config_json=b"{}", tokenizer_json=b"{}")
    assert find_model(str(folder)) == folder
    with pytest.raises(TranscriptError, match="cannot be loaded on cpu") as caught:
        Recogniser(folder, "cpu", None, 1)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", ["large-v3-turbo", "somebody/some-model"])
def test_without_a_network(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whisper, "download", offline)
    with pytest.raises(TranscriptError, match="mazeej demo") as caught:
        find_model(name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_model_on_this_disk_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def download(_model: str, offline: bool = False) -> Path:
        asked.append(offline)
        return tmp_path

    monkeypatch.setattr(whisper, "download", download)
    assert find_model("tiny") == tmp_path
    assert asked == [True]


def test_identity_follows_the_files_and_not_the_place(tmp_path: Path) -> None:
    one = folder_with(tmp_path / "one", model_bin=b"a" * 100, config_json=b"{}", tokenizer_json=b"{}")
    same = folder_with(tmp_path / "same", model_bin=b"a" * 100, config_json=b"{}", tokenizer_json=b"{}", README_md=b"x")
    other = folder_with(tmp_path / "other", model_bin=b"a" * 99 + b"b", config_json=b"{}", tokenizer_json=b"{}")
    assert model_identity(one) == model_identity(same) != model_identity(other)


def test_identity_of_a_large_model_reads_its_ends_and_between(tmp_path: Path) -> None:
    def identity(name: str, changed: int | None) -> str:
        folder = folder_with(tmp_path / name)
        with (folder / "model.bin").open("wb") as file:
            file.truncate(3 * BLOCKS_READ * BLOCK_BYTES)
            if changed is not None:
                file.seek(changed)
                file.write(b"x" * 4 * BLOCK_BYTES)
        return model_identity(folder)

    size = 3 * BLOCKS_READ * BLOCK_BYTES
    assert len({identity("a", None), identity("b", 0), identity("c", size // 2), identity("d", size - 1)}) == 4


def test_the_demo_is_found_in_the_checkout() -> None:
    assert demo_dir().name == "demo"
