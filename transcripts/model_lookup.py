"""From the name a user gives to the folder of a Whisper model, and what identifies it."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from audio.addresses import path_of
from transcripts import whisper
from transcripts.demo import demo_dir
from transcripts.options import DEMO_MODEL
from transcripts.types import ModelError

NEEDED = ("model.bin", "config.json", "tokenizer.json")
SHAPING = (*NEEDED, "preprocessor_config.json", "vocabulary.json", "vocabulary.txt")  # files that change the text
BLOCK_BYTES = 1 << 20
BLOCKS_READ = 64  # of a large file, evenly spread: training changes all of it


def find_model(name: str) -> Path:
    """The model's folder, downloaded if need be. Raises ModelError with what to do about it."""
    if name == DEMO_MODEL:
        return _checked(demo_dir() / "model")
    if not name.strip():
        raise ModelError("the model's name is empty")
    folder = path_of(name)
    if folder.is_dir():
        return _checked(folder)
    if name not in whisper.known_models() and (folder.exists() or name.count("/") != 1 or name[0] in "./~"):
        if "/" in name:
            raise ModelError(f"there is no model folder {name}")
        known = ", ".join([DEMO_MODEL, *whisper.known_models()])
        raise ModelError(f"no model is called {name}; the known ones are {known}, or give a folder")
    try:
        return whisper.download(name, offline=True)
    except (OSError, ValueError):
        return _downloaded(name)


def _downloaded(name: str) -> Path:
    try:
        return whisper.download(name)
    except Exception as error:  # the hub's client raises what its transport raises
        raise ModelError(
            f"the model {name} is not on this disk and cannot be downloaded; "
            "connect to the internet once, or give the folder of a CTranslate2 model with --model "
            "(`mazeej demo` works without either)"
        ) from error


def _checked(folder: Path) -> Path:
    missing = [file for file in NEEDED if not (folder / file).is_file()]
    if missing:
        raise ModelError(f"{folder} is not a CTranslate2 Whisper model: it has no {' and no '.join(missing)}")
    return folder


def model_identity(folder: Path) -> str:
    """A digest of the files that shape a model's output. Raises ModelError where they cannot be read."""
    digest = sha256()
    try:
        for name in SHAPING:
            path = folder / name
            if path.is_file():
                digest.update(f"{name} {path.stat().st_size}\n".encode())
                for block in _blocks(path):
                    digest.update(block)
    except OSError as error:
        raise ModelError(f"the model in {folder} cannot be read ({error.strerror})") from error
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    """The whole file, or where it is large a fixed number of blocks, the first and the last among them."""
    size = path.stat().st_size
    count = -(-size // BLOCK_BYTES)
    chosen = (
        range(count) if count <= BLOCKS_READ else [i * (count - 1) // (BLOCKS_READ - 1) for i in range(BLOCKS_READ)]
    )
    with path.open("rb") as file:
        for index in chosen:
            file.seek(index * BLOCK_BYTES)
            yield file.read(BLOCK_BYTES)
