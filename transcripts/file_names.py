"""Names for files: what every file system takes, and what is not taken yet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import chain, count

LONGEST_NAME = 180  # bytes of a file's name before its ending; file systems allow 255 in all
# What some file system does not allow in a name, or what a terminal would act on.
_UNUSABLE = re.compile(r'[\x00-\x1f\x7f-\x9f/\\:*?"<>|]+')


def usable_name(name: str) -> str:
    """A file's name, without its ending, that every file system takes; empty where nothing is left of it."""
    usable = _UNUSABLE.sub(" ", name.encode("utf-8", "replace").decode()).strip(". ")
    return usable.encode()[:LONGEST_NAME].decode("utf-8", "ignore").rstrip(". ")


def folded_name(name: str) -> str:
    """Equal for names that are one file on a file system that does not tell case or composition apart."""
    return unicodedata.normalize("NFC", name).casefold()


def free_name(name: str, taken: Callable[[str], bool]) -> str:
    """`name`, or the first of "name-2", "name-3" … that is not taken."""
    return next(one for one in chain([name], (f"{name}-{number}" for number in count(2))) if not taken(one))
