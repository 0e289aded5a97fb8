"""What `mazeej models` shows: each name, what it means, what it needs, and whether it is on this disk."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcripts import whisper
from transcripts.demo import demo_dir
from transcripts.model_cache import CachedModel, cache_folder, cached_models
from transcripts.model_catalogue import BY_NAME, DEMO_CPU_BYTES, MODELS, ModelName
from transcripts.options import DEFAULT_MODEL, DEMO_MODEL
from transcripts.types import TranscriptError


@dataclass(frozen=True, slots=True)
class Entry:
    """A model: what is known of its name, what of it lies in the cache, or both."""

    name: str  # as --model takes it
    known: ModelName | None
    cached: CachedModel | None


@dataclass(frozen=True, slots=True)
class Inventory:
    folder: Path  # Hugging Face's cache
    demo: Path | None  # the bundled model; None where this installation lacks it
    demo_size: int  # bytes
    entries: tuple[Entry, ...]


def inventory() -> Inventory:
    """Every name that faster-whisper knows, then what else lies in the cache. Raises TranscriptError."""
    repositories = whisper.repositories()
    try:
        cached = cached_models()
    except OSError as error:
        raise TranscriptError(f"{cache_folder()} cannot be read ({error.strerror or error})") from error
    order = {model.name: place for place, model in enumerate(MODELS)}
    names = sorted(repositories, key=lambda name: order.get(name, len(order)))
    entries = [Entry(name, BY_NAME.get(name), cached.get(repositories[name])) for name in names]
    others = [model for repository, model in cached.items() if repository not in repositories.values()]
    entries += [Entry(model.repository, None, model) for model in others]
    demo = _demo()
    size = sum(path.stat().st_size for path in demo.iterdir()) if demo else 0
    return Inventory(cache_folder(), demo, size, tuple(entries))


def _demo() -> Path | None:
    try:
        return demo_dir() / "model"
    except TranscriptError:
        return None


def as_text(found: Inventory, said: Callable[[str], str] = str) -> str:
    """A table in plain columns, then what is damaged and where things lie; `said` puts a sentence into the words of the
    reader's language."""
    rows: list[tuple[str, ...]] = [("NAME", "LANGUAGES", "DOWNLOAD", "MEMORY, CPU", "MEMORY, GPU", "ON THIS DISK", "")]
    about = "knows nothing but the demo's synthetic voices"
    disk = megabytes(found.demo_size) if found.demo else "missing"
    rows += [(DEMO_MODEL, "Arabic", "–", f"~{megabytes(DEMO_CPU_BYTES)}", "", disk, about)]
    rows += [_row(entry) for entry in found.entries]
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    lines = ["  ".join([*(cell.ljust(widths[place]) for place, cell in enumerate(row[:6])), row[6]]) for row in rows]
    lines += [
        "",
        said("Downloads and memory (CPU: int8, GPU: float16) are estimates. Memory is the most that is needed,"),
        said("while a window that loops or is doubtful is decoded again by a second copy of the model."),
    ]
    damaged = {model.repository: model for entry in found.entries if (model := entry.cached) and model.problem}
    lines += [f"{name}: {said(model.problem or '')}; {said(model.advice)}." for name, model in sorted(damaged.items())]
    lines.append(said(f"Models are kept in {found.folder} (HF_HOME or HF_HUB_CACHE name another folder)."))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _row(entry: Entry) -> tuple[str, ...]:
    known, cached = entry.known, entry.cached
    default = " (default)" if entry.name == DEFAULT_MODEL else ""
    disk = "" if cached is None else "damaged" if cached.problem else megabytes(cached.size)
    if known is None:
        return entry.name, "", "", "", "", disk, ""
    languages = "English" if known.english_only else "many"
    sizes = (f"~{megabytes(size)}" for size in (known.download_bytes, known.cpu_bytes, known.gpu_bytes))
    return entry.name, languages, *sizes, disk, f"{known.size.parameters} M weights: {known.about}{default}"


def megabytes(size: float) -> str:
    """A size for people: "78 MB", "1.6 GB"."""
    return f"{size / 1e9:.1f} GB" if size >= 999_500_000 else f"{size / 1e6:.0f} MB"


def as_json(found: Inventory) -> str:
    demo = {"path": str(found.demo) if found.demo else None, "bytes": found.demo_size}
    document = {
        "cache": str(found.folder),
        "demo": demo,
        "default": DEFAULT_MODEL,
        "models": [_item(entry) for entry in found.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _item(entry: Entry) -> dict[str, Any]:
    known, cached = entry.known, entry.cached
    return {
        "name": entry.name,
        "about": known.about if known else None,
        "english_only": known.english_only if known else None,
        "parameters": known.size.parameters * 1_000_000 if known else None,
        "estimated_download_bytes": known.download_bytes if known else None,
        "estimated_cpu_memory_bytes": known.cpu_bytes if known else None,
        "estimated_gpu_memory_bytes": known.gpu_bytes if known else None,
        "cached": None
        if cached is None
        else {
            "repository": cached.repository,
            "path": str(cached.folder),
            "bytes": cached.size,
            "problem": cached.problem,
        },
    }
