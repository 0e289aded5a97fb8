"""What is read once and stays: the tables, and what is made of them."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TypeVar

T = TypeVar("T")


@contextmanager
def unsearched() -> Iterator[None]:
    """Without Python's search for unused objects that refer to each other, for work that leaves none of them behind.

    The search looks through everything that there is, the more often the more is made.
    """
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()


def kept(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, done once for each language, and what it returns left out of that search from then on.

    The tables are some hundred thousand objects, all of them used until the program ends: looking through them again
    and again took a tenth of a second each time.
    """

    @cache
    def remembered(code: str) -> T:
        with unsearched():
            found = read(code)
            gc.freeze()
        return found

    return remembered
