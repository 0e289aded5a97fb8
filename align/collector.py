"""Python's garbage collector, paused where it would only cost time.

Reading the tables and checking an article make some hundred thousand objects that live until the work is done or the
program ends. The collector looks through all of them again and again for cycles that nobody uses, and finds none.
"""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def collector_paused() -> Iterator[None]:
    """For work that leaves no cycles behind; may be nested."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


def read_once(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, called once for each language; what it returns stays, so the collector never looks at it again."""

    @cache
    def remembered(code: str) -> T:
        with collector_paused():
            found = read(code)
            gc.freeze()
        return found

    return remembered
