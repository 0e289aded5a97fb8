"""Work during which Python does not look for objects that are no longer used."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting() -> Iterator[None]:
    """A check makes a quarter of a million objects, which live as long as it; to look through them for dead ones again
    and again is a sixth of the time that a person waits."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
