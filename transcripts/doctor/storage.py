"""The two caches: Hugging Face's with the models, and Mazeej's own."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from audio import cache_dir
from transcripts.doctor.checks import Check
from transcripts.doctor.child import tried
from transcripts.model_catalogue import BY_NAME
from transcripts.model_table import Inventory, inventory, megabytes
from transcripts.options import DEFAULT_MODEL

LEAST_FREE = 1_000_000_000  # bytes; a few hours of sound and their transcripts


def check_models() -> Iterator[Check]:
    """The bundled model, those in Hugging Face's cache, and what is wrong with them."""
    failure = tried("import faster_whisper")
    if failure:
        yield Check("models", "problem", f"faster-whisper, which keeps them, does not work: {failure}", "mend it first")
        return
    found = inventory()
    if found.demo is None:
        yield Check("demo", "problem", "the bundled model is missing", "reinstall Mazeej from its wheel")
    cached = {entry.cached.repository: entry.cached for entry in found.entries if entry.cached}
    for model in cached.values():
        if model.problem:
            yield Check(model.repository, "problem", model.problem, model.advice)
    yield _whole_models(found)


def _whole_models(found: Inventory) -> Check:
    names = [entry.name for entry in found.entries if entry.cached and not entry.cached.problem]
    free = free_bytes(found.folder)
    where = f"in {found.folder}, where {megabytes(free)} are free"
    needed = BY_NAME[DEFAULT_MODEL].download_bytes
    if DEFAULT_MODEL in names:
        return Check("models", "ok", f"{', '.join(names)} {where}")
    have = f"{', '.join(names)}, not {DEFAULT_MODEL}," if names else "none"
    if free < needed:
        advice = "free some space, or set HF_HOME to a folder on another disk"
        return Check("models", "problem", f"{have} {where}: {DEFAULT_MODEL} has about {megabytes(needed)}", advice)
    advice = f"the first use downloads it, about {megabytes(needed)}; or take one of those with --model"
    return Check("models", "warning", f"{have} {where}", advice if names else advice.split(";")[0])


def check_cache() -> Iterator[Check]:
    """Mazeej's own cache, tested by writing into it."""
    folder = cache_dir()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"mazeej")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        advice = "make it writable, or set MAZEEJ_CACHE to a folder that is; until then no work is kept"
        yield Check("cache", "problem", f"{folder} cannot be written ({error.strerror or error})", advice)
        return
    free, used = free_bytes(folder), _size(folder)
    found = f"{folder} can be written, holds {megabytes(used)}, {megabytes(free)} are free"
    if free < LEAST_FREE:
        yield Check("cache", "warning", found, "free some space: recordings that are downloaded go there")
        return
    yield Check("cache", "ok", found)


def free_bytes(folder: Path) -> int:
    """Of the disk that `folder` is on, or will be."""
    nearest = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return shutil.disk_usage(nearest).free


def _size(folder: Path) -> int:
    size = 0
    for path in folder.rglob("*"):
        with suppress(OSError):  # removed just now
            size += path.stat().st_size if path.is_file() else 0
    return size
