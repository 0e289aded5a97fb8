"""Where Mazeej keeps what it need not fetch or compute again, and what the user gave it to keep."""

from __future__ import annotations

import os
from pathlib import Path


def cache_dir() -> Path:
    """The cache's folder: the one that MAZEEJ_CACHE names, else the platform's usual place. It may not exist yet."""
    named = os.environ.get("MAZEEJ_CACHE")
    if named:
        return Path(named)
    from platformdirs import user_cache_path

    return user_cache_path("mazeej", appauthor=False)


def data_dir() -> Path:
    """The folder of what no program can make again: the one that MAZEEJ_DATA names, else the platform's usual place.

    It may not exist yet.
    """
    named = os.environ.get("MAZEEJ_DATA")
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("mazeej", appauthor=False)
