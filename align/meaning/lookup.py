"""From the name a user gives to the folder of an encoder or a judge."""

from __future__ import annotations

from pathlib import Path

from align.meaning.catalogue import BY_NAME, NAMED, OWN_JUDGE, SMALL_FOLDER, Role
from align.meaning.onnx_text import GRAPHS, graph_in
from align.types import AlignError
from audio.addresses import path_of
from transcripts.model_cache import cached_version

FETCHED = ("config.json", "tokenizer.json", "1_Pooling/config.json", "config_sentence_transformers.json")


def find_folder(name: str, role: Role) -> Path:
    """The folder of a model that is on this disk. Raises AlignError with what to do about it; nothing is downloaded."""
    folder = path_of(name)
    if folder.is_dir():
        return folder
    found = cached_folder(name)
    if found:
        return found
    if name in BY_NAME or (name.count("/") == 1 and name[0] not in "./~"):
        short = BY_NAME[name].name if name in BY_NAME else name
        raise AlignError(f"the {role} {name} is not on this disk; fetch it once: mazeej models get {short}")
    if "/" in name:
        raise AlignError(f"there is no model folder {name}")
    known = ", ".join(model.name for model in NAMED if model.role == role)
    raise AlignError(f"no {role} is called {name}; known: {known}; or give a folder, or a repository of the hub")


def cached_folder(name: str) -> Path | None:
    """Where the hub's cache has a model of this name whole; None where it has not."""
    repository = BY_NAME[name].repository if name in BY_NAME else name
    folder = cached_version(repository) if repository.count("/") == 1 else None
    if folder is None or not graph_in(folder):
        return None
    return folder if all((folder / needed).is_file() for needed in FETCHED[:2]) else None


def fetch(name: str) -> Path:
    """Download a model of the catalogue, or of any repository of the hub. Raises AlignError."""
    if name == OWN_JUDGE.name:
        return SMALL_FOLDER
    if name not in BY_NAME and (name.count("/") != 1 or name[0] in "./~"):
        known = ", ".join(model.name for model in NAMED)
        raise AlignError(f"no encoder or judge is called {name}; known are {known}, or give a repository of the hub")
    from huggingface_hub import snapshot_download

    repository = BY_NAME[name].repository if name in BY_NAME else name
    preferred = [BY_NAME[name].graph] if name in BY_NAME else []
    for graph in dict.fromkeys([*preferred, *GRAPHS]):  # the first that is there; the others stay there
        try:  # with the data that large graphs keep beside them
            folder = Path(snapshot_download(repository, allow_patterns=[*FETCHED, f"{graph}*"]))
        except Exception as error:  # the hub's client raises what its transport raises
            raise AlignError(
                f"{repository} cannot be downloaded; is there a network, and is the name right?"
            ) from error
        if graph_in(folder):
            return folder
    raise AlignError(f"{repository} has no ONNX model: none of {', '.join(GRAPHS)}")
