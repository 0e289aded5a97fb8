"""What is read once and stays: the tables, and what is made of them."""

import gc
from collections.abc import Callable
from functools import cache
from typing import TypeVar

T = TypeVar("T")


def kept(read: Callable[[str], T]) -> Callable[[str], T]:
    """`read`, done once for each language, and what it returns left out of Python's search for unused objects.

    The tables are some hundred thousand objects, all of them used until the program ends: looking through them again
    and again took a tenth of a second each time.
    """

    @cache
    def remembered(code: str) -> T:
        searches = gc.isenabled()
        gc.disable()
        try:
            return read(code)
        finally:
            gc.freeze()
            if searches:
                gc.enable()

    return remembered
