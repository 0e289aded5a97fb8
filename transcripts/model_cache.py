"""The Whisper models in Hugging Face's cache, where faster-whisper keeps them: which, how large, and whether whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from transcripts import whisper
from transcripts.model_catalogue import BY_NAME
from transcripts.model_lookup import NEEDED

LEAST_SHARE = 0.9  # of the estimated size; the published files have 0.96 of it and more


@dataclass(frozen=True, slots=True)
class CachedModel:
    """One model's folder in the cache."""

    repository: str  # on the Hugging Face Hub
    folder: Path  # all of it, with whatever is in it
    size: int  # bytes on the disk
    problem: str | None  # why it cannot be used; None where it is whole

    @property
    def advice(self) -> str:
        """What to do about the problem."""
        return f"delete {self.folder}; it is downloaded again when the model is next used"


def cache_folder() -> Path:
    """Hugging Face's cache: HF_HUB_CACHE, else the folder hub in HF_HOME, else its usual place."""
    from huggingface_hub import constants

    return Path(constants.HF_HUB_CACHE)


def cached_version(repository: str) -> Path | None:
    """The folder of the version of a repository that the hub's client would take; None where none is there.

    The client itself takes a sixth of a second to load.
    """
    return _snapshot(cache_folder() / f"models--{repository.replace('/', '--')}")


def cached_models() -> dict[str, CachedModel]:
    """By repository: all that faster-whisper names, and others in CTranslate2 format. Raises OSError."""
    names = {repository: name for name, repository in whisper.repositories().items()}
    found: dict[str, CachedModel] = {}
    folders = cache_folder().glob("models--*--*") if cache_folder().is_dir() else ()
    for folder in sorted(folders):
        repository = folder.name.removeprefix("models--").replace("--", "/", 1)
        if repository in names or _snapshot(folder, "model.bin"):
            problem = _problem(folder, names.get(repository))
            found[repository] = CachedModel(repository, folder, _size(folder), problem)
    return found


def _snapshot(folder: Path, file: str = "") -> Path | None:
    """A file, or the folder, of the version that the hub's client would take; None where it is not there."""
    try:
        version = (folder / "refs" / "main").read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    path = folder / "snapshots" / version / file
    return path if version and path.exists() else None


def _problem(folder: Path, name: str | None) -> str | None:
    if any((folder / "blobs").glob("*.incomplete")):
        return "its download was not finished"
    if not _snapshot(folder):
        return "there is nothing of it but an empty folder"
    missing = [file for file in NEEDED if not (path := _snapshot(folder, file)) or not path.stat().st_size]
    if missing:
        return f"{', '.join(missing)} {'are' if missing[1:] else 'is'} missing or empty"
    weights = _snapshot(folder, "model.bin")
    if name in BY_NAME and weights and weights.stat().st_size < LEAST_SHARE * BY_NAME[name].download_bytes:
        return "model.bin is cut off"
    return None


def _size(folder: Path) -> int:
    """Bytes on the disk; a snapshot's links to blobs count once."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
