"""Vectors of a talk, kept beside its transcript; a cache that cannot be used costs time, never the result."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from align.meaning.types import Encoder, Vectors
from audio import cache_dir
from transcripts.atomic_files import write_atomically

logger = logging.getLogger(__name__)

FOLDER = "vectors"  # in the cache
FORMAT = 1  # goes up when texts are cut or put together otherwise


def kept_vectors(
    encoder: Encoder, texts: Sequence[str], read: Callable[[Sequence[str]], Vectors] | None = None
) -> Vectors:
    """The vectors of passages, from the cache where an earlier run with this model's files left them.

    `read`: how `encoder` is to read them, where not all at once.
    """
    path = cache_dir() / FOLDER / f"{_key(encoder, texts)}.npy"
    found = _read(path, len(texts))
    if found is None:
        found = (read or encoder.passages)(texts)
        _write(path, found)
    return found


def _key(encoder: Encoder, texts: Sequence[str]) -> str:
    content = "\n".join([str(FORMAT), encoder.identity, *texts])
    return sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _read(path: Path, count: int) -> Vectors | None:
    try:
        vectors = np.load(path, allow_pickle=False).astype(np.float32)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, EOFError):
        logger.warning("what an earlier run kept of the talk's meaning cannot be read, and is made anew")
        return None
    return vectors if vectors.ndim == 2 and len(vectors) == count else None


def _write(path: Path, vectors: Vectors) -> None:
    """In half precision: a cosine loses less than its third digit."""
    buffer = io.BytesIO()
    np.save(buffer, vectors.astype(np.float16), allow_pickle=False)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, buffer.getvalue())
    except OSError as error:
        logger.warning("the talk's vectors are not kept in the cache (%s)", error.strerror or error)
