"""Where Mazeej keeps what it need not fetch or compute again."""

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
